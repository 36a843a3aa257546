package hub.ticket;

/// A tool the hub is connected to.
///
/// @param id the name in configuration, topics and addresses, such as `jira-ops`
/// @param kind which connector speaks to it, such as `jira`
/// @param role its part in the process
public record ExternalSystem(String id, String kind, Role role) {

  /// The part a tool plays (design §4).
  public enum Role {
    NATIONAL_DESK,
    OPERATIONS,
    CHANGE,
    SUPPLIER,
    LOCAL_DESK,
    ANNOUNCEMENTS,
    JOURNAL
  }
}
