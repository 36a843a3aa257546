package hub.engine;

import static hub.engine.Site.DESK;
import static hub.engine.Site.SPACE;
import static hub.engine.Site.seen;
import static hub.engine.Site.ticket;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import hub.delivery.Outcome;
import hub.engine.deadletter.DeadLetter.Retry;
import hub.engine.deadletter.DeadLetters.KeptDeadLetter;
import hub.engine.format.Cause;
import hub.engine.format.HubJson;
import hub.engine.format.InputPosition;
import hub.engine.format.Origin;
import hub.engine.format.RecordedEvent;
import hub.engine.format.SourcePayload;
import hub.engine.format.TraceHeader;
import hub.engine.intake.InputRefusedException;
import hub.engine.topic.Topics;
import hub.incident.Entry;
import hub.incident.IncidentEvent.OfIncident;
import hub.incident.IncidentEvent.TimerFired;
import hub.incident.IncidentId;
import hub.incident.Input;
import hub.incident.Input.EraseRequested;
import hub.ticket.Comment;
import hub.ticket.Field;
import hub.ticket.Reading;
import hub.ticket.Ticket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// One hub for all tests; each uses tickets of its own.
@TestInstance(Lifecycle.PER_CLASS)
class EngineTest {

  private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");

  private RunningHub hub;

  @BeforeAll
  void start(@TempDir Path directory) {
    hub = RunningHub.start(directory, new FailingLogic());
  }

  @AfterAll
  void stop() {
    hub.close();
  }

  @Test
  void a_ticket_becomes_events_and_a_command_and_the_state_is_their_fold() {
    hub.process(seen(assigned(1, "Login fails for Hanne"), MONDAY));

    var events = hub.events();
    assertThat(events)
        .extracting(RecordedEvent::sequence)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, events.size()).boxed().toList());
    assertThat(values(Topics.commands("jira-ops"))).anyMatch(value -> value.contains("Hanne"));
    assertThat(values(Topics.EVENTS)).noneMatch(value -> value.contains("Hanne"));
    assertThat(events.toString()).contains("Login fails for Hanne");
    assertThat(hub.replay()).isEqualTo(hub.liveHash());
  }

  @Test
  void an_event_tells_its_cause_and_both_clocks() {
    var position = hub.append(seen(assigned(2, "Sag"), MONDAY));
    hub.processed(position);

    var caused =
        hub.events().stream().filter(event -> position.equals(event.cause().input())).toList();
    assertThat(caused)
        .isNotEmpty()
        .allSatisfy(event -> {
          assertThat(event.space()).isEqualTo(SPACE);
          assertThat(event.cause().system()).isEqualTo(DESK);
          assertThat(event.configuration()).isEqualTo("config-1");
          assertThat(event.observedAt()).isEqualTo(MONDAY);
          assertThat(event.at()).isAfter(MONDAY);
        });
  }

  @Test
  void the_trace_of_an_input_goes_on_with_its_commands_and_is_in_no_event() throws Exception {
    var trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    var input = seen(assigned(77, "A followed one"), MONDAY);
    hub.processed(hub.engine.inputs().append(SPACE, input, Origin.of(DESK), null, trace).get());

    assertThat(hub.raw(Topics.commands("jira-ops")))
        .filteredOn(record -> new String(record.value(), UTF_8).contains("A followed one"))
        .isNotEmpty()
        .allMatch(record -> trace.equals(TraceHeader.find(record.headers())));
    assertThat(hub.raw(Topics.EVENTS))
        .noneMatch(record -> TraceHeader.find(record.headers()) != null);
    assertThat(hub.replay()).isEqualTo(hub.liveHash());
  }

  @Test
  void I10_no_personal_number_reaches_any_topic() {
    var ticket =
        assigned(3, "Borger 010290-1234, 0102901234 og %30102901234")
            .withComments(List.of(Site.comment("c1", "cpr MDEwMjkwLTEyMzQ=")));
    var payload = HubJson.mapper().createObjectNode().put("010290-1234", 1012901234L);
    await(
        hub.engine
            .inputs()
            .append(SPACE, seen(ticket, MONDAY), Origin.of(DESK), new SourcePayload("m", payload)));
    var unreadable =
        hub.engine
            .inputs()
            .appendUnreadable(SPACE, Origin.of(DESK), "", "no JSON", "ask", "{010290 1234");
    hub.processed(await(unreadable));

    for (var topic :
        List.of(
            Topics.INPUTS,
            Topics.EVENTS,
            Topics.commands("jira-ops"),
            Topics.DEAD_LETTERS,
            Topics.DEAD_LETTER_PAYLOADS,
            "hub-state-changelog")) {
      assertThat(values(topic))
          .noneMatch(value -> withoutLink(value).contains("1234") && !value.contains("4567"))
          .noneMatch(value -> value.contains("MDEwMjkwLTEyMzQ"));
    }
    assertThat(hub.events().toString()).contains("Borger [redacted], [redacted] og [redacted]");
  }

  /// The links of the chain are random, and may hold any digits.
  private static String withoutLink(String value) {
    return value.replaceAll("\"link\":\"[0-9a-f]{64}\"", "");
  }

  @Test
  void poison_becomes_a_dead_letter_and_the_next_input_is_processed() {
    var good = seen(assigned(4, "Sag"), MONDAY);
    var poison =
        List.of(
            raw("{not json", "hub.input.TicketObserved"),
            raw("[]", "hub.input.TicketObserved"),
            raw("{\"input\": {\"ticket\": 5}}", "hub.input.TicketObserved"),
            raw("{\"input\": {}}", "hub.input.PollCompleted"),
            raw("{\"input\": {\"system\": \"x\", \"unknown\": 1}}", "hub.input.PollCompleted"),
            raw("{}", "hub.input.Gossip"),
            raw("[".repeat(20_000), "hub.input.TicketObserved"),
            raw(null, "hub.input.TicketObserved"),
            new ProducerRecord<>(Topics.INPUTS, 0, bytes("bare"), bytes("{}")));
    var positions = new ArrayList<InputPosition>();
    poison.forEach(record -> positions.add(produce(record)));
    hub.process(good);

    for (var position : positions) {
      var letter = letter(position);
      assertThat(letter.letter().cause()).as("of %s", position).isNotBlank();
      assertThat(letter.letter().remedy()).isNotBlank();
      assertThat(letter.letter().retry()).isEqualTo(Retry.SEND_AGAIN);
    }
    assertThat(letter(positions.getFirst()).letter().cause())
        .isEqualTo("the input is no JSON: syntax error at line 1, column 2");
    assertThat(hub.engine.deadLetters().payload(letter(positions.getFirst()).letter().id()))
        .contains("{not json");
    assertThat(letter(positions.get(2)).letter().cause()).contains("at input.ticket");
    assertThat(hub.engine.view().space(SPACE).get("ticket/clearquest:4")).isPresent();
  }

  @Test
  void a_failure_of_the_core_is_a_dead_letter_with_its_place_and_without_content() {
    var position = hub.append(seen(assigned(5, FailingLogic.FAIL), MONDAY));
    hub.processed(position);

    var letter = letter(position).letter();
    assertThat(letter.cause())
        .startsWith("the hub failed on it: IllegalStateException at FailingLogic.java:")
        .doesNotContain(FailingLogic.FAIL);
    assertThat(letter.retry()).isEqualTo(Retry.READ_AGAIN);
    assertThat(letter.subject()).isEqualTo("clearquest:5");
    assertThat(hub.engine.view().space(SPACE).get("ticket/clearquest:5")).isEmpty();
    assertThat(hub.replay()).isEqualTo(hub.liveHash());
  }

  @Test
  void a_state_entry_above_the_limit_is_a_dead_letter_and_the_engine_goes_on() {
    var position = hub.append(seen(assigned(6, FailingLogic.GROW), MONDAY));
    hub.processed(position);

    assertThat(letter(position).letter().cause())
        .contains("bytes, the limit is " + Topics.MAX_RECORD_BYTES);
    assertThat(hub.engine.health()).isEqualTo(Engine.Health.RUNNING);
    hub.process(seen(assigned(7, "Sag"), MONDAY));
    assertThat(hub.replay()).isEqualTo(hub.liveHash());
  }

  @Test
  void five_megabytes_are_refused_at_the_door_and_a_large_source_is_left_out() {
    var large = assigned(8, "x".repeat(5_000_000));
    assertThatThrownBy(
            () -> hub.engine.inputs().append(SPACE, seen(large, MONDAY), Origin.of(DESK)).join())
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(
            InputRefusedException.class,
            refused -> {
              assertThat(refused.reason()).isEqualTo(InputRefusedException.Reason.TOO_LARGE);
              assertThat(refused).hasMessageContaining("the limit is 1000000");
            });

    var source = new SourcePayload("m", TextNode.valueOf("x ".repeat(2_500_000)));
    var position =
        await(
            hub.engine
                .inputs()
                .append(SPACE, seen(assigned(9, "Sag"), MONDAY), Origin.of(DESK), source));
    hub.processed(position);
    assertThat(hub.engine.view().space(SPACE).get("ticket/clearquest:9")).isPresent();
  }

  @Test
  void what_the_door_gives_up_on_is_a_dead_letter_that_a_person_can_try_again() {
    var position =
        await(
            hub.engine
                .inputs()
                .appendUnreadable(
                    SPACE,
                    Origin.of(DESK),
                    "clearquest:10",
                    "the mapping has no priority for Sev9",
                    "add it to systems.clearquest.values",
                    "x".repeat(5_000_000)));
    hub.processed(position);
    var letter = letter(position);
    assertThat(letter.letter().cause()).isEqualTo("the mapping has no priority for Sev9");
    assertThat(letter.letter().retry()).isEqualTo(Retry.READ_AGAIN);
    assertThat(letter.retriedAt()).isNull();

    hub.processed(await(hub.engine.inputs().appendRetried(SPACE, letter.letter().id(), "olga")));
    RunningHub.await(() -> "olga".equals(letter(position).retriedBy()));
  }

  @Test
  void a_request_that_failed_is_put_in_again() {
    var position = hub.append(new Input.PauseRequested(FailingLogic.FAIL, "jira-ops"));
    hub.processed(position);
    assertThat(letter(position).letter().retry()).isEqualTo(Retry.PUT_IN_AGAIN);

    var again = await(hub.engine.inputs().repeat(SPACE, position));
    hub.processed(again);
    assertThat(letter(again).letter().type()).isEqualTo("hub.input.PauseRequested");
  }

  @Test
  void D12_after_an_erasure_neither_log_nor_state_nor_a_new_fold_knows_the_person() {
    var ticket =
        assigned(11, "Anders And kan ikke logge ind")
            .withComments(List.of(Site.comment("c1", "Anders ringede igen")));
    hub.process(seen(ticket, MONDAY));
    var incident = incidentOf(ticket);
    assertThat(hub.events().toString()).contains("Anders And", "Anders ringede", "Hanne Holm");

    hub.process(new EraseRequested("olga", incident, null));

    assertThat(eventsOf(incident)).doesNotContain("Anders").doesNotContain("Hanne Holm");
    assertThat(eventsOf(incident)).contains("erased");
    assertThat(state()).doesNotContain("Anders");
    assertThat(hub.replay()).isEqualTo(hub.liveHash());
    assertThat(hub.raw(Topics.KEYS))
        .filteredOn(record -> record.key().equals(SPACE + "/" + incident.number()))
        .last()
        .extracting(ConsumerRecord::value)
        .isNull();
  }

  @Test
  void a_timer_fires_by_itself_and_names_the_clock_as_its_cause() {
    var ticket = assigned(12, "Sag");
    hub.process(seen(ticket, MONDAY));
    var command =
        hub.engine.view().space(SPACE).scan("slot/create/jira-ops/" + incidentOf(ticket)).stream()
            .map(entry -> ((Entry.Outstanding) entry).command())
            .findFirst()
            .orElseThrow();
    var trouble = new Outcome.Unavailable(Outcome.Trouble.DEAD, "no answer", Duration.ofSeconds(1));
    hub.process(new Input.OutcomeReported(command.id(), trouble, Reading.at(Instant.now())));

    RunningHub.await(() ->
        hub.events().stream()
            .anyMatch(
                event -> event.event() instanceof TimerFired && event.cause().equals(Cause.CLOCK)));
    assertThat(hub.replay()).isEqualTo(hub.liveHash());
  }

  @Test
  void a_timer_that_the_core_fails_on_becomes_one_dead_letter() {
    var ticket = assigned(13, FailingLogic.BAD_TIMER);
    hub.process(seen(ticket, MONDAY));
    RunningHub.await(() -> letterOf(FailingLogic.TIMER).isPresent());
    hub.process(seen(assigned(14, "Sag"), MONDAY));
    var id = letterOf(FailingLogic.TIMER).orElseThrow().letter().id();
    assertThat(hub.raw(Topics.DEAD_LETTERS))
        .filteredOn(record -> record.key().equals(id))
        .hasSize(1);
  }

  @Test
  void a_timer_that_failed_and_fires_after_all_needs_nobody() {
    hub.process(seen(assigned(16, FailingLogic.ONCE), MONDAY));
    RunningHub.await(() ->
        letterOf(FailingLogic.ONCE)
            .filter(kept -> Cause.CLOCK.system().equals(kept.retriedBy()))
            .isPresent());
    assertThat(hub.engine.view().space(SPACE).scan(Entry.Timer.PREFIX))
        .extracting(timer -> ((Entry.Timer) timer).id())
        .doesNotContain(FailingLogic.ONCE);
  }

  @Test
  void a_restricted_comment_is_sealed_like_any_other() {
    var comment = new Comment("c9", "Birgit", MONDAY, "Hemmeligt", true, "");
    hub.process(seen(assigned(15, "Sag").withComments(List.of(comment)), MONDAY));
    assertThat(values(Topics.EVENTS)).noneMatch(value -> value.contains("Hemmeligt"));
    assertThat(values(Topics.EVENTS)).noneMatch(value -> value.contains("Birgit"));
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

  private Optional<KeptDeadLetter> letterOf(String timer) {
    return hub.engine.deadLetters().all().stream()
        .filter(kept -> kept.letter().type().equals("TimerDue"))
        .filter(kept -> kept.letter().subject().equals(timer))
        .findFirst();
  }

  private IncidentId incidentOf(Ticket ticket) {
    return hub.engine.view().space(SPACE).incidentOf(ticket.ref()).orElseThrow().id();
  }

  private String eventsOf(IncidentId incident) {
    return hub.events().stream()
        .map(RecordedEvent::event)
        .filter(event -> event instanceof OfIncident of && of.incident().equals(incident))
        .toList()
        .toString();
  }

  private String state() {
    return hub.engine.view().space(SPACE).scan("").toString();
  }

  private KeptDeadLetter letter(InputPosition position) {
    var id = "input-" + position.partition() + "-" + position.offset();
    RunningHub.await(() -> hub.engine.deadLetters().find(id).isPresent());
    return hub.engine.deadLetters().find(id).orElseThrow();
  }

  private List<String> values(String topic) {
    return hub.raw(topic).stream()
        .map(ConsumerRecord::value)
        .map(value -> value == null ? "" : new String(value, StandardCharsets.UTF_8))
        .toList();
  }

  private static ProducerRecord<byte[], byte[]> raw(@Nullable String value, String type) {
    var headers = new RecordHeaders();
    headers.add("ce_type", bytes(type));
    headers.add("ce_id", bytes("1"));
    headers.add("ce_space", bytes(SPACE));
    headers.add("ce_causesystem", bytes(DESK));
    headers.add("ce_time", bytes("2026-03-02T08:00:00Z"));
    headers.add("ce_dataschema", bytes("urn:x:1"));
    return new ProducerRecord<>(
        Topics.INPUTS, 0, null, bytes("poison"), value == null ? null : bytes(value), headers);
  }

  private InputPosition produce(ProducerRecord<byte[], byte[]> record) {
    try (var producer =
        new KafkaProducer<>(
            hub.connection.with(Map.of()), new ByteArraySerializer(), new ByteArraySerializer())) {
      var metadata = producer.send(record).get(30, TimeUnit.SECONDS);
      return new InputPosition(metadata.partition(), metadata.offset());
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static InputPosition await(CompletableFuture<InputPosition> future) {
    try {
      return future.get(30, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }
}
