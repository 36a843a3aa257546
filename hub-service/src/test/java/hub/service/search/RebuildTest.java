package hub.service.search;

import static org.assertj.core.api.Assertions.assertThat;

import hub.incident.IncidentId;
import hub.service.search.Rebuild.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullUnmarked
class RebuildTest {

  private static final Instant MONDAY = Instant.parse("2026-03-02T09:00:00Z");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;

  private final EventLog log = new EventLog(MONDAY);
  private final Stories stories = new Stories(log);

  @Test
  void the_old_index_answers_until_the_new_one_knows_as_much() throws IOException {
    try (var index = IncidentIndex.open(folder)) {
      stories.synced(1, "Login fails", "P3");
      index.add(log.all());
      var before = everything(index);
      var gate = new CountDownLatch(1);
      var rebuild = new Rebuild(index, () -> new Held(log.again(), gate), InstantSource.system());

      assertThat(rebuild.start()).isTrue();
      assertThat(rebuild.start()).as("one at a time").isFalse();
      assertThat(rebuild.progress().state()).isEqualTo(State.RUNNING);
      assertThat(everything(index)).isEqualTo(before);
      stories.synced(2, "Slow answers", "P2");
      index.add(log.all());
      var after = everything(index);
      gate.countDown();
      await(() -> rebuild.progress().state() == State.DONE);

      assertThat(everything(index)).isEqualTo(after);
      assertThat(rebuild.progress().folded()).isEqualTo(log.all().size());
      assertThat(editions()).containsExactly("2");
      stories.synced(3, "It goes on", "P2");
      index.add(log.all());
      assertThat(search(index).incident(new IncidentId(3))).isPresent();
      rebuild.close();
    }
  }

  @Test
  void what_was_made_half_is_forgotten_by_a_restart_and_the_old_index_stays() throws IOException {
    stories.synced(1, "Login fails", "P3");
    try (var index = IncidentIndex.open(folder)) {
      index.add(log.all());
      var half = index.begin();
      half.add(log.all().subList(0, 3));
      half.commit();
      // The process ends here.
      half.close();
    }
    assertThat(editions()).containsExactly("1", "2");

    try (var index = IncidentIndex.open(folder)) {
      assertThat(editions()).containsExactly("1");
      assertThat(index.position()).isEqualTo(log.all().getLast().position());
      assertThat(search(index).incident(new IncidentId(1))).isPresent();
    }
  }

  @Test
  void a_new_index_that_was_shown_is_the_one_after_a_restart() throws IOException {
    stories.synced(1, "Login fails", "P3");
    try (var index = IncidentIndex.open(folder)) {
      index.add(log.all());
      var rebuild = new Rebuild(index, log::again, InstantSource.system());
      rebuild.start();
      await(() -> rebuild.progress().state() == State.DONE);
    }

    try (var index = IncidentIndex.open(folder)) {
      assertThat(editions()).containsExactly("2");
      assertThat(index.position()).isEqualTo(log.all().getLast().position());
    }
  }

  @Test
  void a_log_that_cannot_be_read_leaves_the_old_index_and_says_why() throws IOException {
    try (var index = IncidentIndex.open(folder)) {
      stories.synced(1, "Login fails", "P3");
      index.add(log.all());
      var rebuild =
          new Rebuild(
              index,
              () -> {
                throw new IllegalStateException("the broker is away");
              },
              InstantSource.system());
      rebuild.start();
      await(() -> rebuild.progress().state() == State.FAILED);

      assertThat(rebuild.progress().cause()).isEqualTo("the broker is away");
      assertThat(search(index).incident(new IncidentId(1))).isPresent();
      assertThat(editions()).containsExactly("1");
    }
  }

  private List<Object> everything(IncidentIndex index) {
    return List.of(
        search(index).find(IncidentQuery.EVERYTHING),
        search(index).incident(new IncidentId(1)),
        search(index).timeline(new IncidentId(1)));
  }

  private static IncidentSearch search(IncidentIndex index) {
    return new IncidentSearch(index, DemoSite.config());
  }

  private List<String> editions() throws IOException {
    try (var content = Files.list(folder)) {
      return content.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  private static void await(BooleanSupplier condition) {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  /// A log that is not read before the gate opens.
  private record Held(EventSource source, CountDownLatch gate) implements EventSource {

    @Override
    public boolean reaches(long position) {
      return source.reaches(position);
    }

    @Override
    public void startAfter(long position) {
      source.startAfter(position);
    }

    @Override
    public List<LoggedEvent> next(Duration wait) {
      try {
        gate.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return source.next(wait);
    }

    @Override
    public OptionalLong behind() {
      return source.behind();
    }

    @Override
    public List<LoggedEvent> at(java.util.SortedSet<Long> positions) {
      return source.at(positions);
    }

    @Override
    public void close() {
      source.close();
    }
  }
}
