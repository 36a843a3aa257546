package hub.engine.intake;

import org.jspecify.annotations.Nullable;

/// An input was not accepted, so its sender must keep it. The message says why and what helps.
public final class InputRefusedException extends RuntimeException {

  private final Reason reason;

  InputRefusedException(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  /// Why.
  public enum Reason {
    /// Above the size limit (HTTP 413).
    TOO_LARGE,
    /// The disk is nearly full (HTTP 503).
    NO_SPACE,
    /// The log did not acknowledge in time; it may or may not be in it (HTTP 503).
    LOG_UNAVAILABLE,
    /// It was asked for again after its retention (HTTP 410).
    GONE
  }
}
