package hub.simulator.servicenow;

import hub.simulator.desk.DeskNote;
import hub.simulator.desk.DeskTicket;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Rows of the tables as ServiceNow shows them: every value a text, times in UTC without saying so,
/// to the second.
final class Rows {
  static final List<String> JOURNAL = List.of("comments", "work_notes");

  /// What a caller of the interface may write.
  static final Set<String> WRITABLE =
      Set.of(
          "short_description",
          "description",
          "impact",
          "urgency",
          "state",
          "hold_reason",
          "close_code",
          "close_notes",
          "caller_id",
          "assignment_group",
          "contact_type",
          "correlation_id",
          "correlation_display");

  static final Set<String> INCIDENT_FIELDS =
      Set.of(
          "sys_id",
          "number",
          "short_description",
          "description",
          "impact",
          "urgency",
          "priority",
          "state",
          "hold_reason",
          "close_code",
          "close_notes",
          "caller_id",
          "assignment_group",
          "contact_type",
          "correlation_id",
          "correlation_display",
          "sys_created_on",
          "sys_created_by",
          "sys_updated_on",
          "sys_updated_by",
          "sys_mod_count",
          "comments",
          "work_notes");

  static final Set<String> JOURNAL_FIELDS =
      Set.of(
          "sys_id", "element_id", "element", "name", "value", "sys_created_on", "sys_created_by");

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  private Rows() {}

  static Map<String, String> incident(DeskTicket ticket) {
    Map<String, String> row = new LinkedHashMap<>();
    INCIDENT_FIELDS.stream().sorted().forEach(name -> row.put(name, ticket.text(name)));
    row.put("priority", priority(ticket.text("impact"), ticket.text("urgency")));
    row.put("sys_created_on", time(ticket.created()));
    row.put("sys_created_by", ticket.createdBy());
    row.put("sys_updated_on", time(ticket.updated()));
    row.put("sys_updated_by", ticket.updatedBy());
    row.put("sys_mod_count", Integer.toString(ticket.changes()));
    return row;
  }

  static Map<String, String> journal(DeskTicket ticket, DeskNote note) {
    return Map.of(
        "sys_id", "%032x".formatted(0x9d38_0000L + note.id()),
        "element_id", ticket.text("sys_id"),
        "element", note.text("element"),
        "name", "incident",
        "value", note.text("value"),
        "sys_created_on", time(note.at()),
        "sys_created_by", note.author());
  }

  private static String time(Instant at) {
    return TIME.format(at);
  }

  /// The matrix of the base system: 1 and 1 make 1, 3 and 3 make 5.
  static String priority(String impact, String urgency) {
    return Integer.toString(Integer.parseInt(impact) + Integer.parseInt(urgency) - 1);
  }
}
