package hub.simulator.clearquest;

import com.fasterxml.jackson.annotation.JsonIgnore;
import hub.simulator.http.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What kinds of records a database holds and how they may change. Plain data: another site is
/// another file.
record Schema(
    String repository,
    String database,
    List<RecordType> types,
    List<SavedQuery> queries,
    List<InitialRecord> records,
    List<Login> logins) {

  /// The kinds of fields, numbered in their order from 1.
  enum FieldKind {
    SHORT_STRING,
    MULTILINE_STRING,
    INT,
    DATE_TIME,
    REFERENCE,
    REFERENCE_LIST,
    ATTACHMENT_LIST,
    ID,
    STATE,
    JOURNAL,
    DBID,
    STATETYPE,
    RECORDTYPE;

    /// Whether the engine alone sets such fields.
    boolean isOwnedBySystem() {
      return switch (this) {
        case ID, STATE, JOURNAL, DBID, STATETYPE, RECORDTYPE, ATTACHMENT_LIST -> true;
        case SHORT_STRING, MULTILINE_STRING, INT, DATE_TIME, REFERENCE, REFERENCE_LIST -> false;
      };
    }
  }

  enum Requiredness {
    MANDATORY,
    OPTIONAL,
    READONLY,
    /// A hook decides; without one it is optional.
    USE_HOOK
  }

  enum ActionKind {
    SUBMIT,
    MODIFY,
    CHANGE_STATE,
    DUPLICATE,
    UNDUPLICATE,
    IMPORT,
    DELETE,
    BASE,
    RECORD_SCRIPT_ALIAS
  }

  /// One field; `inState` overrides what is required in single states.
  record Field(
      String name,
      FieldKind kind,
      @Nullable Requiredness requiredness,
      @Nullable Map<String, Requiredness> inState,
      @Nullable Integer size,
      @Nullable List<String> choices,
      @Nullable String initial,
      @Nullable String target) {
    private static final int LONGEST_SHORT_STRING = 254;

    Requiredness requirednessIn(String state) {
      Requiredness general = requiredness == null ? Requiredness.OPTIONAL : requiredness;
      return inState == null ? general : inState.getOrDefault(state, general);
    }

    int longest() {
      return size == null ? LONGEST_SHORT_STRING : size;
    }
  }

  /// Something one can do with a record: from which states, and to which.
  record Action(String name, ActionKind kind, @Nullable List<String> from, @Nullable String to) {
    boolean isAllowedIn(String state) {
      return from == null || from.contains(state);
    }
  }

  record RecordType(
      String name,
      long dbid,
      boolean stateBased,
      @Nullable String uniqueKey,
      List<Field> fields,
      @Nullable List<String> states,
      List<Action> actions,
      @Nullable List<HookRule> hooks) {

    Optional<Field> field(String fieldName) {
      return fields.stream().filter(field -> field.name().equals(fieldName)).findFirst();
    }

    boolean has(String fieldName) {
      return field(fieldName).isPresent();
    }

    /// By name; the case of an action's name makes no difference.
    Optional<Action> action(String actionName) {
      return actions.stream()
          .filter(action -> action.name().equalsIgnoreCase(actionName))
          .findFirst();
    }

    /// The first action of that kind.
    Optional<Action> action(ActionKind kind) {
      return actions.stream().filter(action -> action.kind() == kind).findFirst();
    }

    @JsonIgnore
    List<HookRule> rules() {
      return hooks == null ? List.of() : hooks;
    }
  }

  /// A rule of the site that runs with every action, with the fields it is about.
  record HookRule(Rule rule, String field, @Nullable String into, @Nullable String message) {
    enum Rule {
      /// What stands in `field` goes to the log `into`, with author and time.
      APPEND_NOTE,
      /// On submission the time goes into `field` and the user into `into`.
      STAMP_SUBMIT,
      /// On every action the time goes into `field` and the user's name into `into`.
      STAMP_MODIFIED,
      /// A new value in `field` empties `into`: so the order of fields matters.
      CLEARS,
      /// The value `into` in `field` is refused with the message when the record is saved.
      REFUSES
    }
  }

  /// A query of the workspace.
  record SavedQuery(long dbid, String path, String type, String where, List<String> select) {}

  /// A record that exists from the start; references name the unique key of their target.
  record InitialRecord(String type, Map<String, String> values) {}

  record Login(String user, String password) {}

  /// The schema that ships with the simulators.
  static Schema shipped() {
    return Json.resource("/hub/simulator/clearquest/nsp-schema.json", Schema.class);
  }

  /// By name, in any case.
  Optional<RecordType> type(String name) {
    return types.stream().filter(type -> type.name().equalsIgnoreCase(name)).findFirst();
  }

  Optional<RecordType> type(long dbid) {
    return types.stream().filter(type -> type.dbid() == dbid).findFirst();
  }
}
