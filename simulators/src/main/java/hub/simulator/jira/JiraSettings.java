package hub.simulator.jira;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The habits of one Jira that differ from site to site.
///
/// @param webhookTarget where webhooks go, null for nowhere
/// @param webhookSecret signs them
/// @param searchLag how far the search index is behind the data
/// @param searchCap the largest page of a search, whatever was asked for
/// @param normalisingTexts whether texts get CR LF line ends and lose blanks around them
/// @param requestsPerSecond the rate at which a user's bucket of requests fills, 0 for no limit
/// @param seed makes the delays of webhooks repeatable
public record JiraSettings(
    @Nullable URI webhookTarget,
    String webhookSecret,
    Duration searchLag,
    int searchCap,
    boolean normalisingTexts,
    int requestsPerSecond,
    long seed) {

  /// No webhooks, no lag, no rate limit, pages of up to 1000.
  public static final JiraSettings DEFAULTS =
      new JiraSettings(null, "demo-secret", Duration.ZERO, 1_000, true, 0, 1);

  public JiraSettings withWebhooks(@Nullable URI target, String secret) {
    return new JiraSettings(
        target, secret, searchLag, searchCap, normalisingTexts, requestsPerSecond, seed);
  }

  public JiraSettings withSearch(Duration lag, int cap) {
    return new JiraSettings(
        webhookTarget, webhookSecret, lag, cap, normalisingTexts, requestsPerSecond, seed);
  }

  public JiraSettings withNormalisingTexts(boolean normalising) {
    return new JiraSettings(
        webhookTarget, webhookSecret, searchLag, searchCap, normalising, requestsPerSecond, seed);
  }

  public JiraSettings withRequestsPerSecond(int limit) {
    return new JiraSettings(
        webhookTarget, webhookSecret, searchLag, searchCap, normalisingTexts, limit, seed);
  }
}
