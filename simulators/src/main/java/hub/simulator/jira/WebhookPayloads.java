package hub.simulator.jira;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hub.simulator.http.Json;
import java.time.Instant;
import java.util.Objects;

/// The bodies of webhooks. As Data Center writes them, the events of comments carry no issue, and
/// the items of a changelog no field ids. The Cloud sends both, and texts that are no documents.
final class WebhookPayloads {
  private final JiraSite site;
  private final IssueJson json;
  private final Addresses addresses;

  WebhookPayloads(JiraSite site, IssueStore store, Addresses addresses) {
    this.site = site;
    this.json = new IssueJson(site, store, addresses);
    this.addresses = addresses;
  }

  ObjectNode payload(IssueEvent event, Instant now) {
    ObjectNode body = inFull(event, now);
    return site.isCloud() ? (ObjectNode) RichText.withPlainTexts(body) : body;
  }

  private ObjectNode inFull(IssueEvent event, Instant now) {
    ObjectNode body =
        Json.object()
            .put("timestamp", now.toEpochMilli())
            .put("webhookEvent", event.webhookEvent());
    if (event.webhookEvent().startsWith("comment_")) {
      if (site.isCloud()) {
        body.set("issue", json.brief(event.issue()));
      }
      return comment(body, event);
    }
    if (event.eventType() != null) {
      body.put("issue_event_type_name", event.eventType());
    }
    body.set("user", addresses.user(event.actor()));
    body.set("issue", json.issue(event.issue(), field -> true));
    if (event.change() != null) {
      ObjectNode changelog = body.putObject("changelog");
      changelog.put("id", Long.toString(event.change().id()));
      changelog.set("items", json.items(event.change()));
    }
    return event.comment() == null ? body : comment(body, event);
  }

  private ObjectNode comment(ObjectNode body, IssueEvent event) {
    body.set(
        "comment", json.comment(event.issue(), Objects.requireNonNull(event.comment()), false));
    return body;
  }
}
