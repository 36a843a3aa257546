package hub.ticket;

/// What a ticket says about another ticket.
///
/// @param kind how much the statement is worth; configuration decides that for each field and link
///   type
/// @param system the other ticket's system
/// @param key the other ticket's key as people write it
public record Reference(Kind kind, String system, String key) {

  /// The three kinds of design §5. Only `SAME` may link a ticket as member or merge incidents.
  public enum Kind {
    SAME,
    RELATED,
    MENTION
  }
}
