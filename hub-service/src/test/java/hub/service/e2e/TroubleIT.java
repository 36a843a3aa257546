package hub.service.e2e;

import static hub.service.e2e.Platform.soon;
import static hub.service.e2e.Platform.within;
import static hub.service.e2e.ToolHands.CLEARQUEST;
import static hub.service.e2e.ToolHands.JIRA;
import static org.assertj.core.api.Assertions.assertThat;

import hub.service.metrics.Prometheus;
import hub.service.metrics.Watched;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What goes wrong in tools and between people, and how it ends.
@SuppressWarnings("NullAway.Init") // JUnit sets them before each use
class TroubleIT {

  @TempDir static Path data;
  private static Platform platform;

  @BeforeAll
  static void start() {
    platform = Platform.start(data);
  }

  @AfterAll
  static void stop() {
    platform.close();
  }

  @AfterEach
  void heal() {
    platform.tools.heal(CLEARQUEST);
    platform.tools.heal(JIRA);
  }

  private static String priority(String tool, String key) {
    return platform.tools.ticket(tool, key).path("priority").asText();
  }

  private static boolean needsAttention(String text) {
    return platform.hub.get("/api/attention").toString().contains(text);
  }

  @Test
  void a_lost_answer_to_a_create_ends_in_one_issue() {
    platform.tools.fault(JIRA, "{\"kind\":\"lost-answer\",\"operation\":\"create\",\"count\":1}");

    platform.linkedIncident("Tabt svar", "P3");

    assertThat(platform.tools.titled(JIRA, "Tabt svar")).hasSize(1);
  }

  @Test
  void a_late_commit_ends_in_one_issue_or_the_second_closed_and_shown() {
    platform.tools.fault(
        JIRA, "{\"kind\":\"late-commit\",\"operation\":\"create\",\"count\":1,\"seconds\":45}");
    var record = platform.tools.assignedRecord("Sent svar", "P3", "Driftleverandoer");

    within(
        Duration.ofSeconds(150),
        "one open issue is linked",
        () -> {
          var issues = platform.tools.titled(JIRA, "Sent svar");
          assertThat(platform.tools.field(CLEARQUEST, record, "JiraKey")).isNotEmpty();
          assertThat(issues.stream().filter(i -> !i.path("state").asText().equals("Closed")))
              .hasSize(1);
        });
  }

  @Test
  void a_dead_tool_is_shown_with_its_cause_and_heals() {
    var linked = platform.linkedIncident("Udfald", "P3");
    platform.tools.fault(CLEARQUEST, "{\"kind\":\"outage\"}");

    platform.tools.editIssue(linked.issue(), Map.of("priority", "Highest"));

    soon("the outage needs attention", () -> assertThat(needsAttention(CLEARQUEST)).isTrue());
    soon(
        "the system is told dead",
        () -> assertThat(platform.hub.condition(CLEARQUEST)).isEqualTo("DEAD"));
    platform.tools.heal(CLEARQUEST);
    soon(
        "ClearQuest follows after all",
        () -> assertThat(priority(CLEARQUEST, linked.record())).isEqualTo("P1"));
    assertThat(platform.tools.titled(CLEARQUEST, "Udfald")).hasSize(1);
  }

  @Test
  void a_dead_tool_leaves_the_hub_well_and_stands_in_health_and_in_Prometheus(
      @TempDir Path folder) {
    platform.linkedIncident("Overvågning", "P3");
    var address = platform.hub.url().replace("http://", "");
    try (var prometheus = Prometheus.scraping(address, folder)) {
      everythingWatchedIsScraped(prometheus);
      assertThat(condition()).isEqualTo("WORKING");

      platform.tools.fault(CLEARQUEST, "{\"kind\":\"outage\"}");

      var dead = "hub_system_condition{system=\"clearquest\", condition=\"DEAD\"} == 1";
      soon("Prometheus sees it", () -> assertThat(prometheus.query(dead)).hasSize(1));
      soon("health tells it", () -> assertThat(condition()).isEqualTo("DEAD"));
      for (var group : List.of("started", "live", "ready")) {
        assertThat(platform.hub.get("/q/health/" + group).path("status").asText()).isEqualTo("UP");
      }
      platform.tools.heal(CLEARQUEST);
      soon("and that it is over", () -> assertThat(prometheus.query(dead)).isEmpty());
    }
  }

  private static void everythingWatchedIsScraped(Prometheus prometheus) {
    var names = new TreeSet<String>();
    Watched.expressions().forEach(expression -> names.addAll(expression.metrics()));
    soon(
        "all that rules and dashboards name is scraped",
        () ->
            assertThat(names)
                .allSatisfy(name ->
                    assertThat(prometheus.query("count(" + name + ")")).as(name).hasSize(1)));
    Watched.expressions().forEach(expression -> prometheus.query(expression.plain()));
    assertThat(prometheus.complaints()).isEmpty();
    soon(
        "the change is counted",
        () -> assertThat(prometheus.query("sum(hub_convergence_seconds_count) > 0")).hasSize(1));
    assertThat(prometheus.query("sum(hub_delivery_attempts_total{outcome=\"DELIVERED\"}) > 0"))
        .hasSize(1);
    assertThat(prometheus.query("hub_inputs_total{kind=\"OBSERVATION\"} > 0")).hasSize(1);
    assertThat(prometheus.query("hub_engine_state{state=\"RUNNING\"} == 1")).hasSize(1);
    assertThat(prometheus.query("hub_space_owned == 1")).hasSize(1);
    assertThat(prometheus.query("hub_engine_input_lag_records < 1000")).hasSize(1);
    assertThat(prometheus.query("hub_index_lag_seconds < 30")).hasSize(1);
    assertThat(prometheus.query("hub_system_sync_lag_seconds < 60"))
        .as("all tools of the site are swept")
        .hasSize(platform.hub.get("/api/systems").size());
  }

  /// As the health check tells it.
  private static String condition() {
    return StreamSupport.stream(
            platform.hub.get("/q/health/ready").path("checks").spliterator(), false)
        .filter(check -> check.path("name").asText().equals("tools"))
        .map(check -> check.path("data").path(CLEARQUEST).asText())
        .findFirst()
        .orElse("");
  }

  @Test
  void a_change_queued_for_a_dead_tool_does_not_overwrite_a_newer_one_made_there() {
    var linked = platform.linkedIncident("Nyere ændring", "P4");
    platform.tools.fault(
        CLEARQUEST, "{\"kind\":\"error\",\"operation\":\"update\",\"status\":503,\"count\":3}");
    platform.tools.editIssue(linked.issue(), Map.of("priority", "Medium"));
    var events = "/api/incidents/" + platform.incidentOf(JIRA, linked.issue()) + "/events";
    soon("it is shown", () -> assertThat(needsAttention(CLEARQUEST)).isTrue());
    soon(
        "the write has failed",
        () -> assertThat(platform.hub.get(events).toString()).contains("Not yet"));
    platform.tools.heal(CLEARQUEST);

    platform.tools.act(linked.record(), "Modify", Map.of("Priority", "P1"));

    soon(
        "both say what the desk said last",
        () -> {
          assertThat(priority(CLEARQUEST, linked.record())).isEqualTo("P1");
          assertThat(priority(JIRA, linked.issue())).isEqualTo("Highest");
        });
  }

  @Test
  void O_24_both_sides_changed_in_one_window_converge_on_the_more_severe_and_show_it() {
    var linked = platform.linkedIncident("Begge sider", "P3");
    platform.hub.post("/api/systems/clearquest/pause", "{\"actor\":\"test\"}");
    platform.tools.fault(JIRA, "{\"kind\":\"outage\"}");
    platform.tools.act(linked.record(), "Modify", Map.of("Priority", "P4"));
    platform.tools.heal(JIRA);
    platform.tools.editIssue(linked.issue(), Map.of("priority", "Highest"));
    platform.hub.post("/api/systems/clearquest/resume", "{\"actor\":\"test\"}");

    soon(
        "both say P1",
        () -> {
          assertThat(priority(CLEARQUEST, linked.record())).isEqualTo("P1");
          assertThat(priority(JIRA, linked.issue())).isEqualTo("Highest");
        });
  }

  @Test
  void a_refused_field_is_parked_and_no_further_request_is_sent_for_it() {
    var linked = platform.linkedIncident("Afvist felt", "P3");
    platform.tools.fault(CLEARQUEST, "{\"kind\":\"refuse-field\",\"field\":\"Priority\"}");

    platform.tools.editIssue(linked.issue(), Map.of("priority", "High"));

    soon("the refusal is shown", () -> assertThat(needsAttention(linked.record())).isTrue());
    var writes = writesTo(linked.record());
    platform.tools.comment(linked.issue(), "Endnu en kommentar");
    soon(
        "other changes go on",
        () ->
            assertThat(platform.tools.field(CLEARQUEST, linked.record(), "Notes_Log"))
                .contains("Endnu en kommentar"));
    assertThat(writesTo(linked.record())).isEqualTo(writes + 1);
  }

  private static long writesTo(String record) {
    var id = platform.tools.ticket(CLEARQUEST, record).path("id").asText();
    return StreamSupport.stream(platform.tools.requests(CLEARQUEST).spliterator(), false)
        .filter(request -> request.path("method").asText().equals("PUT"))
        .filter(request -> request.path("path").asText().contains(id))
        .filter(request -> request.path("user").asText().equals("demo"))
        .count();
  }

  @Test
  void an_issue_made_by_hand_at_the_same_time_ends_in_one_link_or_a_visible_conflict() {
    var record = platform.tools.assignedRecord("Samtidig", "P3", "Driftleverandoer");
    platform.tools.issue("Samtidig i hånden", "Medium", Map.of("ClearQuest ID", record));

    soon(
        "linked",
        () -> assertThat(platform.tools.field(CLEARQUEST, record, "JiraKey")).isNotEmpty());
    soon(
        "one issue, or a conflict that is shown",
        () -> {
          var made = platform.tools.titled(JIRA, "Samtidig").size();
          assertThat(made == 0 || needsAttention(record) || needsAttention("Samtidig")).isTrue();
        });
  }

  @Test
  void one_record_named_in_anothers_text_merges_nothing() {
    var one = platform.tools.record("Den første", "P3");
    var other = platform.tools.record("Den anden, ligesom " + one, "P3");

    assertThat(platform.incidentOf(CLEARQUEST, one))
        .isNotEqualTo(platform.incidentOf(CLEARQUEST, other));
  }

  @Test
  void a_webhook_without_a_valid_secret_is_refused() {
    var answer = platform.hub.post("/webhooks/jira-ops", "{\"webhookEvent\":\"x\"}");

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
  }
}
