package hub.simulator.desk;

/// The desk says no, with this status and these words; each desk has its own shape for them.
public final class DeskRefusal extends RuntimeException {
  private final int status;

  public DeskRefusal(int status, String message) {
    super(message);
    this.status = status;
  }

  public int status() {
    return status;
  }

  /// The words.
  public String words() {
    return String.valueOf(getMessage());
  }
}
