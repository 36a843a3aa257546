package hub.service.rest;

import hub.service.access.Roles;
import hub.service.search.AttentionItem;
import hub.service.search.DeadLetterView;
import hub.service.search.SystemStatus;
import hub.service.wiring.RunningHub;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// What is in sync, what is not, and why.
@RolesAllowed(Roles.VIEWER)
@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "state")
public class StateResource {

  private final RunningHub hub;

  StateResource(RunningHub hub) {
    this.hub = hub;
  }

  /// How the hub and each tool get on.
  @GET
  @Path("systems")
  @Operation(summary = "Lists the connected tools and how the hub gets on with each")
  public List<SystemStatus> systems() {
    return hub.readSide().state().systems();
  }

  /// What needs a person, the oldest first.
  @GET
  @Path("attention")
  @Operation(summary = "Lists what needs a person, the oldest first, each with its cause")
  public List<AttentionItem> attention() {
    return hub.readSide().state().attention();
  }

  /// What could not be processed.
  @GET
  @Path("dead-letters")
  @Operation(summary = "Lists what could not be processed, the oldest first, each with its cause")
  public List<DeadLetterView> deadLetters() {
    return hub.readSide().deadLetters().all();
  }

  /// One of them, with what came.
  @GET
  @Path("dead-letters/{id}")
  @Operation(summary = "Shows what could not be processed, with what came, redacted")
  public DeadLetterView deadLetter(@PathParam("id") String id) {
    return hub.readSide()
        .deadLetters()
        .find(id)
        .orElseThrow(() -> Problem.notFound("There is no dead letter with this id"));
  }
}
