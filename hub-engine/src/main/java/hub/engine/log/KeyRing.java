package hub.engine.log;

import hub.engine.privacy.IncidentKey;
import hub.engine.privacy.IncidentKeys;
import hub.engine.topic.Topics;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// The keys of one space, read from `hub.keys`. Not for use by several threads.
public final class KeyRing implements IncidentKeys, AutoCloseable {

  private final PartitionReader reader;
  private final String prefix;
  private final Map<Long, IncidentKey> keys = new HashMap<>();

  public KeyRing(Connection connection, String space, int partition) {
    reader = new PartitionReader(connection, Topics.KEYS, partition);
    prefix = space + "/";
  }

  /// Reads all keys and erasures committed until now.
  public void refresh() {
    reader.readToEnd(this::take);
  }

  @Override
  public Optional<IncidentKey> find(long incident) {
    return Optional.ofNullable(keys.get(incident));
  }

  /// Shows all keys, by incident.
  public void forEach(BiConsumer<Long, IncidentKey> taker) {
    keys.forEach(taker);
  }

  @Override
  public void close() {
    reader.close();
  }

  private void take(ConsumerRecord<String, byte[]> record) {
    var key = record.key();
    if (key == null || !key.startsWith(prefix)) {
      return;
    }
    var incident = Long.parseLong(key.substring(prefix.length()));
    if (record.value() == null) {
      keys.remove(incident);
    } else {
      keys.put(incident, IncidentKey.fromBytes(record.value()));
    }
  }
}
