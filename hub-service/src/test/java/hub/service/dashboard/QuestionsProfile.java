package hub.service.dashboard;

/// The same dashboard over a third hub, whose long list and dead tool disturb no other story.
public class QuestionsProfile extends DashboardProfile {}
