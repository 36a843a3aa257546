package hub.simulator.jira;

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

  /// A user with the zone of his profile and the token he signs in with.
  record User(
      String name, String key, String displayName, String email, String timeZone, String token) {}

  record LinkType(String id, String name, String inward, String outward) {}

  /// The site of that name that ships with the simulators: `jira-ops` or `jira-sds`.
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
