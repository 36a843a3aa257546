package hub.service.wiring;

import hub.connector.clearquest.ClearQuestHints;
import hub.connector.jira.JiraHints;
import hub.connector.rest.RestHints;
import hub.connector.webhook.Hint;
import hub.connector.webhook.HintQueue;
import hub.connector.webhook.HintReader;
import hub.connector.webhook.WebhookSecret;
import hub.service.site.SecretReference;
import hub.service.trace.Traces;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.apache.camel.CamelContext;

/// Brings hints about tickets to the routes that read those tickets again.
@Singleton
public class Hints {

  /// The key of a system's `connection` that holds the webhook's secret.
  public static final String SECRET = "webhookSecret";

  private final RunningHub hub;
  private final HintQueue queue;
  private final Traces traces;

  Hints(RunningHub hub, CamelContext context, Traces traces) {
    this.hub = hub;
    queue = new HintQueue(context);
    this.traces = traces;
  }

  /// Where a system's webhooks come in.
  public record Door(WebhookSecret secret, HintReader reader) {}

  /// The door of a system, if it takes webhooks.
  public Optional<Door> door(String system) {
    var site = hub.site();
    var config = site.config().system(system);
    var reader = config.flatMap(found -> reader(system, found.kind()));
    var secret = config.map(found -> found.connection().get(SECRET));
    if (reader.isEmpty() || secret.isEmpty()) {
      return Optional.empty();
    }
    var references = new SecretReference(site.directory(), System::getenv);
    return Optional.of(new Door(new WebhookSecret(references.resolve(secret.get())), reader.get()));
  }

  private Optional<HintReader> reader(String system, String kind) {
    return switch (kind) {
      case "jira" -> Optional.of(new JiraHints());
      case "clearquest" -> Optional.of(new ClearQuestHints());
      case "http" ->
          Optional.of(new RestHints(system, id -> hub.site().config().system(id).orElseThrow()));
      default -> Optional.empty();
    };
  }

  /// Whether single tickets of a system can be read when somebody names them.
  public boolean canRead(String system) {
    return door(system).isPresent();
  }

  /// Whether what is read now could be taken in.
  public boolean isOpen() {
    return hub.engine().inputs().isOpen();
  }

  /// Has the ticket read again.
  ///
  /// @return false if too many hints wait already
  public boolean follow(String system, Hint hint) {
    traces.hinted(system, hint.ticketId());
    return queue.offer(system, hint);
  }
}
