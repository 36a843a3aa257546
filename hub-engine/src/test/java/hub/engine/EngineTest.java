package hub.engine;

import static hub.engine.Site.DESK;
import static hub.engine.Site.seen;
import static hub.engine.Site.ticket;
import static org.assertj.core.api.Assertions.assertThat;

import hub.engine.format.RecordedEvent;
import hub.engine.topic.Topics;
import hub.ticket.Field;
import hub.ticket.Ticket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineTest {

  private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");

  @Test
  void a_ticket_becomes_events_and_a_command_and_the_state_is_their_fold(@TempDir Path directory) {
    try (var hub = RunningHub.start(directory)) {
      hub.process(seen(assigned(1, "Login fails for Hanne"), MONDAY));

      var events = hub.events();
      assertThat(events)
          .extracting(RecordedEvent::sequence)
          .containsExactlyElementsOf(LongStream.rangeClosed(1, events.size()).boxed().toList());
      assertThat(hub.raw(Topics.commands("jira-ops"))).hasSize(1);
      assertThat(hub.raw(Topics.EVENTS))
          .allSatisfy(record ->
              assertThat(new String(record.value(), StandardCharsets.UTF_8))
                  .doesNotContain("Hanne"));
      assertThat(events.toString()).contains("Login fails for Hanne");
      assertThat(hub.replay().hash()).isEqualTo(hub.liveHash());
    }
  }

  static Ticket assigned(int number, String title) {
    return ticket(
        DESK,
        number,
        1,
        Map.of(
            Field.TITLE, title,
            Field.PRIORITY, "P2",
            Field.STATUS, "ASSIGNED",
            Field.ASSIGNEE, "OPERATIONS_SUPPLIER"));
  }
}
