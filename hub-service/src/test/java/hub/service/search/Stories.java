package hub.service.search;

import hub.delivery.Command;
import hub.delivery.Command.Attempt;
import hub.delivery.Outcome.Trouble;
import hub.engine.format.Cause;
import hub.engine.format.InputPosition;
import hub.incident.IncidentEvent;
import hub.incident.IncidentEvent.LinkReason;
import hub.incident.IncidentEvent.Settlement;
import hub.incident.IncidentId;
import hub.ticket.Change;
import hub.ticket.Comment;
import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.Reading;
import hub.ticket.Ticket;
import hub.ticket.TicketRef;
import hub.ticket.Version;
import java.time.Duration;
import java.util.Map;

/// Things that happen to incidents, as events.
public final class Stories {

  private final EventLog log;

  public Stories(EventLog log) {
    this.log = log;
  }

  public static TicketRef clearquest(long number) {
    return new TicketRef("clearquest", "3355443" + number);
  }

  public static TicketRef jira(long number) {
    return new TicketRef("jira-ops", Long.toString(10_000 + number));
  }

  /// A record of the national desk gets its issue: created, linked both ways, in sync.
  public IncidentId synced(long number, String title, String priority) {
    var id = new IncidentId(number);
    var desk = clearquest(number);
    var issue = jira(number);
    var deskKey = "NSP%08d".formatted(number);
    var issueKey = "DRIFT-" + number;
    var fields = fields(title, priority, "ASSIGNED");
    observed("clearquest");
    log.add(
        new IncidentEvent.IncidentOpened(id, desk, log.now()),
        new IncidentEvent.TicketLinked(id, desk, deskKey, LinkReason.FIRST_SEEN, "", false),
        changed(id, desk, deskKey, 1, fields));
    fields
        .values()
        .forEach((field, value) ->
            log.add(
                new IncidentEvent.FieldChanged(
                    id, field, value, desk, log.now(), false, "Mette Holm", "")));
    var marker = "nsp-" + number + "-jira-ops-1";
    var create =
        new Command.CreateTicket(marker, number, "jira-ops", marker, fields, "R4.2", Attempt.FIRST);
    log.add(new IncidentEvent.CommandIssued(id, create, log.now()));
    log.after(Duration.ofSeconds(1));
    outcome("jira-ops");
    var mirrored = fields.with(Field.counterpart("clearquest"), deskKey);
    log.add(
        new IncidentEvent.TicketLinked(
            id, issue, issueKey, LinkReason.CREATED_BY_HUB, marker, true),
        changed(id, issue, issueKey, 1, mirrored),
        new IncidentEvent.CommandSettled(id, marker, Settlement.DELIVERED, fields));
    var back = Fields.of(Field.counterpart("jira-ops"), issueKey);
    var update =
        new Command.UpdateTicket("u-" + number, number, desk, Fields.NONE, back, Attempt.FIRST);
    log.add(new IncidentEvent.CommandIssued(id, update, log.now()));
    outcome("clearquest");
    log.after(Duration.ofSeconds(1))
        .add(
            changed(id, desk, deskKey, 2, fields.with(back)),
            new IncidentEvent.CommandSettled(id, "u-" + number, Settlement.DELIVERED, back));
    return id;
  }

  /// A record of the national desk and its title, with no more events than that takes.
  public IncidentId known(long number, String title) {
    var id = new IncidentId(number);
    var desk = clearquest(number);
    var key = "NSP%08d".formatted(number);
    observed("clearquest");
    log.add(
        new IncidentEvent.IncidentOpened(id, desk, log.now()),
        new IncidentEvent.TicketLinked(id, desk, key, LinkReason.FIRST_SEEN, "", false),
        changed(id, desk, key, 1, fields(title, "P3", "ASSIGNED")),
        person(id, Field.TITLE, title));
    log.after(Duration.ofSeconds(1));
    return id;
  }

  /// A person closes a record of the national desk.
  public void closed(IncidentId id) {
    observed("clearquest");
    log.add(person(id, Field.STATUS, "ASSIGNED"), person(id, Field.STATUS, "CLOSED"));
  }

  private IncidentEvent person(IncidentId id, Field field, String value) {
    return new IncidentEvent.FieldChanged(
        id, field, value, clearquest(id.number()), log.now(), false, "Mette Holm", "");
  }

  /// A person raises the priority in Jira; ClearQuest has not followed yet.
  public void raisedInJira(IncidentId id, String title, String priority) {
    var issue = jira(id.number());
    observed("jira-ops");
    var fields =
        fields(title, priority, "ASSIGNED")
            .with(Field.counterpart("clearquest"), "NSP%08d".formatted(id.number()));
    log.add(
        changed(id, issue, "DRIFT-" + id.number(), 2, fields),
        new IncidentEvent.FieldChanged(
            id, Field.PRIORITY, priority, issue, log.now(), true, "Jens Ops", ""));
    var update =
        new Command.UpdateTicket(
            "p-" + id.number(),
            id.number(),
            clearquest(id.number()),
            Fields.of(Field.PRIORITY, "P3"),
            Fields.of(Field.PRIORITY, priority),
            Attempt.FIRST);
    log.add(new IncidentEvent.CommandIssued(id, update, log.now()));
  }

  public void postponed(IncidentId id, String cause) {
    outcome("clearquest");
    log.add(
        new IncidentEvent.CommandPostponed(
            id,
            "p-" + id.number(),
            cause,
            Trouble.DEAD,
            null,
            log.now().plus(Duration.ofSeconds(30))));
  }

  /// A waiting change is computed anew and sent once more, under another id.
  public void triedAgain(IncidentId id, String priority) {
    log.add(
        new IncidentEvent.CommandSettled(
            id, "p-" + id.number(), Settlement.SUPERSEDED, Fields.NONE));
    var update =
        new Command.UpdateTicket(
            "p-" + id.number() + "-again",
            id.number(),
            clearquest(id.number()),
            Fields.of(Field.PRIORITY, "P3"),
            Fields.of(Field.PRIORITY, priority),
            new Attempt(2, null));
    log.add(new IncidentEvent.CommandIssued(id, update, log.now()));
  }

  public void delivered(IncidentId id, String title, String priority) {
    outcome("clearquest");
    var fields =
        fields(title, priority, "ASSIGNED")
            .with(Field.counterpart("jira-ops"), "DRIFT-" + id.number());
    log.add(
        changed(id, clearquest(id.number()), "NSP%08d".formatted(id.number()), 3, fields),
        new IncidentEvent.CommandSettled(
            id, "p-" + id.number(), Settlement.DELIVERED, Fields.of(Field.PRIORITY, priority)));
  }

  public void dead(String system, String cause) {
    log.because(from(system));
    log.add(new IncidentEvent.SystemConditionChanged(system, Trouble.DEAD, cause, log.now()));
  }

  public void works(String system) {
    log.because(from(system));
    log.add(new IncidentEvent.SystemConditionChanged(system, null, "", log.now()));
  }

  public void commented(IncidentId id, String text) {
    observed("jira-ops");
    var comment = new Comment("c1", "Jens Ops", log.now(), text, false, "");
    log.add(new IncidentEvent.CommentAdded(id, jira(id.number()), comment));
  }

  public void parked(IncidentId id, Field field, String desired, String cause) {
    outcome("clearquest");
    log.add(
        new IncidentEvent.FieldParked(
            id, "clearquest", clearquest(id.number()), field, desired, cause));
  }

  public void conflict(IncidentId id) {
    observed("clearquest");
    log.add(
        new IncidentEvent.ConflictRecorded(
            id,
            Field.PRIORITY,
            "P1",
            jira(id.number()),
            "P4",
            clearquest(id.number()),
            "the order of the changes cannot be proved, and the more severe counts"));
  }

  private IncidentEvent changed(
      IncidentId id, TicketRef ref, String key, long version, Fields fields) {
    var ticket =
        Ticket.of(ref, key, new Version(version), fields)
            .withChanges(new Change(log.now(), "Mette Holm", false), Map.of());
    return new IncidentEvent.TicketChanged(id, ticket, Reading.at(log.now()));
  }

  public static Fields fields(String title, String priority, String status) {
    return Fields.of(
        Map.of(
            Field.TITLE, title,
            Field.DESCRIPTION, "Reported by the region.\nSteps: open the card.",
            Field.PRIORITY, priority,
            Field.STATUS, status));
  }

  private void observed(String system) {
    log.because(from(system));
  }

  private void outcome(String system) {
    log.because(from(system));
  }

  private Cause from(String system) {
    return new Cause(new InputPosition(0, log.size()), system, null);
  }
}
