package hub.engine.log;

import hub.engine.format.EventFormat;
import hub.engine.topic.Topics;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// The end of a space's story.
///
/// @param sequence of the last committed event, 0 if there is none
/// @param offset after it
/// @param configuration the hash it was decided with, or empty
/// @param link its link in the chain; null if it has none
public record LastEvent(long sequence, long offset, String configuration, @Nullable String link) {

  private static final LastEvent NONE = new LastEvent(0, 0, "", null);

  /// Finds it without reading the whole topic, once the transactions under way have ended.
  public static LastEvent find(Connection connection, String space, int partition) {
    try (var reader = new PartitionReader(connection, Topics.EVENTS, partition)) {
      return find(reader, reader.end(), space);
    }
  }

  /// Finds what is the last one now. Who asks before it has ended the transaction that its
  /// predecessor was killed in would wait for that one's time-out.
  public static LastEvent findCommitted(Connection connection, String space, int partition) {
    try (var reader = new PartitionReader(connection, Topics.EVENTS, partition)) {
      return find(reader, reader.committedEnd(), space);
    }
  }

  private static LastEvent find(PartitionReader reader, long end, String space) {
    // Markers of transactions and what was aborted lie between, so look further back each time.
    for (long window = 64; ; window *= 8) {
      var found = new ArrayDeque<LastEvent>();
      var start = Math.max(0, end - window);
      reader.seek(start);
      reader.readTo(
          end,
          record -> {
            if (EventFormat.space(record.headers()).equals(space)) {
              found.add(
                  new LastEvent(
                      EventFormat.sequence(record.headers()),
                      record.offset() + 1,
                      EventFormat.configuration(record.headers()),
                      EventFormat.link(record.headers())));
            }
          });
      if (!found.isEmpty() || start == 0) {
        return found.isEmpty() ? NONE : found.getLast();
      }
    }
  }
}
