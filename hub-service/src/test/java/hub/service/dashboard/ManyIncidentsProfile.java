package hub.service.dashboard;

/// The same dashboard over a hub of its own, that holds as much as a site gathers in years.
public class ManyIncidentsProfile extends DashboardProfile {}
