package hub.service.search;

import hub.engine.format.Cause;
import hub.engine.format.RecordedEvent;
import hub.incident.IncidentEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A log in memory that a test writes and a projection follows.
public final class EventLog implements EventSource {

  private static final int MOST_AT_ONCE = 100;

  private final List<LoggedEvent> events = new ArrayList<>();
  private Instant now;
  private Cause cause = Cause.CLOCK;
  private int read;

  public EventLog(Instant start) {
    this.now = start;
  }

  /// Time passes.
  public synchronized EventLog after(Duration time) {
    now = now.plus(time);
    return this;
  }

  /// The events to come follow from this.
  public synchronized EventLog because(Cause why) {
    cause = why;
    return this;
  }

  public synchronized EventLog add(IncidentEvent... more) {
    for (var event : more) {
      var sequence = events.size() + 1L;
      var recorded = new RecordedEvent("nsp", sequence, event, cause, now, "", null, now);
      // Positions have gaps, as those of a transactional log.
      events.add(new LoggedEvent(sequence * 2, recorded));
    }
    notifyAll();
    return this;
  }

  public synchronized Instant now() {
    return now;
  }

  public synchronized List<LoggedEvent> all() {
    return List.copyOf(events);
  }

  @Override
  public synchronized boolean reaches(long position) {
    return position <= 2L * events.size();
  }

  @Override
  public synchronized void startAfter(long position) {
    read = (int) events.stream().filter(event -> event.position() <= position).count();
  }

  @Override
  public synchronized List<LoggedEvent> next(Duration wait) {
    var deadline = System.nanoTime() + wait.toNanos();
    try {
      while (read == events.size() && System.nanoTime() < deadline) {
        wait(1 + wait.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    var to = Math.min(events.size(), read + MOST_AT_ONCE);
    var next = List.copyOf(events.subList(read, to));
    read = to;
    return next;
  }

  @Override
  public void close() {
    // Nothing is held open.
  }
}
