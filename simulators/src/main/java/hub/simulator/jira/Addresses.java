package hub.simulator.jira;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hub.simulator.http.Json;
import hub.simulator.jira.JiraSite.Named;
import hub.simulator.jira.JiraSite.Project;
import hub.simulator.jira.JiraSite.Status;
import hub.simulator.jira.JiraSite.User;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/// Small parts that many answers contain, with the addresses and the zone of the one who asks.
///
/// @param base the address of the Jira, such as `http://localhost:8090/jira-ops`
/// @param zone the zone of the asking user's profile, in which Jira writes its times
/// @param edition which Jira it is
/// @param root where the REST interface begins
record Addresses(String base, ZoneId zone, Edition edition, String root) {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ");

  static Addresses of(String base, ZoneId zone, Edition edition) {
    return new Addresses(base, zone, edition, edition.root());
  }

  /// As webhooks have them: always those of the older interface.
  static Addresses inWebhooks(String base, Edition edition) {
    return new Addresses(base, ZoneId.of("UTC"), edition, Edition.DATA_CENTER.root());
  }

  String rest(String path) {
    return base + root + path;
  }

  /// `2026-01-16T21:59:19.673+0100`
  String time(Instant moment) {
    return STAMP.format(moment.atZone(zone));
  }

  ObjectNode user(User user) {
    return edition.isCloud() ? account(user) : named(user);
  }

  /// A user of the Cloud has neither name nor key.
  private ObjectNode account(User user) {
    ObjectNode json =
        Json.object()
            .put("self", rest("/user?accountId=" + user.key()))
            .put("accountId", user.key())
            .put("emailAddress", user.email());
    json.putObject("avatarUrls").put("48x48", base + "/secure/useravatar?ownerId=" + user.key());
    return json.put("displayName", user.displayName())
        .put("active", true)
        .put("timeZone", user.timeZone())
        .put("accountType", "atlassian");
  }

  private ObjectNode named(User user) {
    ObjectNode json =
        Json.object()
            .put("self", rest("/user?username=" + user.name()))
            .put("name", user.name())
            .put("key", user.key())
            .put("emailAddress", user.email());
    json.putObject("avatarUrls").put("48x48", base + "/secure/useravatar?ownerId=" + user.key());
    return json.put("displayName", user.displayName())
        .put("active", true)
        .put("timeZone", user.timeZone());
  }

  ObjectNode status(Status status) {
    ObjectNode json =
        Json.object()
            .put("self", rest("/status/" + status.id()))
            .put("description", "")
            .put("iconUrl", base + "/images/icons/statuses/generic.png")
            .put("name", status.name())
            .put("id", status.id());
    json.set("statusCategory", category(status.category()));
    return json;
  }

  private ObjectNode category(String key) {
    int id =
        switch (key) {
          case "new" -> 2;
          case "done" -> 3;
          default -> 4;
        };
    String name =
        switch (key) {
          case "new" -> "To Do";
          case "done" -> "Done";
          default -> "In Progress";
        };
    return Json.object()
        .put("self", rest("/statuscategory/" + id))
        .put("id", id)
        .put("key", key)
        .put("colorName", id == 2 ? "default" : id == 3 ? "success" : "inprogress")
        .put("name", name);
  }

  ObjectNode priority(Named priority) {
    return Json.object()
        .put("self", rest("/priority/" + priority.id()))
        .put("iconUrl", base + "/images/icons/priorities/" + priority.id() + ".svg")
        .put("name", priority.name())
        .put("id", priority.id());
  }

  ObjectNode resolution(Named resolution) {
    return Json.object()
        .put("self", rest("/resolution/" + resolution.id()))
        .put("id", resolution.id())
        .put("description", "")
        .put("name", resolution.name());
  }

  ObjectNode issueType(Named type) {
    return Json.object()
        .put("self", rest("/issuetype/" + type.id()))
        .put("id", type.id())
        .put("description", "")
        .put("iconUrl", base + "/images/icons/issuetypes/" + type.id() + ".svg")
        .put("name", type.name())
        .put("subtask", false);
  }

  ObjectNode project(Project project) {
    ObjectNode json =
        Json.object()
            .put("self", rest("/project/" + project.id()))
            .put("id", project.id())
            .put("key", project.key())
            .put("name", project.name())
            .put("projectTypeKey", "software");
    json.putObject("avatarUrls").put("48x48", base + "/secure/projectavatar?pid=" + project.id());
    return json;
  }

  ObjectNode option(FieldDefinition field, Named option) {
    return Json.object()
        .put("self", rest("/customFieldOption/" + option.id()))
        .put("value", option.name())
        .put("id", option.id())
        .put("disabled", false);
  }
}
