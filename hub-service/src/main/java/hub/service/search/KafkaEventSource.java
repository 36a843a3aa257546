package hub.service.search;

import hub.engine.format.EventFormat;
import hub.engine.log.Connection;
import hub.engine.log.KeyRing;
import hub.engine.log.PartitionReader;
import hub.engine.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// The events of one space in `hub.events`, read without a consumer group.
public final class KafkaEventSource implements EventSource {

  private final EventFormat format = new EventFormat();
  private final String space;
  private final PartitionReader reader;
  private final KeyRing keys;

  public KafkaEventSource(Connection connection, String space, int partition) {
    this.space = space;
    reader = new PartitionReader(connection, Topics.EVENTS, partition);
    keys = new KeyRing(connection, space, partition);
  }

  @Override
  public boolean reaches(long position) {
    return position < reader.end();
  }

  @Override
  public void startAfter(long position) {
    reader.seek(position + 1);
  }

  @Override
  public List<LoggedEvent> next(Duration wait) {
    var records = new ArrayList<ConsumerRecord<String, byte[]>>();
    reader.poll(wait).forEach(records::add);
    if (records.isEmpty()) {
      return List.of();
    }
    // A key is committed with the first event that needs it, so it is there by now.
    keys.refresh();
    var events = new ArrayList<LoggedEvent>();
    for (var record : records) {
      if (EventFormat.space(record.headers()).equals(space)) {
        events.add(
            new LoggedEvent(
                record.offset(), format.decode(record.value(), record.headers(), keys)));
      }
    }
    return events;
  }

  @Override
  public void close() {
    reader.close();
    keys.close();
  }
}
