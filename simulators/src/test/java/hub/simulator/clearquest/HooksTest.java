package hub.simulator.clearquest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import hub.simulator.AdjustableClock;
import hub.simulator.SimulatorOptions;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Reference §2.6, §2.7, §8 items 4 and 5: what happens by itself when a record is saved.
class HooksTest {
  private final AdjustableClock clock = new AdjustableClock("2026-07-01T08:00:00Z");

  private OslcClient start(ClearQuestSettings settings) {
    return OslcClient.start(SimulatorOptions.forTests().withClock(clock).withClearQuest(settings));
  }

  @Test
  void a_note_entry_goes_to_the_log_with_author_and_time() {
    try (OslcClient client = start(ClearQuestSettings.DEFAULTS)) {
      String address = client.createWithHeadline("Noter");
      client.modify(address, "cq:Note_Entry", "{\"cq:Note_Entry\":\"Første\"}");
      clock.advance(Duration.ofMinutes(1));
      client.modify(address, "cq:Note_Entry", "{\"cq:Note_Entry\":\"Anden\\nlinje\"}");

      JsonNode record = client.read(address);

      assertThat(record.path("cq:Note_Entry").asText()).isEmpty();
      assertThat(record.path("cq:Notes_Log").asText())
          .isEqualTo(
              """
              ==== State: Submitted by: demo on: 2026-07-01 08:00:00 ====
              Første

              ==== State: Submitted by: demo on: 2026-07-01 08:01:00 ====
              Anden
              linje\
              """);
      assertThat(client.simulators().tickets("clearquest").getFirst().comments()).hasSize(2);
    }
  }

  @Test
  void a_site_may_show_the_newest_note_first() {
    try (OslcClient client = start(ClearQuestSettings.DEFAULTS.with(Habit.NEWEST_NOTE_FIRST))) {
      String address = client.createWithHeadline("Noter");
      client.modify(address, "cq:Note_Entry", "{\"cq:Note_Entry\":\"Første\"}");
      client.modify(address, "cq:Note_Entry", "{\"cq:Note_Entry\":\"Anden\"}");

      assertThat(client.read(address).path("cq:Notes_Log").asText())
          .matches("(?s)====.*Anden.*====.*Første");
    }
  }

  @Test
  void the_log_itself_cannot_be_written() {
    try (OslcClient client = start(ClearQuestSettings.DEFAULTS)) {
      String address = client.createWithHeadline("Noter");

      assertThat(
              client.modify(address, "cq:Notes_Log", "{\"cq:Notes_Log\":\"Historien\"}").status())
          .isEqualTo(409);
    }
  }

  @Test
  void the_last_change_is_stamped_in_seconds_and_by_whom() {
    try (OslcClient client = start(ClearQuestSettings.DEFAULTS)) {
      String address = client.createWithHeadline("Stempel");
      clock.advance(Duration.ofMillis(90_500));
      client
          .json
          .with("Authorization", OslcClient.basic("kirsten"))
          .put(address + "?oslc.properties=cq:Priority", "{\"cq:Priority\":\"P1\"}");

      JsonNode record = client.read(address);

      assertThat(record.path("cq:Last_Modified").asText()).isEqualTo("2026-07-01T08:01:30Z");
      assertThat(record.path("cq:Last_Modified_By").asText()).isEqualTo("kirsten");
      assertThat(record.path("cq:Submit_Date").asText()).isEqualTo("2026-07-01T08:00:00Z");
    }
  }

  @Test
  void a_site_without_that_hook_shows_only_a_growing_version() {
    try (OslcClient client = start(ClearQuestSettings.DEFAULTS.without(Habit.LAST_MODIFIED))) {
      String address = client.createWithHeadline("Uden stempel");
      client.modify(address, "cq:Priority", "{\"cq:Priority\":\"P1\"}");

      JsonNode record = client.read(address);

      assertThat(record.path("cq:Last_Modified").asText()).isEmpty();
      assertThat(record.path("cq:version").asInt()).isEqualTo(2);
    }
  }

  @Test
  void history_is_in_the_zone_of_the_database_server() {
    try (OslcClient client = start(ClearQuestSettings.DEFAULTS)) {
      String address = client.createWithHeadline("Historik");
      client.open(address);

      JsonNode history =
          client
              .json
              .get(address + "?oslc.properties=cq:history%7Bcq:action_timestamp,cq:action_name%7D")
              .json()
              .path("cq:history");

      assertThat(history).hasSize(2);
      assertThat(history.path(1).path("cq:action_name").asText()).isEqualTo("Open");
      assertThat(history.path(1).path("cq:action_timestamp").asText())
          .isEqualTo("2026-07-01T10:00:00Z");
    }
  }

  @Test
  void the_clock_of_the_server_may_be_ahead() {
    ClearQuestSettings ahead =
        ClearQuestSettings.DEFAULTS.withClock(Duration.ofMinutes(5), ZoneId.of("UTC"));
    try (OslcClient client = start(ahead)) {
      String address = client.createWithHeadline("Ur");

      assertThat(client.read(address).path("cq:Last_Modified").asText())
          .isEqualTo("2026-07-01T08:05:00Z");
    }
  }

  @Test
  void a_field_that_empties_another_makes_the_order_matter() {
    Schema schema =
        withHook(new Schema.HookRule(Schema.HookRule.Rule.CLEARS, "Assignee", "JiraKey", null));
    RecordEngineBench bench = new RecordEngineBench(schema, ClearQuestSettings.DEFAULTS, clock);

    long keptAtRandom =
        IntStream.range(0, 20).filter(i -> bench.keepsKeyBesideAssignee(Map.of())).count();
    long keptInOrder =
        IntStream.range(0, 20)
            .filter(i -> bench.keepsKeyBesideAssignee(Map.of("Assignee", 1, "JiraKey", 2)))
            .count();

    assertThat(keptAtRandom).isBetween(1L, 19L);
    assertThat(keptInOrder).isEqualTo(20);
  }

  @Test
  void a_hook_may_refuse_when_the_record_is_saved() {
    Schema schema =
        withHook(
            new Schema.HookRule(
                Schema.HookRule.Rule.REFUSES, "Headline", "forbudt", "Sådan må den ikke hedde."));
    RecordEngineBench bench = new RecordEngineBench(schema, ClearQuestSettings.DEFAULTS, clock);

    Rejection rejection = catchThrowableOfType(Rejection.class, () -> bench.submit("forbudt"));

    assertThat(rejection.status()).isEqualTo(409);
    assertThat(rejection.nested()).containsExactly("Sådan må den ikke hedde.");
  }

  private static Schema withHook(Schema.HookRule hook) {
    Schema shipped = Schema.shipped();
    Schema.RecordType incident = shipped.types().getFirst();
    Schema.RecordType changed =
        new Schema.RecordType(
            incident.name(),
            incident.dbid(),
            true,
            null,
            incident.fields(),
            incident.states(),
            incident.actions(),
            List.of(hook));
    return new Schema(
        shipped.repository(),
        shipped.database(),
        Stream.concat(Stream.of(changed), shipped.types().stream().skip(1)).toList(),
        shipped.queries(),
        shipped.records(),
        shipped.logins());
  }
}
