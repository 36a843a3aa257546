package hub.engine;

import hub.engine.BareProcessor.Work;
import hub.engine.broker.BrokerSettings;
import hub.engine.broker.EmbeddedBroker;
import hub.engine.format.Encoded;
import hub.engine.log.Connection;
import hub.engine.log.PartitionReader;
import hub.engine.topic.TopicCheck;
import hub.engine.topic.Topics;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;

/// Measures the engine and its log beside what Kafka alone can do, with broker and both in one
/// process, as the demo runs. Rounds alternate, so that a machine that slows down slows both.
public final class EngineBench implements AutoCloseable {

  private static final String BARE = "bare";
  private static final String ENGINE = "hub";

  /// Incidents opened at a time.
  private static final int BATCH = 1_000;

  private static final int ALIVE = 10_000;

  private static final Duration LOOK = Duration.ofMillis(20);

  /// What is left out at the beginning of a round: Streams gets up to speed.
  private static final double WARMING = 0.2;

  private final Path directory;
  private final EmbeddedBroker broker;
  private final Connection connection;
  private final EngineSettings settings;
  private @Nullable BenchTraffic traffic = new BenchTraffic(Site.space());
  private final Admin admin;
  private final Map<TopicPartition, Long> taken = new HashMap<>();
  private @Nullable Engine engine;

  /// Starts a broker.
  public EngineBench(Path directory) throws ExecutionException, InterruptedException {
    this.directory = directory;
    broker = EmbeddedBroker.start(BrokerSettings.in(directory.resolve("kafka")));
    connection = Connection.plain(broker.bootstrapServers());
    settings = EngineSettings.embedded(broker.bootstrapServers(), directory, Site.space());
    admin = Admin.create(connection.with(Map.of()));
    new TopicCheck(admin).createAndCheck(settings.topics());
    var flushed = Map.of("flush.messages", "1", "max.message.bytes", "" + Topics.maxMessageBytes());
    admin
        .createTopics(
            List.of(
                new NewTopic(BareProcessor.INPUTS, 1, (short) 1).configs(flushed),
                new NewTopic(BareProcessor.OUT, 1, (short) 1).configs(flushed)))
        .all()
        .get();
  }

  /// Inputs a second, each round.
  ///
  /// @param recordsStored entries of the state that the engine wrote for an input
  /// @param recordsSent events, keys and commands for an input
  /// @param bytes of both for an input
  public record Throughput(
      List<Double> engine,
      List<Double> bare,
      double recordsStored,
      double recordsSent,
      double bytes) {

    /// Engine to bare processor, or fold to consumer; of the medians.
    public double ratio() {
      return median(engine) / median(bare);
    }
  }

  /// Lets so many incidents have come to be: their events lie in the log when the engine first
  /// starts. The last ten thousand of them are what a busy day is about.
  ///
  /// @return how many events that are
  public long open(int incidents) throws ExecutionException, InterruptedException {
    // While one processor writes what has happened, the other makes what happens next.
    try (var log = new WrittenLog(connection, Site.space(), traffic().now());
        var ahead = Executors.newSingleThreadExecutor()) {
      var next = ahead.submit(() -> openings(incidents));
      for (var left = incidents; left > 0; left -= BATCH) {
        var batch = next.get();
        var rest = left - BATCH;
        next = ahead.submit(() -> openings(rest));
        log.append(batch);
        if (rest >= ALIVE) {
          log.rest();
        }
      }
      return log.events();
    }
  }

  private List<Encoded> openings(int left) {
    var batch = traffic().openings(Math.clamp(left, 0, BATCH));
    if (left - BATCH >= ALIVE) {
      traffic().rest();
    }
    return batch;
  }

  /// Starts the engine, without state, and waits until it has folded the log.
  ///
  /// @return in seconds
  public double start() throws Exception {
    var begun = System.nanoTime();
    send(Topics.INPUTS, traffic().changes(1));
    engine = Engine.start(settings);
    while (committed(ENGINE, Topics.INPUTS) < end(Topics.INPUTS)) {
      LockSupport.parkNanos(LOOK.toNanos());
    }
    skipTaken();
    return (System.nanoTime() - begun) / 1e9;
  }

  /// What the heap holds while the engine runs over its state and nothing of the measurement is
  /// kept: broker and engine.
  ///
  /// @return in bytes
  public long heap() {
    traffic = null;
    var memory = ManagementFactory.getMemoryMXBean();
    memory.gc();
    return memory.getHeapMemoryUsage().getUsed();
  }

  /// The engine and the bare processor in turn, over the same work. The engine runs on meanwhile
  /// with nothing to do, as it does for most of its life.
  public Throughput throughput(int rounds, int inputs) throws Exception {
    var engine = new ArrayList<Double>();
    var bare = new ArrayList<Double>();
    var stored = 0L;
    var sent = 0L;
    var bytes = 0L;
    for (var round = 0; round < rounds; round++) {
      var batch = traffic().changes(inputs);
      send(Topics.INPUTS, batch);
      engine.add(engineRound(batch.size()));
      var work = workOfRound(batch.size());
      send(BareProcessor.INPUTS, batch);
      bare.add(bareRound(work));
      stored += work.stored().size();
      sent += work.sent().size();
      bytes += size(work.stored()) + size(work.sent());
    }
    var all = (double) rounds * inputs;
    return new Throughput(engine, bare, stored / all, sent / all, bytes / all);
  }

  /// Events a second: the fold of the whole log, and a consumer that only reads it.
  public record ReplaySpeed(double events, List<Double> fold, List<Double> raw) {
    /// Engine to bare processor, or fold to consumer; of the medians.
    public double ratio() {
      return median(fold) / median(raw);
    }
  }

  /// Folds the log and reads it, in turn.
  public ReplaySpeed replay(int rounds) {
    var fold = new ArrayList<Double>();
    var raw = new ArrayList<Double>();
    var replay = new Replay(connection, directory.resolve("scratch"));
    var events = 0L;
    for (var round = 0; round < rounds; round++) {
      var begun = System.nanoTime();
      events = replay.fold(Site.SPACE, 0).sequence();
      fold.add(perSecond(events, begun));
      begun = System.nanoTime();
      raw.add(perSecond(count(Topics.EVENTS), begun));
    }
    return new ReplaySpeed(events, fold, raw);
  }

  public static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  private BenchTraffic traffic() {
    return Objects.requireNonNull(traffic);
  }

  private double engineRound(int inputs) throws Exception {
    return rate(ENGINE, Topics.INPUTS, inputs);
  }

  private double bareRound(Work work) throws Exception {
    var own =
        new EngineSettings(
            connection,
            settings.topics(),
            settings.spaces(),
            BARE,
            BARE + "-1",
            directory.resolve(BARE),
            settings.commitInterval(),
            settings.timerInterval(),
            0,
            null,
            settings.redaction());
    try (var streams = new KafkaStreams(BareProcessor.topology(work), StreamsSettings.of(own))) {
      streams.start();
      return rate(BARE, BareProcessor.INPUTS, work.inputs());
    }
  }

  /// Inputs a second, by what the group has committed.
  private double rate(String group, String topic, int inputs) throws Exception {
    var end = end(topic);
    var first = end - inputs + Math.round(inputs * WARMING);
    var committed = 0L;
    while (committed < first) {
      LockSupport.parkNanos(LOOK.toNanos());
      committed = committed(group, topic);
    }
    var begun = System.nanoTime();
    var before = committed;
    while (committed < end) {
      LockSupport.parkNanos(LOOK.toNanos());
      committed = committed(group, topic);
    }
    return perSecond(committed - before, begun);
  }

  private long committed(String group, String topic) throws Exception {
    var offsets = admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
    var offset = offsets.get(new TopicPartition(topic, 0));
    return offset == null ? 0 : offset.offset();
  }

  private Work workOfRound(int inputs) {
    var sent = new ArrayList<ConsumerRecord<String, byte[]>>();
    sentTo().forEach(partition -> sent.addAll(news(partition)));
    return new Work(end(BareProcessor.INPUTS), inputs, news(changelog()), sent);
  }

  private void skipTaken() {
    sentTo().forEach(partition -> taken.put(partition, end(partition)));
    taken.put(changelog(), end(changelog()));
  }

  private static List<TopicPartition> sentTo() {
    var partitions = new ArrayList<TopicPartition>();
    partitions.add(new TopicPartition(Topics.EVENTS, 0));
    partitions.add(new TopicPartition(Topics.KEYS, 0));
    for (var partition = 0; partition < Topics.COMMAND_PARTITIONS; partition++) {
      partitions.add(new TopicPartition(Topics.commands(Site.OPERATIONS), partition));
      partitions.add(new TopicPartition(Topics.commands(Site.MAIL), partition));
    }
    return partitions;
  }

  private static TopicPartition changelog() {
    return new TopicPartition(ENGINE + "-" + SpaceProcessor.STORE + "-changelog", 0);
  }

  private List<ConsumerRecord<String, byte[]>> news(TopicPartition from) {
    var records = new ArrayList<ConsumerRecord<String, byte[]>>();
    try (var reader = new PartitionReader(connection, from.topic(), from.partition())) {
      reader.seek(taken.getOrDefault(from, 0L));
      reader.readToEnd(records::add);
      taken.put(from, reader.end());
    }
    return records;
  }

  private long count(String topic) {
    var count = new AtomicLong();
    try (var reader = new PartitionReader(connection, topic, 0)) {
      reader.readToEnd(_ -> count.incrementAndGet());
    }
    return count.get();
  }

  private long end(String topic) {
    return end(new TopicPartition(topic, 0));
  }

  private long end(TopicPartition partition) {
    try (var reader = new PartitionReader(connection, partition.topic(), partition.partition())) {
      return reader.end();
    }
  }

  private void send(String topic, List<Encoded> inputs) {
    var bytes = new ByteArraySerializer();
    try (var producer =
        new KafkaProducer<>(connection.with(Map.of("linger.ms", "20")), bytes, bytes)) {
      for (var input : inputs) {
        var key = input.key().getBytes(StandardCharsets.UTF_8);
        var _ =
            producer.send(
                new ProducerRecord<>(topic, 0, null, key, input.value(), input.headers()));
      }
    }
  }

  private static long size(List<ConsumerRecord<String, byte[]>> records) {
    return records.stream()
        .mapToLong(record -> record.value() == null ? 0 : record.value().length)
        .sum();
  }

  private static double perSecond(long count, long begun) {
    return count * 1e9 / (System.nanoTime() - begun);
  }

  @Override
  public void close() {
    if (engine != null) {
      engine.close();
    }
    admin.close();
    broker.close();
  }
}
