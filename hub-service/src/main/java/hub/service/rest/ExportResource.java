package hub.service.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import hub.incident.IncidentId;
import hub.service.access.Roles;
import hub.service.chain.IncidentBundle;
import hub.service.wiring.RunningHub;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.LinkedHashSet;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// An incident as a signed file, for those who have no access to the hub.
@RolesAllowed(Roles.VIEWER)
@Path("/api/incidents/{id}/export")
@Tag(name = "trust")
public class ExportResource {

  private static final String ZIP = "application/zip";

  private final RunningHub hub;
  private final ObjectMapper mapper;

  ExportResource(RunningHub hub, ObjectMapper mapper) {
    this.hub = hub;
    this.mapper = mapper;
  }

  /// The bundle; that of the incident that goes on, if it was merged.
  @GET
  @Produces(ZIP)
  @Operation(
      summary = "Exports an incident as a signed bundle",
      description = "A zip file that stands for itself; its README says how it is checked.")
  public Response export(@PathParam("id") String id) {
    var number = Query.incident(id);
    var detail =
        hub.readSide()
            .incidents()
            .incident(number)
            .orElseThrow(() -> Problem.notFound("There is no incident " + number));
    var incidents = new LinkedHashSet<IncidentId>();
    incidents.add(detail.summary().id());
    incidents.addAll(detail.aliases());
    var place =
        new IncidentBundle.Place(hub.connection(), hub.space(), hub.config().space().partition());
    var bundle =
        IncidentBundle.of(
            place, List.copyOf(incidents), mapper.valueToTree(detail), hub.signingKey(), hub.now());
    StreamingOutput content = bundle::write;
    return Response.ok(content, ZIP)
        .header(
            "Content-Disposition",
            "attachment; filename=\"%s.zip\"".formatted(detail.summary().id()))
        .header("Cache-Control", "no-store")
        .build();
  }
}
