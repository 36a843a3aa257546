package hub.service.e2e;

import static hub.service.e2e.FmkHands.FMK;
import static hub.service.e2e.Platform.soon;
import static hub.service.e2e.Platform.within;
import static hub.service.e2e.ToolHands.CLEARQUEST;
import static hub.service.e2e.ToolHands.JIRA;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The FMK supplier works in a Jira of its own, in the Cloud: steps 4, 5a, 18a and N/A, seen in the
/// tools.
@SuppressWarnings("NullAway.Init") // JUnit sets them before each use
class FmkIT {

  private static final Duration AFTER_SETTLING = Duration.ofSeconds(100);

  @TempDir static Path data;
  private static Platform platform;
  private static FmkHands fmk;

  @BeforeAll
  static void start() throws IOException {
    // The demo's settle time is longer than a test can wait; the faults here are shorter too.
    var site =
        HubProcess.demoSiteWith(
            data.resolve("site"),
            """
            systems:
              jira-fmk:
                settle: 25s
            """);
    platform = Platform.start(data.resolve("hub"), site);
    fmk = new FmkHands(platform.simulators.url());
  }

  @AfterAll
  static void stop() {
    fmk.close();
    platform.close();
  }

  @AfterEach
  void heal() {
    platform.tools.heal(FMK);
  }

  @Test
  void R4_3_a_record_assigned_to_the_fmk_supplier_gets_one_issue_in_its_jira() {
    var linked = linkedIncident("R4.3 FMK opslag fejler", "P2");

    assertThat(platform.tools.titled(FMK, "R4.3 FMK opslag fejler")).hasSize(1);
    assertThat(platform.tools.ticket(FMK, linked.issue()).path("priority").asText())
        .isEqualTo("High");
    assertThat(platform.tools.titled(JIRA, "R4.3 FMK opslag fejler")).isEmpty();
    assertThat(platform.tools.field(CLEARQUEST, linked.record(), "Assignee")).isEqualTo("FMK");
  }

  @Test
  void R5a_1_a_priority_changed_by_the_fmk_supplier_is_changed_in_clearquest_and_back() {
    var linked = linkedIncident("R5a.1 prioritet", "P4");

    fmk.setPriority(linked.issue(), "Medium");
    soon(
        "ClearQuest follows",
        () -> assertThat(priority(CLEARQUEST, linked.record())).isEqualTo("P3"));
    // Between the hub's write and its look afterwards, a value that is put back looks as if nobody
    // had touched it (docs/reference/simulation.md, what it cannot see).
    soon(
        "the hub has looked",
        () -> {
          var ticket = CLEARQUEST + ":" + linked.record();
          var incident = platform.hub.get("/api/incidents?ticket=" + ticket).path(0);
          assertThat(incident.path("priority").asText()).isEqualTo("P3");
          assertThat(incident.path("sync").asText()).isEqualTo("IN_SYNC");
        });

    platform.tools.act(linked.record(), "Modify", Map.of("Priority", "P4"));
    soon("the Cloud follows", () -> assertThat(priority(FMK, linked.issue())).isEqualTo("Low"));
  }

  @Test
  void comments_flow_both_ways_once_and_keep_their_structure() {
    var linked = linkedIncident("Kommentarer med struktur", "P3");

    fmk.comment(
        linked.issue(),
        """
        {"type":"doc","version":1,"content":[
          {"type":"paragraph","content":[{"type":"text","text":"Vi har prøvet:"}]},
          {"type":"bulletList","content":[
            {"type":"listItem","content":[{"type":"paragraph","content":[
              {"type":"text","text":"genstart"}]}]},
            {"type":"listItem","content":[{"type":"paragraph","content":[
              {"type":"text","text":"loggen","marks":[
                {"type":"link","attrs":{"href":"https://log.example.com/1"}}]}]}]}]}]}\
        """);
    platform.tools.act(
        linked.record(), "Modify", Map.of("Note_Entry", "Desken er orienteret.\nSe sagen."));

    soon(
        "ClearQuest shows the list",
        () ->
            assertThat(platform.tools.field(CLEARQUEST, linked.record(), "Notes_Log"))
                .containsOnlyOnce("- genstart")
                .contains("- loggen (https://log.example.com/1)"));
    soon(
        "the Cloud shows the note",
        () ->
            assertThat(platform.tools.ticket(FMK, linked.issue()).path("comments").toString())
                .containsOnlyOnce("Desken er orienteret.\\nSe sagen."));
  }

  @Test
  void R10_1_status_and_solution_flow_to_clearquest() {
    var linked = linkedIncident("FMK løst", "P3");
    fmk.transition(linked.issue(), "Start", "");
    soon(
        "ClearQuest is opened",
        () ->
            assertThat(platform.tools.ticket(CLEARQUEST, linked.record()).path("state").asText())
                .isEqualTo("Opened"));

    fmk.setRootCause(linked.issue(), "Et udløbet certifikat");
    fmk.transition(linked.issue(), "Resolve", "Done");

    soon(
        "ClearQuest is resolved with the root cause",
        () -> {
          var record = platform.tools.ticket(CLEARQUEST, linked.record());
          assertThat(record.path("state").asText()).isEqualTo("Resolved");
          assertThat(record.path("fields").path("Root_Cause").asText())
              .isEqualTo("Et udløbet certifikat");
        });
  }

  @Test
  void R18a_1_R18a_2_R18a_3_an_issue_found_by_the_fmk_supplier_is_its_own_and_told_to_the_desk() {
    var issue = fmk.issue("R18a.1 fundet hos FMK", "Medium", "");

    var id = platform.incidentOf(FMK, issue);
    assertThat(platform.hub.get("/api/incidents/" + id).toString()).contains("FMK_SUPPLIER");
    assertThat(platform.tools.titled(CLEARQUEST, "R18a.1 fundet hos FMK")).isEmpty();
    var server = platform.simulators.mail().orElseThrow();
    var desk = new MailHands(server.smtpPort(), server.imapPort());
    var told = desk.told("servicedesk@nsp.example", "R18a.1 fundet hos FMK");
    assertThat(MailHands.text(told)).contains("jira-fmk", issue);
  }

  @Test
  void RNA_1_O_15_an_issue_that_affects_users_gets_its_record_and_stays_with_fmk() {
    var issue = fmk.issue("RNA.1 borgere mærker det", "High", "Yes");

    soon(
        "a record is made, and both show the other",
        () -> {
          var records = platform.tools.titled(CLEARQUEST, "RNA.1 borgere mærker det");
          assertThat(records).hasSize(1);
          assertThat(records.getFirst().path("fields").path("FmkJiraKey").asText())
              .isEqualTo(issue);
          assertThat(platform.tools.field(FMK, issue, "ClearQuest ID"))
              .isEqualTo(records.getFirst().path("key").asText());
        });
    soon(
        "it is assigned to the FMK supplier",
        () -> {
          var record = platform.tools.titled(CLEARQUEST, "RNA.1 borgere mærker det").getFirst();
          assertThat(record.path("fields").path("Assignee").asText()).isEqualTo("FMK");
          assertThat(record.path("state").asText()).isEqualTo("Assigned");
        });
    linkedIncident("RNA.1 efterfølgende", "P4");
    assertThat(platform.tools.titled(FMK, "RNA.1 borgere mærker det")).hasSize(1);
    assertThat(platform.tools.titled(JIRA, "RNA.1 borgere mærker det")).isEmpty();
  }

  @Test
  void RNA_2_an_issue_that_does_not_affect_users_stays_in_the_fmk_suppliers_jira() {
    var issue = fmk.issue("RNA.2 kun hos FMK", "Low", "No");

    assertThat(platform.incidentOf(FMK, issue)).isNotEmpty();
    linkedIncident("RNA.2 efterfølgende", "P4");
    assertThat(platform.tools.titled(CLEARQUEST, "RNA.2 kun hos FMK")).isEmpty();
  }

  @Test
  void a_lost_answer_and_a_late_index_end_in_one_issue() {
    platform.tools.fault(FMK, "{\"kind\":\"search-lag\",\"seconds\":8}");
    platform.tools.fault(FMK, "{\"kind\":\"lost-answer\",\"operation\":\"create\",\"count\":1}");

    linkedIncident("Tabt svar og sent indeks", "P3", AFTER_SETTLING);

    assertThat(platform.tools.titled(FMK, "Tabt svar og sent indeks")).hasSize(1);
  }

  @Test
  void a_late_commit_and_a_late_index_end_in_one_issue() {
    platform.tools.fault(FMK, "{\"kind\":\"search-lag\",\"seconds\":8}");
    platform.tools.fault(
        FMK, "{\"kind\":\"late-commit\",\"operation\":\"create\",\"count\":1,\"seconds\":6}");

    linkedIncident("Sent svar og sent indeks", "P3", AFTER_SETTLING);

    assertThat(platform.tools.titled(FMK, "Sent svar og sent indeks")).hasSize(1);
  }

  @Test
  void a_storm_of_429_is_obeyed_and_everything_arrives_after_it() {
    var linked = linkedIncident("Grænsen er nået", "P3");
    platform.tools.fault(FMK, "{\"kind\":\"rate-limit\",\"seconds\":15,\"count\":2}");

    platform.tools.act(linked.record(), "Modify", Map.of("Priority", "P2"));
    soon(
        "the hub says so", () -> assertThat(platform.hub.condition(FMK)).isEqualTo("RATE_LIMITED"));
    // What was under way when the limit was reached is no disobedience; from here on nothing is.
    var known = Instant.now();
    var other = platform.tools.assignedRecord("Under grænsen", "P3", "FMK");

    within(
        AFTER_SETTLING,
        "the Cloud follows",
        () -> assertThat(priority(FMK, linked.issue())).isEqualTo("High"));
    awaitLink(other, AFTER_SETTLING);
    var requests =
        platform
            .tools
            .requests(FMK)
            .valueStream()
            .filter(request -> request.path("user").asText().equals("hub"))
            .toList();
    var limited =
        requests.stream()
            .filter(request -> request.path("status").asInt() == 429)
            .map(FmkIT::time)
            .findFirst()
            .orElseThrow();
    var over = limited.plusSeconds(15);
    assertThat(known).as("in time to see it").isBefore(over);
    assertThat(requests)
        .as("from when the hub knew until it might ask again")
        .noneMatch(request -> time(request).isAfter(known) && time(request).isBefore(over));
  }

  private static Instant time(JsonNode request) {
    return Instant.parse(request.path("time").asText());
  }

  private static String priority(String tool, String key) {
    return platform.tools.ticket(tool, key).path("priority").asText();
  }

  private record Linked(String record, String issue) {}

  private static Linked linkedIncident(String headline, String priority) {
    return linkedIncident(headline, priority, Platform.SOON);
  }

  private static Linked linkedIncident(String headline, String priority, Duration most) {
    return awaitLink(platform.tools.assignedRecord(headline, priority, "FMK"), most);
  }

  private static Linked awaitLink(String record, Duration most) {
    within(
        most,
        record + " shows its issue, and the issue shows " + record,
        () -> {
          var key = platform.tools.field(CLEARQUEST, record, "FmkJiraKey");
          assertThat(key).isNotEmpty();
          assertThat(platform.tools.field(FMK, key, "ClearQuest ID")).isEqualTo(record);
        });
    return new Linked(record, platform.tools.field(CLEARQUEST, record, "FmkJiraKey"));
  }
}
