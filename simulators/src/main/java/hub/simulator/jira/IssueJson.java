package hub.simulator.jira;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import hub.simulator.http.Json;
import hub.simulator.jira.Issue.Attachment;
import hub.simulator.jira.Issue.Change;
import hub.simulator.jira.Issue.Comment;
import hub.simulator.jira.IssueStore.IssueLink;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Issues, comments and changes as JSON, for one who asks.
final class IssueJson {
  private final JiraSite site;
  private final IssueStore store;
  private final Addresses addresses;

  IssueJson(JiraSite site, IssueStore store, Addresses addresses) {
    this.site = site;
    this.store = store;
    this.addresses = addresses;
  }

  /// Id, key, address and the chosen fields.
  ObjectNode issue(Issue issue, Predicate<FieldDefinition> chosen) {
    ObjectNode json =
        Json.object()
            .put("expand", "renderedFields,names,schema,transitions,operations,editmeta,changelog")
            .put("id", Long.toString(issue.id()))
            .put("self", addresses.rest("/issue/" + issue.id()))
            .put("key", issue.key());
    ObjectNode fields = json.putObject("fields");
    site.fields().filter(chosen).forEach(field -> fields.set(field.id(), value(issue, field)));
    return json;
  }

  ObjectNode created(Issue issue) {
    return Json.object()
        .put("id", Long.toString(issue.id()))
        .put("key", issue.key())
        .put("self", addresses.rest("/issue/" + issue.id()));
  }

  JsonNode value(Issue issue, FieldDefinition field) {
    return switch (field.kind()) {
      case STATUS -> addresses.status(site.status(issue.statusId()));
      case PROJECT -> site.project(issue.projectKey()).map(addresses::project).orElseThrow();
      case ISSUE_TYPE -> site.issueType(issue.typeId()).map(addresses::issueType).orElseThrow();
      case DATE_TIME -> moment(issue, field);
      case COMMENTS -> comments(issue);
      case ISSUE_LINKS -> links(issue);
      case ATTACHMENTS -> attachments(issue);
      case LABELS -> issue.field(field.id()).orElseGet(Json::array);
      case TEXT, TEXT_AREA, SELECT, PRIORITY, RESOLUTION, USER ->
          issue.field(field.id()).map(stored -> shown(field, stored)).orElse(NullNode.instance);
    };
  }

  private JsonNode shown(FieldDefinition field, JsonNode stored) {
    String id = stored.asText();
    Optional<ObjectNode> choice =
        switch (field.kind()) {
          case PRIORITY -> site.priority(id).map(addresses::priority);
          case RESOLUTION -> site.resolution(id).map(addresses::resolution);
          case USER -> site.user(id).map(addresses::user);
          case SELECT ->
              field.choices().stream()
                  .filter(option -> option.id().equals(id))
                  .findFirst()
                  .map(option -> addresses.option(field, option));
          case TEXT,
              TEXT_AREA,
              LABELS,
              STATUS,
              PROJECT,
              ISSUE_TYPE,
              DATE_TIME,
              COMMENTS,
              ISSUE_LINKS,
              ATTACHMENTS ->
              Optional.empty();
        };
    return choice.<JsonNode>map(json -> json).orElse(stored);
  }

  private JsonNode moment(Issue issue, FieldDefinition field) {
    return switch (field.id()) {
      case "created" -> TextNode.valueOf(addresses.time(issue.created()));
      case "updated" -> TextNode.valueOf(addresses.time(issue.updated()));
      default ->
          issue
              .field(field.id())
              .<JsonNode>map(
                  stored -> TextNode.valueOf(addresses.time(Instant.parse(stored.asText()))))
              .orElse(NullNode.instance);
    };
  }

  private ObjectNode comments(Issue issue) {
    ObjectNode page = Json.object();
    ArrayNode all = page.putArray("comments");
    issue.comments().forEach(comment -> all.add(comment(issue, comment, false)));
    return page.put("maxResults", all.size()).put("total", all.size()).put("startAt", 0);
  }

  /// One comment; its properties only when asked for.
  ObjectNode comment(Issue issue, Comment comment, boolean withProperties) {
    ObjectNode json =
        Json.object()
            .put("self", addresses.rest("/issue/" + issue.id() + "/comment/" + comment.id()))
            .put("id", Long.toString(comment.id()));
    site.user(comment.author()).ifPresent(user -> json.set("author", addresses.user(user)));
    json.set("body", comment.body());
    site.user(comment.updateAuthor())
        .ifPresent(user -> json.set("updateAuthor", addresses.user(user)));
    json.put("created", addresses.time(comment.created()))
        .put("updated", addresses.time(comment.updated()));
    if (comment.visibility() != null) {
      json.set("visibility", comment.visibility());
    }
    if (withProperties) {
      ArrayNode properties = json.putArray("properties");
      comment
          .properties()
          .forEach((key, value) -> properties.addObject().put("key", key).set("value", value));
    }
    return json;
  }

  private ArrayNode links(Issue issue) {
    ArrayNode all = Json.array();
    store
        .linksOf(issue.id())
        .forEach(link -> {
          // The outward issue shows the inward one, and the other way round.
          boolean isOutward = link.outward() == issue.id();
          ObjectNode json = link(link);
          long other = isOutward ? link.inward() : link.outward();
          store
              .find(Long.toString(other))
              .ifPresent(
                  found -> json.set(isOutward ? "inwardIssue" : "outwardIssue", brief(found)));
          all.add(json);
        });
    return all;
  }

  /// A link's id, address and type.
  ObjectNode link(IssueLink link) {
    ObjectNode json =
        Json.object()
            .put("id", Long.toString(link.id()))
            .put("self", addresses.rest("/issueLink/" + link.id()));
    site.linkTypes().stream()
        .filter(type -> type.id().equals(link.typeId()))
        .findFirst()
        .ifPresent(type ->
            json.putObject("type")
                .put("id", type.id())
                .put("name", type.name())
                .put("inward", type.inward())
                .put("outward", type.outward())
                .put("self", addresses.rest("/issueLinkType/" + type.id())));
    return json;
  }

  /// An issue as others mention it.
  ObjectNode brief(Issue issue) {
    ObjectNode json =
        Json.object()
            .put("id", Long.toString(issue.id()))
            .put("key", issue.key())
            .put("self", addresses.rest("/issue/" + issue.id()));
    ObjectNode fields = json.putObject("fields");
    for (String id : new String[] {"summary", "status", "priority", "issuetype"}) {
      site.field(id).ifPresent(field -> fields.set(id, value(issue, field)));
    }
    return json;
  }

  private ArrayNode attachments(Issue issue) {
    ArrayNode all = Json.array();
    issue.attachments().forEach(attachment -> all.add(attachment(attachment)));
    return all;
  }

  ObjectNode attachment(Attachment attachment) {
    ObjectNode json =
        Json.object()
            .put("self", addresses.rest("/attachment/" + attachment.id()))
            .put("id", Long.toString(attachment.id()))
            .put("filename", attachment.filename());
    site.user(attachment.author()).ifPresent(user -> json.set("author", addresses.user(user)));
    return json.put("created", addresses.time(attachment.created()))
        .put("size", attachment.size())
        .put("mimeType", attachment.mimeType())
        .put(
            "content",
            addresses.base()
                + "/secure/attachment/"
                + attachment.id()
                + "/"
                + attachment.filename());
  }

  /// The whole changelog: oldest first in Data Center, newest first in the Cloud.
  ObjectNode changelog(Issue issue) {
    ObjectNode json = Json.object();
    ArrayNode histories = Json.array();
    List<Change> changes = site.isCloud() ? issue.history().reversed() : issue.history();
    changes.forEach(change -> histories.add(change(change)));
    json.put("startAt", 0).put("maxResults", histories.size()).put("total", histories.size());
    json.set("histories", histories);
    return json;
  }

  private ObjectNode change(Change change) {
    ObjectNode json = Json.object().put("id", Long.toString(change.id()));
    site.user(change.author()).ifPresent(user -> json.set("author", addresses.user(user)));
    json.put("created", addresses.time(change.at())).set("items", items(change));
    if (change.historyMetadata() != null) {
      json.set("historyMetadata", change.historyMetadata());
    }
    return json;
  }

  /// What one change did, as changelog and webhook have it.
  ArrayNode items(Change change) {
    ArrayNode items = Json.array();
    change
        .items()
        .forEach(item -> {
          ObjectNode json =
              items
                  .addObject()
                  .put("field", item.field())
                  .put("fieldtype", item.fieldType())
                  .put("from", item.from())
                  .put("fromString", item.fromText())
                  .put("to", item.to())
                  .put("toString", item.toText());
          if (site.isCloud()) {
            fieldId(item.field()).ifPresent(id -> json.put("fieldId", id));
          }
        });
    return items;
  }

  /// Links and the like are no fields, and have no id in the Cloud either.
  private Optional<String> fieldId(String name) {
    return site.fields()
        .filter(field -> field.id().equals(name) || field.name().equals(name))
        .map(FieldDefinition::id)
        .findFirst();
  }

  /// The properties of the issue that were asked for, `*all` for every one.
  ObjectNode properties(Issue issue, List<String> names) {
    ObjectNode json = Json.object();
    issue
        .properties()
        .forEach((key, value) -> {
          if (names.contains("*all") || names.contains(key)) {
            json.set(key, value);
          }
        });
    return json;
  }
}
