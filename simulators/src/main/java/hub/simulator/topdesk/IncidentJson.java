package hub.simulator.topdesk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hub.simulator.desk.DeskAccount;
import hub.simulator.desk.DeskNote;
import hub.simulator.desk.DeskTicket;
import hub.simulator.http.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;

/// Incidents and their trails as TOPdesk writes them.
final class IncidentJson {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ").withZone(ZoneOffset.UTC);
  private static final List<String> TEXTS =
      List.of("id", "number", "externalNumber", "status", "briefDescription");
  private static final List<String> CHOICES =
      List.of(
          "impact",
          "urgency",
          "priority",
          "entryType",
          "callType",
          "category",
          "operatorGroup",
          "closureCode",
          "processingStatus");
  static final List<String> FLAGS = List.of("completed", "closed", "onHold", "responded");

  private IncidentJson() {}

  static ObjectNode incident(DeskTicket ticket) {
    ObjectNode json = Json.object();
    TEXTS.forEach(name -> json.put(name, ticket.text(name)));
    CHOICES.forEach(name -> json.set(name, Lookups.shown(name, ticket.text(name))));
    FLAGS.forEach(name -> json.put(name, Boolean.parseBoolean(ticket.text(name))));
    json.putObject("caller").put("dynamicName", ticket.text("caller"));
    json.put("creationDate", TIME.format(ticket.created()));
    json.set("creator", person(ticket.createdBy()));
    json.put("modificationDate", TIME.format(ticket.updated()));
    json.set("modifier", person(ticket.updatedBy()));
    return json;
  }

  /// The incident with these members only.
  static JsonNode only(ObjectNode incident, Set<String> fields) {
    return fields.isEmpty() ? incident : incident.retain(fields);
  }

  /// An entry of the trail. `flag` is there for the desk's own use.
  static ObjectNode entry(DeskNote note) {
    ObjectNode json = Json.object().put("id", Lookups.uuid("note/" + note.id()));
    json.put("memoText", note.text("memoText")).put("flag", 0);
    json.put("invisibleForCaller", Boolean.parseBoolean(note.text("invisibleForCaller")));
    json.put("entryDate", millis(note.at()));
    json.set("operator", person(note.author()));
    json.putNull("person");
    return json;
  }

  private static String millis(Instant at) {
    return DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSX")
        .withZone(ZoneOffset.UTC)
        .format(at);
  }

  private static ObjectNode person(String login) {
    String name = DeskAccount.of(login).map(DeskAccount::name).orElse(login);
    return Json.object().put("id", Lookups.uuid("operator/" + login)).put("name", name);
  }
}
