package hub.simulator.clearquest;

import hub.simulator.clearquest.Schema.Action;
import hub.simulator.clearquest.Schema.ActionKind;
import hub.simulator.clearquest.Schema.Field;
import hub.simulator.clearquest.Schema.RecordType;
import hub.simulator.clearquest.Schema.Requiredness;
import hub.simulator.clearquest.StoredRecord.HistoryEntry;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiConsumer;

/// Carries out actions on records: sets fields in their order, runs hooks, validates, commits, and
/// tells of it. The interface and the pages for people both come through here. Callers hold the
/// lock of the tool.
final class RecordEngine {
  private final Schema schema;
  private final RecordStore store;
  private final ClearQuestSettings settings;
  private final Messages messages;
  private final FieldRules rules;
  private final Hooks hooks;
  private final Clock clock;
  private final BiConsumer<StoredRecord, HistoryEntry> notification;
  private final Random random;

  RecordEngine(
      Schema schema,
      RecordStore store,
      ClearQuestSettings settings,
      Messages messages,
      Clock clock,
      BiConsumer<StoredRecord, HistoryEntry> notification) {
    this.schema = schema;
    this.store = store;
    this.settings = settings;
    this.messages = messages;
    this.rules = new FieldRules(store, settings, messages);
    this.hooks = new Hooks(settings, messages);
    this.clock = clock;
    this.notification = notification;
    this.random = new Random(settings.seed());
  }

  /// Puts the records in place that exist from the start, once.
  void fill() {
    for (Schema.InitialRecord initial : schema.records()) {
      RecordType type = schema.type(initial.type()).orElseThrow();
      String key = type.uniqueKey();
      if (key != null && store.findByName(type, initial.values().getOrDefault(key, "")).isEmpty()) {
        submit(type, "admin", Changes.of(initial.values()));
      }
    }
  }

  /// A new record of the type.
  StoredRecord submit(RecordType type, String user, Changes changes) {
    Action submit =
        type.action(ActionKind.SUBMIT)
            .orElseThrow(
                () -> Rejection.of(409, messages.text("no-action", type.name(), "Submit")));
    // Numbers are only taken when the record is valid, so first with a placeholder.
    StoredRecord blank = StoredRecord.born(0, type.name());
    Draft draft = new Draft(blank);
    for (Field field : type.fields()) {
      if (field.initial() != null) {
        draft.set(field.name(), field.initial());
      }
    }
    apply(type, blank, draft, submit, changes, user);
    StoredRecord record = StoredRecord.born(store.nextDbid(), type.name());
    if (type.stateBased()) {
      draft.set("id", store.nextId(type));
    }
    return commit(type, record, draft, submit, "", user);
  }

  /// An action on a record; without a name it is the type's modify action.
  StoredRecord act(
      RecordType type, StoredRecord record, String actionName, String user, Changes changes) {
    Action action =
        (actionName.isEmpty() ? type.action(ActionKind.MODIFY) : type.action(actionName))
            .filter(found -> found.kind() != ActionKind.SUBMIT)
            .orElseThrow(
                () -> Rejection.of(409, messages.text("no-action", type.name(), actionName)));
    String state = record.value("State");
    requireAllowed(record, action, state);
    Draft draft = new Draft(record);
    apply(type, record, draft, action, changes, user);
    return commit(type, record, draft, action, state, user);
  }

  /// Removes a record, if its type has an action for that.
  void delete(RecordType type, StoredRecord record) {
    Action action =
        type.action(ActionKind.DELETE)
            .orElseThrow(
                () -> Rejection.of(403, messages.text("no-action", type.name(), "Delete")));
    requireAllowed(record, action, record.value("State"));
    store.remove(record);
  }

  /// An attachment is an edit of the record: hooks run and the version grows.
  StoredRecord attach(
      RecordType type, StoredRecord record, StoredRecord.StoredFile file, String user) {
    return act(type, record.withFile(file), "", user, Changes.of(Map.of()));
  }

  private void requireAllowed(StoredRecord record, Action action, String state) {
    if (settings.masteredElsewhere().contains(record.value("id"))) {
      throw Rejection.of(403, messages.text("mastered-elsewhere", record.value("id")));
    }
    if (!action.isAllowedIn(state)) {
      throw Rejection.of(409, messages.text("wrong-state", action.name(), state));
    }
  }

  private void apply(
      RecordType type,
      StoredRecord before,
      Draft draft,
      Action action,
      Changes changes,
      String user) {
    if (action.to() != null) {
      draft.set("State", action.to());
    }
    Map<String, String> invalid = new LinkedHashMap<>();
    String state = before.value("State");
    for (String name : ordered(changes)) {
      Field field =
          type.field(name)
              .orElseThrow(() ->
                  Rejection.of(
                      409, messages.text("no-field", type.name(), before.value("id"), name)));
      List<String> wanted = changes.values().getOrDefault(name, List.of());
      if (field.kind().isOwnedBySystem() || field.requirednessIn(state) == Requiredness.READONLY) {
        // An empty read-only field may be echoed; a value may not, not even the same.
        if (!wanted.isEmpty()) {
          invalid.put(name, messages.text("read-only", name));
        }
        continue;
      }
      rules.complaint(field, wanted).ifPresent(message -> invalid.put(name, message));
      draft.set(name, rules.normalised(field, wanted));
      hooks.valueChanged(type, draft, name);
    }
    validate(type, draft, invalid);
    if (!invalid.isEmpty()) {
      throw new Rejection(409, messages.text("not-saved"), invalid, List.of());
    }
    String reference =
        schema
            .type("users")
            .flatMap(users -> store.findByName(users, user))
            .map(store::reference)
            .orElse("");
    hooks.beforeCommit(type, action, draft, user, reference, now());
  }

  private void validate(RecordType type, Draft draft, Map<String, String> invalid) {
    for (Field field : type.fields()) {
      boolean required = field.requirednessIn(draft.value("State")) == Requiredness.MANDATORY;
      if (required && draft.values(field.name()).isEmpty()) {
        invalid.putIfAbsent(field.name(), messages.text("required", field.name()));
      }
    }
  }

  private StoredRecord commit(
      RecordType type,
      StoredRecord record,
      Draft draft,
      Action action,
      String oldState,
      String user) {
    String key = type.uniqueKey();
    if (key != null) {
      store
          .findByName(type, draft.value(key))
          .filter(other -> other.dbid() != record.dbid())
          .ifPresent(other -> {
            throw Rejection.of(409, messages.text("not-unique", draft.value(key)));
          });
    }
    HistoryEntry entry =
        new HistoryEntry(
            store.nextHistoryDbid(), now(), user, action.name(), oldState, draft.value("State"));
    StoredRecord committed = record.committed(draft.all(), entry);
    store.put(committed);
    notification.accept(committed, entry);
    return committed;
  }

  /// In the places that the request gave, the rest at random or as sent.
  private List<String> ordered(Changes changes) {
    List<String> names = new ArrayList<>(changes.values().keySet());
    if (settings.has(Habit.RANDOM_FIELD_ORDER)) {
      Collections.shuffle(names, random);
    }
    names.sort(
        Comparator.comparingInt(name -> changes.places().getOrDefault(name, Integer.MAX_VALUE)));
    return names;
  }

  private Instant now() {
    return clock.instant().plus(settings.clockSkew());
  }
}
