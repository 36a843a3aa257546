package hub.connector.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/// Finds in a kind's webhook which ticket it is about.
@FunctionalInterface
public interface HintReader {

  /// Reads a webhook's body.
  ///
  /// @return empty if it is about something other than a ticket
  /// @throws NotAHint if no sense can be made of it; the sender gets 400
  Optional<Hint> read(JsonNode payload);

  /// The body is not what this kind of tool sends.
  final class NotAHint extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NotAHint(String cause) {
      super(cause);
    }
  }
}
