package hub.service.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/// Sees each request to some tools from now on once, in its order. The tools' logs forget all but
/// the last requests, so it looks often; one that was forgotten before it was seen is an error.
final class RequestWatch implements AutoCloseable {

  private final ToolHands tools;
  private final Map<String, Long> lastNumbers = new HashMap<>();
  private final BiConsumer<String, JsonNode> seen;
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
  private final Future<?> looking;

  /// @param seen takes a tool and one line of its log, by one thread at a time
  RequestWatch(ToolHands tools, Collection<String> names, BiConsumer<String, JsonNode> seen) {
    this.tools = tools;
    this.seen = seen;
    names.forEach(tool -> {
      var known = tools.requests(tool);
      lastNumbers.put(tool, known.path(known.size() - 1).path("number").asLong());
    });
    looking = executor.scheduleWithFixedDelay(this::lookOnce, 0, 1, TimeUnit.SECONDS);
  }

  /// Sees what has come up to now.
  void look() {
    assertThat(looking).as("the looks meanwhile, which end if one fails").isNotDone();
    lookOnce();
  }

  private synchronized void lookOnce() {
    lastNumbers.replaceAll(this::newRequests);
  }

  private long newRequests(String tool, long last) {
    var number = last;
    for (var line : tools.requestsAfter(tool, last)) {
      number++;
      assertThat(line.path("number").asLong())
          .as("the number of the next request to %s: those before it are forgotten", tool)
          .isEqualTo(number);
      seen.accept(tool, line);
    }
    return number;
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
