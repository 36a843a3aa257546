package hub.service.dashboard;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells open pages that there is something new to see. What it is, they ask for themselves, so
/// that each gets what it may see and nothing is missed.
@Singleton
public class LiveFeed {

  private static final Logger LOG = LoggerFactory.getLogger(LiveFeed.class);

  /// More open pages than this are told to ask by themselves.
  private static final int MOST_PAGES = 500;

  /// Many changes at once are one.
  private static final long TOGETHER_MILLIS = 300;

  private static final long HEARTBEAT_SECONDS = 15;

  /// Dead letters are no events, so they are looked for.
  private static final long LETTERS_SECONDS = 2;

  private final DashboardHub hub;
  private final Set<Page> pages = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean isListening = new AtomicBoolean();
  private final AtomicBoolean isDue = new AtomicBoolean();
  private final AtomicLong number = new AtomicLong();
  private volatile int waitingLetters;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("live").factory());

  LiveFeed(DashboardHub hub) {
    this.hub = hub;
  }

  /// An open page.
  private record Page(SseEventSink sink, Sse sse) {

    void tell(String name, long number) {
      var event =
          sse.newEventBuilder()
              .name(name)
              .id(Long.toString(number))
              .mediaType(MediaType.TEXT_PLAIN_TYPE)
              .data(Long.toString(number))
              .build();
      try {
        var _ = sink.send(event).whenComplete(this::closeIfGone);
      } catch (IllegalStateException gone) {
        // Closed in this moment, which must not keep the others from being told.
        sink.close();
      }
    }

    private void closeIfGone(@Nullable Object sent, @Nullable Throwable failure) {
      if (failure != null) {
        sink.close();
      }
    }
  }

  /// Lets a page listen until it goes away.
  ///
  /// @return whether there was room for it
  boolean open(SseEventSink sink, Sse sse) {
    if (pages.size() >= MOST_PAGES) {
      return false;
    }
    if (isListening.compareAndSet(false, true)) {
      hub.readSide().projection().whenChanged(this::changed);
      var _ =
          timer.scheduleAtFixedRate(
              () -> tell("alive"), HEARTBEAT_SECONDS, HEARTBEAT_SECONDS, TimeUnit.SECONDS);
      var _ =
          timer.scheduleAtFixedRate(
              this::lookForLetters, LETTERS_SECONDS, LETTERS_SECONDS, TimeUnit.SECONDS);
    }
    var page = new Page(sink, sse);
    pages.add(page);
    page.tell("alive", number.get());
    return true;
  }

  private void lookForLetters() {
    try {
      var waiting = hub.readSide().deadLetters().waiting().size();
      if (waiting != waitingLetters) {
        waitingLetters = waiting;
        changed();
      }
    } catch (RuntimeException outOfReach) {
      // A timer that fails never runs again; the log may be back the next time.
      LOG.debug("Dead letters cannot be looked for", outOfReach);
    }
  }

  private void changed() {
    if (isDue.compareAndSet(false, true)) {
      var _ = timer.schedule(this::tellChange, TOGETHER_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void tellChange() {
    isDue.set(false);
    number.incrementAndGet();
    tell("changed");
  }

  private void tell(String name) {
    pages.removeIf(page -> page.sink().isClosed());
    pages.forEach(page -> page.tell(name, number.get()));
  }

  void stop(@Observes ShutdownEvent event) {
    timer.shutdownNow();
    pages.forEach(page -> page.sink().close());
    pages.clear();
  }
}
