package hub.service.search;

import hub.ticket.TicketRef;

/// A ticket and what people call it.
public record TicketLabel(TicketRef ref, String key) {

  /// The visible key together with the system.
  public String text() {
    return ref.system() + ":" + key;
  }
}
