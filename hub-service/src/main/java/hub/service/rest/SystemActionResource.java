package hub.service.rest;

import hub.incident.Input.PauseRequested;
import hub.incident.Input.Request;
import hub.incident.Input.ResumeRequested;
import hub.service.access.Roles;
import hub.service.wiring.RunningHub;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// What people ask of the hub about a tool.
@RolesAllowed(Roles.OPERATOR)
@Path("/api")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "actions")
public class SystemActionResource {

  private final RunningHub hub;
  private final AskedReader reader;

  SystemActionResource(RunningHub hub, AskedReader reader) {
    this.hub = hub;
    this.reader = reader;
  }

  /// Pauses a system, or lets it go on.
  @POST
  @Path("systems/{id}/{action}")
  @Operation(summary = "Pauses a system, or resumes it", description = "Actions: pause, resume.")
  public Response system(
      @PathParam("id") String id,
      @PathParam("action") String action,
      @HeaderParam(AskedReader.ACTOR) @Nullable String actor,
      @HeaderParam("Content-Type") @Nullable String type,
      InputStream body) {
    if (!hub.config().systems().keySet().contains(id)) {
      throw Problem.notFound("No system is called " + Query.shortened(id));
    }
    var who = reader.read(body, type, actor).actor();
    return switch (action) {
      case "pause" -> asked(new PauseRequested(who, id));
      case "resume" -> asked(new ResumeRequested(who, id));
      default -> throw ActionResource.unknown(action, List.of("pause", "resume"));
    };
  }

  private Response asked(Request request) {
    hub.ask(request);
    return Response.accepted().build();
  }
}
