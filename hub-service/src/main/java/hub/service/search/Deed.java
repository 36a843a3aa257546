package hub.service.search;

/// What kind of doing stands in the audit.
public enum Deed {
  /// The hub wrote to a tool, and the tool has confirmed it.
  WROTE,
  /// A person changed a ticket in a tool.
  CHANGED,
  /// A person asked the hub for something, and it happened.
  ASKED
}
