package hub.service.search;

import hub.service.search.IncidentDetail.RfcView;
import hub.ticket.RfcState;
import java.time.Instant;
import java.util.List;

/// What waits for which release (process.md step 11).
///
/// @param waiting incidents that are pending release, the longest first
/// @param blocking RFCs that hold incidents back, or did until these are carried on
public record ReleaseBoard(List<Waiting> waiting, List<Blocking> blocking) {

  public ReleaseBoard {
    waiting = List.copyOf(waiting);
    blocking = List.copyOf(blocking);
  }

  /// An incident that is pending release.
  ///
  /// @param rfcs what it waits for; empty if it names none, which R11.4 forbids
  /// @param since when its status was set
  public record Waiting(IncidentSummary incident, List<RfcView> rfcs, Instant since) {

    public Waiting {
      rfcs = List.copyOf(rfcs);
    }

    /// Whether a release can still come.
    public boolean isHeldBack() {
      return rfcs.stream().anyMatch(rfc -> rfc.state() == RfcState.OPEN);
    }
  }

  /// An RFC with the incidents that name it.
  public record Blocking(RfcView rfc, List<IncidentSummary> incidents) {

    public Blocking {
      incidents = List.copyOf(incidents);
    }
  }
}
