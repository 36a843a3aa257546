package hub.engine.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hub.engine.privacy.Cipher;
import hub.engine.privacy.IncidentKey;
import hub.engine.privacy.IncidentKeys;
import hub.incident.IncidentEvent;
import hub.incident.IncidentId;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/// How events lie in `hub.events`: CloudEvents of type `hub.event.<name>`, with personal content
/// sealed by the key of its incident.
public final class EventFormat {

  static final String PREFIX = "hub.event.";

  /// The header that ties a record to the one before it. The engine adds it, as the last one.
  public static final String LINK = CloudEvent.PREFIX + CloudEvent.LINK;

  private static final Map<String, Class<?>> TYPES = HubJson.records(IncidentEvent.class);

  private final JsonMapper mapper = HubJson.with(new PersonalContent());
  private final Map<Class<?>, ObjectWriter> writers = new ConcurrentHashMap<>();
  private final Map<Class<?>, ObjectReader> readers = new ConcurrentHashMap<>();
  private final Upcasters upcasters;

  public EventFormat() {
    this(Upcasters.CURRENT);
  }

  public EventFormat(Upcasters upcasters) {
    this.upcasters = upcasters;
  }

  /// The record to append.
  ///
  /// @param keys gives the key of an incident, making it if there is none; asked only for content
  ///   that must be sealed
  public Encoded encode(RecordedEvent recorded, LongFunction<IncidentKey> keys) {
    var event = recorded.event();
    var name = event.getClass().getSimpleName();
    var writer =
        writers
            .computeIfAbsent(event.getClass(), mapper::writerFor)
            .withAttribute(PersonalContent.sealing(), sealer(recorded.space(), event, name, keys));
    var cause = recorded.cause();
    var headers =
        CloudEvent.write(PREFIX + name, upcasters.version(name), id(recorded))
            .put(CloudEvent.SOURCE, "/spaces/" + recorded.space())
            .put(CloudEvent.SUBJECT, subject(event))
            .put(CloudEvent.TIME, recorded.at())
            .put(CloudEvent.SPACE, recorded.space())
            .put(CloudEvent.SEQUENCE, recorded.sequence())
            .put(CloudEvent.CAUSE_INPUT, cause.input())
            .put(CloudEvent.CAUSE_SYSTEM, cause.system())
            .put(CloudEvent.ACTOR, cause.actor())
            .put(CloudEvent.CONFIGURATION, recorded.configuration())
            .put(CloudEvent.CLAIMED_TIME, recorded.claimedAt())
            .put(CloudEvent.OBSERVED_TIME, recorded.observedAt())
            .toHeaders();
    try {
      return new Encoded(id(recorded), writer.writeValueAsBytes(event), headers);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an event cannot be written: " + name, e);
    }
  }

  /// Reads a record; what was sealed with a key that is gone reads [Cipher#ERASED].
  ///
  /// @throws UnreadableRecordException if it is not what this format writes, or was changed
  public RecordedEvent decode(byte @Nullable [] value, Headers headers, IncidentKeys keys) {
    var event = event(value, headers, keys);
    return new RecordedEvent(
        space(headers),
        sequence(headers),
        event,
        new Cause(
            input(headers),
            CloudEvent.get(headers, CloudEvent.CAUSE_SYSTEM),
            CloudEvent.find(headers, CloudEvent.ACTOR)),
        CloudEvent.time(headers, CloudEvent.TIME),
        CloudEvent.get(headers, CloudEvent.CONFIGURATION),
        CloudEvent.findTime(headers, CloudEvent.CLAIMED_TIME),
        CloudEvent.time(headers, CloudEvent.OBSERVED_TIME));
  }

  /// The event of a record, without what was noted around it: all that a fold needs.
  ///
  /// @throws UnreadableRecordException if it is not what this format writes, or was changed
  public IncidentEvent event(byte @Nullable [] value, Headers headers, IncidentKeys keys) {
    var type = CloudEvent.get(headers, CloudEvent.TYPE);
    var name = type.startsWith(PREFIX) ? type.substring(PREFIX.length()) : "";
    var eventType = TYPES.get(name);
    if (eventType == null || value == null) {
      throw new UnreadableRecordException("the type of the event is unknown: " + type);
    }
    var event = (IncidentEvent) read(value, headers, name, eventType, keys);
    if (!Objects.equals(subject(event), CloudEvent.find(headers, CloudEvent.SUBJECT))) {
      // Else a text moved to another incident would be opened with the key of its own.
      throw new UnreadableRecordException(
          "the event is about %s, its header ce_subject says otherwise".formatted(subject(event)));
    }
    return event;
  }

  /// The input that caused a record, without reading the rest; null if none did.
  public static @Nullable InputPosition input(Headers headers) {
    var input = CloudEvent.find(headers, CloudEvent.CAUSE_INPUT);
    return input == null ? null : InputPosition.parse(input);
  }

  /// The space of a record, without reading the rest.
  public static String space(Headers headers) {
    return CloudEvent.get(headers, CloudEvent.SPACE);
  }

  /// The sequence of a record, without reading the rest.
  public static long sequence(Headers headers) {
    return CloudEvent.number(headers, CloudEvent.SEQUENCE);
  }

  /// The hash of the configuration that a record was decided with, without reading the rest.
  public static String configuration(Headers headers) {
    return CloudEvent.get(headers, CloudEvent.CONFIGURATION);
  }

  /// The incident that a record is about, if it is about one, without reading the rest.
  public static Optional<String> subject(Headers headers) {
    return Optional.ofNullable(CloudEvent.find(headers, CloudEvent.SUBJECT));
  }

  /// The link of a record to the one before it; null if it was written before there were links.
  public static @Nullable String link(Headers headers) {
    return CloudEvent.find(headers, CloudEvent.LINK);
  }

  private Object read(
      byte[] value, Headers headers, String name, Class<?> eventType, IncidentKeys keys) {
    var reader =
        readers
            .computeIfAbsent(eventType, mapper::readerFor)
            .withAttribute(PersonalContent.opening(), opener(headers, name, keys));
    var version = CloudEvent.schemaVersion(headers);
    try {
      if (version == upcasters.version(name)) {
        return reader.readValue(value);
      }
      if (!(mapper.readTree(value) instanceof ObjectNode former)) {
        throw new UnreadableRecordException("the event is no JSON object");
      }
      return reader.readValue(upcasters.upcast(name, version, former));
    } catch (IOException | IllegalArgumentException e) {
      throw new UnreadableRecordException("the event is no " + name + ": " + Trouble.of(e), e);
    }
  }

  private static UnaryOperator<String> sealer(
      String space, IncidentEvent event, String name, LongFunction<IncidentKey> keys) {
    return switch (event) {
      case IncidentEvent.OfIncident of -> {
        var number = of.incident().number();
        var place = new Cipher.Place(space, number, name);
        yield text -> Cipher.seal(keys.apply(number), place, text);
      }
      case IncidentEvent.OfSpace _ ->
          _ -> {
            throw new IllegalStateException("personal content in an event of the space: " + name);
          };
    };
  }

  private static UnaryOperator<String> opener(Headers headers, String name, IncidentKeys keys) {
    return sealed -> {
      var number = IncidentId.parse(CloudEvent.get(headers, CloudEvent.SUBJECT)).number();
      return Cipher.open(keys.find(number), new Cipher.Place(space(headers), number, name), sealed);
    };
  }

  private static String id(RecordedEvent recorded) {
    return recorded.space() + "/" + recorded.sequence();
  }

  private static @Nullable String subject(IncidentEvent event) {
    return switch (event) {
      case IncidentEvent.OfIncident of -> of.incident().toString();
      case IncidentEvent.OfSpace _ -> null;
    };
  }
}
