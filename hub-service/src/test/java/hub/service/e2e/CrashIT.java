package hub.service.e2e;

import static hub.service.e2e.Platform.soon;
import static hub.service.e2e.Platform.within;
import static hub.service.e2e.ToolHands.JIRA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The process dies at the worst moments.
@SuppressWarnings("NullAway.Init") // JUnit sets them before each use
class CrashIT {

  private static final Duration SOME_POLLS = Duration.ofSeconds(5);
  private static final String DEAD_MAIL = "\"mail\":\"DEAD\"";

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

  @Test
  void killed_after_the_tool_has_stored_a_create_there_is_one_issue() {
    platform.tools.fault(JIRA, "{\"kind\":\"hold\",\"operation\":\"create\",\"count\":1}");
    var record = platform.tools.assignedRecord("Dræbt midt i", "P3", "Driftleverandoer");
    soon(
        "Jira has stored the issue",
        () -> assertThat(platform.tools.titled(JIRA, "Dræbt midt i")).hasSize(1));

    platform.hub.kill();
    platform.tools.heal(JIRA);
    platform.hub.start().awaitReady();

    platform.awaitLink(record);
    assertThat(platform.tools.titled(JIRA, "Dræbt midt i")).hasSize(1);
  }

  @Test
  void killed_between_outcome_and_commit_there_is_one_issue() {
    platform.hub.kill();
    platform.hub.start("-Dhub.fault.halt=after-outcome").awaitReady();
    var record = platform.tools.assignedRecord("Før bogføring", "P3", "Driftleverandoer");
    within(
        Duration.ofSeconds(60),
        "the fault hook has ended the process",
        () -> assertThat(platform.hub.isRunning()).isFalse());

    platform.hub.start().awaitReady();

    platform.awaitLink(record);
    assertThat(platform.tools.titled(JIRA, "Før bogføring")).hasSize(1);
  }

  @Test
  void after_a_kill_the_first_new_record_is_delivered_soon_and_a_backfill_goes_on() {
    platform.linkedIncident("Før drabet", "P3");
    askForBackfill();
    platform.hub.kill();
    platform.hub.start();
    var record = platform.tools.assignedRecord("Efter drabet", "P3", "Driftleverandoer");
    platform.hub.awaitReady();

    within(
        Duration.ofSeconds(15),
        "the first new record is delivered",
        () -> assertThat(platform.tools.titled(JIRA, "Efter drabet")).hasSize(1));
    platform.awaitLink(record);
    platform.hub.post("/api/systems/jira-sds/resume", "{\"actor\":\"test\"}");
    soon(
        "the backfill is done",
        () -> assertThat(backfill().path("state").asText()).isEqualTo("DONE"));
    assertThat(backfill().path("askedBy").asText()).isEqualTo("olga");
    assertThat(platform.hub.get("/api/systems").toString()).contains("\"backfill\"");
  }

  @Test
  void a_start_without_the_mail_server_is_ready_and_stays_so() {
    platform.hub.kill();
    var mail = platform.simulators.mail().orElseThrow();
    try {
      platform.hub.withMail(1, 1).start().awaitReady();

      soon(
          "the mailbox is dead",
          () -> assertThat(platform.hub.get("/q/health/ready").toString()).contains(DEAD_MAIL));
      await("the hub stays ready over some polls")
          .during(SOME_POLLS)
          .atMost(SOME_POLLS.multipliedBy(2))
          .until(() -> platform.hub.get("/q/health/ready").toString().contains(DEAD_MAIL));
    } finally {
      platform.hub.kill();
      platform.hub.withMail(mail.smtpPort(), mail.imapPort()).start().awaitReady();
    }
  }

  /// Of a system that is paused, so that it waits; a second one is refused meanwhile.
  private static void askForBackfill() {
    platform.hub.post("/api/systems/jira-sds/pause", "{\"actor\":\"test\"}");
    soon(
        "paused", () -> assertThat(platform.hub.get("/api/systems").toString()).contains("PAUSED"));
    var path = "/api/systems/jira-sds/backfill";
    var question = "{\"actor\":\"olga\",\"since\":\"2026-01-02\"}";
    assertThat(platform.hub.post(path, question).statusCode()).isEqualTo(202);
    assertThat(platform.hub.post(path, question).statusCode()).isEqualTo(409);
    assertThat(platform.hub.post("/api/systems/mail/backfill", question).statusCode())
        .isEqualTo(409);
    soon("it waits", () -> assertThat(backfill().path("state").asText()).isEqualTo("WAITING"));
  }

  private static JsonNode backfill() {
    return platform.hub.get("/api/systems/jira-sds/backfill");
  }
}
