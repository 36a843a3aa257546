package hub.service.e2e;

import static hub.service.e2e.Platform.soon;
import static hub.service.e2e.ToolHands.CLEARQUEST;
import static hub.service.e2e.ToolHands.JIRA;
import static hub.service.e2e.ToolHands.SDS;
import static org.assertj.core.api.Assertions.assertThat;

import hub.service.e2e.Platform.Linked;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Step 11 of the process, seen in the tools: RFCs of SDS-Jira hold incidents back and release
/// them.
@SuppressWarnings("NullAway.Init") // JUnit sets them before each use
class PendingReleaseIT {

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
  void R11_3_and_R11_4_an_rfc_sets_pending_release_and_is_linked_in_all_three_tools() {
    var incident = incidentAtWork("R11.4 certifikatlager");

    var rfc = platform.tools.rfc("Nyt certifikatlager", incident.record());

    isPendingRelease(incident, rfc);
    assertThat(platform.tools.field(SDS, rfc, "Caused by")).isEqualTo(incident.record());
    linksTo(incident, rfc);
  }

  @Test
  void R11_4_an_rfc_named_in_the_record_counts_as_much_as_one_that_names_it() {
    var incident = incidentAtWork("R11.4 fra posten");
    var rfc = platform.tools.rfc("Omlægning", "");

    platform.tools.act(incident.record(), "Modify", Map.of("RfcKey", rfc));

    isPendingRelease(incident, rfc);
    soon(
        "the RFC names the record",
        () -> assertThat(platform.tools.field(SDS, rfc, "Caused by")).isEqualTo(incident.record()));
  }

  @Test
  void R11_2_one_rfc_holds_and_releases_three_incidents_and_merges_none() {
    var incidents =
        List.of(
            incidentAtWork("R11.2 første"),
            incidentAtWork("R11.2 anden"),
            incidentAtWork("R11.2 tredje"));
    var causes = String.join(", ", incidents.stream().map(Linked::issue).toList());

    var rfc = platform.tools.rfc("Fælles rettelse", causes);
    incidents.forEach(incident -> isPendingRelease(incident, rfc));
    assertThat(platform.tools.field(SDS, rfc, "Caused by").split(",\\s*"))
        .containsExactlyInAnyOrderElementsOf(incidents.stream().map(Linked::issue).toList());
    incidents.forEach(incident -> linksTo(incident, rfc));

    platform.tools.moveRfc(rfc, "Approve", "Release");
    incidents.forEach(incident -> has(incident, "Opened", "In Progress"));
    soon(
        "the hub finds all three by the RFC",
        () ->
            assertThat(platform.hub.get("/api/incidents?ticket=" + SDS + ":" + rfc))
                .map(one -> one.path("id").asText())
                .hasSize(3)
                .doesNotHaveDuplicates());
    for (var incident : incidents) {
      assertThat(platform.incidentOf(CLEARQUEST, incident.record()))
          .isEqualTo(platform.incidentOf(JIRA, incident.issue()));
    }
  }

  @Test
  void R11_2_a_rejected_rfc_changes_no_status_and_asks_for_a_person() {
    var incident = incidentAtWork("R11.2 afvist");
    var rfc = platform.tools.rfc("Afvist ændring", incident.record());
    isPendingRelease(incident, rfc);

    platform.tools.moveRfc(rfc, "Reject");

    soon(
        "operations are told",
        () ->
            assertThat(platform.hub.get("/api/attention"))
                .anyMatch(row ->
                    row.path("kind").asText().equals("NO_RELEASE_COMING")
                        && row.path("ticketKey").asText().equals(rfc)));
    has(incident, "Pending_Release", "Pending Release");
  }

  private static Linked incidentAtWork(String headline) {
    var incident = platform.linkedIncident(headline, "P3");
    platform.tools.transition(incident.issue(), "Start progress", Map.of());
    has(incident, "Opened", "In Progress");
    return incident;
  }

  private static void linksTo(Linked incident, String rfc) {
    soon(
        "the issue links to the RFC's page",
        () ->
            assertThat(platform.tools.remoteLinks(incident.issue()))
                .anyMatch(address -> address.endsWith("/tickets/jira-sds/" + rfc)));
  }

  private static void isPendingRelease(Linked incident, String rfc) {
    has(incident, "Pending_Release", "Pending Release");
    soon(
        "both show the RFC",
        () -> {
          assertThat(platform.tools.field(CLEARQUEST, incident.record(), "RfcKey")).isEqualTo(rfc);
          assertThat(platform.tools.field(JIRA, incident.issue(), "RFC")).isEqualTo(rfc);
        });
  }

  private static void has(Linked incident, String record, String issue) {
    soon(
        "%s is %s and %s is %s".formatted(incident.record(), record, incident.issue(), issue),
        () -> {
          assertThat(status(CLEARQUEST, incident.record())).isEqualTo(record);
          assertThat(status(JIRA, incident.issue())).isEqualTo(issue);
        });
  }

  private static String status(String tool, String key) {
    return platform.tools.ticket(tool, key).path("state").asText();
  }
}
