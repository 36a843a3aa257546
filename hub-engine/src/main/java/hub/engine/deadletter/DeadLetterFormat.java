package hub.engine.deadletter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import hub.engine.format.Encoded;
import hub.engine.format.HubJson;
import hub.engine.format.UnreadableRecordException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/// How dead letters lie in `hub.dead-letters`, and what came in `hub.dead-letters.payloads`, both
/// under the id.
public final class DeadLetterFormat {

  /// Longer payloads are cut: who must see more asks the tool.
  static final int MAX_PAYLOAD_CHARS = 100_000;

  private static final String TYPE = "ce_type";
  private static final String PREFIX = "hub.dead-letter.";

  private final JsonMapper mapper = HubJson.mapper();

  /// What a record of `hub.dead-letters` says.
  public sealed interface Entry {}

  /// Something could not be processed.
  public record Laid(DeadLetter letter) implements Entry {}

  /// A person tried again, or a timer of the hub's has fired after all.
  public record Retried(String id, String actor, Instant at) implements Entry {}

  public Encoded encode(DeadLetter letter) {
    return encode(letter.id(), letter, "DeadLetter");
  }

  public Encoded encode(Retried retried) {
    return encode(retried.id(), retried, "Retried");
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
  public Entry decode(byte @Nullable [] value, Headers headers) {
    if (value == null) {
      throw new UnreadableRecordException("the dead letter is empty");
    }
    var header = headers.lastHeader(TYPE);
    var type = header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    try {
      return switch (type) {
        case PREFIX + "DeadLetter" -> new Laid(mapper.readValue(value, DeadLetter.class));
        case PREFIX + "Retried" -> mapper.readValue(value, Retried.class);
        default -> throw new UnreadableRecordException("the kind of dead letter is unknown");
      };
    } catch (IOException e) {
      throw new UnreadableRecordException("the dead letter cannot be read", e);
    }
  }

  private Encoded encode(String id, Object value, String type) {
    var headers = new RecordHeaders();
    headers.add(TYPE, (PREFIX + type).getBytes(StandardCharsets.UTF_8));
    try {
      return new Encoded(id, mapper.writeValueAsBytes(value), headers);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a dead letter cannot be written", e);
    }
  }
}
