package hub.engine.log;

import hub.engine.format.EventFormat;
import hub.engine.topic.Topics;

/// The end of a space's story.
///
/// @param sequence of the last committed event, 0 if there is none
/// @param offset after it
public record LastEvent(long sequence, long offset) {

  /// Finds it without reading the whole topic.
  public static LastEvent find(Connection connection, String space, int partition) {
    try (var reader = new PartitionReader(connection, Topics.EVENTS, partition)) {
      var end = reader.end();
      // Markers of transactions and what was aborted lie between, so look further back each time.
      for (long window = 64; ; window *= 8) {
        var found = new long[2];
        var start = Math.max(0, end - window);
        reader.seek(start);
        reader.readTo(
            end,
            record -> {
              if (EventFormat.space(record.headers()).equals(space)) {
                found[0] = EventFormat.sequence(record.headers());
                found[1] = record.offset() + 1;
              }
            });
        if (found[0] > 0 || start == 0) {
          return new LastEvent(found[0], found[1]);
        }
      }
    }
  }
}
