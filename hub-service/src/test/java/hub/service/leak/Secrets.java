package hub.service.leak;

import java.util.List;

/// Every password and token that the tests give to a hub, so that the logs can be searched for
/// them.
public final class Secrets {

  /// Of the simulated tools, of their webhooks and of the mailbox.
  public static final String TOOLS = "demo-secret";

  /// Of a Kafka that is not the hub's own: its user, and the stores of its certificates.
  public static final String CLUSTER = "cluster-secret";

  /// Of the hub's user in Request Tracker.
  public static final String TRACKER = "hub-secret";

  /// The beginning of each password and token of those who use a hub.
  public static final String USERS = "users-secret";

  /// The beginning of what an identity provider and the hub know of each other.
  public static final String PROVIDER = "provider-secret";

  static final List<String> ALL = List.of(TOOLS, CLUSTER, TRACKER, USERS, PROVIDER);

  private Secrets() {}

  /// Whether the logs are searched for this one.
  public static boolean isKnown(String secret) {
    return ALL.stream().anyMatch(secret::contains);
  }
}
