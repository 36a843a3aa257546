package hub.simulator.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The one HTTP server of all simulators: every tool has its place below a path prefix.
public final class HttpFront implements AutoCloseable {
  /// The largest request body that is read; a longer one is answered with 413.
  static final int MAX_BODY_BYTES = 20 * 1024 * 1024;

  private static final long MAX_DISCARDED_BYTES = 200L * 1024 * 1024;
  private static final int NO_BODY = -1;

  private final HttpServer server;
  private final ExecutorService executor;
  // The longer prefix comes first, so that "/" answers what nobody else does.
  private final Map<String, Handler> mounts =
      new TreeMap<>((a, b) -> a.length() == b.length() ? a.compareTo(b) : b.length() - a.length());

  private volatile boolean open;

  /// Binds at once; until [#open] everything is answered with 503.
  public HttpFront(InetAddress address, int port) throws IOException {
    server = HttpServer.create(new InetSocketAddress(address, port), 0);
    executor = Executors.newVirtualThreadPerTaskExecutor();
    server.setExecutor(executor);
    server.createContext("/", this::exchange);
    server.start();
  }

  /// Gives everything below the prefix to the handler, which sees only the path after it.
  public HttpFront mount(String prefix, Handler handler) {
    mounts.put(prefix, handler);
    return this;
  }

  /// From now on the mounted handlers answer.
  public void open() {
    open = true;
  }

  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }

  private void exchange(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
      if (body.length > MAX_BODY_BYTES) {
        // What is still under way is thrown away, so that the sender comes to read the answer.
        long unused = exchange.getRequestBody().skip(MAX_DISCARDED_BYTES);
        send(exchange, Reply.text(413, "text/plain", "The body is longer than 20 MB."));
        return;
      }
      send(exchange, answer(read(exchange, body)));
    }
  }

  private Reply answer(HttpCall call) {
    if (!open) {
      return Reply.text(503, "text/plain", "The simulators are starting.");
    }
    try {
      for (Map.Entry<String, Handler> mount : mounts.entrySet()) {
        String prefix = mount.getKey();
        if (isBelow(call.rawPath(), prefix)) {
          return mount.getValue().handle(prefix.equals("/") ? call : call.below(prefix));
        }
      }
      return Reply.text(404, "text/plain", "Nothing is served at " + call.rawPath());
    } catch (BadCall bad) {
      return Reply.text(400, "text/plain;charset=UTF-8", String.valueOf(bad.getMessage()));
    } catch (RuntimeException defect) {
      System.Logger log = System.getLogger(HttpFront.class.getName());
      log.log(System.Logger.Level.ERROR, "A simulator failed on " + call.rawPath(), defect);
      return Reply.text(500, "text/plain;charset=UTF-8", "The simulator failed: " + defect);
    }
  }

  private static boolean isBelow(String path, String prefix) {
    return prefix.equals("/") || path.equals(prefix) || path.startsWith(prefix + "/");
  }

  private static HttpCall read(HttpExchange exchange, byte[] body) {
    Map<String, String> headers = new LinkedHashMap<>();
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, join(name, values)));
    URI uri = exchange.getRequestURI();
    String query = uri.getRawQuery();
    return HttpCall.of(
        exchange.getRequestMethod(), uri.getRawPath(), query == null ? "" : query, headers, body);
  }

  private static String join(String name, Iterable<String> values) {
    return String.join(name.equalsIgnoreCase("cookie") ? "; " : ", ", values);
  }

  private static void send(HttpExchange exchange, Reply reply) throws IOException {
    if (reply.isCut()) {
      // Closing an exchange that has no answer yet closes its connection.
      return;
    }
    reply.headers().forEach(exchange.getResponseHeaders()::set);
    byte[] body = reply.body();
    boolean silent = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(reply.status(), silent ? NO_BODY : body.length);
    if (!silent) {
      exchange.getResponseBody().write(body);
    }
  }
}
