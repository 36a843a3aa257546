package hub.simulator.jira;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import hub.simulator.jira.Issue.Comment;
import hub.simulator.jira.JiraSite.User;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Everything that changes the comments of an issue. Callers hold the lock of the tool.
final class CommentDesk {
  private final JiraSite site;
  private final IssueStore store;
  private final FieldReader reader;
  private final Clock clock;
  private final Consumer<IssueEvent> listener;

  CommentDesk(
      JiraSite site,
      IssueStore store,
      FieldReader reader,
      Clock clock,
      Consumer<IssueEvent> listener) {
    this.site = site;
    this.store = store;
    this.reader = reader;
    this.clock = clock;
    this.listener = listener;
  }

  /// Adds the comment of a request body; the author is always the caller. The new comment is the
  /// last one of the issue.
  Issue add(User actor, Issue issue, JsonNode body) {
    Instant now = clock.instant();
    Comment comment =
        new Comment(
            store.nextCommentId(),
            actor.name(),
            actor.name(),
            text(body),
            now,
            now,
            visibility(body),
            properties(body, Map.of()));
    List<Comment> all = new ArrayList<>(issue.comments());
    all.add(comment);
    return save(actor, issue.withComments(all), comment, "issue_commented", "comment_created");
  }

  /// Replaces the text of a comment, and its visibility.
  Issue edit(User actor, Issue issue, Comment comment, JsonNode body) {
    Comment edited =
        new Comment(
            comment.id(),
            comment.author(),
            actor.name(),
            text(body),
            comment.created(),
            clock.instant(),
            visibility(body),
            properties(body, comment.properties()));
    Issue changed = issue.withComments(replaced(issue, comment, found -> edited));
    return save(actor, changed, edited, "issue_comment_edited", "comment_updated");
  }

  Issue delete(User actor, Issue issue, Comment comment) {
    List<Comment> others = new ArrayList<>(issue.comments());
    others.remove(comment);
    return save(
        actor, issue.withComments(others), comment, "issue_comment_deleted", "comment_deleted");
  }

  /// Sets or removes a property of a comment; nobody is told.
  void setProperty(Issue issue, Comment comment, String name, @Nullable JsonNode value) {
    Map<String, JsonNode> properties = new LinkedHashMap<>(comment.properties());
    if (value == null) {
      properties.remove(name);
    } else {
      properties.put(name, value);
    }
    store.put(
        issue.withComments(
            replaced(
                issue,
                comment,
                found ->
                    new Comment(
                        found.id(),
                        found.author(),
                        found.updateAuthor(),
                        found.body(),
                        found.created(),
                        found.updated(),
                        found.visibility(),
                        properties))));
  }

  private Issue save(
      User actor, Issue issue, Comment comment, String eventType, String webhookEvent) {
    Issue changed = issue.withUpdated(clock.instant());
    store.put(changed);
    // In Data Center a comment is told twice: as a change of its issue, and for itself.
    if (!site.isCloud()) {
      listener.accept(
          new IssueEvent("jira:issue_updated", eventType, changed, actor, null, comment));
    }
    listener.accept(new IssueEvent(webhookEvent, null, changed, actor, null, comment));
    return changed;
  }

  private JsonNode text(JsonNode body) {
    JsonNode given = body.path("body");
    if (site.isCloud()) {
      return reader.document("comment", given);
    }
    if (given.asText().isBlank()) {
      throw JiraError.field("comment", "Comment body can not be empty!");
    }
    return TextNode.valueOf(reader.text("comment", given.asText()));
  }

  private static @Nullable JsonNode visibility(JsonNode body) {
    return body.hasNonNull("visibility") ? body.get("visibility") : null;
  }

  private static Map<String, JsonNode> properties(JsonNode body, Map<String, JsonNode> present) {
    Map<String, JsonNode> properties = new LinkedHashMap<>(present);
    for (JsonNode property : body.path("properties")) {
      properties.put(property.path("key").asText(), property.path("value"));
    }
    return properties;
  }

  private static List<Comment> replaced(
      Issue issue, Comment old, UnaryOperator<Comment> replacement) {
    return issue.comments().stream()
        .map(one -> one.id() == old.id() ? replacement.apply(one) : one)
        .toList();
  }
}
