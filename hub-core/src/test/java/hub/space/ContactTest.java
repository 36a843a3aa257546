package hub.space;

import static hub.space.NspExample.CLEARQUEST;
import static hub.space.NspExample.FMK;
import static hub.space.NspExample.JIRA;
import static hub.space.NspExample.OPERATIONS;
import static org.assertj.core.api.Assertions.assertThat;

import hub.delivery.Command.AddComment;
import hub.delivery.Command.SendNotice;
import hub.delivery.NoticeKind;
import hub.delivery.Outcome;
import hub.delivery.Recipient.DistributionList;
import hub.delivery.Recipient.RoleHolder;
import hub.incident.IncidentEvent.CommandIssued;
import hub.incident.IncidentEvent.CommentAdded;
import hub.incident.IncidentEvent.ContactEscalated;
import hub.incident.IncidentEvent.ContactReached;
import hub.incident.IncidentEvent.ContactReminded;
import hub.incident.IncidentEvent.ContactTaskOpened;
import hub.incident.IncidentEvent.ContactWaiverRecorded;
import hub.incident.IncidentEvent.InputSetAside;
import hub.incident.IncidentEvent.NoticeDue;
import hub.incident.IncidentEvent.NoticeRefused;
import hub.incident.IncidentEvent.NoticeSent;
import hub.incident.IncidentId;
import hub.incident.Input;
import hub.ticket.Change;
import hub.ticket.Comment;
import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.Reading;
import hub.ticket.Role;
import hub.ticket.Ticket;
import hub.ticket.TicketRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Steps 3, 5a, 5b and 6: whom a P1 or P2 contacts, and who is told of a priority. The scenarios
/// begin on a Monday at ten.
class ContactTest {

  private static final TicketRef RECORD = CounterpartTest.RECORD;
  private static final TicketRef ISSUE = CounterpartTest.ISSUE;
  private static final IncidentId FIRST = new IncidentId(1);
  private static final Duration TO_SUNDAY_NIGHT = Duration.ofHours(5 * 24 + 16);

  private final SpaceScenario hub = new SpaceScenario().with(NspExample.withContacts()).connected();

  private static Fields record(String priority, String assignee) {
    return Fields.of(
        Map.of(
            Field.TITLE,
            "Nothing works",
            Field.PRIORITY,
            priority,
            Field.STATUS,
            "RECEIVED",
            Field.ASSIGNEE,
            assignee,
            Field.counterpart(JIRA),
            ""));
  }

  private static Fields issue(String priority) {
    return Fields.of(
        Map.of(
            Field.TITLE,
            "Nothing works",
            Field.PRIORITY,
            priority,
            Field.STATUS,
            "ASSIGNED",
            Field.USER_IMPACT,
            "",
            Field.counterpart(CLEARQUEST),
            ""));
  }

  private Ticket by(String user, Ticket ticket) {
    return ticket.withChanges(new Change(hub.now(), user, false), Map.of());
  }

  private static Ticket created(Instant at, Ticket ticket) {
    return new Ticket(
        ticket.ref(),
        ticket.key(),
        ticket.kind(),
        ticket.version(),
        ticket.presence(),
        ticket.fields(),
        ticket.comments(),
        ticket.commentsRead(),
        ticket.references(),
        ticket.marker(),
        at,
        ticket.lastChange(),
        ticket.changes());
  }

  private SpaceScenario recordBy(String user, String priority, String assignee) {
    return hub.sees(by(user, hub.ticket(RECORD, "NSP00000001", record(priority, assignee))));
  }

  private List<Role> opened() {
    return hub.last(ContactTaskOpened.class).stream().map(ContactTaskOpened::role).toList();
  }

  private List<NoticeDue> due(NoticeKind kind) {
    return hub.last(NoticeDue.class).stream().filter(notice -> notice.kind() == kind).toList();
  }

  private List<AddComment> notes() {
    return hub.last(CommandIssued.class).stream()
        .map(CommandIssued::command)
        .filter(AddComment.class::isInstance)
        .map(AddComment.class::cast)
        .toList();
  }

  private long task() {
    return hub.all(ContactTaskOpened.class).getLast().task();
  }

  @Test
  void R3_7_a_P1_received_by_day_contacts_the_NSP_incident_manager_once() {
    recordBy("desk", "P1", "");

    assertThat(opened()).containsExactly(Role.NSP_INCIDENT_MANAGER);
    var opening = hub.last(ContactTaskOpened.class).getFirst();
    assertThat(opening.ruleId()).isEqualTo("R3.7");
    assertThat(opening.basis()).contains("row A");
    var notice = due(NoticeKind.CONTACT).getFirst();
    assertThat(notice.recipient()).isEqualTo(new RoleHolder(Role.NSP_INCIDENT_MANAGER));
    assertThat(notice.facts().getOrEmpty(Field.CASE_NUMBER)).isEqualTo("NSP-1");

    recordBy("desk", "P1", "");
    assertThat(opened()).isEmpty();
  }

  @Test
  void R3_7_a_P1_born_on_a_Sunday_at_two_contacts_the_system_owner_or_the_FMK_incident_manager() {
    hub.after(TO_SUNDAY_NIGHT);

    recordBy("desk", "P1", "");
    assertThat(opened()).containsExactly(Role.NSP_SYSTEM_OWNER);
    hub.sees(new TicketRef(CLEARQUEST, "33554434"), "NSP00000002", record("P1", FMK));
    assertThat(opened()).containsExactly(Role.FMK_INCIDENT_MANAGER);
  }

  @Test
  void R3_7_a_P3_contacts_nobody_and_neither_does_what_is_solved_already() {
    recordBy("desk", "P3", "");
    hub.sees(ISSUE, "DRIFT-1", issue("P1").with(Field.STATUS, "CLOSED"));

    assertThat(hub.all(ContactTaskOpened.class)).isEmpty();
    assertThat(hub.all(NoticeDue.class)).isEmpty();
  }

  @Test
  void R3_7_a_P1_that_was_solved_when_it_was_first_seen_contacts_when_it_is_reopened() {
    hub.sees(ISSUE, "DRIFT-1", issue("P1").with(Field.STATUS, "RESOLVED"));
    assertThat(opened()).isEmpty();

    hub.sees(ISSUE, "DRIFT-1", issue("P1").with(Field.STATUS, "IN_PROGRESS"));
    assertThat(opened()).containsExactly(Role.NSP_INCIDENT_MANAGER);
    assertThat(due(NoticeKind.STAKEHOLDERS)).hasSize(1);

    hub.sees(ISSUE, "DRIFT-1", issue("P1").with(Field.STATUS, "RESOLVED"));
    hub.sees(ISSUE, "DRIFT-1", issue("P1").with(Field.STATUS, "IN_PROGRESS"));
    assertThat(opened()).isEmpty();
  }

  @Test
  void R18b_1_the_national_desk_is_told_once_of_what_a_supplier_has_found_itself() {
    hub.sees(ISSUE, "DRIFT-1", issue("P3"));
    var told = due(NoticeKind.DISCOVERED).getFirst();
    assertThat(told.recipient()).isEqualTo(new RoleHolder(Role.NATIONAL_SERVICE_DESK));
    assertThat(told.facts().getOrEmpty(Contacts.RULE)).isEqualTo("R18b.1");

    hub.sees(ISSUE, "DRIFT-1", issue("P4"));
    recordBy("desk", "P3", "");
    assertThat(hub.all(NoticeDue.class))
        .filteredOn(notice -> notice.kind() == NoticeKind.DISCOVERED)
        .hasSize(1);
  }

  @Test
  void R18b_1_what_a_supplier_had_found_before_the_hub_came_is_told_to_nobody() {
    hub.when(new Input.PollCompleted(JIRA, "1", Reading.at(hub.now())));

    hub.sees(created(hub.now().minusSeconds(60), hub.ticket(ISSUE, "DRIFT-1", issue("P3"))));

    assertThat(due(NoticeKind.DISCOVERED)).isEmpty();
  }

  @Test
  void R5b_3_an_upgrade_in_Jira_on_a_Sunday_contacts_the_manager_and_the_matrixs_role() {
    hub.sees(ISSUE, "DRIFT-1", issue("P3")).after(TO_SUNDAY_NIGHT);
    hub.sees(ISSUE, "DRIFT-1", issue("P2"));

    assertThat(opened()).containsExactly(Role.NSP_INCIDENT_MANAGER, Role.NSP_SYSTEM_OWNER);
    assertThat(hub.last(ContactTaskOpened.class).getFirst().ruleId()).isEqualTo("R5b.3");
    // From P2 to P1 is an upgrade too.
    hub.sees(ISSUE, "DRIFT-1", issue("P1"));
    assertThat(opened()).hasSize(2);
    // And down is none.
    hub.sees(ISSUE, "DRIFT-1", issue("P2"));
    assertThat(opened()).isEmpty();
  }

  @Test
  void R5a_1_R5a_3_the_FMK_supplier_raises_a_record_and_its_manager_is_contacted() {
    recordBy("desk", "P3", FMK);
    recordBy("fmk-user", "P1", FMK);

    assertThat(hub.value(1, Field.PRIORITY)).isEqualTo("P1");
    assertThat(opened()).containsExactly(Role.FMK_INCIDENT_MANAGER);
    assertThat(hub.last(ContactTaskOpened.class).getFirst().ruleId()).isEqualTo("R5a.3");
  }

  @Test
  void R6_1_an_upgrade_by_the_application_supplier_contacts_the_NSP_incident_manager() {
    recordBy("desk", "P3", Role.APPLICATION_SUPPLIER.name());
    hub.sees(ISSUE, "DRIFT-1", issue("P3").with(Field.counterpart(CLEARQUEST), "NSP00000001"));
    hub.sees(ISSUE, "DRIFT-1", issue("P1").with(Field.counterpart(CLEARQUEST), "NSP00000001"));

    assertThat(opened()).containsExactly(Role.NSP_INCIDENT_MANAGER);
    assertThat(hub.last(ContactTaskOpened.class).getFirst().ruleId()).isEqualTo("R6.1");
  }

  @Test
  void R5a_2_the_national_desk_is_told_of_every_change_by_others_and_of_none_of_its_own() {
    recordBy("desk", "P4", FMK);
    recordBy("desk", "P3", FMK);
    assertThat(due(NoticeKind.PRIORITY_CHANGED)).isEmpty();

    recordBy("fmk-user", "P4", FMK);
    var notice = due(NoticeKind.PRIORITY_CHANGED).getFirst();
    assertThat(notice.recipient()).isEqualTo(new RoleHolder(Role.NATIONAL_SERVICE_DESK));
    assertThat(notice.facts().getOrEmpty(Contacts.PREVIOUS_PRIORITY)).isEqualTo("P3");
    assertThat(notice.facts().getOrEmpty(Contacts.CHANGED_BY)).isEqualTo("fmk-user");

    // Nobody knows who it was: the desk is told (O-32).
    hub.sees(RECORD, "NSP00000001", record("P3", FMK));
    assertThat(due(NoticeKind.PRIORITY_CHANGED)).hasSize(1);
  }

  @Test
  void R5a_2_a_note_in_the_record_tells_of_the_change_once_and_is_mirrored_nowhere() {
    recordBy("desk", "P4", FMK);
    recordBy("fmk-user", "P3", FMK);

    assertThat(notes())
        .singleElement()
        .satisfies(note -> {
          assertThat(note.ticket()).isEqualTo(RECORD);
          assertThat(note.text()).contains("from P4 to P3", CLEARQUEST).doesNotContain("fmk-user");
        });
    var note = notes().getFirst();
    var mirror = new Comment("n1", "hub", hub.now(), note.text(), false, note.marker());
    hub.reports(
        note,
        new Outcome.Delivered(
            hub.ticket(RECORD, "NSP00000001", record("P3", FMK)).withComments(List.of(mirror)),
            Fields.NONE,
            List.of()));
    hub.hasNoCommand();
    hub.sees(hub.ticket(RECORD, "NSP00000001", record("P3", FMK)).withComments(List.of(mirror)));
    hub.hasNoCommand();
    assertThat(hub.all(CommentAdded.class)).isEmpty();
  }

  @Test
  void what_a_tool_held_before_the_first_look_is_shown_and_mails_nobody() {
    var fresh = new SpaceScenario().with(NspExample.withContacts());
    var longAgo = new Change(fresh.now().minus(Duration.ofDays(9)), "desk", false);
    fresh.sees(
        fresh.ticket(RECORD, "NSP00000001", record("P1", "")).withChanges(longAgo, Map.of()));

    assertThat(fresh.last(ContactTaskOpened.class))
        .singleElement()
        .satisfies(task -> assertThat(task.basis()).contains("nobody is mailed"));
    fresh.after(Duration.ofHours(1));
    assertThat(fresh.all(NoticeDue.class)).isEmpty();
    assertThat(fresh.all(ContactReminded.class)).isEmpty();

    // What happens to it from now on is news.
    fresh.sees(ISSUE, "DRIFT-1", issue("P2"));
    assertThat(fresh.last(ContactTaskOpened.class)).hasSize(1);
    assertThat(fresh.last(NoticeDue.class)).hasSize(3);
  }

  @Test
  void an_outage_makes_no_old_tickets_so_what_came_meanwhile_is_told() {
    hub.after(Duration.ofHours(9));
    var meanwhile = new Change(hub.now().minus(Duration.ofHours(8)), "desk", false);
    hub.sees(hub.ticket(RECORD, "NSP00000001", record("P1", "")).withChanges(meanwhile, Map.of()));

    assertThat(due(NoticeKind.CONTACT)).hasSize(1);
  }

  @Test
  void R5b_2_a_change_in_Jira_is_told_to_the_national_desk() {
    hub.sees(ISSUE, "DRIFT-1", issue("P3"));
    assertThat(due(NoticeKind.PRIORITY_CHANGED)).isEmpty();
    hub.sees(by("drift", hub.ticket(ISSUE, "DRIFT-1", issue("P4"))));

    assertThat(due(NoticeKind.PRIORITY_CHANGED)).hasSize(1);
  }

  @Test
  void R5b_4_stakeholders_are_told_once_per_incident_and_level() {
    hub.sees(ISSUE, "DRIFT-1", issue("P2"));
    assertThat(due(NoticeKind.STAKEHOLDERS).getFirst().recipient())
        .isEqualTo(new DistributionList("nsp-stakeholders"));
    hub.sees(ISSUE, "DRIFT-1", issue("P1"));
    assertThat(due(NoticeKind.STAKEHOLDERS)).hasSize(1);

    hub.sees(ISSUE, "DRIFT-1", issue("P2"));
    hub.sees(ISSUE, "DRIFT-1", issue("P1"));
    assertThat(hub.all(NoticeDue.class))
        .filteredOn(notice -> notice.kind() == NoticeKind.STAKEHOLDERS)
        .hasSize(2);
  }

  @Test
  void O_9_who_does_not_acknowledge_is_reminded_and_then_the_next_role_is_told() {
    recordBy("desk", "P1", "");
    hub.after(Duration.ofMinutes(10));
    assertThat(hub.all(ContactReminded.class)).hasSize(1);
    hub.after(Duration.ofMinutes(10));

    assertThat(hub.all(ContactEscalated.class))
        .extracting(ContactEscalated::to)
        .containsExactly(Role.NSP_SYSTEM_OWNER);
    hub.after(Duration.ofMinutes(10)).after(Duration.ofMinutes(10)).after(Duration.ofHours(9));
    assertThat(hub.all(ContactReminded.class)).hasSize(2);
    assertThat(hub.all(ContactEscalated.class)).hasSize(1);
  }

  @Test
  void an_acknowledged_contact_is_pursued_no_more_and_says_who_was_reached() {
    recordBy("desk", "P1", "");
    hub.when(new Input.ContactAcknowledged("link", FIRST, task(), "Lise Holm", "mail"));
    assertThat(hub.last(ContactReached.class))
        .extracting(ContactReached::reached)
        .containsExactly("Lise Holm");

    hub.when(new Input.ContactAcknowledged("link", FIRST, task(), "Lise Holm", "mail"));
    assertThat(hub.last(InputSetAside.class)).hasSize(1);
    hub.after(Duration.ofHours(1));
    assertThat(hub.all(ContactReminded.class)).isEmpty();
  }

  @Test
  void a_contact_is_waived_for_a_reason_only() {
    recordBy("desk", "P1", "");
    hub.when(new Input.ContactWaived("olga", FIRST, task(), " "));
    assertThat(hub.last(ContactWaiverRecorded.class)).isEmpty();
    hub.when(new Input.ContactWaived("olga", FIRST, task(), "a planned exercise"));

    assertThat(hub.last(ContactWaiverRecorded.class)).hasSize(1);
  }

  @Test
  void O_7_an_incident_that_turns_out_to_be_FMKs_contacts_its_manager_too() {
    recordBy("desk", "P1", "");
    recordBy("desk", "P1", FMK);

    assertThat(opened()).containsExactly(Role.FMK_INCIDENT_MANAGER);
  }

  @Test
  void a_notice_is_sent_once_and_a_refused_one_again_when_somebody_asks() {
    recordBy("desk", "P1", OPERATIONS);
    var commands =
        hub.last(CommandIssued.class).stream()
            .map(CommandIssued::command)
            .filter(SendNotice.class::isInstance)
            .toList();
    assertThat(commands).hasSize(2);

    hub.reports(commands.getFirst(), new Outcome.Sent("<1@hub.example>", 2));
    assertThat(hub.last(NoticeSent.class)).hasSize(1);
    hub.hasNoCommand();
    hub.reports(commands.getLast(), new Outcome.Refused(Map.of(), "the list is unknown", null));
    assertThat(hub.last(NoticeRefused.class)).hasSize(1);
    hub.hasNoCommand();

    hub.when(new Input.RetryRequested("olga", FIRST, NspExample.MAIL, null));
    assertThat(hub.command(SendNotice.class).id()).isEqualTo(commands.getLast().id());
  }

  @Test
  void notices_wait_while_their_system_is_paused() {
    hub.when(new Input.PauseRequested("olga", NspExample.MAIL));
    recordBy("desk", "P1", "");
    assertThat(hub.last(CommandIssued.class)).isEmpty();

    hub.when(new Input.ResumeRequested("olga", NspExample.MAIL));
    assertThat(hub.last(CommandIssued.class)).hasSize(2);
  }

  @Test
  void notices_of_a_system_that_the_site_no_longer_has_wait_until_it_has_it_again() {
    hub.when(new Input.PauseRequested("olga", NspExample.MAIL));
    recordBy("desk", "P1", "");

    hub.with(NspExample.config()).when(new Input.ResumeRequested("olga", NspExample.MAIL));
    assertThat(hub.last(CommandIssued.class)).isEmpty();

    hub.with(NspExample.withContacts()).when(new Input.ConfigurationOffered("with mail"));
    assertThat(hub.last(CommandIssued.class)).hasSize(2);
  }

  private SendNotice contactMail() {
    return hub.last(CommandIssued.class).stream()
        .map(CommandIssued::command)
        .filter(SendNotice.class::isInstance)
        .map(SendNotice.class::cast)
        .filter(notice -> notice.kind() == NoticeKind.CONTACT)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void R3_7_an_answer_to_the_contact_mail_acknowledges_it_once() {
    recordBy("desk", "P1", "");
    hub.reports(contactMail(), new Outcome.Sent("<1@hub.example>", 1));
    var answer = new Input.NoticeAnswered(NspExample.MAIL, FIRST, "<1@hub.example>", "Lise Holm");

    hub.when(answer);
    assertThat(hub.last(ContactReached.class))
        .singleElement()
        .satisfies(reached -> {
          assertThat(reached.reached()).isEqualTo("Lise Holm");
          assertThat(reached.how()).isEqualTo("a reply to the mail");
        });
    hub.when(answer);
    assertThat(hub.last(InputSetAside.class)).hasSize(1);
    hub.when(new Input.NoticeAnswered(NspExample.MAIL, FIRST, "<2@hub.example>", "Lise Holm"));
    assertThat(hub.last(InputSetAside.class)).hasSize(1);
    assertThat(hub.all(ContactReached.class)).hasSize(1);
  }

  @Test
  void R5b_4_an_answer_to_stakeholders_mail_acknowledges_nothing() {
    hub.sees(ISSUE, "DRIFT-1", issue("P2"));
    var told =
        hub.last(CommandIssued.class).stream()
            .map(CommandIssued::command)
            .filter(command ->
                command instanceof SendNotice notice && notice.kind() == NoticeKind.STAKEHOLDERS)
            .findFirst()
            .orElseThrow();
    hub.reports(told, new Outcome.Sent("<1@hub.example>", 1));
    hub.when(new Input.NoticeAnswered(NspExample.MAIL, FIRST, "<1@hub.example>", "Lise Holm"));

    assertThat(hub.last(InputSetAside.class)).hasSize(1);
    assertThat(hub.all(ContactReached.class)).isEmpty();
  }

  @Test
  void O_9_a_contact_mail_that_comes_back_makes_the_next_role_be_told_at_once() {
    recordBy("desk", "P1", "");
    hub.reports(contactMail(), new Outcome.Sent("<1@hub.example>", 1));
    var report = new Input.NoticeReturned(NspExample.MAIL, FIRST, "<1@hub.example>", "failed");

    hub.when(report);
    assertThat(hub.last(NoticeRefused.class)).hasSize(1);
    assertThat(hub.last(ContactEscalated.class))
        .extracting(ContactEscalated::to)
        .containsExactly(Role.NSP_SYSTEM_OWNER);
    hub.when(report);
    assertThat(hub.last(ContactEscalated.class)).isEmpty();

    // The next role is reminded like any other.
    hub.after(Duration.ofMinutes(10));
    assertThat(hub.all(ContactReminded.class)).hasSize(1);
  }

  @Test
  void what_is_erased_is_told_to_nobody() {
    recordBy("desk", "P1", "");
    hub.when(new Input.EraseRequested("olga", FIRST, null)).after(Duration.ofHours(1));

    assertThat(hub.all(ContactReminded.class)).isEmpty();
    assertThat(hub.space.dueNotices(FIRST)).isEmpty();
    assertThat(hub.space.entries().toString()).doesNotContain("Nothing works");
  }
}
