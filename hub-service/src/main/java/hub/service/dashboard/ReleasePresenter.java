package hub.service.dashboard;

import hub.service.dashboard.Views.BlockedIncident;
import hub.service.dashboard.Views.BlockingRfc;
import hub.service.dashboard.Views.ReleasesPage;
import hub.service.dashboard.Views.WaitingIncident;
import hub.service.search.IncidentSummary;
import hub.service.search.ReleaseBoard;
import hub.service.search.ReleaseBoard.Blocking;
import hub.service.search.ReleaseBoard.Waiting;
import hub.service.words.Words;
import hub.ticket.Status;

/// Lays out what waits for which release.
final class ReleasePresenter {

  private final Presenter presenter;
  private final Words words;
  private final SiteTime time;

  ReleasePresenter(Presenter presenter, SiteTime time) {
    this.presenter = presenter;
    this.words = presenter.words();
    this.time = time;
  }

  ReleasesPage page(ReleaseBoard board) {
    return new ReleasesPage(
        words.say("releases.count", board.waiting().size()),
        board.waiting().stream().map(this::incident).toList(),
        board.blocking().stream().map(this::rfc).toList());
  }

  private WaitingIncident incident(Waiting waiting) {
    var incident = waiting.incident();
    return new WaitingIncident(
        presenter.name(incident),
        incident.priority(),
        Presenter.tone(incident.priority()),
        look(waiting),
        waiting.rfcs().stream().map(presenter::rfc).toList(),
        time.when(waiting.since()));
  }

  private Look look(Waiting waiting) {
    if (waiting.rfcs().isEmpty()) {
      return new Look(words.say("releases.no-rfc"), "warn", "alert");
    }
    return waiting.isHeldBack()
        ? new Look(words.say("releases.held"), "info", "hourglass")
        : new Look(words.say("releases.nothing-comes"), "warn", "blocked");
  }

  private BlockingRfc rfc(Blocking blocking) {
    return new BlockingRfc(
        presenter.rfc(blocking.rfc()), blocking.incidents().stream().map(this::blocked).toList());
  }

  private BlockedIncident blocked(IncidentSummary incident) {
    var isPending = incident.status().equals(Status.PENDING_RELEASE.name());
    return new BlockedIncident(
        presenter.name(incident), isPending ? "" : presenter.named(incident.status()));
  }
}
