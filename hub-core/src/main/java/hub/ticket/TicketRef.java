package hub.ticket;

/// Identity of one record in one tool: the system's id in configuration and the tool's *internal*
/// id, which survives moves and renames. People see the key, which may change ([Ticket#key()]).
public record TicketRef(String system, String id) implements Comparable<TicketRef> {

  public TicketRef {
    if (system.isBlank() || id.isBlank()) {
      throw new IllegalArgumentException("a ticket needs a system and an internal id");
    }
  }

  /// Reads the form that [#toString()] writes.
  public static TicketRef parse(String text) {
    var colon = text.indexOf(':');
    if (colon < 1) {
      throw new IllegalArgumentException("not a ticket reference (system:id): " + text);
    }
    return new TicketRef(text.substring(0, colon), text.substring(colon + 1));
  }

  @Override
  public int compareTo(TicketRef other) {
    var bySystem = system.compareTo(other.system);
    return bySystem != 0 ? bySystem : id.compareTo(other.id);
  }

  @Override
  public String toString() {
    return system + ":" + id;
  }
}
