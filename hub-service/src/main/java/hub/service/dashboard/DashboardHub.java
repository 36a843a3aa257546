package hub.service.dashboard;

import hub.config.HubConfig;
import hub.incident.Input.Request;
import hub.incident.Notice;
import hub.service.contact.NoticeTemplates;
import hub.service.search.DeadLetterView;
import hub.service.search.ReadSide;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// What the dashboard needs of the hub it shows.
public interface DashboardHub {

  HubConfig config();

  /// The moment of the hub's own clock.
  Instant now();

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

  /// Tries a dead letter again: an observation is read again from its tool.
  void retry(DeadLetterView letter, String actor);
}
