package hub.service.rest;

import hub.connector.Observation;
import hub.connector.Refusal;
import hub.service.access.Roles;
import hub.service.history.Trial;
import hub.service.wiring.RunningHub;
import hub.service.wiring.TicketReads;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// What the hub would make of a ticket, for engineers who are writing a mapping.
@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "systems")
@RolesAllowed(Roles.ENGINEER)
public class TrialResource {

  private final RunningHub hub;
  private final TicketReads reads;

  TrialResource(RunningHub hub, TicketReads reads) {
    this.hub = hub;
    this.reads = reads;
  }

  /// Reads one ticket from its tool and decides about it, without doing anything.
  @GET
  @Path("systems/{system}/try/{ticket}")
  @Operation(
      summary = "Reads a ticket from its tool and says what the hub would do",
      description = "Nothing is recorded and nothing is written.")
  public Trial tried(@PathParam("system") String system, @PathParam("ticket") String ticket) {
    if (hub.config().system(system).isEmpty()) {
      throw Problem.notFound("No system is called " + Query.shortened(system));
    }
    var read =
        reads
            .read(system, ticket)
            .orElseThrow(() ->
                Problem.conflict("Tickets of %s cannot be read one by one".formatted(system)));
    return switch (read) {
      case Observation seen ->
          Trial.of(seen, hub.view().space(hub.space()), hub.config(), hub.now());
      case Refusal refused -> Trial.of(refused);
    };
  }
}
