package hub.engine;

import static hub.engine.Site.SPACE;
import static hub.engine.Site.seen;
import static org.assertj.core.api.Assertions.assertThat;

import hub.engine.chain.Chain;
import hub.engine.chain.ChainBreak;
import hub.engine.chain.ChainCheck;
import hub.engine.chain.ChainReader;
import hub.engine.chain.Head;
import hub.engine.chain.StoredRecord;
import hub.engine.chain.StoredRecord.StoredHeader;
import hub.engine.format.EventFormat;
import hub.engine.log.LastEvent;
import hub.engine.topic.Topics;
import hub.incident.Input.EraseRequested;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The chain as a running engine writes it, and what becomes of it when somebody lays hands on the
/// log.
class ChainedLogTest {

  private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");

  @Test
  void the_engine_chains_every_event_over_restart_rebuild_and_erasure(@TempDir Path directory)
      throws Exception {
    try (var hub = RunningHub.start(directory)) {
      observe(hub, 1, 4);
      hub.restartEngine(_ -> {});
      observe(hub, 5, 6);
      hub.restartEngine(_ -> delete(directory.resolve("state")));
      observe(hub, 7, 8);
      var head = head(hub);
      var incident =
          hub.engine
              .view()
              .space(SPACE)
              .incidentOf(EngineTest.assigned(1, "").ref())
              .orElseThrow()
              .id();
      hub.process(new EraseRequested("olga", incident, null));
      observe(hub, 9, 9);

      var log = read(hub);
      var check = new ChainCheck(SPACE, List.of(head));
      assertThat(firstBreak(log, check)).isEmpty();
      assertThat(check.held().chainedFrom()).isEqualTo(1);
      assertThat(check.held().events()).isEqualTo(log.size());
      assertThat(check.held().lastHead()).isEqualTo(head);
      assertThat(hub.events().toString()).contains("erased");
      assertThat(hub.replay()).isEqualTo(hub.liveHash());

      assertTamperingIsFound(log, head);
    }
  }

  /// What one can do to a log with the head of an earlier moment in other hands.
  private static void assertTamperingIsFound(List<StoredRecord> log, Head head) {
    var heads = List.of(head);
    var middle = (int) head.sequence() / 2;

    assertThat(firstBreak(with(log, middle, other(log.get(middle))), heads))
        .as("changed")
        .hasValueSatisfying(it -> {
          assertThat(it.sequence()).isEqualTo(middle + 1L);
          assertThat(it.offset()).isEqualTo(log.get(middle).offset());
          assertThat(it.means()).contains("was changed");
        });
    assertThat(firstBreak(rewritten(log, middle), List.of()))
        .as("changed, and every later link computed anew: in itself it agrees")
        .isEmpty();
    assertThat(firstBreak(rewritten(log, middle), heads))
        .as("but not with the head")
        .hasValueSatisfying(it -> {
          assertThat(it.sequence()).isEqualTo(head.sequence());
          assertThat(it.means()).contains("computed anew");
        });
    assertThat(firstBreak(rewritten(log, (int) head.sequence()), heads))
        .as("what came after the last head is not proven")
        .isEmpty();
    assertThat(firstBreak(log.subList(0, (int) head.sequence() - 1), heads))
        .as("tail cut before the head")
        .hasValueSatisfying(it -> assertThat(it.means()).contains("cut off"));
    assertThat(firstBreak(log.subList(0, (int) head.sequence()), heads))
        .as("tail cut after the head")
        .isEmpty();

    var swapped = new ArrayList<>(log);
    swapped.set(middle, log.get(middle + 1));
    swapped.set(middle + 1, log.get(middle));
    assertThat(firstBreak(swapped, List.of())).as("swapped").isPresent();
    var doubled = new ArrayList<>(log);
    doubled.add(middle, log.get(middle));
    assertThat(firstBreak(doubled, List.of())).as("doubled").isPresent();
    var missing = new ArrayList<>(log);
    missing.remove(middle);
    assertThat(firstBreak(missing, List.of())).as("taken out").isPresent();
    var unlinked = new ArrayList<>(log.stream().map(ChainedLogTest::unlinked).toList());
    assertThat(firstBreak(unlinked, heads)).as("all links taken off").isPresent();
  }

  @Test
  void a_log_of_before_there_were_links_is_chained_from_where_it_goes_on(@TempDir Path directory)
      throws Exception {
    try (var hub = RunningHub.start(directory)) {
      observe(hub, 1, 2);
      var old = read(hub).stream().map(ChainedLogTest::unlinked).toList();
      hub.restartEngine(admin -> {
        var all = Map.of(new TopicPartition(Topics.EVENTS, 0), RecordsToDelete.beforeOffset(-1));
        admin.deleteRecords(all).all().get();
        write(hub, old);
      });
      observe(hub, 3, 4);

      var log = read(hub);
      var check = new ChainCheck(SPACE, List.of(head(hub)));
      assertThat(firstBreak(log, check)).isEmpty();
      assertThat(check.held().chainedFrom()).isEqualTo(old.size() + 1L);
      assertThat(hub.replay()).isEqualTo(hub.liveHash());
    }
  }

  private static void observe(RunningHub hub, int first, int last) {
    for (var number = first; number <= last; number++) {
      hub.process(seen(EngineTest.assigned(number, "Sag " + number), MONDAY));
    }
  }

  /// The log follows the live state by the end of a transaction.
  private static List<StoredRecord> read(RunningHub hub) {
    var live = hub.liveHash().sequence();
    RunningHub.await(() -> LastEvent.findCommitted(hub.connection, SPACE, 0).sequence() >= live);
    var records = new ArrayList<StoredRecord>();
    new ChainReader(hub.connection).read(0, records::add);
    return records;
  }

  private static Head head(RunningHub hub) {
    var last = LastEvent.findCommitted(hub.connection, SPACE, 0);
    return new Head(SPACE, last.sequence(), String.valueOf(last.link()), MONDAY);
  }

  private static Optional<ChainBreak> firstBreak(List<StoredRecord> log, List<Head> heads) {
    return firstBreak(log, new ChainCheck(SPACE, heads));
  }

  private static Optional<ChainBreak> firstBreak(List<StoredRecord> log, ChainCheck check) {
    for (var record : log) {
      var found = check.take(record);
      if (found.isPresent()) {
        return found;
      }
    }
    return check.end();
  }

  private static List<StoredRecord> with(List<StoredRecord> log, int index, StoredRecord record) {
    var changed = new ArrayList<>(log);
    changed.set(index, record);
    return changed;
  }

  /// What somebody does who knows how the chain is made.
  private static List<StoredRecord> rewritten(List<StoredRecord> log, int index) {
    var changed = with(log, index, other(log.get(index)));
    for (var i = index; i < changed.size(); i++) {
      var record = changed.get(i);
      var previous = i == 0 ? Chain.genesis(SPACE, 1) : changed.get(i - 1).link().orElseThrow();
      var headers = new ArrayList<>(unlinked(record).headers());
      headers.add(
          new StoredHeader(
              EventFormat.LINK,
              Chain.link(previous, Chain.digest(record)).getBytes(StandardCharsets.UTF_8)));
      changed.set(i, new StoredRecord(record.offset(), record.key(), headers, record.value()));
    }
    return changed;
  }

  private static StoredRecord other(StoredRecord record) {
    var value = "{}".getBytes(StandardCharsets.UTF_8);
    return new StoredRecord(record.offset(), record.key(), record.headers(), value);
  }

  private static StoredRecord unlinked(StoredRecord record) {
    return new StoredRecord(
        record.offset(),
        record.key(),
        record.headers().stream()
            .filter(header -> !header.name().equals(EventFormat.LINK))
            .toList(),
        record.value());
  }

  private static void write(RunningHub hub, List<StoredRecord> records) throws Exception {
    try (var producer =
        new KafkaProducer<>(
            hub.connection.with(Map.of()), new StringSerializer(), new ByteArraySerializer())) {
      for (var record : records) {
        producer
            .send(
                new ProducerRecord<>(
                    Topics.EVENTS, 0, record.key(), record.value(), record.toHeaders()))
            .get(30, TimeUnit.SECONDS);
      }
    }
  }

  private static void delete(Path directory) throws Exception {
    try (var files = Files.walk(directory)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
