package hub.engine;

import hub.config.CalendarConfig;
import hub.config.CommentFlow;
import hub.config.ContactRow;
import hub.config.ContactsConfig;
import hub.config.CounterpartRule;
import hub.config.FieldPolicy;
import hub.config.GatesConfig;
import hub.config.HubConfig;
import hub.config.Limits;
import hub.config.SpaceConfig;
import hub.config.SystemConfig;
import hub.incident.Input;
import hub.incident.Input.TicketObserved;
import hub.ticket.Comment;
import hub.ticket.ExternalSystem.Role;
import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.Reading;
import hub.ticket.Ticket;
import hub.ticket.TicketRef;
import hub.ticket.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A small site: ClearQuest begets issues in the operations Jira, comments go both ways.
public final class Site {

  /// The name of its space.
  public static final String SPACE = "nsp";

  static final String DESK = "clearquest";
  static final String OPERATIONS = "jira-ops";
  static final String MAIL = "mail";

  private Site() {}

  /// Its configuration.
  public static HubConfig config() {
    return new HubConfig(
        new SpaceConfig(SPACE, 0, "Europe/Copenhagen"),
        Map.of(
            DESK, system("clearquest", Role.NATIONAL_DESK),
            OPERATIONS, system("jira", Role.OPERATIONS),
            MAIL, system("mail", Role.LOCAL_DESK)),
        Map.of(Field.PRIORITY, new FieldPolicy(FieldPolicy.Mode.MOST_SEVERE, null)),
        List.of(
            new CounterpartRule(
                "R5b.1",
                DESK,
                Map.of(Field.ASSIGNEE, Set.of("OPERATIONS_SUPPLIER")),
                OPERATIONS,
                Map.of())),
        List.of(),
        List.of(
            new CommentFlow(DESK, List.of(OPERATIONS)), new CommentFlow(OPERATIONS, List.of(DESK))),
        // Thousands of tickets come up at once here, of which no tool says when they were made.
        Limits.DEFAULT.withBlastWrites(0),
        contacts(),
        new GatesConfig(null, Field.ROOT_CAUSE, "yes", Set.of()));
  }

  private static ContactsConfig contacts() {
    var row =
        new ContactRow(
            "all",
            List.of("Mon-Sun 00:00-24:00"),
            hub.ticket.Role.NATIONAL_SERVICE_DESK,
            hub.ticket.Role.NSP_INCIDENT_MANAGER,
            hub.ticket.Role.FMK_INCIDENT_MANAGER,
            "a test");
    return new ContactsConfig(
        MAIL,
        List.of(row),
        new CalendarConfig(List.of(), CalendarConfig.ORDINARY, Map.of(), Map.of()),
        ContactsConfig.Boundary.NEXT,
        Map.of(),
        Map.of(),
        ContactsConfig.WhenBoth.BOTH,
        ContactsConfig.Upgrades.STEP_AND_MATRIX,
        Duration.ofMinutes(2),
        Duration.ofMinutes(2),
        Map.of(hub.ticket.Role.NSP_INCIDENT_MANAGER, hub.ticket.Role.NSP_SYSTEM_OWNER),
        "stakeholders",
        null,
        Set.of(),
        ContactsConfig.FirstConnection.TELL,
        ContactsConfig.ToldBy.MAIL_AND_NOTE,
        "da",
        ContactsConfig.Teller.HUB);
  }

  static SpaceSettings space() {
    return new SpaceSettings(config(), "config-1");
  }

  private static SystemConfig system(String kind, Role role) {
    return new SystemConfig(
        kind,
        role,
        SystemConfig.Mode.SYNC,
        Map.of(),
        null,
        Map.of(
            Field.TITLE, "Headline",
            Field.DESCRIPTION, "Description",
            Field.PRIORITY, "Priority",
            Field.STATUS, "State"),
        Map.of(),
        Map.of(),
        Set.of(Field.TITLE, Field.DESCRIPTION, Field.PRIORITY, Field.STATUS),
        Map.of(),
        1,
        Duration.ofSeconds(90),
        SystemConfig.Shows.STATE);
  }

  static Ticket ticket(String system, int number, long version, Map<Field, String> fields) {
    return Ticket.of(
        new TicketRef(system, Integer.toString(number)),
        system.toUpperCase(java.util.Locale.ROOT) + "-" + number,
        new Version(version),
        Fields.of(fields));
  }

  static Input seen(Ticket ticket, Instant at) {
    return new TicketObserved(ticket, Reading.at(at));
  }

  static Comment comment(String id, String text) {
    return new Comment(id, "Hanne Holm", Instant.parse("2026-03-01T10:00:00Z"), text, false, "");
  }
}
