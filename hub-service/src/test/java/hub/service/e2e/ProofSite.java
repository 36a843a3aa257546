package hub.service.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/// The site of the demo with waits so short that a proof ends today.
///
/// A request of the hub is given up after three seconds, and may take effect for ten: what the
/// tools here make later than that is a ticket too many, which the hub closes.
final class ProofSite {

  static final int SETTLE_SECONDS = 10;

  private ProofSite() {}

  static Path in(Path directory) {
    var systems = new StringBuilder();
    for (var system : new String[] {"clearquest", "jira-ops", "jira-fmk", "jira-sds"}) {
      systems.append(
          """
            %s:
              connection: { pollInterval: 2s, responseTimeout: 3s }
              settle: %ds
          """
              .formatted(system, SETTLE_SECONDS));
    }
    try {
      return HubProcess.demoSiteWith(
          directory,
          """
          systems:
          %s  mail:
              settle: %ds
          contacts:
            # Nobody here answers one.
            remindAfter: 24h
            escalateAfter: 24h
          limits:
            firstRetry: 500ms
            longestRetry: 5s
            # All tools of a proof have the same clock.
            orderProof: 1s
            # People change their minds here as they never do in life.
            flappingWrites: 1000000
            # After an outage of a tool all that has waited is written within seconds.
            blastWrites: 0
          """
              .formatted(systems, SETTLE_SECONDS));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
