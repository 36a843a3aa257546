package hub.engine;

import static hub.engine.Site.DESK;
import static hub.engine.Site.OPERATIONS;
import static hub.engine.Site.SPACE;
import static hub.engine.Site.seen;
import static hub.engine.Site.ticket;
import static org.assertj.core.api.Assertions.assertThat;

import hub.incident.IncidentId;
import hub.incident.Input.EraseRequested;
import hub.incident.Input.MergeRequested;
import hub.incident.Input.UnmergeRequested;
import hub.ticket.Field;
import hub.ticket.Ticket;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// One of two incidents that were one for a while is forgotten (design D12), and the other is not.
@TestInstance(Lifecycle.PER_CLASS)
class ErasureTest {

  private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");

  private RunningHub hub;

  @BeforeAll
  void start(@TempDir Path directory) {
    hub = RunningHub.start(directory);
  }

  @AfterAll
  void stop() {
    hub.close();
  }

  @Test
  void D12_what_was_taken_out_of_an_erased_incident_keeps_its_texts() {
    var stays = seenOf(DESK, 1, "Anders");
    var leaves = seenOf(OPERATIONS, 2, "Birgit");
    var old = separatedAgain(stays, leaves);

    hub.process(new EraseRequested("olga", old, null));

    assertThat(log()).doesNotContain("Anders");
    assertThat(state()).doesNotContain("Anders").contains("Birgit ringede");
    assertReplay();
  }

  @Test
  void D12_what_stays_keeps_its_texts_when_what_was_taken_out_is_erased() {
    var stays = seenOf(DESK, 3, "Carsten");
    var leaves = seenOf(OPERATIONS, 4, "Dorthe");
    separatedAgain(stays, leaves);

    hub.process(new EraseRequested("olga", incidentOf(leaves), null));

    assertThat(log()).doesNotContain("Dorthe ringede");
    assertThat(state()).doesNotContain("Dorthe ringede").contains("Carsten ringede");
    assertReplay();
  }

  @Test
  void D12_what_was_merged_is_erased_with_the_one_that_goes_on() {
    var one = seenOf(DESK, 5, "Erik");
    var other = seenOf(OPERATIONS, 6, "Frida");
    hub.process(new MergeRequested("olga", incidentOf(one), incidentOf(other)));

    hub.process(new EraseRequested("olga", incidentOf(other), null));

    assertThat(log()).doesNotContain("Erik").doesNotContain("Frida");
    assertThat(state()).doesNotContain("Erik").doesNotContain("Frida");
    assertReplay();
  }

  /// Merges the incidents of two tickets and takes the second out again.
  ///
  /// @return the incident that was one of both
  private IncidentId separatedAgain(Ticket stays, Ticket leaves) {
    hub.process(new MergeRequested("olga", incidentOf(stays), incidentOf(leaves)));
    hub.process(new UnmergeRequested("olga", incidentOf(stays), List.of(leaves.ref())));
    assertThat(incidentOf(leaves)).isNotEqualTo(incidentOf(stays));
    return incidentOf(stays);
  }

  private Ticket seenOf(String system, int number, String person) {
    var ticket =
        ticket(
                system,
                number,
                1,
                Map.of(
                    Field.TITLE, person + " kan ikke logge ind",
                    Field.PRIORITY, "P3",
                    Field.STATUS, "IN_PROGRESS"))
            .withComments(List.of(Site.comment("c1", person + " ringede igen")));
    hub.process(seen(ticket, MONDAY));
    return ticket;
  }

  private IncidentId incidentOf(Ticket ticket) {
    return hub.engine.view().space(SPACE).incidentOf(ticket.ref()).orElseThrow().id();
  }

  private String log() {
    return hub.events().toString();
  }

  private String state() {
    return hub.engine.view().space(SPACE).scan("").toString();
  }

  private void assertReplay() {
    assertThat(hub.replay()).isEqualTo(hub.liveHash());
  }
}
