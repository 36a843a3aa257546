package hub.routes.clearquest;

import static org.assertj.core.api.Assertions.assertThat;

import hub.delivery.Command.AddComment;
import hub.delivery.Command.Attempt;
import hub.delivery.Command.CreateTicket;
import hub.delivery.Command.UpdateTicket;
import hub.delivery.Outcome;
import hub.delivery.Outcome.Delivered;
import hub.delivery.Outcome.Refused;
import hub.routes.RunningRoutes;
import hub.simulator.SimulatorOptions;
import hub.simulator.Simulators;
import hub.simulator.clearquest.ClearQuestSettings;
import hub.simulator.clearquest.Habit;
import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.Ticket;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Writing to servers with the habits that real ones have.
class ClearQuestSinkTest {

  private final ConnectedClearQuest tool = new ConnectedClearQuest();
  private @Nullable Simulators simulators;
  private @Nullable RunningRoutes routes;

  @AfterEach
  void stop() {
    if (routes != null) {
      routes.close();
    }
    if (simulators != null) {
      simulators.close();
    }
  }

  private RunningRoutes sink(ClearQuestSettings settings, Map<String, String> more) {
    var running = Simulators.start(SimulatorOptions.forTests().withClearQuest(settings));
    simulators = running;
    var properties = new HashMap<>(tool.connection(running.url() + "/clearquest"));
    properties.put("system", "clearquest");
    properties.putAll(more);
    var started =
        RunningRoutes.of(Map.of("clearquest", tool.config()))
            .withSink("clearquest-sink", properties);
    routes = started;
    return started;
  }

  private static Outcome create(RunningRoutes sink, Fields fields) {
    return sink.deliver(
        new CreateTicket("m-1", 1, "clearquest", "m-1", fields, "RNA.1", Attempt.FIRST));
  }

  private Ticket created(RunningRoutes sink) {
    return ((Delivered) create(sink, tool.fresh())).ticket();
  }

  private static Outcome update(RunningRoutes sink, Ticket before, Fields desired) {
    var base = before.fields().only(desired.names());
    return sink.deliver(new UpdateTicket("u-1", 1, before.ref(), base, desired, Attempt.FIRST));
  }

  private static Outcome comment(RunningRoutes sink, Ticket ticket, String marker, String text) {
    return sink.deliver(new AddComment(marker, 1, ticket.ref(), marker, text, null, Attempt.FIRST));
  }

  @Test
  void an_action_that_asks_for_no_field_leaves_all_fields_alone() {
    var sink = sink(ClearQuestSettings.DEFAULTS, Map.of());
    var before = created(sink);
    var moved = (Delivered) update(sink, before, Fields.of(Field.STATUS, "ASSIGNED"));
    assertThat(moved.ticket().fields()).isEqualTo(before.fields().with(Field.STATUS, "ASSIGNED"));
    assertThat(moved.ticket().comments()).isEmpty();
  }

  @Test
  void characters_outside_the_data_code_page_refuse_their_field_in_any_language() {
    var settings = ClearQuestSettings.DEFAULTS.withCodePage("ISO-8859-1").withLanguage("de");
    var sink = sink(settings, Map.of());
    var refused = (Refused) create(sink, tool.fresh().with(Field.TITLE, "Login 😀"));
    assertThat(refused.causes()).containsOnlyKeys(Field.TITLE);
  }

  @Test
  void a_record_that_another_site_masters_refuses_the_change() {
    var settings = ClearQuestSettings.DEFAULTS.withMasteredElsewhere(Set.of("NSP00000001"));
    var sink = sink(settings, Map.of());
    var before = created(sink);
    assertThat(before.key()).isEqualTo("NSP00000001");
    assertThat(update(sink, before, Fields.of(Field.PRIORITY, "P1"))).isInstanceOf(Refused.class);
  }

  @Test
  void a_status_that_no_action_leads_to_refuses_the_status_alone() {
    var sink =
        sink(ClearQuestSettings.DEFAULTS, Map.of("transitions", "Open: Submitted -> Opened"));
    var refused = (Refused) update(sink, created(sink), Fields.of(Field.STATUS, "RESOLVED"));
    assertThat(refused.causes()).containsOnlyKeys(Field.STATUS);
    assertThat(refused.cause()).contains("from Submitted to Resolved").contains("transitions");
  }

  @Test
  void long_comments_stay_whole_and_are_written_once_whichever_end_of_the_log_they_go_to() {
    for (var settings :
        new ClearQuestSettings[] {
          ClearQuestSettings.DEFAULTS, ClearQuestSettings.DEFAULTS.with(Habit.NEWEST_NOTE_FIRST)
        }) {
      var sink = sink(settings, Map.of());
      var ticket = created(sink);
      for (var i = 0; i < 3; i++) {
        comment(sink, ticket, "nsp-c" + i + "-r1", "Ann: " + "a b ".repeat(400) + i);
      }
      var again = (Delivered) comment(sink, ticket, "nsp-c2-r1", "Ann: again");
      assertThat(again.ticket().commentsRead()).isTrue();
      assertThat(again.ticket().comments())
          .extracting(comment -> comment.marker())
          .containsExactlyInAnyOrder("nsp-c0-r1", "nsp-c1-r1", "nsp-c2-r1");
      assertThat(again.ticket().marker()).isEqualTo("m-1");
      stop();
    }
  }

  @Test
  void a_site_without_a_time_of_the_last_change_is_searched_by_the_counterpart() {
    var settings = ClearQuestSettings.DEFAULTS.without(Habit.LAST_MODIFIED);
    var sink = sink(settings, Map.of("lastModifiedField", ""));
    var first = created(sink);
    var second = (Delivered) create(sink, tool.fresh());
    assertThat(second.ticket().ref()).isEqualTo(first.ref());

    var refused = (Refused) create(sink, tool.fresh().without(ConnectedClearQuest.JIRA));
    assertThat(refused.cause()).contains("markerField");
  }

  @Test
  void a_marker_field_is_written_and_found_again() {
    var sink = sink(ClearQuestSettings.DEFAULTS, Map.of("markerField", "LocalTicket"));
    var fields = tool.fresh().without(ConnectedClearQuest.JIRA);
    var first = (Delivered) create(sink, fields);
    var second = (Delivered) create(sink, fields);
    assertThat(first.ticket().marker()).isEqualTo("m-1");
    assertThat(second.ticket().ref()).isEqualTo(first.ticket().ref());
    assertThat(first.ticket().comments()).isEmpty();
  }

  @Test
  void a_configuration_mistake_names_its_property() {
    var simulated = Map.of("transitions", "nonsense");
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> sink(ClearQuestSettings.DEFAULTS, simulated))
        .hasStackTraceContaining("transitions: cannot read");
  }
}
