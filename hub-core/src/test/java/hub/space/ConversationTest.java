package hub.space;

import static hub.space.CounterpartTest.RECORD;
import static hub.space.CounterpartTest.RECORD_KEY;
import static hub.space.CounterpartTest.record;
import static hub.space.NspExample.CLEARQUEST;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import hub.config.CommentFlow;
import hub.config.CounterpartRule;
import hub.config.HubConfig;
import hub.config.SystemConfig;
import hub.config.ValueMap;
import hub.delivery.Command.AddComment;
import hub.delivery.Command.CreateTicket;
import hub.delivery.Command.UpdateTicket;
import hub.delivery.Outcome;
import hub.incident.IncidentEvent.CommandIssued;
import hub.incident.IncidentEvent.CommentAdded;
import hub.incident.IncidentEvent.CommentDeleted;
import hub.incident.IncidentEvent.CommentMirrored;
import hub.incident.IncidentEvent.FieldChanged;
import hub.incident.IncidentEvent.IncidentOpened;
import hub.incident.IncidentEvent.InputSetAside;
import hub.ticket.Comment;
import hub.ticket.ExternalSystem;
import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.Ticket;
import hub.ticket.TicketRef;
import hub.ticket.Version;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// A desk that has nothing but mail: its first mail is a ticket, its other mails are comments, and
/// what the hub knows of it is what it has told.
class ConversationTest {

  private static final String MAIL = "mail";
  private static final TicketRef REPORT = new TicketRef(MAIL, "a1");

  private final SpaceScenario hub = new SpaceScenario().with(config());

  @Test
  void the_first_mail_opens_an_incident_and_its_desk_is_told_the_case_number() {
    hub.sees(message(REPORT, "m1", "Login fejler"));

    var told = hub.command(UpdateTicket.class);
    assertThat(told.ticket()).isEqualTo(REPORT);
    assertThat(told.desired()).isEqualTo(Fields.of(Field.CASE_NUMBER, "NSP-1"));
    assertThat(told.base().getOrEmpty(Field.REPORTER)).isEqualTo("desk@region.example");
    assertThat(told.base().getOrEmpty(Field.THREAD)).isEqualTo("m1");
    assertThat(told.base().names()).doesNotContain(Field.DESCRIPTION);
    assertThat(hub.last(CommentAdded.class)).isEmpty();
    assertThat(hub.last(FieldChanged.class))
        .extracting(FieldChanged::field)
        .doesNotContain(Field.CASE_NUMBER, Field.DESK, Field.THREAD);
    told(told).hasNoCommand();
    assertThat(hub.space.shadow(REPORT).orElseThrow().fields().getOrEmpty(Field.CASE_NUMBER))
        .isEqualTo("NSP-1");
  }

  @Test
  void a_mail_that_is_read_twice_says_nothing_new() {
    hub.sees(message(REPORT, "m1", "Login fejler"));
    told(hub.command(UpdateTicket.class));

    hub.sees(message(REPORT, "m1", "Login fejler")).hasNoCommand();
    assertThat(hub.last()).isEmpty();
    hub.sees(message(REPORT, "m2", "Stadig"));
    hub.sees(message(REPORT, "m2", "Stadig"));
    assertThat(hub.last()).isEmpty();
  }

  @Test
  void two_mails_with_equal_text_are_two_and_none_is_ever_deleted() {
    hub.sees(message(REPORT, "m1", "Login fejler"));
    told(hub.command(UpdateTicket.class));
    hub.sees(message(REPORT, "m2", "Stadig"));
    hub.sees(message(REPORT, "m3", "Stadig"));

    assertThat(hub.all(CommentAdded.class))
        .extracting(added -> added.comment().id())
        .containsExactly("m2", "m3");
    assertThat(hub.all(CommentDeleted.class)).isEmpty();
  }

  @Test
  void a_mail_that_came_while_the_hub_was_writing_is_not_lost() {
    hub.sees(message(REPORT, "m1", "Login fejler"));
    var told = hub.command(UpdateTicket.class);
    hub.sees(message(REPORT, "m2", "Haster"));

    assertThat(hub.last(CommentAdded.class)).hasSize(1);
    told(told).hasNoCommand();
    assertThat(hub.space.shadow(REPORT).orElseThrow().fields().getOrEmpty(Field.CASE_NUMBER))
        .isEqualTo("NSP-1");
  }

  @Test
  void a_message_that_opens_nothing_is_set_aside_where_its_conversation_is_not_known() {
    hub.sees(message(REPORT, "m1", "Autosvar").withFields(Fields.NONE)).hasNoCommand();

    assertThat(hub.last(IncidentOpened.class)).isEmpty();
    assertThat(hub.last(InputSetAside.class)).hasSize(1);
  }

  @Test
  void a_case_number_counts_for_the_desk_of_the_case_alone() {
    hub.sees(message(REPORT, "m1", "Login fejler"));
    var other = new TicketRef(MAIL, "b2");
    hub.sees(numbered(message(other, "m2", "Mere"), "nsp-1", "region"));
    assertThat(hub.last(CommentAdded.class)).extracting(CommentAdded::ticket).containsOnly(REPORT);

    hub.sees(numbered(message(other, "m3", "Mere"), "NSP-1", "kommune"));
    assertThat(hub.last(IncidentOpened.class)).hasSize(1);
    var unknown = new TicketRef(MAIL, "c3");
    hub.sees(numbered(message(unknown, "m4", "Mere"), "NSP-99", "region"));
    assertThat(hub.last(IncidentOpened.class)).hasSize(1);
  }

  @Test
  void R15_3_the_desk_is_told_what_its_value_map_tells_apart() {
    hub.sees(message(REPORT, "m1", "Login fejler"));
    told(hub.command(UpdateTicket.class));
    var create = command(CreateTicket.class);
    assertThat(create.fields().getOrEmpty(Field.LOCAL_TICKET)).isEqualTo("INC0000123");
    var made = record("").with(Field.STATUS, "RECEIVED").with(Field.RESOLUTION, "");
    hub.reports(
        create,
        new Outcome.Delivered(
            hub.ticket(RECORD, RECORD_KEY, made).withMarker(create.marker()),
            create.fields(),
            List.of()));

    var assigned = made.with(Field.STATUS, "ASSIGNED").with(Field.ASSIGNEE, "FMK_SUPPLIER");
    hub.sees(RECORD, RECORD_KEY, assigned).hasNoCommand();
    hub.sees(
        RECORD,
        RECORD_KEY,
        assigned.with(Field.STATUS, "RESOLVED").with(Field.RESOLUTION, "Nyt certifikat"));
    var solution = hub.command(UpdateTicket.class);
    assertThat(solution.desired())
        .isEqualTo(Fields.of(Map.of(Field.STATUS, "RESOLVED", Field.RESOLUTION, "Nyt certifikat")));
    told(solution).hasNoCommand();
    hub.after(Duration.ofDays(1)).hasNoCommand();
  }

  @Test
  void a_comment_for_the_desk_takes_along_what_a_reply_needs() {
    hub.sees(message(REPORT, "m1", "Login fejler"));
    told(hub.command(UpdateTicket.class));
    hub.sees(message(REPORT, "m2", "Stadig"));
    var create = command(CreateTicket.class);
    var made = record("").with(Field.STATUS, "RECEIVED").with(Field.RESOLUTION, "");
    hub.reports(
        create,
        new Outcome.Delivered(
            hub.ticket(RECORD, RECORD_KEY, made).withMarker(create.marker()),
            create.fields(),
            List.of()));
    var note = new Comment("n1", "Kirsten", null, "Hvilken version?", false, "");
    hub.sees(hub.ticket(RECORD, RECORD_KEY, made).withComments(List.of(note)));

    var comment =
        hub.last(CommandIssued.class).stream()
            .map(CommandIssued::command)
            .filter(issued -> issued.system().equals(MAIL))
            .map(AddComment.class::cast)
            .findFirst()
            .orElseThrow();
    var known = requireNonNull(comment.known());
    assertThat(known.getOrEmpty(Field.THREAD)).isEqualTo("m1");
    var mirror = new Comment("sent-1", "hub", null, comment.text(), false, comment.marker());
    hub.reports(
        comment,
        new Outcome.Delivered(
            Ticket.of(REPORT, "MAIL-A1", Version.NONE, known).withSomeComments(List.of(mirror)),
            Fields.NONE,
            List.of()));
    assertThat(hub.last(CommentMirrored.class)).hasSize(1);
    assertThat(hub.all(CommentDeleted.class)).isEmpty();
    hub.after(Duration.ofDays(1));
    assertThat(hub.all(CommandIssued.class))
        .filteredOn(
            issued -> issued.command() instanceof AddComment add && add.system().equals(MAIL))
        .hasSize(1);
  }

  private SpaceScenario told(UpdateTicket command) {
    return hub.reports(
        command,
        new Outcome.Delivered(
            Ticket.of(
                command.ticket(), "MAIL-A1", Version.NONE, command.base().with(command.desired())),
            command.desired(),
            List.of()));
  }

  private <C> C command(Class<C> kind) {
    return hub.all(CommandIssued.class).stream()
        .map(CommandIssued::command)
        .filter(kind::isInstance)
        .map(kind::cast)
        .findFirst()
        .orElseThrow();
  }

  private static Ticket message(TicketRef conversation, String id, String text) {
    var fields = new TreeMap<Field, String>();
    fields.put(Field.TITLE, "Login fejler");
    fields.put(Field.DESCRIPTION, text);
    fields.put(Field.STATUS, "RECEIVED");
    fields.put(Field.REPORTER, "desk@region.example");
    fields.put(Field.LOCAL_TICKET, "INC0000123");
    fields.put(Field.DESK, "region");
    fields.put(Field.THREAD, id);
    fields.put(Field.CASE_NUMBER, "");
    fields.put(Field.RESOLUTION, "");
    return Ticket.of(conversation, "MAIL-A1", Version.NONE, new Fields(fields))
        .withSomeComments(List.of(new Comment(id, "desk@region.example", null, text, false, "")));
  }

  private static Ticket numbered(Ticket message, String number, String desk) {
    return message.withFields(
        message.fields().with(Field.CASE_NUMBER, number).with(Field.DESK, desk));
  }

  private static HubConfig config() {
    var site = NspExample.config();
    var systems = new TreeMap<>(site.systems());
    systems.put(MAIL, mail());
    var clearQuest = requireNonNull(systems.get(CLEARQUEST));
    var out = new TreeMap<>(clearQuest.out());
    out.put(Field.LOCAL_TICKET, "LocalTicket");
    systems.put(
        CLEARQUEST,
        new SystemConfig(
            clearQuest.kind(),
            clearQuest.role(),
            clearQuest.mode(),
            clearQuest.connection(),
            clearQuest.in(),
            out,
            clearQuest.values(),
            clearQuest.texts(),
            clearQuest.writes(),
            clearQuest.opens(),
            clearQuest.atMost(),
            clearQuest.settle(),
            clearQuest.shows()));
    var rules = new ArrayList<>(site.counterparts());
    rules.add(
        new CounterpartRule(
            "R3.4", MAIL, Map.of(Field.STATUS, Set.of("RECEIVED")), CLEARQUEST, Map.of()));
    var flows = new ArrayList<>(site.comments());
    flows.add(new CommentFlow(CLEARQUEST, List.of(MAIL)));
    return new HubConfig(
        site.space(), systems, site.fields(), rules, site.backwardMoves(), flows, site.limits());
  }

  private static SystemConfig mail() {
    var told = List.of(Field.STATUS, Field.RESOLUTION, Field.CASE_NUMBER);
    var out = new TreeMap<Field, String>();
    told.forEach(field -> out.put(field, field.name()));
    var status =
        new ValueMap(
            Map.of("RECEIVED", "received", "RESOLVED", "resolved", "CLOSED", "closed"),
            Map.of(),
            Map.of("ASSIGNED", "received"));
    return new SystemConfig(
        "mail",
        ExternalSystem.Role.LOCAL_DESK,
        SystemConfig.Mode.SYNC,
        Map.of(),
        null,
        out,
        Map.of(Field.STATUS, status),
        Map.of(),
        Set.copyOf(told),
        Map.of(),
        1,
        Duration.ofSeconds(60),
        SystemConfig.Shows.MESSAGES);
  }
}
