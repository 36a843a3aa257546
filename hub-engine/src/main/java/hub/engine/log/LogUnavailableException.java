package hub.engine.log;

/// The log cannot be read as it must be. The message says where and why.
public final class LogUnavailableException extends RuntimeException {

  public LogUnavailableException(String message) {
    super(message);
  }
}
