package hub.service.dashboard;

import hub.config.HubConfig;
import hub.incident.Input.Request;
import hub.service.search.DeadLetterView;
import hub.service.search.ReadSide;

/// What the dashboard needs of the hub it shows.
public interface DashboardHub {

  HubConfig config();

  /// What there is to see.
  ReadSide readSide();

  /// Puts what a person asks into the log, and waits until it is safe there.
  void ask(Request request);

  /// Tries a dead letter again: an observation is read again from its tool.
  void retry(DeadLetterView letter, String actor);
}
