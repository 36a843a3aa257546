package hub.service.rest;

import hub.engine.Replay;
import hub.service.access.Roles;
import hub.service.wiring.RunningHub;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Whether the log alone gives the live state (invariant 7).
@RolesAllowed(Roles.ENGINEER)
@Path("/api/replay")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "state")
public class ReplayResource {

  private final RunningHub hub;
  private final PastQuestions questions;

  ReplayResource(RunningHub hub, PastQuestions questions) {
    this.hub = hub;
    this.questions = questions;
  }

  /// The state as `hub.events` makes it, beside the live one, at one moment.
  ///
  /// @param events how many were folded
  /// @param entries how many entries the state has
  /// @param live hash of the engine's state
  /// @param folded hash of the folded state
  public record Comparison(long events, long entries, String live, String folded, boolean isSame) {}

  /// Folds `hub.events` from offset 0 up to the live state's last event.
  @GET
  @Operation(
      summary = "Folds hub.events from offset 0 and compares the state hash with the live one")
  @APIResponse(responseCode = "200", description = "Both hashes, and whether they are the same")
  @APIResponse(responseCode = "409", description = "Another question is being answered")
  public Comparison replay() {
    return questions.alone(this::compare);
  }

  private Comparison compare() {
    var live = hub.view().hash(hub.space());
    var partition = hub.config().space().partition();
    var folded =
        new Replay(hub.connection(), hub.scratch()).fold(hub.space(), partition, live.sequence());
    return new Comparison(
        live.sequence(), live.entries(), live.hash(), folded.hash(), live.equals(folded));
  }
}
