package hub.service.backfill;

import com.fasterxml.jackson.core.JsonProcessingException;
import hub.connector.HubBackfill;
import hub.connector.HubBackfill.Page;
import hub.engine.format.HubJson;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How far a backfill is, as it stands in the log after each page.
///
/// To the core a backfill is a poller with a position of its own: the input is a completed poll of
/// [#cursor], and what stands here is its position.
///
/// @param actor who asked for it
/// @param since only tickets changed since; null for all
/// @param position where the next page begins, in the connector's own words
/// @param pages how many were read, those without tickets included
/// @param total how many tickets there are; -1 if the tool does not tell
/// @param cause why it gave up; empty unless it did
/// @param at when this was noted
public record BackfillCheckpoint(
    State state,
    String actor,
    Instant startedAt,
    @Nullable Instant since,
    String position,
    long pages,
    long read,
    long requests,
    long total,
    String cause,
    Instant at) {

  private static final String PREFIX = "backfill/";

  /// What becomes of it.
  public enum State {
    RUNNING,
    DONE,
    FAILED
  }

  /// The name under which the position of a system's backfill is kept.
  public static String cursor(String system) {
    return PREFIX + system;
  }

  /// The system that a poller reads, be it by a backfill or not.
  public static String system(String poller) {
    return poller.startsWith(PREFIX) ? poller.substring(PREFIX.length()) : poller;
  }

  /// One that begins.
  public static BackfillCheckpoint begun(String actor, @Nullable Instant since, Instant now) {
    return new BackfillCheckpoint(
        State.RUNNING, actor, now, since, "", 0, 0, 0, HubBackfill.UNKNOWN, "", now);
  }

  /// Reads what [#text()] has written; empty for no position, or one of another time.
  public static Optional<BackfillCheckpoint> parse(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(HubJson.mapper().readValue(text, BackfillCheckpoint.class));
    } catch (JsonProcessingException _) {
      return Optional.empty();
    }
  }

  /// As it stands in the log.
  public String text() {
    try {
      return HubJson.mapper().writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a checkpoint that cannot be written", e);
    }
  }

  /// After a page.
  public BackfillCheckpoint after(Page page) {
    var now = page.reading().ended();
    var seen = read + page.tickets();
    var all = page.left() < 0 ? total : seen + page.left();
    return new BackfillCheckpoint(
        page.isLast() ? State.DONE : State.RUNNING,
        actor,
        startedAt,
        since,
        page.position(),
        pages + 1,
        seen,
        requests + page.requests(),
        page.isLast() && all >= 0 ? seen : all,
        "",
        now);
  }

  /// It goes no further.
  public BackfillCheckpoint gaveUp(String why, Instant now) {
    return new BackfillCheckpoint(
        State.FAILED, actor, startedAt, since, position, pages, read, requests, total, why, now);
  }

  /// Whether this was noted after the other.
  public boolean isLaterThan(BackfillCheckpoint other) {
    if (!startedAt.equals(other.startedAt)) {
      return startedAt.isAfter(other.startedAt);
    }
    return pages > other.pages || (pages == other.pages && state != State.RUNNING);
  }
}
