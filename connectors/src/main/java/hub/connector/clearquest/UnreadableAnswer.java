package hub.connector.clearquest;

/// An answer with a good status that is not what the protocol promises.
final class UnreadableAnswer extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnreadableAnswer(String message) {
    super(message);
  }
}
