package hub.engine.format;

import org.apache.kafka.common.header.Headers;

/// A record as it goes to the log.
///
/// @param key decides the order of commands of one ticket, and what is compacted
// Never compared: it goes from the format to the producer, and gets its link on the way.
@SuppressWarnings("ArrayRecordComponent")
public record Encoded(String key, byte[] value, Headers headers) {

  /// What counts against the size limit.
  public int size() {
    return value.length;
  }
}
