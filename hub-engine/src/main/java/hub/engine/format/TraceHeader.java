package hub.engine.format;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/// Which trace a record belongs to, as W3C Trace Context writes it. It stands beside what the
/// record says, in inputs and commands alone: what is decided, folded, hashed and chained knows
/// nothing of it.
public final class TraceHeader {

  private static final String NAME = "traceparent";

  private TraceHeader() {}

  /// The trace of a record; null if nobody follows it.
  public static @Nullable String find(Headers headers) {
    var header = headers.lastHeader(NAME);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.UTF_8);
  }

  /// Notes the trace of a record in place of another one.
  public static void put(Headers headers, String trace) {
    headers.remove(NAME).add(NAME, trace.getBytes(StandardCharsets.UTF_8));
  }
}
