package hub.service.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// A collector of traces (OTLP over HTTP) that keeps what it is sent.
final class CollectedSpans implements AutoCloseable {

  // Numbers of fields in OTLP's messages.
  private static final int RESOURCE_SPANS = 1;
  private static final int SCOPE_SPANS = 2;
  private static final int SPANS = 2;
  private static final int TRACE_ID = 1;
  private static final int SPAN_ID = 2;
  private static final int PARENT_ID = 4;
  private static final int NAME = 5;
  private static final int ATTRIBUTES = 9;
  private static final int KEY = 1;
  private static final int VALUE = 2;
  private static final int TEXT = 1;
  private static final int LIST = 5;

  private final HttpServer server;
  private final List<Span> spans = new CopyOnWriteArrayList<>();
  private final List<String> raw = new CopyOnWriteArrayList<>();

  /// @param parent the id of the span before; empty if it is the first
  record Span(
      String trace, String id, String parent, String name, Map<String, String> attributes) {}

  private CollectedSpans(HttpServer server) {
    this.server = server;
  }

  static CollectedSpans start() {
    try {
      var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      var server = HttpServer.create(loopback, 0);
      var collected = new CollectedSpans(server);
      server.createContext("/v1/traces", collected::take);
      server.start();
      return collected;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What a hub is told, so that it sends its traces here.
  Map<String, String> environment() {
    return Map.of(
        "QUARKUS_OTEL_SDK_DISABLED",
        "false",
        "QUARKUS_OTEL_EXPORTER_OTLP_PROTOCOL",
        "http/protobuf",
        "QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT",
        "http://localhost:" + server.getAddress().getPort());
  }

  List<Span> all() {
    return List.copyOf(spans);
  }

  /// A span and what it follows from, the first one last, as far as they have come.
  List<Span> way(Span from) {
    var way = new ArrayList<Span>();
    for (var next = Optional.of(from); next.isPresent(); next = parent(next.get())) {
      way.add(next.get());
    }
    return way;
  }

  private Optional<Span> parent(Span span) {
    return spans.stream()
        .filter(one -> one.trace().equals(span.trace()) && one.id().equals(span.parent()))
        .findFirst();
  }

  /// Everything that came, byte for byte.
  String raw() {
    return String.join("\n", raw);
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = exchange.getRequestBody().readAllBytes();
      raw.add(new String(body, UTF_8));
      fields(
          ByteBuffer.wrap(body),
          at(
              RESOURCE_SPANS,
              resource ->
                  fields(
                      resource, at(SCOPE_SPANS, scope -> fields(scope, at(SPANS, this::keep))))));
      exchange.sendResponseHeaders(200, -1);
    }
  }

  private void keep(ByteBuffer message) {
    var texts = new TreeMap<Integer, byte[]>();
    var attributes = new TreeMap<String, String>();
    fields(
        message,
        (number, field) -> {
          if (number == ATTRIBUTES) {
            attribute(field, attributes);
          } else {
            texts.put(number, bytes(field));
          }
        });
    spans.add(
        new Span(
            hex(texts.get(TRACE_ID)),
            hex(texts.get(SPAN_ID)),
            hex(texts.get(PARENT_ID)),
            new String(texts.getOrDefault(NAME, new byte[0]), UTF_8),
            attributes));
  }

  private static void attribute(ByteBuffer message, Map<String, String> attributes) {
    var key = new StringBuilder();
    var values = new ArrayList<String>();
    fields(
        message,
        (number, field) -> {
          if (number == KEY) {
            key.append(new String(bytes(field), UTF_8));
          } else if (number == VALUE) {
            fields(field, (kind, value) -> value(kind, value, values));
          }
        });
    attributes.put(key.toString(), String.join(",", values));
  }

  private static void value(int kind, ByteBuffer value, List<String> values) {
    if (kind == TEXT) {
      values.add(new String(bytes(value), UTF_8));
    } else if (kind == LIST) {
      fields(value, (_, one) -> fields(one, (inner, text) -> value(inner, text, values)));
    }
  }

  private interface Part {
    void read(ByteBuffer message);
  }

  private static BiConsumer<Integer, ByteBuffer> at(int wanted, Part part) {
    return (number, field) -> {
      if (number == wanted) {
        part.read(field);
      }
    };
  }

  /// The fields of a message of Protocol Buffers that have a length; numbers are passed over.
  private static void fields(ByteBuffer message, BiConsumer<Integer, ByteBuffer> each) {
    message.order(ByteOrder.LITTLE_ENDIAN);
    while (message.hasRemaining()) {
      var tag = number(message);
      switch ((int) tag & 7) {
        case 0 -> number(message);
        case 1 -> message.position(message.position() + Long.BYTES);
        case 2 -> {
          var length = (int) number(message);
          each.accept((int) tag >>> 3, message.slice(message.position(), length));
          message.position(message.position() + length);
        }
        case 5 -> message.position(message.position() + Integer.BYTES);
        default -> throw new IllegalArgumentException("no message of Protocol Buffers");
      }
    }
  }

  private static long number(ByteBuffer message) {
    var result = 0L;
    for (var shift = 0; ; shift += 7) {
      var next = message.get();
      result |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return result;
      }
    }
  }

  private static byte[] bytes(ByteBuffer field) {
    var bytes = new byte[field.remaining()];
    field.duplicate().get(bytes);
    return bytes;
  }

  private static String hex(byte @Nullable [] bytes) {
    return bytes == null ? "" : HexFormat.of().formatHex(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
