package hub.service.rest;

import hub.service.access.Roles;
import hub.service.wiring.DeadLetterRetry;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Trying again what could not be processed.
@RolesAllowed(Roles.OPERATOR)
@Path("/api/dead-letters/{id}/retry")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "actions")
public class DeadLetterResource {

  private final RunningHub hub;
  private final AskedReader reader;

  DeadLetterResource(RunningHub hub, AskedReader reader) {
    this.hub = hub;
    this.reader = reader;
  }

  /// An observation is read again from its tool, never put in again as it was.
  @POST
  @Operation(summary = "Tries a dead letter again")
  public Response retry(
      @PathParam("id") String id,
      @HeaderParam(AskedReader.ACTOR) @Nullable String actor,
      @HeaderParam("Content-Type") @Nullable String type,
      InputStream body) {
    var letter =
        hub.readSide()
            .deadLetters()
            .find(id)
            .orElseThrow(() -> Problem.notFound("There is no dead letter with this id"));
    var asked = reader.read(body, type, actor);
    try {
      hub.retry(letter, asked.actor());
    } catch (DeadLetterRetry.NotPossibleException e) {
      throw Problem.conflict(String.valueOf(e.getMessage()));
    }
    return Response.accepted().build();
  }
}
