package hub.simulator.jira;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import hub.simulator.http.Json;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How one Jira is set up: its projects, fields, workflow and users. Plain data, so that the same
/// simulator plays any site.
record JiraSite(
    String id,
    String title,
    @Nullable Edition edition,
    List<Project> projects,
    List<Named> issueTypes,
    List<Status> statuses,
    List<Named> priorities,
    String defaultPriority,
    List<Named> resolutions,
    List<FieldDefinition> customFields,
    Workflow workflow,
    List<User> users,
    List<LinkType> linkTypes) {

  /// Something with an id and a name: a priority, a resolution, an option.
  record Named(String id, String name) {
    boolean is(String idOrName) {
      return id.equals(idOrName) || name.equalsIgnoreCase(idOrName);
    }
  }

  record Project(String id, String key, String name) {
    boolean is(String idOrKey) {
      return id.equals(idOrKey) || key.equalsIgnoreCase(idOrKey);
    }
  }

  /// A status with the key of its category: `new`, `indeterminate` or `done`.
  record Status(String id, String name, String category) {}

  record Workflow(String initial, List<Transition> transitions) {}

  /// A way from some statuses to one, with the fields of its screen and those it empties.
  record Transition(
      String id,
      String name,
      List<String> from,
      String to,
      @Nullable List<ScreenField> screen,
      @Nullable List<String> clears) {
    List<ScreenField> screenFields() {
      return screen == null ? List.of() : screen;
    }

    List<String> clearedFields() {
      return clears == null ? List.of() : clears;
    }
  }

  record ScreenField(String field, boolean required) {}

  /// A user with the zone of his profile and the tokens he signs in with. In the Cloud the key is
  /// the account id.
  record User(
      String name,
      String key,
      String displayName,
      String email,
      String timeZone,
      List<String> tokens) {}

  record LinkType(String id, String name, String inward, String outward) {}

  JiraSite {
    edition = edition == null ? Edition.DATA_CENTER : edition;
  }

  /// Which Jira it is; Data Center unless the site's description says otherwise.
  @Override
  public Edition edition() {
    return edition == null ? Edition.DATA_CENTER : edition;
  }

  boolean isCloud() {
    return edition().isCloud();
  }

  /// The site of that name that ships with the simulators: `jira-ops`, `jira-sds` or `jira-fmk`.
  static JiraSite shipped(String name) {
    return Json.resource("/hub/simulator/jira/" + name + ".json", JiraSite.class);
  }

  /// Everything the site's screens know, system fields first.
  Stream<FieldDefinition> fields() {
    return Stream.concat(FieldDefinition.SYSTEM.stream(), customFields.stream());
  }

  Optional<FieldDefinition> field(String fieldId) {
    return fields().filter(field -> field.id().equals(fieldId)).findFirst();
  }

  Optional<Project> project(String idOrKey) {
    return projects.stream().filter(project -> project.is(idOrKey)).findFirst();
  }

  Optional<Named> issueType(String idOrName) {
    return issueTypes.stream().filter(type -> type.is(idOrName)).findFirst();
  }

  Optional<Named> priority(String idOrName) {
    return priorities.stream().filter(priority -> priority.is(idOrName)).findFirst();
  }

  Optional<Named> resolution(String idOrName) {
    return resolutions.stream().filter(resolution -> resolution.is(idOrName)).findFirst();
  }

  Optional<User> user(String nameOrKey) {
    return users.stream()
        .filter(user -> user.name().equals(nameOrKey) || user.key().equals(nameOrKey))
        .findFirst();
  }

  /// A text of several lines, as the interface takes it.
  JsonNode written(String text) {
    return isCloud() ? RichText.typed(text) : TextNode.valueOf(text);
  }

  /// A reference to a user, as the interface takes it.
  ObjectNode reference(User user) {
    return isCloud()
        ? Json.object().put("accountId", user.key())
        : Json.object().put("name", user.name());
  }

  Status status(String idOrName) {
    return statuses.stream()
        .filter(one -> one.id().equals(idOrName) || one.name().equalsIgnoreCase(idOrName))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No status " + idOrName));
  }

  /// The transitions that lead out of a status.
  List<Transition> transitionsFrom(String statusId) {
    return workflow.transitions().stream().filter(one -> one.from().contains(statusId)).toList();
  }
}
