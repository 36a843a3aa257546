package hub.connector.clearquest;

import hub.ticket.Field;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import org.apache.camel.util.TimeUtils;

/// How one ClearQuest server is set up: the properties of the Kamelets, in the connector's words.
///
/// A bean of the Kamelets: each property there has its setter here. What is wrong is said with the
/// property's name.
public final class ClearQuestSite {

  /// The kind's own names of fields that the configuration does not name under `out`.
  static final Map<Field, String> USUAL_FIELDS =
      Map.ofEntries(
          Map.entry(Field.TITLE, "Headline"),
          Map.entry(Field.DESCRIPTION, "Description"),
          Map.entry(Field.PRIORITY, "Priority"),
          Map.entry(Field.STATUS, "State"),
          Map.entry(Field.ASSIGNEE, "Assignee"),
          Map.entry(Field.USER_IMPACT, "UserImpact"),
          Map.entry(Field.ROOT_CAUSE, "Root_Cause"),
          Map.entry(Field.RESOLUTION, "Resolution"),
          Map.entry(Field.REPORTER, "ReporterMail"),
          Map.entry(Field.LOCAL_TICKET, "LocalTicket"),
          Map.entry(Field.counterpart("jira-ops"), "JiraKey"),
          Map.entry(Field.counterpart("jira-fmk"), "FmkJiraKey"));

  private String system = "clearquest";
  private ServerAddress address = ServerAddress.of("http://localhost/cqweb/oslc");
  private String repository = "";
  private String database = "";
  private String recordType = "Incident";
  private List<String> fields = List.of();
  private String lastModifiedField = "";
  private String markerField = "";
  private String commentField = "Note_Entry";
  private String commentLogField = "Notes_Log";
  private String noteHeader = NotesLog.STANDARD_HEADER;
  private ZoneId noteZone = ZoneId.of("UTC");
  private int textLimit = 2000;
  private boolean wholeTexts = true;
  private int pageSize = 500;
  private Duration overlap = Duration.ofMinutes(2);
  private Duration firstLookBack = Duration.ofDays(30);
  private Duration sweepInterval = Duration.ofMinutes(30);
  private Duration markerLookBack = Duration.ofHours(24);
  private String scope = "";
  private String modifyAction = "Modify";
  private List<String> fieldOrder = List.of();
  private Workflow workflow = Workflow.parse("");
  private SequencedMap<String, String> headers = new LinkedHashMap<>();
  private Pattern overloadText = words("");
  private Pattern conflictText = words("");

  public void setSystem(String id) {
    this.system = id;
  }

  public void setBaseUrl(String base) {
    this.address = ServerAddress.of(base);
  }

  public void setRepository(String name) {
    this.repository = name.strip();
  }

  public void setDatabase(String name) {
    this.database = name.strip();
  }

  public void setRecordType(String name) {
    this.recordType = name.strip();
  }

  public void setFields(String commaSeparated) {
    this.fields = list("fields", commaSeparated);
  }

  public void setLastModifiedField(String name) {
    this.lastModifiedField = field("lastModifiedField", name);
  }

  public void setMarkerField(String name) {
    this.markerField = field("markerField", name);
  }

  public void setCommentField(String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("commentField: name the field for new notes");
    }
    this.commentField = field("commentField", name);
  }

  public void setCommentLogField(String name) {
    this.commentLogField = field("commentLogField", name);
  }

  public void setNoteHeader(String pattern) {
    this.noteHeader = pattern.isBlank() ? NotesLog.STANDARD_HEADER : pattern;
    notesLog();
  }

  public void setNoteZone(String zone) {
    this.noteZone = ZoneId.of(zone);
  }

  public void setTextLimit(int characters) {
    this.textLimit = characters;
  }

  public void setWholeTexts(boolean areAskedFor) {
    this.wholeTexts = areAskedFor;
  }

  public void setPageSize(int records) {
    this.pageSize = Math.clamp(records, 1, Sweep.LONGEST_PAGE);
  }

  public void setOverlap(String time) {
    this.overlap = duration(time);
  }

  public void setFirstLookBack(String time) {
    this.firstLookBack = duration(time);
  }

  public void setSweepInterval(String time) {
    this.sweepInterval = duration(time);
  }

  public void setMarkerLookBack(String time) {
    this.markerLookBack = duration(time);
  }

  public void setScope(String term) {
    this.scope = term.strip();
  }

  public void setModifyAction(String action) {
    this.modifyAction = action.strip();
  }

  public void setFieldOrder(String commaSeparated) {
    this.fieldOrder = list("fieldOrder", commaSeparated);
  }

  public void setTransitions(String table) {
    this.workflow = Workflow.parse(table);
  }

  /// Static headers that a proxy wants, such as `x-requester: toolname=hub;user=hub`, one for each
  /// line or separated by `|`.
  public void setHeaders(String lines) {
    var read = new LinkedHashMap<String, String>();
    for (var line : lines.split("[|\\n]", -1)) {
      if (line.isBlank()) {
        continue;
      }
      var colon = line.indexOf(':');
      var name = colon < 0 ? "" : line.substring(0, colon).strip();
      if (!name.matches("[A-Za-z0-9-]+")) {
        throw new IllegalArgumentException(
            "headers: a header is written as Name: value, separated by | or line breaks");
      }
      read.put(name, line.substring(colon + 1).strip());
    }
    this.headers = read;
  }

  public void setOverloadText(String pattern) {
    this.overloadText = words(pattern);
  }

  public void setConflictText(String pattern) {
    this.conflictText = words(pattern);
  }

  private static Pattern words(String pattern) {
    var nothing = "(?!)";
    return Pattern.compile(
        pattern.isBlank() ? nothing : pattern, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }

  public String getSystem() {
    return system;
  }

  ServerAddress address() {
    return address;
  }

  Discovery.Goal goal() {
    return new Discovery.Goal(address, repository, database, recordType);
  }

  String recordType() {
    return recordType;
  }

  List<String> fields() {
    return fields;
  }

  String lastModifiedField() {
    return lastModifiedField;
  }

  String markerField() {
    return markerField;
  }

  String commentField() {
    return commentField;
  }

  String commentLogField() {
    return commentLogField;
  }

  NotesLog notesLog() {
    return new NotesLog(noteHeader, noteZone);
  }

  int textLimit() {
    return textLimit;
  }

  /// Whether cut texts are asked for again in protocol version 1.
  boolean wholeTexts() {
    return wholeTexts;
  }

  int pageSize() {
    return pageSize;
  }

  Duration overlap() {
    return overlap;
  }

  Duration firstLookBack() {
    return firstLookBack;
  }

  Duration sweepInterval() {
    return sweepInterval;
  }

  Duration markerLookBack() {
    return markerLookBack;
  }

  String scope() {
    return scope;
  }

  String modifyAction() {
    return modifyAction;
  }

  List<String> fieldOrder() {
    return fieldOrder;
  }

  Workflow workflow() {
    return workflow;
  }

  Map<String, String> headers() {
    return headers;
  }

  Pattern overloadText() {
    return overloadText;
  }

  Pattern conflictText() {
    return conflictText;
  }

  /// The end of the web session.
  URI logOff() {
    return address.at("/session/");
  }

  private static Duration duration(String text) {
    return Duration.ofMillis(TimeUtils.toMilliSeconds(text));
  }

  private static List<String> list(String property, String commaSeparated) {
    return Arrays.stream(commaSeparated.split(",", -1))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .map(name -> field(property, name))
        .toList();
  }

  private static String field(String property, String name) {
    var stripped = name.strip();
    if (!stripped.isEmpty() && !RecordWriter.canWrite(stripped)) {
      throw new IllegalArgumentException(
          property + ": \"" + stripped + "\" is no field name that OSLC can carry");
    }
    return stripped;
  }
}
