package hub.simulator.jira;

import com.fasterxml.jackson.databind.JsonNode;
import hub.simulator.jira.Issue.Item;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// Says what one edit changed, in the words of Jira's changelog.
final class ChangeLog {
  private final JiraSite site;

  ChangeLog(JiraSite site) {
    this.site = site;
  }

  /// The differences of fields and status between two states of an issue.
  List<Item> between(Issue before, Issue after) {
    List<Item> items = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>(before.fields().keySet());
    names.addAll(after.fields().keySet());
    for (String name : names) {
      Optional<FieldDefinition> field = site.field(name);
      if (field.isPresent() && field.get().kind() != FieldKind.DATE_TIME) {
        JsonNode from = before.fields().get(name);
        JsonNode to = after.fields().get(name);
        if (!Objects.equals(from, to)) {
          items.add(item(field.get(), from, to));
        }
      }
    }
    if (!before.statusId().equals(after.statusId())) {
      items.add(
          new Item(
              "status",
              "jira",
              before.statusId(),
              site.status(before.statusId()).name(),
              after.statusId(),
              site.status(after.statusId()).name()));
    }
    return items;
  }

  private Item item(FieldDefinition field, @Nullable JsonNode from, @Nullable JsonNode to) {
    // Custom fields go by the name people see, and no field has its id here: that is the cloud's.
    return new Item(
        field.isCustom() ? field.name() : field.id(),
        field.isCustom() ? "custom" : "jira",
        id(field, from),
        text(field, from),
        id(field, to),
        text(field, to));
  }

  private static @Nullable String id(FieldDefinition field, @Nullable JsonNode value) {
    return switch (field.kind()) {
      case SELECT, PRIORITY, RESOLUTION, USER -> value == null ? null : value.asText();
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
          null;
    };
  }

  private @Nullable String text(FieldDefinition field, @Nullable JsonNode value) {
    if (value == null) {
      return field.kind() == FieldKind.LABELS ? "" : null;
    }
    String stored = RichText.plain(value);
    return switch (field.kind()) {
      case SELECT ->
          field.choices().stream()
              .filter(option -> option.id().equals(stored))
              .findFirst()
              .map(JiraSite.Named::name)
              .orElse(stored);
      case PRIORITY -> site.priority(stored).map(JiraSite.Named::name).orElse(stored);
      case RESOLUTION -> site.resolution(stored).map(JiraSite.Named::name).orElse(stored);
      case USER -> site.user(stored).map(JiraSite.User::displayName).orElse(stored);
      case LABELS ->
          StreamSupport.stream(value.spliterator(), false)
              .map(JsonNode::asText)
              .collect(Collectors.joining(" "));
      case TEXT,
          TEXT_AREA,
          STATUS,
          PROJECT,
          ISSUE_TYPE,
          DATE_TIME,
          COMMENTS,
          ISSUE_LINKS,
          ATTACHMENTS ->
          stored;
    };
  }
}
