package hub.engine;

import hub.engine.Decision.Circumstances;
import hub.engine.format.Cause;
import hub.engine.format.Encoded;
import hub.engine.format.InputFormat;
import hub.engine.format.InputFormat.Decoded;
import hub.engine.log.Connection;
import hub.engine.privacy.IncidentKey;
import hub.engine.privacy.Redaction;
import hub.engine.topic.Topics;
import hub.incident.Input;
import hub.incident.SpaceMap;
import hub.incident.StateChange;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/// Events and keys as the engine would have written them, decided by the engine's own code and
/// written without its transactions: a long history in short time.
final class WrittenLog implements AutoCloseable {

  private static final Set<String> TOPICS = Set.of(Topics.EVENTS, Topics.KEYS);

  private final KafkaProducer<byte[], byte[]> producer;
  private SpaceMap space = new SpaceMap();
  private final Map<Long, IncidentKey> keys = new HashMap<>();
  private final InputFormat inputs = new InputFormat(Redaction.STANDARD);
  private final Decision decision;
  private final Instant now;
  private @Nullable String link;

  WrittenLog(Connection connection, SpaceSettings settings, Instant now) {
    var bytes = new ByteArraySerializer();
    this.producer = new KafkaProducer<>(connection.with(Map.of("linger.ms", "20")), bytes, bytes);
    this.decision =
        new Decision(SpaceLogic.CORE, settings, Set.of(Site.DESK, Site.OPERATIONS, Site.MAIL));
    this.now = now;
    append(new Input.ConfigurationOffered(settings.configurationHash()));
  }

  /// Appends what follows from inputs as they lie in `hub.inputs`.
  void append(List<Encoded> all) {
    for (var input : all) {
      if (inputs.decode(input.value(), input.headers()) instanceof Decoded.Accepted(var received)) {
        append(received.input());
      }
    }
  }

  /// Forgets all incidents; none of them gets another input.
  void rest() {
    space = BenchTraffic.withoutIncidents(space);
    keys.clear();
  }

  long events() {
    return space.space().sequence();
  }

  private void append(Input input) {
    var around = new Circumstances(Cause.CLOCK, now, null, now);
    var effect =
        decision.decide(
            space, incident -> Optional.ofNullable(keys.get(incident)), link, input, around);
    link = effect.link() == null ? link : effect.link();
    effect.entries().forEach((key, bytes) -> apply(effect, key, bytes));
    for (var sent : effect.records()) {
      if (TOPICS.contains(sent.target().topic())) {
        var record = sent.record();
        var _ =
            producer.send(
                new ProducerRecord<>(
                    sent.target().topic(),
                    0,
                    null,
                    record.key().getBytes(StandardCharsets.UTF_8),
                    record.value(),
                    record.headers()));
      }
    }
  }

  private void apply(Effect effect, String key, Optional<byte[]> bytes) {
    if (key.startsWith(Decision.KEY_PREFIX)) {
      var incident = Long.parseLong(key.substring(Decision.KEY_PREFIX.length()));
      bytes.ifPresent(made -> keys.put(incident, IncidentKey.fromBytes(made)));
      return;
    }
    var entry = effect.decoded(key);
    space.apply(List.of(entry == null ? new StateChange.Remove(key) : new StateChange.Put(entry)));
  }

  @Override
  public void close() {
    producer.close();
  }
}
