package hub.engine;

import hub.engine.broker.BrokerSettings;
import hub.engine.broker.EmbeddedBroker;
import hub.engine.format.EventFormat;
import hub.engine.format.InputPosition;
import hub.engine.format.Origin;
import hub.engine.format.RecordedEvent;
import hub.engine.log.Connection;
import hub.engine.log.KeyRing;
import hub.engine.log.PartitionReader;
import hub.engine.topic.Topics;
import hub.incident.Input;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/// A broker and an engine over a directory, for tests.
final class RunningHub implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  final EmbeddedBroker broker;
  final Connection connection;
  private final EngineSettings settings;
  private final SpaceLogic logic;
  private final Path scratch;
  Engine engine;

  private RunningHub(Path directory, SpaceLogic logic) {
    this.broker = EmbeddedBroker.start(BrokerSettings.in(directory.resolve("kafka")));
    this.connection = Connection.plain(broker.bootstrapServers());
    this.settings = EngineSettings.embedded(broker.bootstrapServers(), directory, Site.space());
    this.logic = logic;
    this.scratch = directory.resolve("scratch");
    this.engine = Engine.start(settings, logic);
  }

  static RunningHub start(Path directory) {
    return start(directory, SpaceLogic.CORE);
  }

  static RunningHub start(Path directory, SpaceLogic logic) {
    var hub = starting(directory, logic);
    hub.awaitOwned();
    return hub;
  }

  /// A hub that may never own its space.
  static RunningHub starting(Path directory, SpaceLogic logic) {
    return new RunningHub(directory, logic);
  }

  /// Does something while the broker runs and the engine does not.
  void restartEngine(Meanwhile meanwhile) {
    engine.close();
    try (var admin = Admin.create(connection.with(Map.of()))) {
      meanwhile.act(admin);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    engine = Engine.start(settings, logic);
    awaitOwned();
  }

  interface Meanwhile {
    void act(Admin admin) throws Exception;
  }

  private void awaitOwned() {
    await(() -> engine.ownership().owns(Site.SPACE) && engine.view().sequence(Site.SPACE) >= 0);
  }

  InputPosition append(Input input) {
    var origin =
        input instanceof Input.Request request
            ? Origin.person(request.actor())
            : Origin.of(Site.DESK);
    try {
      return engine.inputs().append(Site.SPACE, input, origin).get(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError("the input was not accepted", e);
    }
  }

  /// Appends and waits until everything that follows is committed.
  void process(Input input) {
    processed(append(input));
  }

  /// Waits until the group has committed beyond the input.
  void processed(InputPosition position) {
    await(() -> committed() > position.offset());
  }

  long committed() {
    try (var admin = Admin.create(connection.with(Map.of()))) {
      var offsets = admin.listConsumerGroupOffsets("hub").partitionsToOffsetAndMetadata().get();
      var offset = offsets.get(new TopicPartition(Topics.INPUTS, 0));
      return offset == null ? 0 : offset.offset();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  List<RecordedEvent> events() {
    var format = new EventFormat();
    var events = new ArrayList<RecordedEvent>();
    var raw = raw(Topics.EVENTS);
    try (var keys = new KeyRing(connection, Site.SPACE, 0)) {
      keys.refresh();
      for (var record : raw) {
        events.add(format.decode(record.value(), record.headers(), keys));
      }
    }
    return events;
  }

  /// Everything in a topic; in the order of each partition.
  List<ConsumerRecord<String, byte[]>> raw(String topic) {
    var records = new ArrayList<ConsumerRecord<String, byte[]>>();
    for (var partition = 0; partition < partitions(topic); partition++) {
      try (var reader = new PartitionReader(connection, topic, partition)) {
        reader.readToEnd(records::add);
      }
    }
    return records;
  }

  private static int partitions(String topic) {
    return topic.startsWith(Topics.commands("")) ? Topics.COMMAND_PARTITIONS : 1;
  }

  StateHash liveHash() {
    return engine.view().hash(Site.SPACE);
  }

  StateHash replay() {
    return new Replay(connection, scratch).fold(Site.SPACE, 0);
  }

  static void await(Callable<Boolean> condition) {
    var end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        if (condition.call()) {
          return;
        }
      } catch (EngineView.NotReadyException _) {
        // Not yet.
      } catch (Exception e) {
        throw new AssertionError(e);
      }
      if (System.nanoTime() > end) {
        throw new AssertionError("it did not happen within " + PATIENCE);
      }
      java.util.concurrent.locks.LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  @Override
  public void close() {
    engine.close();
    broker.close();
  }
}
