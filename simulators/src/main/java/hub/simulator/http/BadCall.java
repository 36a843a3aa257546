package hub.simulator.http;

/// The request cannot be understood; answered with 400 and this message.
public final class BadCall extends RuntimeException {
  public BadCall(String message) {
    super(message);
  }
}
