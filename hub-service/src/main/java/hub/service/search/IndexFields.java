package hub.service.search;

/// Names of fields in the index.
final class IndexFields {

  /// What was written, whole.
  static final String JSON = "json";

  // Folded state: one document for each entry.
  static final String ENTRY = "entry";
  static final String ENTRY_KIND = "entry-kind";
  static final String ENTRY_OF = "entry-of";
  static final String ENTRY_SYSTEM = "entry-system";
  static final String ENTRY_SINCE = "entry-since";
  static final String ENTRY_OPEN = "entry-open";
  static final String MERGED_INTO = "merged-into";

  // Incidents: one document for each.
  static final String INCIDENT = "incident";
  static final String TEXT = "text";
  static final String TICKET = "ticket";
  static final String OPEN = "open";
  static final String RELEASE = "release";
  static final String CHANGED_AT = "changed-at";
  static final String NUMBER = "number";
  static final String SYSTEM = "system";
  static final String PRIORITY = "priority";
  static final String STATUS = "status";
  static final String SYNC = "sync";

  // What needs a person: one document for each.
  static final String MATTER_OF = "matter-of";
  static final String MATTER_KIND = "matter-kind";
  static final String MATTER_SYSTEM = "matter-system";
  static final String MATTER_SINCE = "matter-since";
  static final String MATTER_ID = "matter-id";

  // Events: one document for each.
  static final String SEQUENCE = "sequence";
  static final String SEQUENCE_ORDER = "sequence-order";
  static final String EVENT_OF = "event-of";
  static final String EVENT_SYSTEM = "event-system";
  static final String WEIGHT = "weight";
  static final String EVENT_COMMAND = "event-command";

  // Events that are somebody's doing.
  static final String DEED = "deed";
  static final String DEED_TEXT = "deed-text";
  static final String DONE_AT = "done-at";
  static final String ACTOR = "actor";

  // Where events lie: one document for each.
  static final String TRACE = "trace";
  static final String THREAD = "thread";

  // Notices: one document for what each said.
  static final String TOLD = "told";
  static final String TOLD_OF = "told-of";

  // Systems: one document for each.
  static final String ACTIVITY = "activity";

  static final String YES = "yes";
  static final String NO = "no";

  private IndexFields() {}
}
