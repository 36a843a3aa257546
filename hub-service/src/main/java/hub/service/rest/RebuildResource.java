package hub.service.rest;

import hub.service.access.Roles;
import hub.service.search.Rebuild;
import hub.service.wiring.RunningHub;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// The making anew of this instance's search index.
@RolesAllowed(Roles.VIEWER)
@Path("/api/rebuild")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "state")
public class RebuildResource {

  private final RunningHub hub;

  RebuildResource(RunningHub hub) {
    this.hub = hub;
  }

  /// How far it is.
  @GET
  @Operation(summary = "Tells how far the rebuild of the search index is")
  public Rebuild.Progress progress() {
    return hub.readSide().rebuild().progress();
  }

  /// Starts it.
  @RolesAllowed(Roles.ENGINEER)
  @POST
  @Operation(
      summary = "Makes the search index of this instance anew from hub.events",
      description =
          "The present index answers until the new one knows as much, then they change places.")
  @APIResponse(responseCode = "202", description = "It runs")
  @APIResponse(responseCode = "409", description = "One is running already")
  public Response start() {
    var rebuild = hub.readSide().rebuild();
    if (!rebuild.start()) {
      throw Problem.conflict("The index is being rebuilt already; GET tells how far it is");
    }
    return Response.accepted(rebuild.progress()).build();
  }
}
