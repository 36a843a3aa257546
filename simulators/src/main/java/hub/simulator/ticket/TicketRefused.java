package hub.simulator.ticket;

/// The tool does not take what the person did, for the reason in the message.
public final class TicketRefused extends RuntimeException {
  public TicketRefused(String message) {
    super(message);
  }
}
