package hub.engine.topic;

import java.util.List;

/// Topics that exist are not as the hub needs them, so it does not start. Names every difference.
public final class TopicMismatchException extends RuntimeException {

  private final transient List<String> differences;

  TopicMismatchException(List<String> differences) {
    super("the topics do not fit the configuration:\n- " + String.join("\n- ", differences));
    this.differences = List.copyOf(differences);
  }

  /// One sentence for each difference: where, what was found, and the way out.
  public List<String> differences() {
    return differences;
  }
}
