package hub.service.search;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the index up with the log, on a thread of its own.
///
/// A trouble with log or disk stops neither the engine nor the process: the projection waits and
/// tries again, and [#cause()] says why it is behind.
public final class Projection implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Projection.class);
  private static final Duration WAIT = Duration.ofMillis(200);

  /// What comes within it is shown at once: each showing costs more than the events in it.
  private static final Duration GATHER = Duration.ofMillis(100);

  /// Under load the projection gathers twice as long as it works, so that writes go before what is
  /// shown: of five hundred events at once each costs half of what it does among fifty. But nobody
  /// waits longer than this to see them.
  private static final Duration LONGEST_GATHER = Duration.ofSeconds(2);

  /// As many events at once mean that it is behind, and goes on.
  private static final int BEHIND = 500;

  private static final Duration PAUSE_AFTER_TROUBLE = Duration.ofSeconds(2);
  private static final Duration COMMIT_EVERY = Duration.ofSeconds(30);

  private final IncidentIndex index;
  private final EventSource source;
  private final InstantSource clock;
  private final Set<Runnable> listeners = ConcurrentHashMap.newKeySet();
  private final Set<Consumer<List<Delivered>>> counters = ConcurrentHashMap.newKeySet();
  private final CountDownLatch end = new CountDownLatch(1);
  private final Thread thread;
  private volatile String cause = "";
  private volatile boolean isCurrent;
  private volatile long behind;
  private volatile Instant wholeAt;

  public Projection(IncidentIndex index, EventSource source, InstantSource clock) {
    this.index = index;
    this.source = source;
    this.clock = clock;
    this.wholeAt = clock.instant();
    this.thread = Thread.ofPlatform().name("projection").unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  /// Called after each change of what there is to see, on the projection's thread; must be quick.
  public void whenChanged(Runnable listener) {
    listeners.add(listener);
  }

  public void forget(Runnable listener) {
    listeners.remove(listener);
  }

  /// Told of what tools have confirmed, on the projection's thread; must be quick. After a start
  /// and after a trouble it is told again of what was folded before.
  public void whenDelivered(Consumer<List<Delivered>> counter) {
    counters.add(counter);
  }

  /// How far the log goes on beyond the index, in positions, by the last look.
  public long behind() {
    return behind;
  }

  /// When the index last held everything that the log did; the start if it never has.
  public Instant wholeAt() {
    return wholeAt;
  }

  /// Whether everything that was in the log at some moment since the start has been folded.
  public boolean isCurrent() {
    return isCurrent;
  }

  /// Why it is behind; empty if nothing is wrong.
  public String cause() {
    return cause;
  }

  private void run() {
    var isPlaced = false;
    while (end.getCount() > 0) {
      try {
        if (!isPlaced) {
          place(!cause.isEmpty());
          isPlaced = true;
        }
        follow();
      } catch (RuntimeException e) {
        // The log may be out of reach, the disk full, an event unreadable: all may pass.
        LOG.warn("The search index is behind and tries again", e);
        cause = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        isPlaced = false;
        await(PAUSE_AFTER_TROUBLE);
      }
    }
  }

  private void place(boolean isAgain) {
    if (isAgain) {
      index.recover();
    }
    var position = index.position();
    if (position >= 0 && !source.reaches(position)) {
      LOG.warn("The search index was made from another log and is built anew");
      index.clear();
    }
    source.startAfter(index.position());
  }

  private void follow() {
    var commitAt = System.nanoTime() + COMMIT_EVERY.toNanos();
    var isDirty = false;
    while (end.getCount() > 0) {
      var events = source.next(WAIT);
      var begun = System.nanoTime();
      var deliveries = index.add(events);
      counters.forEach(counter -> counter.accept(deliveries));
      source.behind().ifPresent(this::behind);
      isDirty |= !events.isEmpty();
      cause = "";
      if (events.isEmpty()) {
        isCurrent = true;
      } else {
        listeners.forEach(Runnable::run);
        if (isCurrent && events.size() < BEHIND) {
          await(gathering(Duration.ofNanos(System.nanoTime() - begun)));
        }
      }
      if (isDirty && System.nanoTime() - commitAt > 0) {
        index.commit();
        isDirty = false;
        commitAt = System.nanoTime() + COMMIT_EVERY.toNanos();
      }
    }
  }

  private void behind(long positions) {
    behind = positions;
    if (positions == 0) {
      wholeAt = clock.instant();
    }
  }

  /// How long to wait for more after so much work.
  static Duration gathering(Duration worked) {
    return Duration.ofMillis(
        Math.clamp(2 * worked.toMillis(), GATHER.toMillis(), LONGEST_GATHER.toMillis()));
  }

  private void await(Duration time) {
    try {
      if (end.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.debug("The projection ends");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      end.countDown();
    }
  }

  /// Ends the thread. The index stays open: it belongs to who opened it.
  @Override
  public void close() {
    end.countDown();
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    source.close();
  }
}
