package hub.routes.contract;

import static org.assertj.core.api.Assertions.assertThat;

import hub.delivery.Command.AddComment;
import hub.delivery.Command.Attempt;
import hub.delivery.Command.CloseDuplicate;
import hub.delivery.Command.CreateTicket;
import hub.delivery.Command.RefreshTicket;
import hub.delivery.Command.SendNotice;
import hub.delivery.Command.UpdateTicket;
import hub.delivery.NoticeKind;
import hub.delivery.Outcome;
import hub.delivery.Outcome.Delivered;
import hub.delivery.Outcome.Outdated;
import hub.delivery.Outcome.Refused;
import hub.delivery.Outcome.Trouble;
import hub.delivery.Outcome.Unavailable;
import hub.delivery.Outcome.Unknown;
import hub.delivery.Recipient;
import hub.routes.Await;
import hub.routes.RunningRoutes;
import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.Role;
import hub.ticket.Ticket;
import hub.ticket.Ticket.Presence;
import hub.ticket.TicketRef;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every sink must do, whatever the tool (design D5, D7).
public abstract class SinkContract {

  private static final String MARKER = "nsp-i17-g0";

  private ConnectedTool tool;
  private SimulatedTool simulated;
  private RunningRoutes routes;

  /// The tool that is asked.
  protected abstract ConnectedTool tool();

  /// Where the connector finds the tool; a test may put something in between.
  protected String toolUrl(String simulatedUrl) {
    return simulatedUrl;
  }

  @BeforeEach
  void start() {
    tool = tool();
    simulated = SimulatedTool.start(tool.system());
    routes = routes(tool.connection(toolUrl(simulated.url())));
  }

  @AfterEach
  void stop() {
    routes.close();
    simulated.close();
  }

  private RunningRoutes routes(Map<String, String> connection) {
    var systems = new HashMap<>(tool.others());
    systems.put(tool.system(), tool.config());
    var properties = new HashMap<>(connection);
    properties.put("system", tool.system());
    return RunningRoutes.of(systems).withSink(tool.sinkKamelet(), properties);
  }

  @Test
  void a_created_ticket_carries_the_marker_and_is_read_back() {
    var created = created();

    assertThat(created.marker()).isEqualTo(MARKER);
    assertThat(created.presence()).isEqualTo(Presence.PRESENT);
    assertThat(created.version().isKnown()).isTrue();
    assertThat(created.commentsRead()).isTrue();
    assertThat(created.createdAt()).isNotNull();
    tool.fresh()
        .without(Field.STATUS)
        .values()
        .forEach((field, value) ->
            assertThat(tool.config().isSame(field, value, created.fields().getOrEmpty(field)))
                .as("%s: sent %s, read %s", field, value, created.fields().getOrEmpty(field))
                .isTrue());
    assertThat(simulated.tickets()).hasSize(1);
  }

  @Test
  void a_create_whose_answer_was_lost_makes_one_ticket() {
    simulated.fault("{\"kind\":\"lost-answer\",\"operation\":\"create\",\"count\":1}");

    assertThat(routes.deliver(create(Attempt.FIRST))).isInstanceOf(Unknown.class);
    var second = routes.deliver(create(attempted(2, Instant.now())));

    assertThat(second).isInstanceOf(Delivered.class);
    assertThat(simulated.tickets()).hasSize(1);
  }

  @Test
  void a_create_that_comes_late_is_waited_for_and_adopted() {
    simulated.fault(
        "{\"kind\":\"late-commit\",\"operation\":\"create\",\"count\":1,\"millis\":300}");

    assertThat(routes.deliver(create(Attempt.FIRST))).isInstanceOf(Unknown.class);
    var tooSoon = routes.deliver(create(attempted(2, Instant.now())));
    Await.until("the late ticket is there", () -> !simulated.tickets().isEmpty());
    var later = routes.deliver(create(attempted(3, Instant.now().minus(Duration.ofHours(1)))));

    assertThat(tooSoon).isInstanceOfAny(Unknown.class, Delivered.class);
    assertThat(later).isInstanceOf(Delivered.class);
    assertThat(simulated.tickets()).hasSize(1);
  }

  @Test
  void a_create_that_is_delivered_twice_makes_one_ticket() {
    var first = created();
    var second = (Delivered) routes.deliver(create(Attempt.FIRST));

    assertThat(second.ticket().ref()).isEqualTo(first.ref());
    assertThat(simulated.tickets()).hasSize(1);
  }

  @Test
  void a_ticket_made_by_hand_that_shows_the_counterparts_key_is_adopted() {
    var id = tool.createByHand(simulated.url(), "X-4711");
    // One that Jira's word search would find too.
    tool.createByHand(simulated.url(), "X-4711-B");

    var outcome =
        (Delivered)
            routes.deliver(
                new CreateTicket(
                    MARKER,
                    17,
                    tool.system(),
                    MARKER,
                    tool.fresh().with(tool.counterpart(), "X-4711"),
                    "R4.2",
                    Attempt.FIRST));

    assertThat(outcome.ticket().ref().id()).isEqualTo(id);
    assertThat(simulated.tickets()).hasSize(2);
  }

  @Test
  void an_update_is_written_and_read_back() {
    var before = created();
    awaitAnotherVersion(before);

    var outcome = (Delivered) routes.deliver(update(before, tool.values().getFirst()));

    assertThat(value(outcome.ticket())).isEqualTo(tool.values().getFirst());
    assertThat(outcome.ticket().version().isNewerThan(before.version())).isTrue();
  }

  @Test
  void an_update_computed_from_an_older_value_writes_nothing() {
    var before = created();
    tool.editByHand(simulated.url(), before.ref().id(), tool.values().get(1));
    simulated.forgetLog();

    var outcome = (Outdated) routes.deliver(update(before, tool.values().getFirst()));

    assertThat(value(outcome.ticket())).isEqualTo(tool.values().get(1));
    assertThat(simulated.writes()).isEmpty();
  }

  @Test
  void a_refused_field_is_named_with_its_cause() {
    var before = created();
    simulated.fault(
        "{\"kind\":\"refuse-field\",\"operation\":\"update\",\"field\":\"%s\"}"
            .formatted(tool.toolField()));

    var outcome = (Refused) routes.deliver(update(before, tool.values().getFirst()));

    assertThat(outcome.causes()).containsOnlyKeys(tool.editable());
    assertThat(outcome.causes().get(tool.editable())).isNotBlank();
  }

  @Test
  void a_field_that_the_tool_cannot_hold_is_refused_without_a_request() {
    var before = created();
    simulated.forgetLog();
    var nowhere = new Field("shoeSize");

    var outcome =
        (Refused)
            routes.deliver(
                new UpdateTicket(
                    "u-1", 17, before.ref(), Fields.NONE, Fields.of(nowhere, "44"), Attempt.FIRST));

    assertThat(outcome.causes()).containsOnlyKeys(nowhere);
    assertThat(simulated.writes()).isEmpty();
  }

  @Test
  void a_status_that_is_several_steps_away_is_reached() {
    var before = created();

    var outcome =
        (Delivered)
            routes.deliver(
                new UpdateTicket(
                    "u-1",
                    17,
                    before.ref(),
                    before.fields(),
                    tool.forFarStatus().with(Field.STATUS, tool.farStatus()),
                    Attempt.FIRST));

    assertThat(outcome.ticket().fields().getOrEmpty(Field.STATUS)).isEqualTo(tool.farStatus());
  }

  @Test
  void a_comment_is_written_once() {
    var before = created();

    assertThat(routes.deliver(comment(before, Attempt.FIRST))).isInstanceOf(Delivered.class);
    var again = (Delivered) routes.deliver(comment(before, Attempt.FIRST));

    assertThat(again.ticket().comments())
        .singleElement()
        .satisfies(comment -> assertThat(comment.marker()).isEqualTo("nsp-i17-c3-r1"));
  }

  @Test
  void a_comment_whose_answer_was_lost_is_written_once() {
    var before = created();
    simulated.fault("{\"kind\":\"lost-answer\",\"count\":1}");

    assertThat(routes.deliver(comment(before, Attempt.FIRST))).isInstanceOf(Unknown.class);
    var again = (Delivered) routes.deliver(comment(before, attempted(2, Instant.now())));

    assertThat(again.ticket().comments()).hasSize(1);
  }

  @Test
  void a_duplicate_is_closed_and_says_which_ticket_stays() {
    var before = created();

    // As the core names it.
    var id = "I-17/" + before.ref() + "/close-duplicate";

    var outcome =
        (Delivered) routes.deliver(new CloseDuplicate(id, 17, before.ref(), "X-1", Attempt.FIRST));

    assertThat(outcome.ticket().fields().getOrEmpty(Field.STATUS)).isEqualTo(tool.closed());
    assertThat(outcome.ticket().comments())
        .anySatisfy(comment -> assertThat(comment.text()).contains("X-1"));
  }

  @Test
  void a_refresh_reads_and_writes_nothing() {
    var before = created();
    simulated.forgetLog();

    var outcome = (Delivered) routes.deliver(refresh(before));

    assertThat(outcome.ticket().fields()).isEqualTo(before.fields());
    assertThat(simulated.writes()).isEmpty();
  }

  @Test
  void a_deleted_ticket_is_reported_as_no_longer_visible() {
    var before = created();
    simulated.remove(before.key());

    var outcome = (Outdated) routes.deliver(update(before, tool.values().getFirst()));

    assertThat(outcome.ticket().presence()).isEqualTo(Presence.NOT_VISIBLE);
  }

  @Test
  void refused_credentials_are_told_apart() {
    try (var refused = routes(tool.refusedConnection(toolUrl(simulated.url())))) {
      var outcome = (Unavailable) refused.deliver(create(Attempt.FIRST));

      assertThat(outcome.trouble()).isEqualTo(Trouble.CREDENTIALS_REFUSED);
    }
    assertThat(simulated.tickets()).isEmpty();
  }

  @Test
  void a_rate_limit_says_when_to_come_again() {
    var before = created();
    simulated.fault("{\"kind\":\"rate-limit\",\"seconds\":7}");

    var outcome = (Unavailable) routes.deliver(update(before, tool.values().getFirst()));

    assertThat(outcome.trouble()).isEqualTo(Trouble.RATE_LIMITED);
    assertThat(outcome.retryAfter()).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void an_outage_is_a_dead_tool() {
    var before = created();
    simulated.fault("{\"kind\":\"outage\"}");
    assertThat(trouble(routes.deliver(refresh(before)))).isEqualTo(Trouble.DEAD);

    simulated.noFaults();
    simulated.fault("{\"kind\":\"outage\",\"cut\":true}");
    assertThat(trouble(routes.deliver(refresh(before)))).isEqualTo(Trouble.DEAD);

    simulated.noFaults();
    assertThat(routes.deliver(refresh(before))).isInstanceOf(Delivered.class);
  }

  @Test
  void a_tool_that_is_not_there_is_dead() {
    try (var nowhere = routes(tool.connection("http://localhost:1/x"))) {
      assertThat(trouble(nowhere.deliver(create(Attempt.FIRST)))).isEqualTo(Trouble.DEAD);
    }
  }

  @Test
  void an_error_of_a_write_leaves_open_what_happened() {
    var before = created();
    simulated.fault("{\"kind\":\"error\",\"operation\":\"update\",\"status\":500}");

    assertThat(routes.deliver(update(before, tool.values().getFirst())))
        .isInstanceOf(Unknown.class);
  }

  @Test
  void an_error_of_a_read_has_no_effect() {
    var before = created();
    simulated.fault("{\"kind\":\"error\",\"operation\":\"read\",\"status\":500}");

    assertThat(trouble(routes.deliver(refresh(before)))).isEqualTo(Trouble.DEAD);
  }

  @Test
  void a_conflict_is_outdated() {
    var before = created();
    simulated.fault("{\"kind\":\"conflict\",\"operation\":\"update\"}");

    assertThat(routes.deliver(update(before, tool.values().getFirst())))
        .isInstanceOf(Outdated.class);
  }

  @Test
  void a_missing_right_and_a_limit_are_refusals() {
    var before = created();
    simulated.fault("{\"kind\":\"error\",\"operation\":\"update\",\"status\":403}");
    assertThat(routes.deliver(update(before, tool.values().getFirst())))
        .isInstanceOf(Refused.class);

    simulated.fault("{\"kind\":\"error\",\"operation\":\"update\",\"status\":413}");
    assertThat(routes.deliver(update(before, tool.values().getFirst())))
        .isInstanceOf(Refused.class);
  }

  @Test
  void a_notice_is_refused_in_words_by_a_tool_that_sends_none() {
    var notice =
        new SendNotice(
            "nsp/I-17/contact/1",
            17,
            tool.system(),
            NoticeKind.CONTACT,
            new Recipient.RoleHolder(Role.NSP_INCIDENT_MANAGER),
            "contact",
            Fields.of(Field.PRIORITY, "P1"),
            Attempt.FIRST);

    assertThat(routes.deliver(notice))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.cause()).contains("sends no notices"));
  }

  private Ticket created() {
    var outcome = routes.deliver(create(Attempt.FIRST));
    assertThat(outcome).isInstanceOf(Delivered.class);
    return ((Delivered) outcome).ticket();
  }

  private CreateTicket create(Attempt attempt) {
    return new CreateTicket(MARKER, 17, tool.system(), MARKER, tool.fresh(), "R4.2", attempt);
  }

  private UpdateTicket update(Ticket before, String value) {
    return new UpdateTicket(
        "u-1",
        17,
        before.ref(),
        Fields.of(tool.editable(), value(before)),
        Fields.of(tool.editable(), value),
        Attempt.FIRST);
  }

  private static AddComment comment(Ticket ticket, Attempt attempt) {
    return new AddComment(
        "nsp-i17-c3-r1", 17, ticket.ref(), "nsp-i17-c3-r1", "Ann: it hangs {again}", null, attempt);
  }

  private static RefreshTicket refresh(Ticket ticket) {
    return new RefreshTicket(
        "r-1", 17, new TicketRef(ticket.ref().system(), ticket.ref().id()), Attempt.FIRST);
  }

  private void awaitAnotherVersion(Ticket ticket) {
    var next = Instant.ofEpochMilli(ticket.version().value()).plus(tool.resolution());
    Await.until(
        "a change gets another version",
        () -> tool.resolution().isZero() || Instant.now().isAfter(next));
  }

  private String value(Ticket ticket) {
    return ticket.fields().getOrEmpty(tool.editable());
  }

  private static Attempt attempted(int number, Instant last) {
    return new Attempt(number, last);
  }

  private static Trouble trouble(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Unavailable.class);
    return ((Unavailable) outcome).trouble();
  }
}
