package hub.simulator.jira;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hub.simulator.http.Json;
import hub.simulator.http.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Issues, their transitions and properties, and the search for them.
final class IssueResources {
  private static final int MAX_PROPERTY_KEY = 255;
  private static final int MAX_PROPERTY_VALUE = 32_768;

  private final JiraSite site;
  private final IssueStore store;
  private final IssueDesk desk;
  private final IssueSearch search;
  private final IssuePresentation issues;

  IssueResources(
      JiraSite site,
      IssueStore store,
      IssueDesk desk,
      IssueSearch search,
      IssuePresentation issues) {
    this.site = site;
    this.store = store;
    this.desk = desk;
    this.search = search;
    this.issues = issues;
  }

  void register(JiraRoutes routes) {
    routes
        .post("/issue", this::create)
        .get("/issue/{key}", this::read)
        .put("/issue/{key}", this::edit)
        .delete("/issue/{key}", this::delete)
        .get("/issue/{key}/transitions", this::transitions)
        .post("/issue/{key}/transitions", this::transition)
        .get("/issue/{key}/properties", this::properties)
        .get("/issue/{key}/properties/{property}", this::property)
        .put("/issue/{key}/properties/{property}", this::setProperty)
        .delete("/issue/{key}/properties/{property}", this::deleteProperty);
    if (!site.isCloud()) {
      routes.get("/search", this::searchByQuery).post("/search", this::searchByBody);
    }
  }

  private Issue issue(JiraCall call) {
    return store.require(call.parameter("key"));
  }

  private Reply create(JiraCall call) {
    Issue issue = desk.create(call.user(), call.body());
    return Reply.json(201, issues.json(call).created(issue));
  }

  private Reply read(JiraCall call) {
    Predicate<FieldDefinition> fields = JiraCall.chosen(call.list("fields"), "*all");
    ObjectNode json = issues.expanded(call, issue(call), fields, call.list("expand"));
    List<String> properties = call.list("properties");
    if (!properties.isEmpty()) {
      json.set("properties", issues.json(call).properties(issue(call), properties));
    }
    return Reply.json(200, json);
  }

  private Reply edit(JiraCall call) {
    desk.edit(call.user(), issue(call), call.body());
    return Reply.empty(204);
  }

  private Reply delete(JiraCall call) {
    desk.delete(call.user(), issue(call));
    return Reply.empty(204);
  }

  private Reply transitions(JiraCall call) {
    Issue issue = issue(call);
    ArrayNode open =
        new MetaJson(site, call.addresses())
            .transitions(issue, call.list("expand").contains("transitions.fields"));
    String wanted = call.http().query("transitionId").orElse("");
    ArrayNode chosen = Json.array();
    for (JsonNode transition : open) {
      if (wanted.isEmpty() || transition.path("id").asText().equals(wanted)) {
        chosen.add(transition);
      }
    }
    ObjectNode json = Json.object().put("expand", "transitions");
    json.set("transitions", chosen);
    return Reply.json(200, json);
  }

  private Reply transition(JiraCall call) {
    desk.transition(call.user(), issue(call), call.body());
    // Jira names a content type here although there is no content.
    return Reply.empty(204).withHeader("Content-Type", "text/html;charset=UTF-8");
  }

  private Reply properties(JiraCall call) {
    Issue issue = issue(call);
    ObjectNode json = Json.object();
    ArrayNode keys = json.putArray("keys");
    issue
        .properties()
        .keySet()
        .forEach(
            key -> keys.addObject().put("self", propertyAddress(call, issue, key)).put("key", key));
    return Reply.json(200, json);
  }

  private static String propertyAddress(JiraCall call, Issue issue, String key) {
    return call.addresses().rest("/issue/" + issue.id() + "/properties/" + key);
  }

  private Reply property(JiraCall call) {
    String key = call.parameter("property");
    JsonNode value = issue(call).properties().get(key);
    if (value == null) {
      throw noProperty(key);
    }
    ObjectNode json = Json.object().put("key", key);
    json.set("value", value);
    return Reply.json(200, json);
  }

  private Reply setProperty(JiraCall call) {
    Issue issue = issue(call);
    String key = call.parameter("property");
    if (key.length() > MAX_PROPERTY_KEY || call.http().text().length() > MAX_PROPERTY_VALUE) {
      throw JiraError.message(400, "The property key or value is too long.");
    }
    boolean isNew = !issue.properties().containsKey(key);
    store.put(issue.withProperty(key, Json.read(call.http().text())));
    return Reply.empty(isNew ? 201 : 200);
  }

  private Reply deleteProperty(JiraCall call) {
    Issue issue = issue(call);
    String key = call.parameter("property");
    if (!issue.properties().containsKey(key)) {
      throw noProperty(key);
    }
    store.put(issue.withProperty(key, null));
    return Reply.empty(204);
  }

  private static JiraError noProperty(String key) {
    return JiraError.message(404, "The property with key '" + key + "' does not exist.");
  }

  private Reply searchByQuery(JiraCall call) {
    return search(
        call,
        call.http().query("jql").orElse(""),
        call.number("startAt", 0),
        call.number("maxResults", IssueSearch.DEFAULT_PAGE),
        call.list("fields"),
        call.list("expand"));
  }

  private Reply searchByBody(JiraCall call) {
    ObjectNode body = call.body();
    return search(
        call,
        body.path("jql").asText(),
        body.path("startAt").asInt(0),
        body.path("maxResults").asInt(IssueSearch.DEFAULT_PAGE),
        texts(body.path("fields")),
        texts(body.path("expand")));
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(one -> texts.add(one.asText()));
    return texts;
  }

  private Reply search(
      JiraCall call,
      String jql,
      int startAt,
      int maxResults,
      List<String> fields,
      List<String> expand) {
    Predicate<FieldDefinition> chosen = JiraCall.chosen(fields, "*navigable");
    List<String> perIssue = new ArrayList<>(expand);
    perIssue.removeAll(List.of("names", "schema"));
    ObjectNode page =
        search.page(
            call.user(),
            jql,
            startAt,
            maxResults,
            issue -> issues.expanded(call, issue, chosen, perIssue));
    if (expand.contains("names")) {
      issues.names(page.putObject("names"), chosen);
    }
    if (expand.contains("schema")) {
      issues.schema(page.putObject("schema"), chosen);
    }
    return Reply.json(200, page);
  }
}
