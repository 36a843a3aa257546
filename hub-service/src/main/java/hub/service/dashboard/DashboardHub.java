package hub.service.dashboard;

import hub.config.HubConfig;
import hub.incident.Input.Request;
import hub.incident.Notice;
import hub.service.contact.NoticeTemplates;
import hub.service.metrics.AnswerTimes.Times;
import hub.service.search.DeadLetterView;
import hub.service.search.ReadSide;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/// What the dashboard needs of the hub it shows.
public interface DashboardHub {

  HubConfig config();

  /// The moment of the hub's own clock.
  Instant now();

  /// How long a tool of the site takes to answer, and the hub to ask it.
  Times times(String system);

  /// Inputs not decided yet; empty where another process decides.
  OptionalDouble behind();

  /// What there is to see.
  ReadSide readSide();

  /// Puts what a person asks into the log, and waits until it is safe there.
  void ask(Request request);

  /// The page of a ticket by system, with `{key}` for its key: the systems' `browseUrl`.
  Map<String, String> ticketPages();

  /// What a notice says, written anew; empty if it cannot be.
  ///
  /// @param link what stands where its link was
  Optional<NoticeTemplates.Text> preview(Notice notice, String link);

  /// So many dead letters are tried again by one request.
  int MOST_LETTERS = 100;

  /// What came of trying a dead letter again.
  ///
  /// @param problem why it could not be tried; null if it was
  record Retried(String id, @Nullable String problem) {}

  /// Tries dead letters again, each by itself: one that cannot be tried hinders no other.
  ///
  /// @param ids the first [#MOST_LETTERS] of them are tried
  default List<Retried> retry(List<String> ids, String actor) {
    return ids.stream().distinct().limit(MOST_LETTERS).map(id -> retry(id, actor)).toList();
  }

  private Retried retry(String id, String actor) {
    var letter = readSide().deadLetters().find(id);
    if (letter.isEmpty()) {
      return new Retried(id, "there is no dead letter with this id");
    }
    if (!letter.get().canRetry()) {
      return new Retried(id, letter.get().remedy());
    }
    try {
      retry(letter.get(), actor);
      return new Retried(id, null);
    } catch (RuntimeException e) {
      LoggerFactory.getLogger(DashboardHub.class)
          .warn("A dead letter could not be tried again: letter {}", id, e);
      return new Retried(id, String.valueOf(e.getMessage()));
    }
  }

  /// Tries a dead letter again: an observation is read again from its tool.
  void retry(DeadLetterView letter, String actor);
}
