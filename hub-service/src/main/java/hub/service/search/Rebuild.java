package hub.service.search;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the search index anew from the first event of the log, while the present one goes on
/// answering (design D11). When the new one knows as much, it takes the other's place.
///
/// A process that ends in the middle forgets the attempt; the index that was shown stays.
public final class Rebuild implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Rebuild.class);
  private static final Duration WAIT = Duration.ofMillis(200);

  private final IncidentIndex index;
  private final Supplier<EventSource> sources;
  private final InstantSource clock;
  private volatile Progress progress = new Progress(State.NONE, 0, 0, null, null, "");
  private volatile boolean isEnding;
  private @Nullable Thread thread;

  Rebuild(IncidentIndex index, Supplier<EventSource> sources, InstantSource clock) {
    this.index = index;
    this.sources = sources;
    this.clock = clock;
  }

  /// How a rebuild stands.
  public enum State {
    /// None was asked for since the start of the process.
    NONE,
    RUNNING,
    /// The new index is the one that answers.
    DONE,
    /// The old index still answers.
    FAILED
  }

  /// How far it is.
  ///
  /// @param folded events that the new index knows
  /// @param events that the present index knows
  /// @param cause why it failed, or empty
  public record Progress(
      State state,
      long folded,
      long events,
      @Nullable Instant startedAt,
      @Nullable Instant endedAt,
      String cause) {

    Progress at(long known, long all) {
      return new Progress(state, known, all, startedAt, endedAt, cause);
    }

    Progress ended(State how, Instant at, String why) {
      return new Progress(how, folded, events, startedAt, at, why);
    }
  }

  /// How it stands now.
  public Progress progress() {
    return progress;
  }

  /// Starts one.
  ///
  /// @return false if one is running
  public synchronized boolean start() {
    if (progress.state() == State.RUNNING || isEnding) {
      return false;
    }
    progress = new Progress(State.RUNNING, 0, known(), clock.instant(), null, "");
    thread = Thread.ofPlatform().name("rebuild").start(this::run);
    return true;
  }

  private void run() {
    try {
      var isDone = rebuild();
      progress =
          progress.ended(
              isDone ? State.DONE : State.FAILED, clock.instant(), isDone ? "" : "the hub stops");
      LOG.info("The rebuild of the search index has ended state={}", progress.state());
    } catch (RuntimeException e) {
      LOG.warn("The search index could not be rebuilt", e);
      var why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      progress = progress.ended(State.FAILED, clock.instant(), why);
    }
  }

  /// @return false if it was given up because the process ends
  private boolean rebuild() {
    var anew = index.begin();
    var isShown = false;
    try (var source = sources.get()) {
      source.startAfter(-1);
      while (!isShown && !isEnding) {
        anew.add(source.next(WAIT));
        progress = progress.at(known(anew), Math.max(known(), known(anew)));
        isShown = index.replace(anew);
      }
    } finally {
      if (!isShown) {
        index.abandon(anew);
      }
    }
    return isShown;
  }

  private long known() {
    return index.look(state -> state.space().sequence());
  }

  private static long known(IndexEdition edition) {
    return edition.look(state -> state.space().sequence());
  }

  /// Gives up a rebuild under way.
  @Override
  public void close() {
    isEnding = true;
    Thread running;
    synchronized (this) {
      running = thread;
    }
    if (running != null) {
      try {
        running.join(Duration.ofSeconds(5));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
