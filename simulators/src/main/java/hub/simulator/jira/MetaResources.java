package hub.simulator.jira;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hub.simulator.http.Json;
import hub.simulator.http.Reply;
import java.util.List;
import java.util.Optional;

/// What a caller can learn about the site: who he is, fields, choices, screens.
final class MetaResources {
  private static final int DEFAULT_PAGE = 50;
  private static final List<String> PERMISSIONS =
      List.of(
          "BROWSE_PROJECTS", "CREATE_ISSUES", "EDIT_ISSUES", "TRANSITION_ISSUES", "ADD_COMMENTS");

  private final JiraSite site;
  private final IssueStore store;
  private final IssueDesk desk;

  MetaResources(JiraSite site, IssueStore store, IssueDesk desk) {
    this.site = site;
    this.store = store;
    this.desk = desk;
  }

  void register(JiraRoutes routes) {
    routes
        .get("/myself", this::myself)
        .get("/mypermissions", this::permissions)
        .get("/user", this::user)
        .get("/field", call -> Reply.json(200, meta(call).fields()))
        .get(
            "/priority",
            call -> Reply.json(200, meta(call).list(site.priorities(), call.addresses()::priority)))
        .get(
            "/resolution",
            call ->
                Reply.json(200, meta(call).list(site.resolutions(), call.addresses()::resolution)))
        .get(
            "/status",
            call -> Reply.json(200, meta(call).list(site.statuses(), call.addresses()::status)))
        .get(
            "/issuetype",
            call ->
                Reply.json(200, meta(call).list(site.issueTypes(), call.addresses()::issueType)))
        .get(
            "/project",
            call -> Reply.json(200, meta(call).list(site.projects(), call.addresses()::project)))
        .get("/project/{key}", this::project)
        .get("/project/{key}/statuses", this::projectStatuses)
        .get("/issue/createmeta/{key}/issuetypes", this::createTypes)
        .get("/issue/createmeta/{key}/issuetypes/{type}", this::createFields)
        .get("/issue/{key}/editmeta", this::editmeta);
  }

  private MetaJson meta(JiraCall call) {
    return new MetaJson(site, call.addresses());
  }

  private Reply myself(JiraCall call) {
    ObjectNode json = call.addresses().user(call.user());
    json.put("locale", "en_UK");
    if (!site.isCloud()) {
      json.put("deleted", false);
    }
    return Reply.json(200, json);
  }

  /// Everybody who can log in may do everything but administer.
  private Reply permissions(JiraCall call) {
    String asked = call.http().query("permissions").orElse("");
    if (asked.isEmpty() && site.isCloud()) {
      throw JiraError.message(400, "The 'permissions' query parameter is required.");
    }
    List<String> keys = asked.isEmpty() ? PERMISSIONS : List.of(asked.split(",", -1));
    ObjectNode json = Json.object();
    ObjectNode permissions = json.putObject("permissions");
    for (String key : keys) {
      permissions
          .putObject(key)
          .put("key", key)
          .put("type", key.startsWith("ADMINISTER") ? "GLOBAL" : "PROJECT")
          .put("havePermission", PERMISSIONS.contains(key));
    }
    return Reply.json(200, json);
  }

  private Reply user(JiraCall call) {
    String wanted =
        call.http()
            .query(site.isCloud() ? "accountId" : "username")
            .or(() -> call.http().query("key"))
            .orElse("");
    return site.user(wanted)
        .map(user -> Reply.json(200, call.addresses().user(user)))
        .orElseThrow(
            () -> JiraError.message(404, "The user named '" + wanted + "' does not exist"));
  }

  private JiraSite.Project requireProject(JiraCall call) {
    String key = call.parameter("key");
    return site.project(key)
        .orElseThrow(
            () -> JiraError.message(404, "No project could be found with key '" + key + "'."));
  }

  private Reply project(JiraCall call) {
    return Reply.json(200, meta(call).project(requireProject(call)));
  }

  private Reply projectStatuses(JiraCall call) {
    requireProject(call);
    return Reply.json(200, meta(call).projectStatuses());
  }

  private Reply createTypes(JiraCall call) {
    requireProject(call);
    List<ObjectNode> types =
        site.issueTypes().stream().map(type -> call.addresses().issueType(type)).toList();
    return page(call, "issueTypes", types);
  }

  private Reply createFields(JiraCall call) {
    requireProject(call);
    Optional<JiraSite.Named> type =
        site.issueTypes().stream()
            .filter(one -> one.id().equals(call.parameter("type")))
            .findFirst();
    return page(
        call,
        "fields",
        meta(call)
            .createFields(
                desk.screenFields(),
                type.orElseThrow(
                    () -> JiraError.message(404, "Issue type with id does not exist."))));
  }

  private Reply page(JiraCall call, String name, List<ObjectNode> all) {
    return Reply.json(
        200,
        meta(call)
            .page(name, all, call.number("startAt", 0), call.number("maxResults", DEFAULT_PAGE)));
  }

  private Reply editmeta(JiraCall call) {
    store.require(call.parameter("key"));
    return Reply.json(200, meta(call).editmeta(desk.screenFields()));
  }
}
