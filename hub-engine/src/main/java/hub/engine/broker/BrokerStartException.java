package hub.engine.broker;

import org.jspecify.annotations.Nullable;

/// The embedded broker cannot start. The message says why and what to do.
public final class BrokerStartException extends RuntimeException {

  BrokerStartException(String message) {
    this(message, null);
  }

  BrokerStartException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
