package hub.service.history;

import static org.assertj.core.api.Assertions.assertThat;

import hub.config.CounterpartRule;
import hub.config.HubConfig;
import hub.config.SystemConfig;
import hub.config.SystemConfig.Mode;
import hub.incident.IncidentId;
import hub.incident.Input;
import hub.incident.SpaceMap;
import hub.service.history.WritePlan.Kind;
import hub.service.history.WritePlan.PlannedChange;
import hub.service.history.WritePlan.PlannedWrite;
import hub.service.history.WritePlan.SystemPlan;
import hub.service.search.DemoSite;
import hub.space.SpaceMachine;
import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.Reading;
import hub.ticket.Ticket;
import hub.ticket.TicketRef;
import hub.ticket.Version;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What another configuration would write, asked of a state.
class PlannedWritesTest {

  private static final String DESK = "clearquest";
  private static final String JIRA = "jira-ops";
  private static final HubConfig CONFIG = DemoSite.config();

  private final SpaceMap space = new SpaceMap();
  private Instant now = Instant.parse("2026-03-02T09:00:00Z");
  private long version;

  @Test
  void the_configuration_that_runs_would_write_nothing_else() {
    linkedTickets(CONFIG);

    assertThat(plan(CONFIG, CONFIG).systems())
        .allSatisfy(system -> {
          assertThat(system.writes()).isZero();
          assertThat(system.first()).isEmpty();
        });
  }

  @Test
  void a_rule_that_creates_tickets_creates_one_for_each_incident_it_applies_to() {
    var records = 5;
    for (var record = 1; record <= records; record++) {
      sees(CONFIG, DESK, record, Map.of(Field.TITLE, "Login " + record, Field.PRIORITY, "P3"));
    }
    var limited = withCreates(CONFIG).withLimits(CONFIG.limits().withBlastWrites(records - 1));

    var planned = plan(CONFIG, limited);

    assertThat(planned.incidents()).isEqualTo(records);
    var jira = of(planned, JIRA);
    assertThat(jira.writes()).isEqualTo(records);
    assertThat(jira.passesLimit()).isTrue();
    assertThat(jira.first()).hasSize(records);
    assertThat(jira.first().getFirst().kind()).isEqualTo(Kind.CREATE);
    assertThat(jira.first().getFirst().changes())
        .contains(new PlannedChange("title", "", "Login 1"));
    assertThat(of(plan(CONFIG, withCreates(CONFIG)), JIRA).passesLimit()).isFalse();
  }

  @Test
  void a_system_that_is_observed_no_more_gets_what_was_only_planned() {
    var observed = with(CONFIG, JIRA, Mode.OBSERVE);
    linkedTickets(observed);
    sees(observed, DESK, 1, record("P1"));

    var jira = of(plan(observed, CONFIG), JIRA);

    assertThat(jira.first())
        .containsExactly(
            new PlannedWrite(
                new IncidentId(1),
                Kind.UPDATE,
                "JIRA-OPS-1",
                List.of(new PlannedChange("priority", "P3", "P1"))));
  }

  @Test
  void what_is_under_way_anyway_is_no_news() {
    linkedTickets(CONFIG);
    sees(CONFIG, DESK, 1, record("P1"));

    assertThat(of(plan(CONFIG, CONFIG), JIRA).writes()).isZero();
  }

  @Test
  void what_would_wait_for_a_paused_system_is_told_with_its_cause() {
    sees(CONFIG, DESK, 1, Map.of(Field.TITLE, "Login"));
    take(CONFIG, new Input.PauseRequested("Olga", JIRA));

    var jira = of(plan(CONFIG, withCreates(CONFIG)), JIRA);

    assertThat(jira.writes()).isEqualTo(1);
    assertThat(jira.waits()).isEqualTo("paused by Olga");
  }

  @Test
  void a_plan_changes_nothing() {
    linkedTickets(CONFIG);
    var before = List.copyOf(space.entries());

    plan(CONFIG, withCreates(CONFIG));

    assertThat(space.entries()).isEqualTo(before);
  }

  private WritePlan plan(HubConfig running, HubConfig planned) {
    return new PlannedWrites(space, running, planned, "other", now).plan("running");
  }

  private static SystemPlan of(WritePlan plan, String system) {
    return plan.systems().stream()
        .filter(one -> one.system().equals(system))
        .findFirst()
        .orElseThrow();
  }

  private void linkedTickets(HubConfig config) {
    sees(config, DESK, 1, record("P3"));
    var issue = new TreeMap<>(record("P3"));
    issue.remove(Field.counterpart(JIRA));
    issue.put(Field.counterpart(DESK), "CLEARQUEST-1");
    sees(config, JIRA, 1, issue);
    assertThat(space.incidentOf(new TicketRef(JIRA, "1")).orElseThrow().members()).hasSize(2);
  }

  private static Map<Field, String> record(String priority) {
    return Map.of(
        Field.TITLE,
        "Login",
        Field.PRIORITY,
        priority,
        Field.STATUS,
        "ASSIGNED",
        Field.counterpart(JIRA),
        "JIRA-OPS-1");
  }

  private void sees(HubConfig config, String system, int number, Map<Field, String> fields) {
    var key = system.toUpperCase(java.util.Locale.ROOT) + "-" + number;
    var ref = new TicketRef(system, Integer.toString(number));
    var ticket = Ticket.of(ref, key, new Version(++version), new Fields(new TreeMap<>(fields)));
    take(config, new Input.TicketObserved(ticket, Reading.at(now)));
  }

  private void take(HubConfig config, Input input) {
    now = now.plusSeconds(1);
    space.apply(SpaceMachine.step(space, input, now, config).changes());
  }

  private static HubConfig withCreates(HubConfig config) {
    return new HubConfig(
        config.space(),
        config.systems(),
        config.fields(),
        List.of(new CounterpartRule("R4.2", DESK, Map.of(), JIRA, Map.of())),
        config.backwardMoves(),
        config.comments(),
        config.limits());
  }

  private static HubConfig with(HubConfig config, String id, Mode mode) {
    var systems = new TreeMap<>(config.systems());
    systems.computeIfPresent(
        id,
        (_, old) ->
            new SystemConfig(
                old.kind(),
                old.role(),
                mode,
                old.connection(),
                old.in(),
                old.out(),
                old.values(),
                old.texts(),
                old.writes(),
                old.opens(),
                old.atMost(),
                old.settle(),
                old.shows()));
    return new HubConfig(
        config.space(),
        systems,
        config.fields(),
        config.counterparts(),
        config.backwardMoves(),
        config.comments(),
        config.limits());
  }
}
