package hub.space;

import hub.config.CommentFlow;
import hub.config.CounterpartRule;
import hub.config.FieldPolicy;
import hub.config.GatesConfig;
import hub.config.HubConfig;
import hub.config.Limits;
import hub.config.SpaceConfig;
import hub.config.StatusMove;
import hub.config.SystemConfig;
import hub.config.TextForm;
import hub.config.ValueMap;
import hub.contact.NspContacts;
import hub.ticket.ExternalSystem;
import hub.ticket.Field;
import hub.ticket.Status;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The national platform's rules as a configuration for tests: ClearQuest and the operations
/// supplier's Jira.
public final class NspExample {

  public static final String CLEARQUEST = "clearquest";
  public static final String JIRA = "jira-ops";
  public static final String RFCS = "jira-sds";
  public static final String MAIL = "mail";
  public static final Field REPORT_APPROVED = new Field("reportApproved");
  public static final String OPERATIONS = "OPERATIONS_SUPPLIER";
  public static final String FMK = "FMK_SUPPLIER";
  public static final Duration SETTLE = Duration.ofSeconds(90);

  private static final Set<Field> WRITES =
      Set.of(
          Field.PRIORITY,
          Field.STATUS,
          Field.ASSIGNEE,
          Field.USER_IMPACT,
          Field.ROOT_CAUSE,
          Field.RESOLUTION);

  private NspExample() {}

  public static HubConfig config() {
    return config(SystemConfig.Mode.SYNC);
  }

  /// The same rules with every system in the given mode.
  public static HubConfig config(SystemConfig.Mode mode) {
    return new HubConfig(
        new SpaceConfig("nsp", 0, "Europe/Copenhagen"),
        Map.of(CLEARQUEST, clearQuest(mode), JIRA, jira(mode)),
        Map.of(
            Field.TITLE, new FieldPolicy(FieldPolicy.Mode.ONCE, null),
            Field.DESCRIPTION, new FieldPolicy(FieldPolicy.Mode.ONCE, null)),
        List.of(
            new CounterpartRule(
                "R4.2",
                CLEARQUEST,
                Map.of(
                    Field.ASSIGNEE,
                    Set.of(OPERATIONS),
                    Field.STATUS,
                    Set.of("ASSIGNED", "IN_PROGRESS", "PENDING_RELEASE")),
                JIRA,
                Map.of()),
            new CounterpartRule(
                "RNA.1",
                JIRA,
                Map.of(Field.USER_IMPACT, Set.of("yes")),
                CLEARQUEST,
                Map.of(Field.ASSIGNEE, OPERATIONS))),
        List.of(
            new StatusMove(Status.RESOLVED, Status.IN_PROGRESS, "reopened"),
            new StatusMove(Status.PENDING_RELEASE, Status.IN_PROGRESS, "R11.2")),
        List.of(
            new CommentFlow(CLEARQUEST, List.of(JIRA)), new CommentFlow(JIRA, List.of(CLEARQUEST))),
        Limits.DEFAULT);
  }

  /// The same rules, and SDS-Jira with its RFCs as a third system.
  public static HubConfig withRfcs() {
    var config = config();
    var systems = new TreeMap<>(config.systems());
    systems.replaceAll((_, system) -> showingRfcs(system));
    systems.put(
        RFCS,
        new SystemConfig(
            "jira",
            ExternalSystem.Role.CHANGE,
            SystemConfig.Mode.SYNC,
            Map.of(),
            null,
            Map.of(Field.RFC_STATE, "status", Field.CAUSED_BY, "Caused by"),
            Map.of(),
            Map.of(),
            Set.of(Field.CAUSED_BY),
            Map.of(),
            1,
            SETTLE,
            SystemConfig.Shows.STATE));
    return new HubConfig(
        config.space(),
        systems,
        config.fields(),
        config.counterparts(),
        config.backwardMoves(),
        config.comments(),
        config.limits());
  }

  private static SystemConfig showingRfcs(SystemConfig system) {
    var out = new TreeMap<>(system.out());
    out.put(Field.rfc(RFCS), "RFC");
    return new SystemConfig(
        system.kind(),
        system.role(),
        system.mode(),
        system.connection(),
        system.in(),
        out,
        system.values(),
        system.texts(),
        system.writes(),
        system.opens(),
        system.atMost(),
        system.settle(),
        system.shows());
  }

  /// The same rules with contacts, gates, a mail system for notices and RFCs in a third Jira.
  public static HubConfig withContacts() {
    var base = config();
    var systems = new TreeMap<>(base.systems());
    systems.put(MAIL, mail());
    return new HubConfig(
        base.space(),
        systems,
        base.fields(),
        base.counterparts(),
        base.backwardMoves(),
        base.comments(),
        base.limits(),
        NspContacts.config(MAIL, Map.of()),
        new GatesConfig(RFCS, REPORT_APPROVED, "yes", Set.of()));
  }

  /// The same rules, and no closing without words about the solution.
  static HubConfig withSolutionGate() {
    var base = withContacts();
    return new HubConfig(
        base.space(),
        base.systems(),
        base.fields(),
        base.counterparts(),
        base.backwardMoves(),
        base.comments(),
        base.limits(),
        base.contacts(),
        new GatesConfig(RFCS, REPORT_APPROVED, "yes", Set.of(Field.RESOLUTION, Field.ROOT_CAUSE)));
  }

  private static SystemConfig mail() {
    return new SystemConfig(
        "mail",
        ExternalSystem.Role.LOCAL_DESK,
        SystemConfig.Mode.SYNC,
        Map.of(),
        null,
        Map.of(),
        Map.of(),
        Map.of(),
        Set.of(),
        Map.of(),
        1,
        SETTLE,
        SystemConfig.Shows.MESSAGES);
  }

  private static SystemConfig clearQuest(SystemConfig.Mode mode) {
    return system(
        "clearquest",
        ExternalSystem.Role.NATIONAL_DESK,
        mode,
        Map.of(
            Field.PRIORITY, both("P1", "P2", "P3", "P4"),
            Field.STATUS,
                both(
                    "RECEIVED",
                    "ASSIGNED",
                    "IN_PROGRESS",
                    "PENDING_RELEASE",
                    "RESOLVED",
                    "CLOSED",
                    "REJECTED")),
        JIRA);
  }

  private static SystemConfig jira(SystemConfig.Mode mode) {
    var statuses =
        new ValueMap(
            Map.of(
                "IN_PROGRESS", "In Progress",
                "PENDING_RELEASE", "Pending Release",
                "RESOLVED", "Resolved",
                "CLOSED", "Closed"),
            Map.of("To Do", "ASSIGNED"),
            Map.of("RECEIVED", "To Do", "ASSIGNED", "To Do", "REJECTED", "Closed"));
    return system(
        "jira",
        ExternalSystem.Role.OPERATIONS,
        mode,
        Map.of(
            Field.PRIORITY,
            new ValueMap(
                Map.of("P1", "Highest", "P2", "High", "P3", "Medium", "P4", "Low"),
                Map.of(),
                Map.of()),
            Field.STATUS,
            statuses),
        CLEARQUEST);
  }

  private static SystemConfig system(
      String kind,
      ExternalSystem.Role role,
      SystemConfig.Mode mode,
      Map<Field, ValueMap> values,
      String counterpart) {
    var fields =
        Stream.concat(
            Stream.of(Field.TITLE, Field.DESCRIPTION, Field.counterpart(counterpart)),
            // Jira has no field that says who the assignee role is.
            WRITES.stream().filter(field -> !kind.equals("jira") || !field.equals(Field.ASSIGNEE)));
    return new SystemConfig(
        kind,
        role,
        mode,
        Map.of(),
        null,
        fields.collect(Collectors.toMap(field -> field, Field::name)),
        values,
        Map.of(Field.RESOLUTION, new TextForm(2000, false)),
        WRITES,
        Map.of(),
        1,
        SETTLE,
        SystemConfig.Shows.STATE);
  }

  private static ValueMap both(String... values) {
    return new ValueMap(
        Stream.of(values).collect(Collectors.toMap(value -> value, value -> value)),
        Map.of(),
        Map.of());
  }
}
