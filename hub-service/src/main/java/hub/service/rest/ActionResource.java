package hub.service.rest;

import hub.incident.Entry.KeyRecord;
import hub.incident.Gate;
import hub.incident.IncidentId;
import hub.incident.Input;
import hub.incident.Input.EraseRequested;
import hub.incident.Input.LinkRequested;
import hub.incident.Input.MergeRequested;
import hub.incident.Input.Request;
import hub.incident.Input.RetryRequested;
import hub.incident.Input.UnlinkRequested;
import hub.incident.Input.UnmergeRequested;
import hub.incident.Input.ValueChosen;
import hub.service.access.Caller;
import hub.service.access.Roles;
import hub.service.wiring.RunningHub;
import hub.ticket.Field;
import hub.ticket.TicketRef;
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
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// What people ask of the hub. Each request is an input with an actor; 202 says that it is safe in
/// the log, and the incident's story tells what came of it.
@RolesAllowed({Roles.OPERATOR, Roles.APPROVER})
@Path("/api/incidents")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "actions")
public class ActionResource {

  private static final List<String> ACTIONS =
      List.of(
          "retry",
          "link",
          "unlink",
          "merge",
          "unmerge",
          "choose",
          "acknowledge",
          "waive",
          "override",
          "erase");

  private final RunningHub hub;
  private final AskedReader reader;
  private final Caller caller;

  ActionResource(RunningHub hub, AskedReader reader, Caller caller) {
    this.hub = hub;
    this.reader = reader;
    this.caller = caller;
  }

  /// Does one thing with an incident.
  @POST
  @Path("{id}/{action}")
  @Operation(
      summary = "Asks something about an incident",
      description =
          "Actions: retry (system, ticket), link (ticket), unlink (ticket), merge (other), unmerge"
              + " (tickets), choose (field, value), acknowledge (task, reached, how), waive (task,"
              + " reason), override (gate, reason), erase (reason, kept for ever: it names no"
              + " person).")
  public Response incident(
      @PathParam("id") String id,
      @PathParam("action") String action,
      @HeaderParam(AskedReader.ACTOR) @Nullable String actor,
      @HeaderParam("Content-Type") @Nullable String type,
      InputStream body) {
    caller.need(action.equals("erase") ? Roles.APPROVER : Roles.OPERATOR);
    var incident = known(Query.incident(id));
    var asked = reader.read(body, type, actor);
    return accept(request(action, incident, asked, asked.actor()));
  }

  private Request request(String action, IncidentId id, AskedReader.Complete asked, String actor) {
    return switch (action) {
      case "retry" -> retry(id, asked, actor);
      case "link" -> new LinkRequested(actor, id, ticket(asked.need("ticket")));
      case "unlink" -> new UnlinkRequested(actor, id, ticket(asked.need("ticket")));
      case "merge" -> new MergeRequested(actor, id, known(Query.incident(asked.need("other"))));
      case "unmerge" ->
          new UnmergeRequested(actor, id, asked.needTickets().stream().map(this::ticket).toList());
      case "choose" ->
          new ValueChosen(actor, id, new Field(asked.need("field")), asked.need("value"));
      case "acknowledge" ->
          new Input.ContactAcknowledged(
              actor, id, task(asked), asked.need("reached"), asked.find("how").orElse("phone"));
      case "waive" -> new Input.ContactWaived(actor, id, task(asked), asked.need("reason"));
      case "override" ->
          new Input.GateOverrideRequested(
              actor, id, gate(asked.need("gate")), asked.need("reason"));
      case "erase" -> new EraseRequested(actor, id, asked.find("reason").orElse(null));
      default -> throw unknown(action, ACTIONS);
    };
  }

  private static long task(AskedReader.Complete asked) {
    var text = asked.need("task");
    if (!text.matches("[0-9]{1,18}")) {
      throw Problem.badRequest("task must be a number");
    }
    return Long.parseLong(text);
  }

  private static Gate gate(String text) {
    return Arrays.stream(Gate.values())
        .filter(gate -> gate.name().equals(text))
        .findFirst()
        .orElseThrow(
            () -> Problem.badRequest("gate must be one of " + Arrays.toString(Gate.values())));
  }

  private RetryRequested retry(IncidentId id, AskedReader.Complete asked, String actor) {
    var ticket = asked.find("ticket").map(this::ticket);
    var system =
        ticket
            .map(TicketRef::system)
            .orElseGet(() -> Query.system(asked.need("system"), systems()));
    return new RetryRequested(actor, id, system, ticket.orElse(null));
  }

  static jakarta.ws.rs.WebApplicationException unknown(String action, List<String> possible) {
    return Problem.notFound(
        "There is no action %s; there are %s".formatted(Query.shortened(action), possible));
  }

  private IncidentId known(IncidentId id) {
    if (hub.readSide().incidents().incident(id).isEmpty()) {
      throw Problem.notFound("There is no incident " + id);
    }
    return id;
  }

  /// People write the key they see; the hub knows the tool's own id behind it.
  private TicketRef ticket(String text) {
    var written = Query.ticket(text, systems());
    return hub.view()
        .space(hub.space())
        .get(KeyRecord.key(written.system(), written.id()))
        .map(entry -> ((KeyRecord) entry).ticket())
        .orElse(written);
  }

  private Set<String> systems() {
    return hub.site().config().systems().keySet();
  }

  private Response accept(Request request) {
    hub.ask(request);
    return Response.accepted().build();
  }
}
