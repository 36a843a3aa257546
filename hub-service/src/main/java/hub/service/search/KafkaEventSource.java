package hub.service.search;

import hub.engine.format.EventFormat;
import hub.engine.log.Connection;
import hub.engine.log.KeyRing;
import hub.engine.log.PartitionReader;
import hub.engine.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// The events of one space in `hub.events`, read without a consumer group.
public final class KafkaEventSource implements EventSource {

  /// Records between two wanted ones that are rather read than jumped over.
  private static final int LEAP = 500;

  private final EventFormat format = new EventFormat();
  private final Connection connection;
  private final String space;
  private final int partition;
  private final PartitionReader reader;
  private final KeyRing keys;

  public KafkaEventSource(Connection connection, String space, int partition) {
    this.connection = connection;
    this.space = space;
    this.partition = partition;
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
    return decode(records);
  }

  @Override
  public OptionalLong behind() {
    return reader.behind();
  }

  @Override
  public List<LoggedEvent> at(SortedSet<Long> positions) {
    var records = new ArrayList<ConsumerRecord<String, byte[]>>();
    try (var own = new PartitionReader(connection, Topics.EVENTS, partition)) {
      for (var run : runs(positions)) {
        own.seek(run.getFirst());
        own.readTo(
            run.getLast() + 1,
            record -> {
              if (positions.contains(record.offset())) {
                records.add(record);
              }
            });
      }
    }
    return decode(records);
  }

  /// Positions that lie close together are read at one go.
  private static List<List<Long>> runs(SortedSet<Long> positions) {
    var runs = new ArrayList<List<Long>>();
    for (var position : positions) {
      if (runs.isEmpty() || position - runs.getLast().getLast() > LEAP) {
        runs.add(new ArrayList<>());
      }
      runs.getLast().add(position);
    }
    return runs;
  }

  private List<LoggedEvent> decode(List<ConsumerRecord<String, byte[]>> records) {
    if (records.isEmpty()) {
      return List.of();
    }
    synchronized (keys) {
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
  }

  @Override
  public void close() {
    reader.close();
    synchronized (keys) {
      keys.close();
    }
  }
}
