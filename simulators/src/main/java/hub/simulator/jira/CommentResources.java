package hub.simulator.jira;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hub.simulator.http.Json;
import hub.simulator.http.Reply;
import hub.simulator.jira.Issue.Comment;
import java.util.Comparator;
import java.util.List;

/// The comments of an issue and their properties.
final class CommentResources {
  private static final int DEFAULT_PAGE = 50;

  private final JiraSite site;
  private final IssueStore store;
  private final CommentDesk comments;

  CommentResources(JiraSite site, IssueStore store, CommentDesk comments) {
    this.site = site;
    this.store = store;
    this.comments = comments;
  }

  void register(JiraRoutes routes) {
    routes
        .get("/issue/{key}/comment", this::list)
        .post("/issue/{key}/comment", this::add)
        .get("/issue/{key}/comment/{id}", this::read)
        .put("/issue/{key}/comment/{id}", this::edit)
        .delete("/issue/{key}/comment/{id}", this::delete)
        .get("/comment/{id}/properties", this::properties)
        .get("/comment/{id}/properties/{property}", this::property)
        .put("/comment/{id}/properties/{property}", this::setProperty)
        .delete("/comment/{id}/properties/{property}", this::deleteProperty);
  }

  private record Found(Issue issue, Comment comment) {}

  private Found find(JiraCall call) {
    Issue issue = store.require(call.parameter("key"));
    return issue
        .comment(id(call))
        .map(comment -> new Found(issue, comment))
        .orElseThrow(() -> noComment(call));
  }

  /// A comment by its id alone.
  private Found findAnywhere(JiraCall call) {
    long id = id(call);
    return store
        .all()
        .flatMap(issue -> issue.comment(id).map(found -> new Found(issue, found)).stream())
        .findFirst()
        .orElseThrow(() -> noComment(call));
  }

  private static long id(JiraCall call) {
    try {
      return Long.parseLong(call.parameter("id"));
    } catch (NumberFormatException malformed) {
      throw noComment(call);
    }
  }

  private static JiraError noComment(JiraCall call) {
    return JiraError.message(
        404, "Can not find a comment for the id: " + call.parameter("id") + ".");
  }

  private Reply list(JiraCall call) {
    Issue issue = store.require(call.parameter("key"));
    int startAt = call.number("startAt", 0);
    int maxResults = call.number("maxResults", DEFAULT_PAGE);
    Comparator<Comment> order = Comparator.comparing(Comment::created);
    boolean newestFirst = call.http().query("orderBy").orElse("").equals("-created");
    List<Comment> page =
        issue.comments().stream()
            .sorted(newestFirst ? order.reversed() : order)
            .skip(startAt)
            .limit(maxResults)
            .toList();
    ObjectNode json = Json.object().put("startAt", startAt).put("maxResults", maxResults);
    json.put("total", issue.comments().size());
    ArrayNode all = json.putArray("comments");
    page.forEach(comment -> all.add(json(call, new Found(issue, comment))));
    return Reply.json(200, json);
  }

  private Reply add(JiraCall call) {
    Issue issue = store.require(call.parameter("key"));
    Issue changed = comments.add(call.user(), issue, call.body());
    ObjectNode json = json(call, new Found(changed, changed.comments().getLast()));
    return Reply.json(201, json).withHeader("Location", json.path("self").asText());
  }

  private Reply read(JiraCall call) {
    return Reply.json(200, json(call, find(call)));
  }

  private Reply edit(JiraCall call) {
    Found found = find(call);
    Issue changed = comments.edit(call.user(), found.issue(), found.comment(), call.body());
    Comment comment = changed.comment(found.comment().id()).orElseThrow();
    return Reply.json(200, json(call, new Found(changed, comment)));
  }

  private Reply delete(JiraCall call) {
    Found found = find(call);
    comments.delete(call.user(), found.issue(), found.comment());
    return Reply.empty(204);
  }

  private ObjectNode json(JiraCall call, Found found) {
    boolean withProperties = call.list("expand").contains("properties");
    return new IssueJson(site, store, call.addresses())
        .comment(found.issue(), found.comment(), withProperties);
  }

  private Reply properties(JiraCall call) {
    ObjectNode json = Json.object();
    ArrayNode keys = json.putArray("keys");
    String comment = "/comment/" + call.parameter("id") + "/properties/";
    findAnywhere(call)
        .comment()
        .properties()
        .keySet()
        .forEach(key ->
            keys.addObject().put("self", call.addresses().rest(comment + key)).put("key", key));
    return Reply.json(200, json);
  }

  private Reply property(JiraCall call) {
    String key = call.parameter("property");
    JsonNode value = findAnywhere(call).comment().properties().get(key);
    if (value == null) {
      throw noProperty(key);
    }
    ObjectNode json = Json.object().put("key", key);
    json.set("value", value);
    return Reply.json(200, json);
  }

  private Reply setProperty(JiraCall call) {
    Found found = findAnywhere(call);
    String key = call.parameter("property");
    boolean isNew = !found.comment().properties().containsKey(key);
    comments.setProperty(found.issue(), found.comment(), key, Json.read(call.http().text()));
    return Reply.empty(isNew ? 201 : 200);
  }

  private Reply deleteProperty(JiraCall call) {
    Found found = findAnywhere(call);
    String key = call.parameter("property");
    if (!found.comment().properties().containsKey(key)) {
      throw noProperty(key);
    }
    comments.setProperty(found.issue(), found.comment(), key, null);
    return Reply.empty(204);
  }

  private static JiraError noProperty(String key) {
    return JiraError.message(404, "The property with key '" + key + "' does not exist.");
  }
}
