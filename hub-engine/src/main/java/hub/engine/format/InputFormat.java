package hub.engine.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hub.engine.privacy.Redaction;
import hub.incident.Input;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/// How inputs lie in `hub.inputs`: CloudEvents of type `hub.input.<name>`, redacted.
public final class InputFormat {

  /// The version of the schema of every input; they are kept for weeks, not for ever.
  static final int VERSION = 1;

  static final String PREFIX = "hub.input.";

  private static final String UNREADABLE = PREFIX + "Unreadable";
  private static final String RETRIED = PREFIX + "DeadLetterRetried";
  private static final String INPUT = "input";
  private static final String SOURCE = "source";

  private final JsonMapper mapper = HubJson.mapper();
  private final Map<String, ObjectReader> readers = readers(mapper);
  private final Redaction redaction;

  public InputFormat(Redaction redaction) {
    this.redaction = redaction;
  }

  /// The value of a record that holds an input.
  private record Data<T extends Input>(T input, @Nullable SourcePayload source) {}

  private static Map<String, ObjectReader> readers(JsonMapper mapper) {
    var readers = new HashMap<String, ObjectReader>();
    HubJson.records(Input.class)
        .forEach((name, input) -> {
          var data = mapper.getTypeFactory().constructParametricType(Data.class, input);
          readers.put(PREFIX + name, mapper.readerFor(data));
        });
    readers.put(UNREADABLE, mapper.readerFor(Unreadable.class));
    readers.put(RETRIED, mapper.readerFor(DeadLetterRetried.class));
    return Map.copyOf(readers);
  }

  /// What a record of `hub.inputs` holds.
  public sealed interface Decoded {

    /// An input to decide about.
    record Accepted(ReceivedInput received) implements Decoded {}

    /// A person tried a dead letter again.
    record Retried(DeadLetterRetried retried, Instant at) implements Decoded {}

    /// Something the door gave up on.
    record GivenUp(String subject, Origin origin, Instant receivedAt, Unreadable unreadable)
        implements Decoded {}
  }

  /// The record to append. Every string of it is redacted.
  public Encoded encode(ReceivedInput received) {
    var data = mapper.createObjectNode();
    data.set(INPUT, redaction.redactMessage(mapper.valueToTree(received.input())));
    var source = received.source();
    if (source != null) {
      data.putObject(SOURCE)
          .put("mapping", source.mapping())
          .set("payload", redaction.redact(source.payload()));
    }
    var subject = ReceivedInput.subject(received.input());
    return encode(
        PREFIX + received.input().getClass().getSimpleName(),
        received.id(),
        received.space(),
        subject,
        received.origin(),
        received.receivedAt(),
        data);
  }

  /// The record to append for something that is no input.
  public Encoded encode(
      String id,
      String space,
      String subject,
      Origin origin,
      Instant receivedAt,
      Unreadable unreadable) {
    var data = mapper.createObjectNode();
    data.put("cause", redaction.redact(unreadable.cause()));
    data.put("remedy", redaction.redact(unreadable.remedy()));
    data.set("payload", redaction.redact(unreadable.payload()));
    return encode(UNREADABLE, id, space, subject, origin, receivedAt, data);
  }

  /// The record to append when a person tried a dead letter again.
  public Encoded encode(String id, String space, DeadLetterRetried retried, Instant at) {
    return encode(
        RETRIED,
        id,
        space,
        retried.deadLetter(),
        Origin.person(retried.actor()),
        at,
        mapper.valueToTree(retried));
  }

  private Encoded encode(
      String type,
      String id,
      String space,
      String subject,
      Origin origin,
      Instant receivedAt,
      ObjectNode data) {
    var headers =
        CloudEvent.write(type, VERSION, id)
            .put(CloudEvent.SOURCE, "/systems/" + origin.system())
            .put(CloudEvent.SUBJECT, redaction.redact(subject))
            .put(CloudEvent.TIME, receivedAt)
            .put(CloudEvent.SPACE, space)
            .put(CloudEvent.CAUSE_SYSTEM, origin.system())
            .put(CloudEvent.ACTOR, redactOrNull(origin.actor()))
            .toHeaders();
    return new Encoded(subject, bytes(data), headers);
  }

  /// Reads a record.
  ///
  /// @throws UnreadableRecordException if it is not what this format writes
  public Decoded decode(byte @Nullable [] value, Headers headers) {
    var type = CloudEvent.get(headers, CloudEvent.TYPE);
    var origin =
        new Origin(
            CloudEvent.get(headers, CloudEvent.CAUSE_SYSTEM),
            CloudEvent.find(headers, CloudEvent.ACTOR));
    var receivedAt = CloudEvent.time(headers, CloudEvent.TIME);
    if (CloudEvent.schemaVersion(headers) > VERSION) {
      throw new UnreadableRecordException("the input was written by a newer version of the hub");
    }
    if (value == null) {
      throw new UnreadableRecordException("the input is empty");
    }
    return switch (read(type, value)) {
      case Unreadable unreadable ->
          new Decoded.GivenUp(
              CloudEvent.get(headers, CloudEvent.SUBJECT), origin, receivedAt, unreadable);
      case DeadLetterRetried retried -> new Decoded.Retried(retried, receivedAt);
      case Data<?>(var input, var source) ->
          new Decoded.Accepted(
              new ReceivedInput(
                  CloudEvent.get(headers, CloudEvent.ID),
                  CloudEvent.get(headers, CloudEvent.SPACE),
                  input,
                  origin,
                  receivedAt,
                  source));
      case null, default -> throw new UnreadableRecordException("the input is no JSON object");
    };
  }

  private @Nullable Object read(String type, byte[] value) {
    var reader = readers.get(type);
    if (reader == null) {
      throw new UnreadableRecordException("the type of the input is unknown");
    }
    try {
      return reader.readValue(value);
    } catch (IOException e) {
      var isJson =
          !(e instanceof StreamReadException || e.getCause() instanceof StreamReadException);
      var wanted = isJson ? type.substring(PREFIX.length()) : "JSON";
      throw new UnreadableRecordException("the input is no " + wanted + ": " + Trouble.of(e), e);
    }
  }

  private @Nullable String redactOrNull(@Nullable String text) {
    return text == null ? null : redaction.redact(text);
  }

  private byte[] bytes(JsonNode node) {
    try {
      return mapper.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree cannot be written", e);
    }
  }
}
