package hub.service.e2e;

import static hub.service.e2e.Platform.soon;
import static hub.service.e2e.ToolHands.CLEARQUEST;
import static hub.service.e2e.ToolHands.JIRA;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The rules of steps 4, 5b, N/A and 18b, each seen in the tools.
@SuppressWarnings("NullAway.Init") // JUnit sets them before each use
class ProcessRulesIT {

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
  void R4_2_a_record_assigned_to_the_operations_supplier_gets_one_jira_issue() {
    var linked = platform.linkedIncident("R4.2 gateway svarer ikke", "P3");

    assertThat(platform.tools.titled(JIRA, "R4.2 gateway svarer ikke")).hasSize(1);
    assertThat(platform.tools.ticket(JIRA, linked.issue()).path("priority").asText())
        .isEqualTo("Medium");
  }

  @Test
  void R4_3_a_record_assigned_to_the_fmk_supplier_is_none_of_the_operations_suppliers() {
    var fmk = platform.tools.assignedRecord("R4.3 FMK opslag fejler", "P2", "FMK");
    var later = platform.linkedIncident("R4.3 efterfølgende", "P4");

    assertThat(later.issue()).isNotEmpty();
    assertThat(platform.incidentOf(CLEARQUEST, fmk)).isNotEmpty();
    assertThat(platform.tools.titled(JIRA, "R4.3 FMK opslag fejler")).isEmpty();
  }

  @Test
  void R5b_1_each_ticket_shows_the_key_of_the_other() {
    var linked = platform.linkedIncident("R5b.1 krydsreference", "P3");

    assertThat(platform.tools.field(CLEARQUEST, linked.record(), "JiraKey"))
        .isEqualTo(linked.issue());
    assertThat(platform.tools.field(JIRA, linked.issue(), "ClearQuest ID"))
        .isEqualTo(linked.record());
  }

  @Test
  void R5b_1_a_hand_made_issue_with_the_clearquest_id_is_adopted() {
    var record = platform.tools.record("R5b.1 håndlavet", "P3");
    var issue =
        platform.tools.issue("R5b.1 håndlavet issue", "Medium", Map.of("ClearQuest ID", record));

    soon(
        "the record shows the hand-made issue",
        () -> assertThat(platform.tools.field(CLEARQUEST, record, "JiraKey")).isEqualTo(issue));
    platform.tools.act(record, "Assign", Map.of("Assignee", "Driftleverandoer"));
    platform.linkedIncident("R5b.1 efterfølgende", "P4");
    assertThat(platform.tools.titled(JIRA, "R5b.1 håndlavet")).isEmpty();
  }

  @Test
  void R5b_2_a_priority_changed_in_jira_is_changed_in_clearquest() {
    var linked = platform.linkedIncident("R5b.2 fra Jira", "P3");

    platform.tools.editIssue(linked.issue(), Map.of("priority", "Highest"));

    soon(
        "ClearQuest follows",
        () ->
            assertThat(platform.tools.ticket(CLEARQUEST, linked.record()).path("priority").asText())
                .isEqualTo("P1"));
  }

  @Test
  void R5b_2_a_priority_changed_in_clearquest_is_changed_in_jira() {
    var linked = platform.linkedIncident("R5b.2 fra ClearQuest", "P3");

    platform.tools.act(linked.record(), "Modify", Map.of("Priority", "P2"));

    soon(
        "Jira follows",
        () ->
            assertThat(platform.tools.ticket(JIRA, linked.issue()).path("priority").asText())
                .isEqualTo("High"));
  }

  @Test
  void RNA_1_an_issue_that_affects_users_gets_its_record_and_no_second_issue() {
    var issue =
        platform.tools.issue("RNA.1 brugere mærker det", "High", Map.of("User impact", "Yes"));

    soon(
        "a record is made",
        () -> assertThat(platform.tools.titled(CLEARQUEST, "RNA.1 brugere mærker det")).hasSize(1));
    var record =
        platform
            .tools
            .titled(CLEARQUEST, "RNA.1 brugere mærker det")
            .getFirst()
            .path("key")
            .asText();
    assertThat(platform.awaitLink(record).issue()).isEqualTo(issue);
    soon(
        "the record is assigned to the operations supplier",
        () -> {
          assertThat(platform.tools.field(CLEARQUEST, record, "Assignee"))
              .isEqualTo("Driftleverandoer");
          assertThat(platform.tools.field(CLEARQUEST, record, "State")).isEqualTo("Assigned");
        });
    platform.linkedIncident("RNA.1 efterfølgende", "P4");
    assertThat(platform.tools.titled(JIRA, "RNA.1 brugere mærker det")).hasSize(1);
  }

  @Test
  void RNA_2_an_issue_that_does_not_affect_users_stays_in_jira() {
    var issue = platform.tools.issue("RNA.2 kun internt", "Low", Map.of("User impact", "No"));

    assertThat(platform.incidentOf(JIRA, issue)).isNotEmpty();
    platform.linkedIncident("RNA.2 efterfølgende", "P4");
    assertThat(platform.tools.titled(CLEARQUEST, "RNA.2 kun internt")).isEmpty();
  }

  @Test
  void R18b_1_an_issue_found_by_the_operations_supplier_is_one_incident() {
    var issue = platform.tools.issue("R18b.1 fundet i drift", "Medium", Map.of());

    assertThat(platform.incidentOf(JIRA, issue)).isNotEmpty();
  }

  @Test
  void comments_flow_both_ways_once() {
    var linked = platform.linkedIncident("Kommentarer", "P3");

    platform.tools.comment(linked.issue(), "Vi genstarter node 3");
    platform.tools.act(linked.record(), "Modify", Map.of("Note_Entry", "Desken er orienteret"));

    soon(
        "ClearQuest shows Jira's comment",
        () ->
            assertThat(platform.tools.field(CLEARQUEST, linked.record(), "Notes_Log"))
                .containsOnlyOnce("Vi genstarter node 3"));
    soon(
        "Jira shows ClearQuest's note",
        () ->
            assertThat(platform.tools.ticket(JIRA, linked.issue()).path("comments").toString())
                .containsOnlyOnce("Desken er orienteret"));
  }

  @Test
  void R10_1_status_and_solution_flow_to_clearquest() {
    var linked = platform.linkedIncident("Løsning", "P3");
    platform.tools.transition(linked.issue(), "In Progress", Map.of());
    soon(
        "ClearQuest is opened",
        () ->
            assertThat(platform.tools.ticket(CLEARQUEST, linked.record()).path("state").asText())
                .isEqualTo("Opened"));

    platform.tools.editIssue(linked.issue(), Map.of("Root cause", "Fuld disk"));
    platform.tools.transition(linked.issue(), "Resolved", Map.of("resolution", "Fixed"));

    soon(
        "ClearQuest is resolved with the root cause",
        () -> {
          var record = platform.tools.ticket(CLEARQUEST, linked.record());
          assertThat(record.path("state").asText()).isEqualTo("Resolved");
          assertThat(record.path("fields").path("Root_Cause").asText()).isEqualTo("Fuld disk");
        });
  }

  /// What these tests prove holds with all of them connected; others start the same platform.
  @Test
  void every_system_of_the_site_is_connected_and_works() {
    soon(
        "all systems work",
        () ->
            assertThat(platform.hub.get("/api/systems"))
                .hasSizeGreaterThanOrEqualTo(4)
                .allSatisfy(system -> {
                  assertThat(system.path("condition").asText())
                      .as("%s", system)
                      .isEqualTo("WORKING");
                  assertThat(system.path("lastRead").asText("")).as("%s", system).isNotEmpty();
                }));
  }

  @Test
  void the_hub_tells_the_incident_with_its_tickets_and_its_story() {
    var linked = platform.linkedIncident("Historien", "P3");

    var id = platform.incidentOf(JIRA, linked.issue());
    assertThat(platform.hub.get("/api/incidents/" + id).path("tickets")).hasSize(2);
    assertThat(platform.hub.get("/api/incidents/" + id + "/events")).isNotEmpty();
    assertThat(platform.hub.get("/api/systems")).hasSizeGreaterThanOrEqualTo(2);
  }
}
