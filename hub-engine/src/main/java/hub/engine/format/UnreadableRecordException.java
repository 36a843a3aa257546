package hub.engine.format;

import org.jspecify.annotations.Nullable;

/// A record is not what its place promises. The message says what is wrong, without any content.
public final class UnreadableRecordException extends RuntimeException {

  public UnreadableRecordException(String message) {
    this(message, null);
  }

  public UnreadableRecordException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
