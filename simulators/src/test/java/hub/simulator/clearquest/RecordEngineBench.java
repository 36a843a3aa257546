package hub.simulator.clearquest;

import hub.simulator.store.Cabinet;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A record engine by itself, for schemas that the shipped site does not have.
final class RecordEngineBench {
  final Schema.RecordType incident;
  final RecordEngine engine;

  RecordEngineBench(Schema schema, ClearQuestSettings settings, Clock clock) {
    this.incident = schema.types().getFirst();
    RecordStore store = new RecordStore(schema, new Cabinet(null, clock));
    this.engine =
        new RecordEngine(
            schema,
            store,
            settings,
            new Messages(settings.language()),
            clock,
            (committed, entry) -> {});
  }

  StoredRecord submit(String headline) {
    return engine.submit(incident, "demo", Changes.of(Map.of("Headline", headline)));
  }

  /// Writes both fields in one request, and says whether the key is still there afterwards.
  boolean keepsKeyBesideAssignee(Map<String, Integer> places) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    values.put("JiraKey", List.of("DRIFT-1"));
    values.put("Assignee", List.of("FMK"));
    StoredRecord record =
        engine.act(
            incident,
            submit("Rækkefølge"),
            "Modify",
            "demo",
            new Changes(Optional.empty(), values, places));
    return record.value("JiraKey").equals("DRIFT-1");
  }
}
