package hub.engine;

import static hub.engine.Site.seen;
import static org.assertj.core.api.Assertions.assertThat;

import hub.engine.broker.BrokerProcess;
import hub.engine.format.InputPosition;
import hub.engine.format.RecordedEvent;
import hub.engine.topic.TopicSettings;
import hub.engine.topic.Topics;
import hub.incident.Shadow;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartTest {

  private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");
  private static final String TO_OPERATIONS = Topics.commands(Site.OPERATIONS);
  private static final String CHANGELOG = "hub-state-changelog";

  @Test
  void I7_stores_and_changelogs_can_be_deleted_and_even_the_groups_offsets(
      @TempDir Path directory) {
    try (var hub = RunningHub.start(directory)) {
      // A state that is folded anew in more than one transaction.
      observe(hub, 1, 250);
      var before = hub.liveHash();

      hub.restartEngine(admin -> delete(directory.resolve("state")));
      assertThat(hub.liveHash()).as("without the stores").isEqualTo(before);

      hub.restartEngine(admin -> {
        delete(directory.resolve("state"));
        admin.deleteTopics(List.of(CHANGELOG)).all().get();
      });
      assertThat(hub.liveHash()).as("without stores and changelog").isEqualTo(before);

      hub.restartEngine(admin -> admin.deleteTopics(List.of(CHANGELOG)).all().get());
      assertThat(hub.liveHash()).as("with stores of a changelog that is gone").isEqualTo(before);

      hub.restartEngine(admin -> {
        delete(directory.resolve("state"));
        admin.deleteTopics(List.of(CHANGELOG)).all().get();
        // A static member stays in the group for a while after it has stopped.
        RunningHub.await(() -> members(admin).isEmpty());
        admin.deleteConsumerGroups(List.of("hub")).all().get();
      });
      observe(hub, 251, 252);
      assertThat(hub.replay()).isEqualTo(hub.liveHash());
      assertThat(hub.events().stream().filter(RestartTest::isOpening)).hasSize(252);
      assertThat(sequences(hub))
          .isEqualTo(LongStream.rangeClosed(1, sequences(hub).size()).boxed().toList());
    }
  }

  @Test
  void a_state_of_another_evolve_version_is_folded_anew_and_nothing_is_decided_or_sent_again(
      @TempDir Path directory) {
    StateHash before;
    List<RecordedEvent> events;
    int commands;
    try (var hub = RunningHub.start(directory)) {
      observe(hub, 1, 5);
      before = hub.liveHash();
      events = hub.events();
      commands = hub.raw(TO_OPERATIONS).size();
    }
    assertThat(commands).isEqualTo(5);
    var folded = new int[1];
    var newer =
        new NextVersion() {
          @Override
          public List<hub.incident.StateChange> evolve(
              hub.incident.SpaceView view, hub.incident.IncidentEvent event) {
            folded[0]++;
            return super.evolve(view, event);
          }
        };
    try (var hub = RunningHub.start(directory, newer)) {
      assertThat(hub.liveHash()).isEqualTo(before);
      assertThat((long) folded[0]).isEqualTo(before.sequence());

      observe(hub, 6, 6);
      assertThat(hub.events()).startsWith(events.toArray(RecordedEvent[]::new));
      assertThat(hub.raw(TO_OPERATIONS)).hasSize(commands + 1);
    }
  }

  @Test
  void a_fold_that_fails_on_its_way_is_begun_again(@TempDir Path directory) {
    StateHash before;
    try (var hub = RunningHub.start(directory)) {
      observe(hub, 1, 5);
      before = hub.liveHash();
    }
    try (var hub = RunningHub.start(directory, failingToFold(1))) {
      assertThat(hub.liveHash()).isEqualTo(before);
    }
  }

  /// So that whoever watches the process can start it again.
  @Test
  void an_engine_whose_state_cannot_be_folded_says_that_it_has_failed(@TempDir Path directory) {
    try (var hub = RunningHub.start(directory)) {
      observe(hub, 1, 1);
    }
    try (var hub = RunningHub.starting(directory, failingToFold(Integer.MAX_VALUE))) {
      RunningHub.await(() -> hub.engine.health() == Engine.Health.FAILED);
      assertThat(hub.engine.ownership().owns(Site.SPACE)).isFalse();
    }
  }

  /// A restored backup of which one topic is older, or has other offsets.
  @Test
  void inputs_that_are_not_those_of_the_events_are_not_passed_over(@TempDir Path directory)
      throws Exception {
    try (var hub = RunningHub.start(directory)) {
      observe(hub, 1, 3);
      hub.engine.close();
      try (var admin = Admin.create(hub.connection.with(Map.of()))) {
        admin.deleteTopics(List.of(Topics.INPUTS)).all().get();
      }
    }
    try (var hub = RunningHub.starting(directory, SpaceLogic.CORE)) {
      RunningHub.await(() -> hub.engine.health() == Engine.Health.FAILED);
      assertThat(hub.engine.ownership().owns(Site.SPACE)).isFalse();
    }
  }

  /// A core whose state is another one, so that it is folded anew.
  private abstract static class NextVersion extends FailingLogic {
    @Override
    public int version() {
      return super.version() + 1;
    }
  }

  /// A fold that fails so many times.
  private static SpaceLogic failingToFold(int times) {
    var left = new AtomicInteger(times);
    return new NextVersion() {
      @Override
      public List<hub.incident.StateChange> evolve(
          hub.incident.SpaceView view, hub.incident.IncidentEvent event) {
        if (left.getAndDecrement() > 0) {
          throw new IllegalStateException("it failed in the fold");
        }
        return super.evolve(view, event);
      }
    };
  }

  @Test
  void I5_what_was_accepted_before_a_kill_is_in_the_state_after_it(@TempDir Path directory)
      throws Exception {
    var accepted = 0;
    try (var process = ChildProcess.start(HubProcess.class, directory.toString())) {
      process.await("ready");
      for (var number = 1; number <= 30; number++) {
        process.say(Integer.toString(number));
      }
      for (; accepted < 25; accepted++) {
        process.await("accepted");
      }
      process.kill();
    }
    try (var hub = RunningHub.start(directory)) {
      // The log may have taken more than was told.
      hub.processed(new InputPosition(0, hub.raw(Topics.INPUTS).getLast().offset()));
      for (var number = 1; number <= accepted; number++) {
        assertThat(hub.engine.view().space(Site.SPACE).get("ticket/clearquest:" + number))
            .as("ticket %d", number)
            .containsInstanceOf(Shadow.class);
      }
      assertThat(hub.replay()).isEqualTo(hub.liveHash());
      assertThat(new TreeSet<>(sequences(hub))).hasSameSizeAs(sequences(hub));
    }
  }

  @Test
  void the_same_engine_runs_against_a_broker_elsewhere(@TempDir Path directory) throws Exception {
    try (var process =
        ChildProcess.start(BrokerProcess.class, directory.resolve("kafka").toString())) {
      var elsewhere = process.await("ready");
      var embedded = EngineSettings.embedded(elsewhere, directory, Site.space());
      var topics = embedded.topics();
      var settings =
          new EngineSettings(
              new hub.engine.log.Connection(
                  elsewhere, java.util.Map.of("security.protocol", "PLAINTEXT")),
              new TopicSettings(3, (short) 1, topics.inputRetention(), false, topics.systems()),
              embedded.spaces(),
              "another-hub",
              "another-hub-1",
              directory.resolve("state"),
              embedded.commitInterval(),
              embedded.timerInterval(),
              0,
              null,
              embedded.redaction());
      try (var engine = Engine.start(settings)) {
        RunningHub.await(() -> engine.ownership().owns(Site.SPACE));
        var position =
            engine
                .inputs()
                .append(
                    Site.SPACE,
                    seen(EngineTest.assigned(1, "Sag"), MONDAY),
                    hub.engine.format.Origin.of(Site.DESK))
                .get(30, TimeUnit.SECONDS);
        assertThat(position.partition()).isZero();
        RunningHub.await(() -> engine.view().sequence(Site.SPACE) > 0);
        RunningHub.await(() ->
            new Replay(settings.connection(), directory.resolve("scratch"))
                .fold(Site.SPACE, 0)
                .equals(engine.view().hash(Site.SPACE)));
      }
    }
  }

  private static void observe(RunningHub hub, int first, int last) {
    InputPosition position = null;
    for (var number = first; number <= last; number++) {
      position = hub.append(seen(EngineTest.assigned(number, "Sag " + number), MONDAY));
    }
    if (position != null) {
      hub.processed(position);
    }
  }

  private static List<MemberDescription> members(Admin admin) throws Exception {
    return admin.describeConsumerGroups(List.of("hub")).all().get().values().stream()
        .flatMap(group -> group.members().stream())
        .toList();
  }

  private static boolean isOpening(RecordedEvent recorded) {
    return recorded.event() instanceof hub.incident.IncidentEvent.IncidentOpened;
  }

  private static List<Long> sequences(RunningHub hub) {
    return hub.events().stream().map(RecordedEvent::sequence).toList();
  }

  private static void delete(Path directory) throws IOException {
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(
              Path visited, @org.jspecify.annotations.Nullable IOException failure)
              throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
