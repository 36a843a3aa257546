package hub.simulator.clearquest;

/// Habits and defects of real servers that can be switched on and off one by one.
public enum Habit {
  /// Pages of one query overlap and leave gaps, because each re-runs it unsorted (APAR PH24473).
  UNSTABLE_PAGING,
  /// The type's name in XML is spelt as the first request since the start spelt it (APAR PH49193).
  TYPE_NAME_AS_FIRST_ASKED,
  /// Resources selected over two levels come twice in RDF (APAR PM51613).
  DUPLICATED_NESTED_RESOURCES,
  /// An upload is stored and answered with 501.
  UPLOAD_ANSWERED_501,
  /// Full text search is enabled.
  FULL_TEXT_SEARCH,
  /// The site has added a last-modified field and its user, set by a base action hook.
  LAST_MODIFIED,
  /// Fields are set in random order unless the request orders them; off: in the order sent.
  RANDOM_FIELD_ORDER,
  /// Reads in the old protocol version are cut like those in the new one.
  CUT_IN_VERSION_1,
  /// The newest note stands first in the log; off: last.
  NEWEST_NOTE_FIRST
}
