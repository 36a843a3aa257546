package hub.engine.format;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/// CloudEvents 1.0 in binary mode: attributes are Kafka headers with the prefix `ce_`, the data is
/// the record's value.
final class CloudEvent {

  static final String TYPE = "type";
  static final String ID = "id";
  static final String SOURCE = "source";
  static final String SUBJECT = "subject";
  static final String TIME = "time";
  static final String DATA_SCHEMA = "dataschema";

  /// The space (extension).
  static final String SPACE = "space";

  /// Gap-free number within the space (extension).
  static final String SEQUENCE = "sequence";

  /// The input that caused it, as partition:offset (extension).
  static final String CAUSE_INPUT = "causeinput";

  /// The system whose input caused it (extension).
  static final String CAUSE_SYSTEM = "causesystem";

  /// The person who asked, if one did (extension).
  static final String ACTOR = "actor";

  /// Hash of the configuration it was decided with (extension).
  static final String CONFIGURATION = "confighash";

  /// When it happened by the tool's clock (extension).
  static final String CLAIMED_TIME = "claimedtime";

  /// When the hub saw it by the hub's clock (extension).
  static final String OBSERVED_TIME = "observedtime";

  /// The hash that ties it to the event before it (extension, ADR 7).
  static final String LINK = "chain";

  static final String PREFIX = "ce_";
  private static final String SCHEMA_PREFIX = "urn:incident-hub:schema:";

  private CloudEvent() {}

  /// Headers of a new event.
  static Writer write(String type, int schemaVersion, String id) {
    return new Writer()
        .put("specversion", "1.0")
        .put(TYPE, type)
        .put(DATA_SCHEMA, SCHEMA_PREFIX + type + ":" + schemaVersion)
        .put(ID, id);
  }

  static final class Writer {
    private final RecordHeaders headers = new RecordHeaders();

    private Writer() {
      headers.add("content-type", bytes("application/json"));
    }

    Writer put(String attribute, @Nullable Object value) {
      if (value != null) {
        headers.add(PREFIX + attribute, bytes(value.toString()));
      }
      return this;
    }

    Headers toHeaders() {
      return headers;
    }
  }

  static @Nullable String find(Headers headers, String attribute) {
    var header = headers.lastHeader(PREFIX + attribute);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.UTF_8);
  }

  static String get(Headers headers, String attribute) {
    var value = find(headers, attribute);
    if (value == null) {
      throw new UnreadableRecordException("the header ce_%s is missing".formatted(attribute));
    }
    return value;
  }

  static long number(Headers headers, String attribute) {
    var value = get(headers, attribute);
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw new UnreadableRecordException("the header ce_%s is no number".formatted(attribute), e);
    }
  }

  static Instant time(Headers headers, String attribute) {
    return parseTime(attribute, get(headers, attribute));
  }

  static @Nullable Instant findTime(Headers headers, String attribute) {
    var value = find(headers, attribute);
    return value == null ? null : parseTime(attribute, value);
  }

  /// The version at the end of the schema's name.
  static int schemaVersion(Headers headers) {
    var schema = get(headers, DATA_SCHEMA);
    try {
      return Integer.parseInt(schema.substring(schema.lastIndexOf(':') + 1));
    } catch (NumberFormatException e) {
      throw new UnreadableRecordException("the header ce_dataschema ends in no version", e);
    }
  }

  private static Instant parseTime(String attribute, String value) {
    try {
      return Instant.parse(value);
    } catch (DateTimeParseException e) {
      throw new UnreadableRecordException("the header ce_%s is no time".formatted(attribute), e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
