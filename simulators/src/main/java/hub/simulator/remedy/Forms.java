package hub.simulator.remedy;

import hub.simulator.desk.DeskNote;
import hub.simulator.desk.DeskTicket;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The forms and their fields, with the vendor's own spelling, and the values of their menus.
final class Forms {
  static final String INCIDENT = "HPD:IncidentInterface";
  static final String NEW_INCIDENT = "HPD:IncidentInterface_Create";
  static final String WORK_LOG = "HPD:WorkLog";
  static final String NO_SUCH_FIELD = "Field does not exist on current form";

  static final List<String> STATES =
      List.of("New", "Assigned", "In Progress", "Pending", "Resolved", "Closed", "Cancelled");
  static final List<String> URGENCIES = List.of("1-Critical", "2-High", "3-Medium", "4-Low");
  static final List<String> IMPACTS =
      List.of(
          "1-Extensive/Widespread",
          "2-Significant/Large",
          "3-Moderate/Limited",
          "4-Minor/Localized");

  /// Times, which are compared as seconds.
  private static final Set<String> TIMES =
      Set.of("Last Modified Date", "Submit Date", "Work Log Submit Date");

  /// What may be written on the form of an incident.
  static final Set<String> WRITABLE =
      Set.of(
          "Description",
          "Detailed Decription",
          "Impact",
          "Urgency",
          "Status",
          "Status_Reason",
          "Resolution",
          "Company",
          "Assigned Group",
          "Reported Source",
          "Service Type",
          "Vendor Ticket Number",
          "z1D Action");

  /// The form that makes incidents spells some fields with an underscore.
  static final Map<String, String> NEW_NAMES =
      Map.of(
          "Detailed_Decription", "Detailed Decription",
          "Service_Type", "Service Type",
          "z1D_Action", "z1D Action",
          "First_Name", "First Name",
          "Last_Name", "Last Name");

  static final Set<String> NEW_FIELDS =
      Set.of(
          "First_Name",
          "Last_Name",
          "Company",
          "Description",
          "Detailed_Decription",
          "Impact",
          "Urgency",
          "Status",
          "Reported Source",
          "Service_Type",
          "Assigned Group",
          "Vendor Ticket Number",
          "z1D_Action");

  static final Set<String> NOTE_FIELDS =
      Set.of(
          "Incident Number",
          "Work Log Type",
          "Description",
          "Detailed Description",
          "View Access",
          "Secure Work Log",
          "Status");

  /// What the desk itself puts into a note.
  static final Set<String> NOTE_STAMPS =
      Set.of("Work Log ID", "Work Log Submitter", "Work Log Submit Date");

  static final Set<String> NOTE_TYPES =
      Set.of(
          "Customer Communication",
          "Customer Follow-up",
          "Customer Status Update",
          "Detail Clarification",
          "General Information",
          "Resolution Communications",
          "Status Update",
          "Working Log",
          "Vendor Communication");

  private static final List<Integer> URGENCY_WEIGHTS = List.of(20, 15, 10, 0);
  private static final List<Integer> IMPACT_WEIGHTS = List.of(9, 5, 3, 0);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'.000'Z").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter READ =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ");

  private Forms() {}

  static Map<String, String> incident(DeskTicket ticket) {
    Map<String, String> row = new LinkedHashMap<>();
    row.put("Incident Number", ticket.text("Incident Number"));
    row.put("Request ID", ticket.text("Request ID"));
    WRITABLE.stream().sorted().forEach(name -> row.put(name, ticket.text(name)));
    row.remove("z1D Action");
    row.put("Priority", priority(ticket.text("Impact"), ticket.text("Urgency")));
    row.put("Submitter", ticket.createdBy());
    row.put("Submit Date", TIME.format(ticket.created()));
    row.put("Last Modified By", ticket.updatedBy());
    row.put("Last Modified Date", TIME.format(ticket.updated()));
    return row;
  }

  static Map<String, String> note(DeskTicket ticket, DeskNote note) {
    Map<String, String> row = new LinkedHashMap<>(note.fields());
    row.put("Incident Number", ticket.text("Incident Number"));
    row.put("Work Log ID", "WLG%012d".formatted(note.id()));
    row.put("Work Log Submitter", note.author());
    row.put("Work Log Submit Date", TIME.format(note.at()));
    return row;
  }

  /// From the weights of both, as the product is delivered.
  static String priority(String impact, String urgency) {
    int weight =
        IMPACT_WEIGHTS.get(IMPACTS.indexOf(impact))
            + URGENCY_WEIGHTS.get(URGENCIES.indexOf(urgency));
    if (weight >= 24) {
      return "Critical";
    }
    if (weight >= 16) {
      return "High";
    }
    return weight >= 10 ? "Medium" : "Low";
  }

  /// A time as seconds, everything else as it is.
  static String comparable(String field, String held) {
    return TIMES.contains(field)
        ? Long.toString(OffsetDateTime.parse(held, READ).toEpochSecond())
        : held;
  }
}
