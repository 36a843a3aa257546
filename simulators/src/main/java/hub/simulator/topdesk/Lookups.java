package hub.simulator.topdesk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hub.simulator.desk.DeskRefusal;
import hub.simulator.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The lists from which fields of an incident are chosen, by id or by name. Every desk makes its
/// own; these are those of one Danish desk.
final class Lookups {
  static final List<String> STATUSES =
      List.of(
          "Registreret",
          "I gang",
          "Afventer melder",
          "Afventer ændring",
          "Løst",
          "Afvist",
          "Lukket");

  static final List<String> PRIORITIES = List.of("P1", "P2", "P3", "P4");

  private static final Map<String, List<String>> LISTS =
      Map.of(
          "processingStatus", STATUSES,
          "priority", PRIORITIES,
          "impact", List.of("Organisation", "Afdeling", "Person"),
          "urgency", List.of("Kan ikke arbejde", "Kan arbejde delvist", "Kan arbejde"),
          "entryType", List.of("Telefon", "Mail", "Integration"),
          "callType", List.of("Incident", "Forespørgsel"),
          "operatorGroup", List.of("Servicedesk", "NSP"),
          "category", List.of("NSP"),
          "closureCode", List.of("Løst", "Afvist"));

  /// Where each list is found in the interface.
  static final Map<String, String> PLACES =
      Map.ofEntries(
          Map.entry("/tas/api/incidents/statuses", "processingStatus"),
          Map.entry("/tas/api/incidents/processing_status", "processingStatus"),
          Map.entry("/tas/api/incidents/priorities", "priority"),
          Map.entry("/tas/api/incidents/impacts", "impact"),
          Map.entry("/tas/api/incidents/urgencies", "urgency"),
          Map.entry("/tas/api/incidents/entry_types", "entryType"),
          Map.entry("/tas/api/incidents/call_types", "callType"),
          Map.entry("/tas/api/incidents/categories", "category"),
          Map.entry("/tas/api/incidents/closure_codes", "closureCode"),
          Map.entry("/tas/api/operatorgroups", "operatorGroup"));

  private Lookups() {}

  static boolean has(String field) {
    return LISTS.containsKey(field);
  }

  /// The name behind `{"id":…}` or `{"name":…}`; a [DeskRefusal] if the list has no such entry.
  static String name(String field, JsonNode given) {
    String id = given.path("id").asText();
    String name = given.path("name").asText();
    return LISTS.getOrDefault(field, List.of()).stream()
        .filter(entry -> id.isEmpty() ? entry.equals(name) : id(field, entry).equals(id))
        .findFirst()
        .orElseThrow(
            () -> new DeskRefusal(400, "The value for the field '" + field + "' cannot be found."));
  }

  /// What an incident shows of a chosen entry; null for none.
  static JsonNode shown(String field, String name) {
    return name.isEmpty() ? Json.object().nullNode() : entry(field, name);
  }

  static ArrayNode list(String field) {
    ArrayNode list = Json.array();
    LISTS.getOrDefault(field, List.of()).forEach(name -> list.add(entry(field, name)));
    return list;
  }

  private static ObjectNode entry(String field, String name) {
    return Json.object().put("id", id(field, name)).put("name", name);
  }

  private static String id(String field, String name) {
    return uuid(field + "/" + name);
  }

  /// Ids are made of what they stand for, so that they are the same in every run.
  static String uuid(String of) {
    return UUID.nameUUIDFromBytes(of.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
