package hub.engine.chain;

import org.jspecify.annotations.Nullable;

/// A file does not hold the key it should. The message names the file, never what is in it.
public final class UnusableKeyException extends RuntimeException {

  UnusableKeyException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
