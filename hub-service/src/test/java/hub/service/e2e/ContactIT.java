package hub.service.e2e;

import static hub.service.e2e.Platform.soon;
import static hub.service.e2e.ToolHands.CLEARQUEST;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hub.incident.IncidentId;
import hub.service.contact.People.Language;
import hub.service.contact.SignedLinks;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
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

  @Test
  void the_mails_link_acknowledges_by_its_button_and_never_by_being_looked_at()
      throws IOException, InterruptedException {
    var incident = incidentOf(platform.tools.record("R3.7 bekræftes", "P2"));
    contacted(incident, List.of("NSP_SYSTEM_OWNER"));
    var task = contacts(incident).getFirst().path("task").asLong();
    var links = new SignedLinks(Files.readAllBytes(data.resolve("link.key")), Duration.ofHours(1));
    var token = links.token("nsp", IncidentId.parse(incident), task, Language.DA, Instant.now());

    for (var look = 0; look < 3; look++) {
      var page = ask(token, null);
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.body()).contains("<form method=\"post\"").doesNotContain("bekræftes");
    }
    assertThat(contacts(incident).getFirst().path("endedAt").asText("")).isEmpty();

    assertThat(ask(token, "reached=Lise+Holm").body()).contains("registreret");
    soon(
        "the contact is acknowledged",
        () ->
            assertThat(contacts(incident).getFirst().path("acknowledgedBy").asText())
                .isEqualTo("the mail's button"));
    assertThat(ask(token, null).body()).contains("allerede").doesNotContain("<form");
    assertThat(contacts(incident).toString()).doesNotContain("Lise");
    assertThat(ask(token + "x", null).statusCode()).isEqualTo(404);
  }

  @Test
  void a_contact_is_waived_by_operations_for_a_reason_only() {
    var incident = incidentOf(platform.tools.record("R3.7 øvelse", "P1"));
    contacted(incident, List.of("NSP_SYSTEM_OWNER"));
    var task = contacts(incident).getFirst().path("task").asLong();
    var address = "/api/incidents/" + incident + "/waive";

    assertThat(platform.hub.post(address, "{\"task\":\"%d\"}".formatted(task)).statusCode())
        .isEqualTo(400);
    assertThat(
            platform
                .hub
                .post(address, "{\"task\":\"%d\",\"reason\":\"en øvelse\"}".formatted(task))
                .statusCode())
        .isEqualTo(202);
    soon(
        "the waiver is recorded",
        () -> assertThat(contacts(incident).getFirst().path("isWaived").asBoolean()).isTrue());
  }

  /// Looks at the page, or presses its button.
  ///
  /// @param form null to look only
  private static HttpResponse<String> ask(String token, @Nullable String form)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(platform.hub.url() + "/contact/" + token))
            .timeout(Duration.ofSeconds(20));
    if (form != null) {
      request
          .header("Content-Type", "application/x-www-form-urlencoded")
          .POST(BodyPublishers.ofString(form));
    }
    try (var http = HttpClient.newHttpClient()) {
      return http.send(request.build(), BodyHandlers.ofString());
    }
  }
}
