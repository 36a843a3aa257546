package hub.engine.deadletter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import hub.engine.format.Encoded;
import hub.engine.format.HubJson;
import hub.engine.format.UnreadableRecordException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/// How dead letters lie in `hub.dead-letters`, and what came in `hub.dead-letters.payloads`, both
/// under the id.
public final class DeadLetterFormat {

  /// Longer payloads are cut: who must see more asks the tool.
  static final int MAX_PAYLOAD_CHARS = 100_000;

  private final JsonMapper mapper = HubJson.mapper();

  /// A person tried again.
  public record Retried(String id, String actor, Instant at) {}

  public Encoded encode(DeadLetter letter) {
    return new Encoded(letter.id(), bytes(letter), new RecordHeaders());
  }

  /// What came, redacted and cut.
  ///
  /// @param redacted must be redacted already
  public Encoded encodePayload(String id, String redacted) {
    var text =
        redacted.length() <= MAX_PAYLOAD_CHARS
            ? redacted
            : redacted.substring(0, MAX_PAYLOAD_CHARS) + "…";
    return new Encoded(id, text.getBytes(StandardCharsets.UTF_8), new RecordHeaders());
  }

  /// Reads a record of `hub.dead-letters`.
  ///
  /// @throws UnreadableRecordException if it is not what this format writes
  public DeadLetter decode(byte @Nullable [] value) {
    if (value == null) {
      throw new UnreadableRecordException("the dead letter is empty");
    }
    try {
      return mapper.readValue(value, DeadLetter.class);
    } catch (IOException e) {
      throw new UnreadableRecordException("the dead letter cannot be read", e);
    }
  }

  private byte[] bytes(Object value) {
    try {
      return mapper.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a dead letter cannot be written", e);
    }
  }
}
