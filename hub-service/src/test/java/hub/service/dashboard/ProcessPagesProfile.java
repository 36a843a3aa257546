package hub.service.dashboard;

/// The same dashboard over another hub, so that the stories do not meet.
public class ProcessPagesProfile extends DashboardProfile {}
