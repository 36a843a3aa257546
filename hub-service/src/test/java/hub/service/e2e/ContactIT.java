package hub.service.e2e;

import static hub.service.e2e.Platform.soon;
import static hub.service.e2e.ToolHands.CLEARQUEST;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whom a P1 contacts on a Sunday night at two, and how it is acknowledged. The hub's clock is set.
@SuppressWarnings("NullAway.Init") // JUnit sets them before each use
class ContactIT {

  @TempDir static Path data;
  private static Platform platform;

  @BeforeAll
  static void start() {
    platform = Platform.prepare(data);
    platform
        .hub
        .start("-Dhub.clock.start=2026-03-08T01:00:00Z", "-Dhub.clock.may-set=true")
        .awaitReady();
  }

  @AfterAll
  static void stop() {
    platform.close();
  }

  private static List<JsonNode> contacts(String incident) {
    return StreamSupport.stream(platform.hub.get("/api/contacts").spliterator(), false)
        .filter(contact -> contact.path("incident").asText().equals(incident))
        .toList();
  }

  private static String incidentOf(String record) {
    soon(
        "the hub knows " + record,
        () -> assertThat(platform.hub.incidentOf(CLEARQUEST, record)).isNotNull());
    var found = requireNonNull(platform.hub.incidentOf(CLEARQUEST, record));
    return found.path("id").asText();
  }

  private static void contacted(String incident, List<String> roles) {
    soon(
        incident + " contacts " + roles,
        () ->
            assertThat(contacts(incident))
                .map(contact -> contact.path("contacted").path(0).asText())
                .containsExactlyInAnyOrderElementsOf(roles));
  }

  @Test
  void R3_7_a_P1_born_on_a_Sunday_at_two_contacts_the_system_owner_once() {
    var incident = incidentOf(platform.tools.record("R3.7 intet virker", "P1"));

    contacted(incident, List.of("NSP_SYSTEM_OWNER"));
    assertThat(contacts(incident).getFirst().path("why").asText()).contains("row F");
  }

  @Test
  void R5a_3_a_P1_of_FMK_contacts_the_FMK_incident_manager() {
    var record = platform.tools.assignedRecord("R5a.3 FMK svarer ikke", "P3", "FMK");
    var incident = incidentOf(record);
    soon(
        "the hub knows that it is FMK's",
        () ->
            assertThat(platform.hub.get("/api/incidents/" + incident).toString())
                .contains("FMK_SUPPLIER"));
    platform.tools.act(record, "Modify", Map.of("Priority", "P1"));

    contacted(incident, List.of("FMK_INCIDENT_MANAGER"));
  }
}
