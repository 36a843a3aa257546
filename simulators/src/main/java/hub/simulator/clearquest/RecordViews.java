package hub.simulator.clearquest;

import hub.simulator.clearquest.Schema.Action;
import hub.simulator.clearquest.Schema.ActionKind;
import hub.simulator.clearquest.Schema.RecordType;
import hub.simulator.ticket.TicketView;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Records as people and tests see them.
final class RecordViews {
  private final Schema schema;
  private final RecordStore store;

  RecordViews(Schema schema, RecordStore store) {
    this.schema = schema;
    this.store = store;
  }

  /// All records of types that have states.
  List<TicketView> all() {
    return schema.types().stream()
        .filter(RecordType::stateBased)
        .flatMap(type -> store.all(type).map(record -> view(type, record)))
        .toList();
  }

  private TicketView view(RecordType type, StoredRecord record) {
    Map<String, String> fields = new LinkedHashMap<>();
    type.fields().stream()
        .filter(field -> !record.value(field.name()).isEmpty())
        .forEach(field -> fields.put(field.name(), record.value(field.name())));
    String notes = record.value("Notes_Log");
    String state = record.value("State");
    return new TicketView(
        "clearquest",
        store.reference(record),
        record.value("id"),
        type.name(),
        record.value("Headline"),
        record.value("Priority"),
        state,
        record.version(),
        record.history().isEmpty() ? Instant.EPOCH : record.history().getLast().at(),
        fields,
        notes.isEmpty() ? List.of() : Arrays.asList(notes.split("\n\n(?===== State: )", -1)),
        type.actions().stream()
            .filter(action -> action.kind() == ActionKind.CHANGE_STATE)
            .filter(action -> action.isAllowedIn(state))
            .map(Action::name)
            .toList(),
        Stream.of("JiraKey", "FmkJiraKey", "RfcKey")
            .flatMap(field -> Stream.of(record.value(field).split("[,;\\s]+", -1)))
            .filter(reference -> !reference.isBlank())
            .toList());
  }
}
