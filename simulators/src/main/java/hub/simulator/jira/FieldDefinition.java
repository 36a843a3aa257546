package hub.simulator.jira;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A field of an issue, of the system or of the site. `options` are the choices of a select list.
record FieldDefinition(
    String id, String name, FieldKind kind, @Nullable List<JiraSite.Named> options) {
  /// The fields every site has, in the order they are listed.
  static final List<FieldDefinition> SYSTEM =
      List.of(
          system("summary", "Summary", FieldKind.TEXT),
          system("issuetype", "Issue Type", FieldKind.ISSUE_TYPE),
          system("project", "Project", FieldKind.PROJECT),
          system("status", "Status", FieldKind.STATUS),
          system("priority", "Priority", FieldKind.PRIORITY),
          system("resolution", "Resolution", FieldKind.RESOLUTION),
          system("description", "Description", FieldKind.TEXT_AREA),
          system("labels", "Labels", FieldKind.LABELS),
          system("assignee", "Assignee", FieldKind.USER),
          system("reporter", "Reporter", FieldKind.USER),
          system("created", "Created", FieldKind.DATE_TIME),
          system("updated", "Updated", FieldKind.DATE_TIME),
          system("resolutiondate", "Resolved", FieldKind.DATE_TIME),
          system("comment", "Comment", FieldKind.COMMENTS),
          system("issuelinks", "Linked Issues", FieldKind.ISSUE_LINKS),
          system("attachment", "Attachment", FieldKind.ATTACHMENTS));

  private static final String CUSTOM_PREFIX = "customfield_";

  private static FieldDefinition system(String id, String name, FieldKind kind) {
    return new FieldDefinition(id, name, kind, null);
  }

  @JsonIgnore
  boolean isCustom() {
    return id.startsWith(CUSTOM_PREFIX);
  }

  long customNumber() {
    return Long.parseLong(id.substring(CUSTOM_PREFIX.length()));
  }

  List<JiraSite.Named> choices() {
    return options == null ? List.of() : options;
  }
}
