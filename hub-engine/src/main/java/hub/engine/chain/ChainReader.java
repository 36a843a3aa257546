package hub.engine.chain;

import hub.engine.log.Connection;
import hub.engine.log.PartitionReader;
import hub.engine.topic.Topics;
import java.util.function.Consumer;

/// Reads the records of `hub.events` as they lie there, without keys.
public final class ChainReader {

  private final Connection connection;

  public ChainReader(Connection connection) {
    this.connection = connection;
  }

  /// Gives all that is committed when it is called, from the first record that is left.
  ///
  /// @throws hub.engine.log.LogUnavailableException if the broker gives nothing for a long time
  public void read(int partition, Consumer<StoredRecord> taker) {
    try (var reader = new PartitionReader(connection, Topics.EVENTS, partition)) {
      reader.readTo(reader.committedEnd(), record -> taker.accept(StoredRecord.of(record)));
    }
  }
}
