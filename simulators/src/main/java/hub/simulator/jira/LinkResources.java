package hub.simulator.jira;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hub.simulator.http.Json;
import hub.simulator.http.Reply;
import hub.simulator.jira.Issue.Item;
import hub.simulator.jira.Issue.RemoteLink;
import hub.simulator.jira.IssueStore.IssueLink;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Links between issues, and links from issues to anything with an address.
final class LinkResources {
  private static final int MAX_GLOBAL_ID = 255;

  private final JiraSite site;
  private final IssueStore store;
  private final IssueDesk desk;
  private final CommentDesk comments;

  LinkResources(JiraSite site, IssueStore store, IssueDesk desk, CommentDesk comments) {
    this.site = site;
    this.store = store;
    this.desk = desk;
    this.comments = comments;
  }

  void register(JiraRoutes routes) {
    routes
        .get("/issue/{key}/remotelink", this::remoteLinks)
        .post("/issue/{key}/remotelink", this::putRemoteLink)
        .delete("/issue/{key}/remotelink", this::deleteByGlobalId)
        .get("/issue/{key}/remotelink/{id}", this::remoteLink)
        .put("/issue/{key}/remotelink/{id}", this::replaceRemoteLink)
        .delete("/issue/{key}/remotelink/{id}", this::deleteById)
        .get("/issueLinkType", this::linkTypes)
        .post("/issueLink", this::linkIssues)
        .get("/issueLink/{id}", this::issueLink)
        .delete("/issueLink/{id}", this::unlinkIssues);
  }

  private Issue issue(JiraCall call) {
    return store.require(call.parameter("key"));
  }

  private Reply remoteLinks(JiraCall call) {
    Issue issue = issue(call);
    Optional<String> globalId = call.http().query("globalId");
    if (globalId.isPresent()) {
      RemoteLink link =
          byGlobalId(issue, globalId.get()).orElseThrow(() -> noRemoteLink(globalId.get()));
      return Reply.json(200, json(call, issue, link));
    }
    ArrayNode all = Json.array();
    issue.remoteLinks().forEach(link -> all.add(json(call, issue, link)));
    return Reply.json(200, all);
  }

  private Reply remoteLink(JiraCall call) {
    Issue issue = issue(call);
    return Reply.json(200, json(call, issue, byId(issue, call)));
  }

  private Reply putRemoteLink(JiraCall call) {
    Issue issue = issue(call);
    ObjectNode body = validated(call.body());
    String globalId = body.hasNonNull("globalId") ? body.get("globalId").asText() : null;
    Optional<RemoteLink> present =
        globalId == null ? Optional.empty() : byGlobalId(issue, globalId);
    long id = present.map(RemoteLink::id).orElseGet(store::nextRemoteLinkId);
    save(call, issue, present.orElse(null), new RemoteLink(id, globalId, body));
    int status = site.isCloud() && present.isEmpty() ? 201 : 200;
    return Reply.json(status, Json.object().put("id", id).put("self", address(call, issue, id)));
  }

  private Reply replaceRemoteLink(JiraCall call) {
    Issue issue = issue(call);
    RemoteLink old = byId(issue, call);
    ObjectNode body = validated(call.body());
    String globalId = body.hasNonNull("globalId") ? body.get("globalId").asText() : null;
    save(call, issue, old, new RemoteLink(old.id(), globalId, body));
    return Reply.empty(204);
  }

  private Reply deleteByGlobalId(JiraCall call) {
    Issue issue = issue(call);
    String globalId = call.http().query("globalId").orElse("");
    save(call, issue, byGlobalId(issue, globalId).orElseThrow(() -> noRemoteLink(globalId)), null);
    return Reply.empty(204);
  }

  private Reply deleteById(JiraCall call) {
    Issue issue = issue(call);
    save(call, issue, byId(issue, call), null);
    return Reply.empty(204);
  }

  private void save(
      JiraCall call, Issue issue, @Nullable RemoteLink old, @Nullable RemoteLink link) {
    List<RemoteLink> links = new ArrayList<>(issue.remoteLinks());
    int place = old == null ? links.size() : links.indexOf(old);
    if (old != null) {
      links.remove(place);
    }
    if (link != null) {
      links.add(place, link);
    }
    Item item =
        new Item(
            "RemoteIssueLink",
            "jira",
            old == null ? null : Long.toString(old.id()),
            old == null ? null : text(old),
            link == null ? null : Long.toString(link.id()),
            link == null ? null : text(link));
    desk.record(call.user(), issue.withRemoteLinks(links), List.of(item), "issue_updated", null);
  }

  private static String text(RemoteLink link) {
    return "This issue links to \"" + link.body().path("object").path("title").asText() + "\"";
  }

  private static ObjectNode validated(ObjectNode body) {
    for (String required : List.of("url", "title")) {
      if (body.path("object").path(required).asText().isBlank()) {
        throw JiraError.field(required, "'" + required + "' is required.");
      }
    }
    if (body.path("globalId").asText().length() > MAX_GLOBAL_ID) {
      throw JiraError.field("globalId", "'globalId' must not be longer than 255 characters.");
    }
    return body;
  }

  private ObjectNode json(JiraCall call, Issue issue, RemoteLink link) {
    ObjectNode json =
        Json.object().put("id", link.id()).put("self", address(call, issue, link.id()));
    for (String part : List.of("globalId", "application", "relationship", "object")) {
      if (link.body().hasNonNull(part)) {
        json.set(part, link.body().get(part));
      }
    }
    return json;
  }

  private static String address(JiraCall call, Issue issue, long id) {
    return call.addresses().rest("/issue/" + issue.key() + "/remotelink/" + id);
  }

  private static Optional<RemoteLink> byGlobalId(Issue issue, String globalId) {
    return issue.remoteLinks().stream()
        .filter(link -> globalId.equals(link.globalId()))
        .findFirst();
  }

  private static RemoteLink byId(Issue issue, JiraCall call) {
    String id = call.parameter("id");
    return issue.remoteLinks().stream()
        .filter(link -> Long.toString(link.id()).equals(id))
        .findFirst()
        .orElseThrow(() -> noRemoteLink(id));
  }

  private static JiraError noRemoteLink(String id) {
    return JiraError.message(
        404, "Could not find a remote issue link with the id or global id '" + id + "'.");
  }

  private Reply linkTypes(JiraCall call) {
    return Reply.json(200, new MetaJson(site, call.addresses()).linkTypes());
  }

  private Reply linkIssues(JiraCall call) {
    ObjectNode body = call.body();
    Issue inward = linked(body.path("inwardIssue"));
    Issue outward = linked(body.path("outwardIssue"));
    JiraSite.LinkType type = type(body.path("type"));
    boolean exists =
        store
            .linksOf(inward.id())
            .anyMatch(link ->
                link.typeId().equals(type.id())
                    && link.inward() == inward.id()
                    && link.outward() == outward.id());
    if (!exists) {
      store.put(new IssueLink(store.nextLinkId(), type.id(), inward.id(), outward.id()));
      note(call, inward, null, outward, type.outward());
      note(call, outward, null, inward, type.inward());
    }
    if (body.hasNonNull("comment")) {
      comments.add(call.user(), linked(body.path("inwardIssue")), body.path("comment"));
    }
    // No body: the id of the link has to be read from the issue.
    return Reply.empty(201);
  }

  private void note(
      JiraCall call, Issue issue, @Nullable Issue gone, @Nullable Issue come, String relation) {
    Item item =
        new Item(
            "Link",
            "jira",
            gone == null ? null : gone.key(),
            gone == null ? null : "This issue " + relation + " " + gone.key(),
            come == null ? null : come.key(),
            come == null ? null : "This issue " + relation + " " + come.key());
    desk.record(call.user(), issue, List.of(item), "issue_updated", null);
  }

  private Issue linked(JsonNode given) {
    String wanted = given.has("key") ? given.get("key").asText() : given.path("id").asText();
    return store
        .find(wanted)
        .orElseThrow(() ->
            JiraError.message(404, "No issue could be found with key or id '" + wanted + "'."));
  }

  private JiraSite.LinkType type(JsonNode given) {
    return site.linkTypes().stream()
        .filter(type ->
            type.id().equals(given.path("id").asText())
                || type.name().equalsIgnoreCase(given.path("name").asText()))
        .findFirst()
        .orElseThrow(() ->
            JiraError.message(
                404, "No issue link type with name '" + given.path("name").asText() + "' found."));
  }

  private IssueLink link(JiraCall call) {
    String id = call.parameter("id");
    return Optional.of(id)
        .filter(text -> text.chars().allMatch(Character::isDigit) && text.length() < 18)
        .flatMap(text -> store.link(Long.parseLong(text)))
        .orElseThrow(() -> JiraError.message(404, "No issue link with id '" + id + "' exists."));
  }

  private Reply issueLink(JiraCall call) {
    IssueLink link = link(call);
    IssueJson issues = new IssueJson(site, store, call.addresses());
    ObjectNode json = issues.link(link);
    json.set("inwardIssue", issues.brief(store.require(Long.toString(link.inward()))));
    json.set("outwardIssue", issues.brief(store.require(Long.toString(link.outward()))));
    return Reply.json(200, json);
  }

  private Reply unlinkIssues(JiraCall call) {
    IssueLink link = link(call);
    store.remove(link);
    Issue inward = store.require(Long.toString(link.inward()));
    Issue outward = store.require(Long.toString(link.outward()));
    JiraSite.LinkType type = type(Json.object().put("id", link.typeId()));
    note(call, inward, outward, null, type.outward());
    note(call, outward, inward, null, type.inward());
    return Reply.empty(204);
  }
}
