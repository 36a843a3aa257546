package hub.engine.chain;

import hub.engine.format.EventFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/// A record of `hub.events` as it lies there, sealed. No key is needed to read it.
///
/// @param offset where it lies, or -1 before it is written; not part of the chain, because a log
///   may be copied to another cluster
/// @param headers in their order
// Never compared by content: what counts is its digest.
@SuppressWarnings("ArrayRecordComponent")
public record StoredRecord(
    long offset, @Nullable String key, List<StoredHeader> headers, byte @Nullable [] value) {

  public StoredRecord(
      long offset, @Nullable String key, List<StoredHeader> headers, byte @Nullable [] value) {
    this.offset = offset;
    this.key = key;
    this.headers = List.copyOf(headers);
    this.value = value;
  }

  /// One header.
  @SuppressWarnings("ArrayRecordComponent")
  public record StoredHeader(String name, byte @Nullable [] value) {}

  /// As a consumer reads it.
  public static StoredRecord of(ConsumerRecord<String, byte[]> record) {
    return of(record.offset(), record.key(), record.headers(), record.value());
  }

  static StoredRecord of(
      long offset, @Nullable String key, Headers headers, byte @Nullable [] value) {
    var stored = new ArrayList<StoredHeader>();
    for (var header : headers) {
      stored.add(new StoredHeader(header.key(), header.value()));
    }
    return new StoredRecord(offset, key, stored, value);
  }

  /// The space it says it belongs to.
  ///
  /// @throws hub.engine.format.UnreadableRecordException if it says none
  public String space() {
    return EventFormat.space(toHeaders());
  }

  /// Its number within the space.
  ///
  /// @throws hub.engine.format.UnreadableRecordException if it has none
  public long sequence() {
    return EventFormat.sequence(toHeaders());
  }

  /// The incident it is about, if it is about one.
  public Optional<String> subject() {
    return EventFormat.subject(toHeaders());
  }

  /// The links it bears. The hub writes one, or none before it chained its events.
  List<StoredHeader> links() {
    return headers.stream().filter(header -> header.name().equals(EventFormat.LINK)).toList();
  }

  /// Whether it bears one link, as its last header, as the hub writes it.
  boolean isLinked() {
    return links().size() == 1 && headers.getLast().name().equals(EventFormat.LINK);
  }

  /// Its link as it is written, if it has one.
  public Optional<String> link() {
    return links().stream()
        .findFirst()
        .map(header -> new String(bytes(header.value()), StandardCharsets.UTF_8));
  }

  /// As a consumer would give them.
  public Headers toHeaders() {
    return new RecordHeaders(
        headers.stream()
            .map(header ->
                (Header)
                    new org.apache.kafka.common.header.internals.RecordHeader(
                        header.name(), header.value()))
            .toList());
  }

  private static byte[] bytes(byte @Nullable [] value) {
    return value == null ? new byte[0] : Arrays.copyOf(value, value.length);
  }
}
