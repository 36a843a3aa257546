package hub.service.e2e;

import static hub.service.e2e.Platform.soon;
import static hub.service.e2e.ToolHands.CLEARQUEST;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A desk that the hub has no code for works with it by YAML alone: a real Request Tracker 5 by
/// `config/request-tracker`, the file of the how-to.
class RequestTrackerIT {

  private static RequestTracker tracker;
  private static Platform platform;

  @BeforeAll
  static void start(@TempDir Path directory) throws IOException {
    tracker = RequestTracker.start(directory.resolve("rt"));
    var site = Files.createDirectories(directory.resolve("site"));
    var demo = HubProcess.demoSite();
    // The demo's short intervals over the site of the how-to.
    Files.writeString(
        site.resolve("hub.yaml"),
        Files.readString(demo.resolve("hub.yaml"))
            .replace("extends: ../nsp", "extends: " + demo.resolveSibling("request-tracker")));
    platform = Platform.prepare(directory.resolve("data"), site);
    platform.hub.withEnvironment(tracker.environment()).start().awaitReady();
  }

  @AfterAll
  static void stop() {
    if (platform != null) {
      platform.close();
    }
    if (tracker != null) {
      tracker.close();
    }
  }

  @Test
  void R3_4_a_ticket_becomes_a_record_and_both_are_kept_alike() {
    var ticket = tracker.ticket("Prøvesvar mangler", "Ingen svar siden kl. 8.\nHele afd. B.", 70);
    var record = recordOf(ticket);

    assertThat(platform.tools.field(CLEARQUEST, record, "Headline")).isEqualTo("Prøvesvar mangler");
    assertThat(platform.tools.field(CLEARQUEST, record, "Description")).contains("Hele afd. B.");
    assertThat(platform.tools.field(CLEARQUEST, record, "Priority")).isEqualTo("P2");

    tracker.set(ticket, "Priority", "95");
    soon(
        "the record is P1",
        () -> assertThat(platform.tools.field(CLEARQUEST, record, "Priority")).isEqualTo("P1"));
    tracker.reply(ticket, "Fejlen ses også på afd. C");
    soon(
        "the record has the reply",
        () -> assertThat(notes(record)).anyMatch(text -> text.contains("afd. C")));
  }

  @Test
  void what_the_national_desk_does_reaches_the_ticket_once() {
    var ticket = tracker.ticket("Kvitteringer udebliver", "Siden i nat.", 40);
    var record = recordOf(ticket);

    platform.tools.act(record, "Modify", Map.of("Priority", "P2"));
    platform.tools.act(record, "Assign", Map.of("Assignee", "Driftleverandoer"));
    note(record, "Leverandøren er i gang");

    soon(
        "the ticket has priority, status and note",
        () -> {
          assertThat(tracker.ticket(ticket).path("Priority").asText()).isEqualTo("70");
          assertThat(tracker.ticket(ticket).path("Status").asText()).isEqualTo("open");
          assertThat(tracker.texts(ticket))
              .filteredOn(text -> text.contains("Leverandøren er i gang"))
              .hasSize(1);
        });
  }

  @Test
  void a_ticket_can_be_tried_before_anything_is_done() {
    var ticket = tracker.ticket("Kun et forsøg 010190-1234", "Intet skal ske.", 40);

    var said = platform.hub.command("try", "rt", ticket);

    assertThat(said)
        .contains("priority: 40 -> P3", "systems.rt.values.priority", "nothing was done")
        .doesNotContain("010190-1234");
  }

  @Test
  void after_a_kill_nothing_is_there_twice() {
    var ticket = tracker.ticket("Medicinkort åbner ikke", "Fra en lægepraksis.", 40);
    tracker.reply(ticket, "Skrevet lige før");
    platform.hub.kill();
    tracker.reply(ticket, "Skrevet imens");
    platform.hub.start().awaitReady();

    var record = recordOf(ticket);
    soon(
        "both replies have arrived",
        () ->
            assertThat(notes(record))
                .anyMatch(text -> text.contains("Skrevet lige før"))
                .anyMatch(text -> text.contains("Skrevet imens")));
    note(record, "Set af nationalt");
    soon(
        "the note has arrived",
        () -> assertThat(tracker.texts(ticket)).anyMatch(text -> text.contains("Set af")));

    assertThat(notes(record)).filteredOn(text -> text.contains("Skrevet")).hasSize(2);
    assertThat(platform.tools.titled(CLEARQUEST, "Medicinkort åbner ikke")).hasSize(1);
  }

  private static void note(String record, String text) {
    platform.tools.act(record, "Modify", Map.of("Note_Entry", text));
  }

  private static List<String> notes(String record) {
    return platform
        .tools
        .ticket(CLEARQUEST, record)
        .path("comments")
        .valueStream()
        .map(JsonNode::asText)
        .toList();
  }

  /// The visible id of the record that shows up for a ticket, once both show each other.
  private static String recordOf(String ticket) {
    soon(
        "ticket " + ticket + " shows its record",
        () -> assertThat(tracker.custom(ticket, "ClearQuest ID")).isNotEmpty());
    return tracker.custom(ticket, "ClearQuest ID");
  }
}
