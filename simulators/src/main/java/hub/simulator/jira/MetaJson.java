package hub.simulator.jira;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hub.simulator.http.Json;
import hub.simulator.jira.JiraSite.ScreenField;
import hub.simulator.jira.JiraSite.Transition;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/// What Jira says about itself: fields, screens, transitions, the server.
final class MetaJson {
  static final String VERSION = "10.3.24";

  private final JiraSite site;
  private final Addresses addresses;

  MetaJson(JiraSite site, Addresses addresses) {
    this.site = site;
    this.addresses = addresses;
  }

  ObjectNode serverInfo(Instant now) {
    ObjectNode json = Json.object().put("baseUrl", addresses.base()).put("version", VERSION);
    json.putArray("versionNumbers").add(10).add(3).add(24);
    return json.put("deploymentType", site.edition().deploymentType())
        .put("buildNumber", 10030024)
        .put("serverTime", addresses.time(now))
        .put("serverTitle", site.title());
  }

  ArrayNode fields() {
    ArrayNode all = Json.array();
    site.fields()
        .forEach(field -> {
          ObjectNode json =
              all.addObject()
                  .put("id", field.id())
                  .put("name", field.name())
                  .put("custom", field.isCustom())
                  .put("orderable", !field.kind().operations().isEmpty())
                  .put("navigable", field.kind() != FieldKind.COMMENTS)
                  .put("searchable", true);
          ArrayNode clauses = json.putArray("clauseNames");
          if (field.isCustom()) {
            clauses.add("cf[" + field.customNumber() + "]").add(field.name());
          } else {
            clauses.add(field.id());
          }
          json.set("schema", field.kind().schema(field));
        });
    return all;
  }

  <T> ArrayNode list(List<T> things, Function<T, ObjectNode> json) {
    ArrayNode all = Json.array();
    things.forEach(thing -> all.add(json.apply(thing)));
    return all;
  }

  ObjectNode project(JiraSite.Project project) {
    ObjectNode json = addresses.project(project).put("expand", "description,lead,issueTypes");
    json.put("description", "");
    json.set("lead", addresses.user(site.users().getFirst()));
    json.putArray("components");
    json.set("issueTypes", list(site.issueTypes(), addresses::issueType));
    json.putArray("versions");
    json.putObject("roles");
    return json.put("archived", false);
  }

  /// The statuses of a project, per issue type.
  ArrayNode projectStatuses() {
    return list(
        site.issueTypes(),
        type -> {
          ObjectNode json = addresses.issueType(type);
          if (site.isCloud()) {
            json.remove(List.of("description", "iconUrl"));
          }
          json.set("statuses", list(site.statuses(), addresses::status));
          return json;
        });
  }

  /// One page of the given things, as the newer interfaces have it.
  ///
  /// @param name what the Cloud calls the things
  ObjectNode page(String name, List<ObjectNode> things, int startAt, int maxResults) {
    int from = Math.min(startAt, things.size());
    int to = Math.min(from + maxResults, things.size());
    ObjectNode json =
        Json.object()
            .put("maxResults", maxResults)
            .put("startAt", startAt)
            .put("total", things.size())
            .put("isLast", to == things.size());
    json.putArray(site.isCloud() ? name : "values").addAll(things.subList(from, to));
    return json;
  }

  /// The fields of the create screen.
  List<ObjectNode> createFields(Stream<FieldDefinition> onScreen, JiraSite.Named type) {
    Stream<FieldDefinition> fixed =
        Stream.of("project", "issuetype").map(id -> site.field(id).orElseThrow());
    return Stream.concat(fixed, onScreen)
        .map(field -> {
          ObjectNode meta =
              field(field, Set.of("project", "issuetype", "summary").contains(field.id()));
          if (field.kind() == FieldKind.ISSUE_TYPE) {
            meta.putArray("allowedValues").add(addresses.issueType(type));
          }
          return meta.put("fieldId", field.id());
        })
        .toList();
  }

  /// What an editor may do with an issue.
  ObjectNode editmeta(Stream<FieldDefinition> onScreen) {
    ObjectNode json = Json.object();
    ObjectNode fields = json.putObject("fields");
    onScreen.forEach(field -> fields.set(field.id(), field(field, field.id().equals("summary"))));
    fields.set("comment", field(site.field("comment").orElseThrow(), false));
    return json;
  }

  /// One field of a screen.
  ObjectNode field(FieldDefinition field, boolean required) {
    ObjectNode json = Json.object().put("required", required);
    json.set("schema", field.kind().schema(field));
    json.put("name", field.name()).put(site.isCloud() ? "key" : "fieldId", field.id());
    boolean isPriority = field.kind() == FieldKind.PRIORITY;
    json.put("hasDefaultValue", isPriority);
    field.kind().operations().forEach(json.putArray("operations")::add);
    switch (field.kind()) {
      case PRIORITY -> {
        json.set("allowedValues", list(site.priorities(), addresses::priority));
        site.priority(site.defaultPriority())
            .ifPresent(found -> json.set("defaultValue", addresses.priority(found)));
      }
      case RESOLUTION -> json.set("allowedValues", list(site.resolutions(), addresses::resolution));
      case SELECT ->
          json.set(
              "allowedValues", list(field.choices(), option -> addresses.option(field, option)));
      case PROJECT -> json.set("allowedValues", list(site.projects(), addresses::project));
      case ISSUE_TYPE -> json.set("allowedValues", list(site.issueTypes(), addresses::issueType));
      case TEXT,
          TEXT_AREA,
          LABELS,
          USER,
          STATUS,
          DATE_TIME,
          COMMENTS,
          ISSUE_LINKS,
          ATTACHMENTS -> {}
    }
    return json;
  }

  /// The transitions that are open to an issue now; their screens only when asked for.
  ArrayNode transitions(Issue issue, boolean withFields) {
    return list(
        site.transitionsFrom(issue.statusId()),
        transition -> {
          ObjectNode json = Json.object().put("id", transition.id()).put("name", transition.name());
          json.set("to", addresses.status(site.status(transition.to())));
          if (withFields) {
            json.set("fields", screen(transition));
          }
          return json;
        });
  }

  private ObjectNode screen(Transition transition) {
    ObjectNode fields = Json.object();
    for (ScreenField shown : transition.screenFields()) {
      site.field(shown.field())
          .ifPresent(field -> fields.set(field.id(), field(field, shown.required())));
    }
    return fields;
  }

  ObjectNode linkTypes() {
    ObjectNode json = Json.object();
    json.set(
        "issueLinkTypes",
        list(
            site.linkTypes(),
            type ->
                Json.object()
                    .put("id", type.id())
                    .put("name", type.name())
                    .put("inward", type.inward())
                    .put("outward", type.outward())
                    .put("self", addresses.rest("/issueLinkType/" + type.id()))));
    return json;
  }
}
