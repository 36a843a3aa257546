package hub.service.rest;

import hub.service.access.Roles;
import hub.service.dashboard.DashboardHub.Retried;
import hub.service.wiring.RunningHub;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Trying again many of what could not be processed.
@RolesAllowed(Roles.OPERATOR)
@Path("/api/dead-letters/retry")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "actions")
public class DeadLettersResource {

  private final RunningHub hub;
  private final AskedReader reader;

  DeadLettersResource(RunningHub hub, AskedReader reader) {
    this.hub = hub;
    this.reader = reader;
  }

  /// Each by itself: one that cannot be tried hinders no other.
  @POST
  @Operation(
      summary = "Tries dead letters again",
      description =
          "The body names up to 100 as letters. The answer says of each what was the problem, or"
              + " null if it was asked for.")
  public List<Retried> retry(
      @HeaderParam(AskedReader.ACTOR) @Nullable String actor,
      @HeaderParam("Content-Type") @Nullable String type,
      InputStream body) {
    var asked = reader.read(body, type, actor);
    var letters = asked.needLetters();
    if (letters.size() > RunningHub.MOST_LETTERS) {
      throw Problem.badRequest(
          "letters has %d; at most %d".formatted(letters.size(), RunningHub.MOST_LETTERS));
    }
    return hub.retry(letters, asked.actor());
  }
}
