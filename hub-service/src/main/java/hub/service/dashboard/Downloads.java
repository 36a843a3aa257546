package hub.service.dashboard;

import hub.service.access.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/// Lists of the dashboard as files, in the language of the page that they are loaded from.
@RolesAllowed(Roles.VIEWER)
@Path("/")
public class Downloads {

  private final Dashboard dashboard;

  Downloads(Dashboard dashboard) {
    this.dashboard = dashboard;
  }

  /// The incidents that the list shows, over all its pages.
  @GET
  @Path("incidents.csv")
  public Response incidents(@BeanParam Visitor visitor, @BeanParam AskedIncidents asked) {
    return dashboard.incidentsFile(asked.query(), visitor.words()).answer("incidents.csv");
  }

  /// What the audit shows, over all its pages.
  @GET
  @Path("audit.csv")
  public Response audit(@BeanParam Visitor visitor, @BeanParam AskedDeeds asked) {
    return dashboard.auditFile(asked.query(), visitor.words()).answer("audit.csv");
  }
}
