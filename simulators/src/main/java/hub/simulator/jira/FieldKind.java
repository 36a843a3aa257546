package hub.simulator.jira;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hub.simulator.http.Json;
import java.util.List;

/// How a field of an issue is written, read and described.
enum FieldKind {
  TEXT("string"),
  TEXT_AREA("string"),
  SELECT("option"),
  PRIORITY("priority"),
  RESOLUTION("resolution"),
  LABELS("array"),
  USER("user"),
  STATUS("status"),
  PROJECT("project"),
  ISSUE_TYPE("issuetype"),
  DATE_TIME("datetime"),
  COMMENTS("comments-page"),
  ISSUE_LINKS("array"),
  ATTACHMENTS("array");

  private static final String CUSTOM = "com.atlassian.jira.plugin.system.customfieldtypes:";

  private final String type;

  FieldKind(String type) {
    this.type = type;
  }

  /// The type of the field as metadata describes it.
  ObjectNode schema(FieldDefinition field) {
    ObjectNode schema = Json.object().put("type", type);
    switch (this) {
      case LABELS -> schema.put("items", "string");
      case ISSUE_LINKS -> schema.put("items", "issuelinks");
      case ATTACHMENTS -> schema.put("items", "attachment");
      case TEXT,
          TEXT_AREA,
          SELECT,
          PRIORITY,
          RESOLUTION,
          USER,
          STATUS,
          PROJECT,
          ISSUE_TYPE,
          DATE_TIME,
          COMMENTS -> {}
    }
    if (field.isCustom()) {
      return schema.put("custom", CUSTOM + customType()).put("customId", field.customNumber());
    }
    return schema.put("system", field.id());
  }

  /// Which verbs of an edit's `update` part it takes.
  List<String> operations() {
    return switch (this) {
      case LABELS -> List.of("add", "set", "remove");
      case ISSUE_LINKS -> List.of("add", "copy");
      case COMMENTS -> List.of("add", "edit", "remove");
      case ATTACHMENTS, STATUS, DATE_TIME -> List.of();
      case TEXT, TEXT_AREA, SELECT, PRIORITY, RESOLUTION, USER, PROJECT, ISSUE_TYPE ->
          List.of("set");
    };
  }

  private String customType() {
    return switch (this) {
      case TEXT -> "textfield";
      case TEXT_AREA -> "textarea";
      case SELECT -> "select";
      case LABELS -> "labels";
      case USER -> "userpicker";
      case DATE_TIME -> "datetime";
      case PRIORITY, RESOLUTION, STATUS, PROJECT, ISSUE_TYPE, COMMENTS, ISSUE_LINKS, ATTACHMENTS ->
          throw new IllegalStateException(this + " is no kind of custom field");
    };
  }
}
