package hub.service.search;

import hub.engine.format.Cause;
import hub.engine.format.RecordedEvent;
import hub.incident.IncidentEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedSet;

/// A log in memory that a test writes and a projection follows.
public final class EventLog implements EventSource {

  private static final int MOST_AT_ONCE = 500;

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

  public synchronized int size() {
    return events.size();
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
  public synchronized OptionalLong behind() {
    return OptionalLong.of(events.size() - read);
  }

  @Override
  public synchronized List<LoggedEvent> at(SortedSet<Long> positions) {
    return events.stream().filter(event -> positions.contains(event.position())).toList();
  }

  /// The same log, read by somebody else.
  public EventSource again() {
    return new Again();
  }

  private synchronized List<LoggedEvent> after(long position, Duration wait) {
    var deadline = System.nanoTime() + wait.toNanos();
    try {
      while (!reachesBeyond(position) && System.nanoTime() < deadline) {
        wait(1 + wait.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return beyond(position).stream().limit(MOST_AT_ONCE).toList();
  }

  private synchronized List<LoggedEvent> beyond(long position) {
    return events.subList((int) Math.max(0, position / 2), events.size());
  }

  private boolean reachesBeyond(long position) {
    return !events.isEmpty() && events.getLast().position() > position;
  }

  /// Reads on its own account.
  private final class Again implements EventSource {
    private long after = -1;

    @Override
    public boolean reaches(long position) {
      return EventLog.this.reaches(position);
    }

    @Override
    public void startAfter(long position) {
      after = position;
    }

    @Override
    public List<LoggedEvent> next(Duration wait) {
      var next = EventLog.this.after(after, wait);
      after = next.isEmpty() ? after : next.getLast().position();
      return next;
    }

    @Override
    public OptionalLong behind() {
      return OptionalLong.of(beyond(after).size());
    }

    @Override
    public List<LoggedEvent> at(SortedSet<Long> positions) {
      return EventLog.this.at(positions);
    }

    @Override
    public void close() {
      // Nothing is held open.
    }
  }

  @Override
  public void close() {
    // Nothing is held open.
  }
}
