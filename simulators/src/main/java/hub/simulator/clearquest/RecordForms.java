package hub.simulator.clearquest;

import hub.simulator.clearquest.Schema.Action;
import hub.simulator.clearquest.Schema.ActionKind;
import hub.simulator.clearquest.Schema.Field;
import hub.simulator.clearquest.Schema.FieldKind;
import hub.simulator.clearquest.Schema.RecordType;
import hub.simulator.clearquest.Schema.Requiredness;
import hub.simulator.ticket.EditableField;
import hub.simulator.ticket.EditableField.Kind;
import hub.simulator.ticket.Person;
import hub.simulator.ticket.TicketAction;
import hub.simulator.ticket.TicketDesk;
import hub.simulator.ticket.TicketRefused;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Records in forms for people, in the first type of the schema that has states.
final class RecordForms implements TicketDesk {
  private static final String NOTE = "Note_Entry";

  private final Schema schema;
  private final RecordStore store;
  private final RecordEngine engine;
  private final RecordType type;

  RecordForms(Schema schema, RecordStore store, RecordEngine engine) {
    this.schema = schema;
    this.store = store;
    this.engine = engine;
    this.type = schema.types().stream().filter(RecordType::stateBased).findFirst().orElseThrow();
  }

  @Override
  public List<Person> people() {
    RecordType users = schema.type("users").orElseThrow();
    List<Person> all = new ArrayList<>();
    store
        .all(users)
        .forEach(user -> all.add(new Person(user.value("login_name"), user.value("fullname"))));
    return all.reversed();
  }

  @Override
  public List<EditableField> blankForm() {
    return editable(
        field -> field.initial() == null ? "" : field.initial(),
        type.action(ActionKind.SUBMIT).map(Action::to).orElse(""));
  }

  @Override
  public List<EditableField> form(String key) {
    StoredRecord record = require(key);
    return editable(field -> record.value(field.name()), record.value("State"));
  }

  private interface Held {
    String by(Field field);
  }

  private List<EditableField> editable(Held held, @Nullable String state) {
    return type.fields().stream()
        .filter(field -> !field.kind().isOwnedBySystem() && !field.name().equals(NOTE))
        .filter(field -> field.requirednessIn(state == null ? "" : state) != Requiredness.READONLY)
        .map(field ->
            new EditableField(
                field.name(),
                field.name().replace('_', ' '),
                kind(field),
                held.by(field),
                field.choices() == null ? List.of() : field.choices()))
        .toList();
  }

  private static Kind kind(Field field) {
    if (field.choices() != null) {
      return Kind.CHOICE;
    }
    return field.kind() == FieldKind.MULTILINE_STRING ? Kind.TEXT : Kind.LINE;
  }

  @Override
  public List<TicketAction> actions(String key) {
    String state = require(key).value("State");
    return type.actions().stream()
        .filter(action -> action.kind() == ActionKind.CHANGE_STATE)
        .filter(action -> action.isAllowedIn(state))
        .map(action -> new TicketAction(action.name(), List.of()))
        .toList();
  }

  @Override
  public String create(String person, Map<String, String> fields) {
    Map<String, String> filled = new LinkedHashMap<>(fields);
    filled.values().removeIf(String::isBlank);
    return refusable(() -> engine.submit(type, person, Changes.of(filled)).value("id"));
  }

  @Override
  public void save(String person, String key, Map<String, String> fields) {
    StoredRecord record = require(key);
    Map<String, String> changed = changed(record, fields);
    if (!changed.isEmpty()) {
      refusable(() -> engine.act(type, record, "", person, Changes.of(changed)));
    }
  }

  @Override
  public void act(String person, String key, String action, Map<String, String> fields) {
    StoredRecord record = require(key);
    refusable(() -> engine.act(type, record, action, person, Changes.of(changed(record, fields))));
  }

  @Override
  public void comment(String person, String key, String text) {
    StoredRecord record = require(key);
    if (text.isBlank()) {
      throw new TicketRefused("A note needs some text");
    }
    refusable(() -> engine.act(type, record, "", person, Changes.of(Map.of(NOTE, text))));
  }

  private static Map<String, String> changed(StoredRecord record, Map<String, String> fields) {
    Map<String, String> changed = new LinkedHashMap<>();
    fields.forEach((name, value) -> {
      if (!record.value(name).equals(value.replace("\r\n", "\n"))) {
        changed.put(name, value);
      }
    });
    return changed;
  }

  private StoredRecord require(String key) {
    return store
        .findByName(type, key)
        .orElseThrow(() -> new TicketRefused("There is no record " + key));
  }

  private static <T> T refusable(Supplier<T> work) {
    try {
      return work.get();
    } catch (Rejection rejection) {
      throw new TicketRefused(rejection.forPeople());
    }
  }
}
