package hub.engine.topic;

import org.jspecify.annotations.Nullable;

/// The broker did not do, or did not answer, what was asked about topics.
public final class TopicUnavailableException extends RuntimeException {

  TopicUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
