package hub.engine;

import hub.engine.deadletter.DeadLetters;
import hub.engine.intake.InputLog;
import hub.engine.topic.TopicCheck;
import hub.engine.topic.Topics;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Metric;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The running engine: topics checked, one writer for each space it owns, the door open.
///
/// Start it after the broker and before Camel. Stop order: sources, sinks, engine, broker.
public final class Engine implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);
  private static final int MAX_FAILURES = 5;
  private static final Duration FAILURE_WINDOW = Duration.ofMinutes(1);

  private final KafkaStreams streams;
  private final SpaceOwnership ownership;
  private final InputLog inputs;
  private final EngineView view;
  private final DeadLetters deadLetters;
  private final Deque<Long> failures = new ArrayDeque<>();

  private volatile @Nullable String refusal;

  private Engine(EngineSettings settings, SpaceLogic logic, Admission admission) {
    ownership = new SpaceOwnership();
    streams =
        new KafkaStreams(
            SpaceTopology.build(settings, logic, ownership, admission),
            StreamsSettings.of(settings));
    streams.setUncaughtExceptionHandler(this::afterFailure);
    view = new EngineView(streams, settings);
    inputs = InputLog.open(settings.intake());
    deadLetters = DeadLetters.follow(settings.connection());
  }

  /// Checks the topics, then starts. Spaces become owned once their state is restored.
  ///
  /// @throws hub.engine.topic.TopicMismatchException if topics are not as they must be
  /// @throws hub.engine.topic.TopicUnavailableException if the broker does not answer
  /// @throws OtherConfigurationException if others run with another configuration
  public static Engine start(EngineSettings settings) {
    return start(settings, SpaceLogic.CORE);
  }

  static Engine start(EngineSettings settings, SpaceLogic logic) {
    try (var admin = Admin.create(settings.connection().with(Map.of()))) {
      var check = new TopicCheck(admin);
      check.createAndCheck(settings.topics());
      check.createChangelog(settings.topics(), settings.applicationId(), SpaceProcessor.STORE);
      return start(settings, logic, Admission.of(settings, admin));
    }
  }

  static Engine start(EngineSettings settings, SpaceLogic logic, Admission admission) {
    var engine = new Engine(settings, logic, admission);
    engine.streams.start();
    return engine;
  }

  /// The door.
  public InputLog inputs() {
    return inputs;
  }

  /// The live state.
  public EngineView view() {
    return view;
  }

  /// What could not be processed.
  public DeadLetters deadLetters() {
    return deadLetters;
  }

  /// Which spaces this process owns.
  public SpaceOwnership ownership() {
    return ownership;
  }

  /// Why it processes nothing, if another configuration was adopted meanwhile.
  public Optional<String> refusal() {
    return Optional.ofNullable(refusal);
  }

  /// How the engine is.
  public Health health() {
    return switch (streams.state()) {
      case RUNNING -> Health.RUNNING;
      case CREATED, REBALANCING -> Health.STARTING;
      case PENDING_SHUTDOWN, NOT_RUNNING -> Health.STOPPED;
      case PENDING_ERROR, ERROR -> Health.FAILED;
    };
  }

  /// How many inputs of the log this process has not decided yet, by its last fetch; empty while it
  /// owns no space.
  public OptionalDouble behind() {
    return streams.metrics().values().stream()
        .filter(metric -> metric.metricName().name().equals("records-lag"))
        .filter(metric -> Topics.INPUTS.equals(metric.metricName().tags().get("topic")))
        .map(Metric::metricValue)
        .filter(Double.class::isInstance)
        .mapToDouble(Double.class::cast)
        .filter(lag -> !Double.isNaN(lag))
        .reduce(Double::sum);
  }

  /// How an engine can be.
  public enum Health {
    /// Restoring, or waiting for its turn.
    STARTING,
    RUNNING,
    STOPPED,
    /// It gave up; the log says why. Only a restart of the process helps.
    FAILED
  }

  /// Finishes the transaction under way and stops.
  @Override
  public void close() {
    streams.close(STOP_PATIENCE);
    ownership.close();
    deadLetters.close();
    inputs.close();
  }

  /// A failure that no input is to blame for, such as a lost broker: try again with a new thread,
  /// but not for ever.
  private synchronized StreamThreadExceptionResponse afterFailure(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof OtherConfigurationException other) {
        LOG.error("The engine stops: {}", other.getMessage());
        refusal = other.getMessage();
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
      }
      if (cause instanceof RestorationFailedException failed) {
        LOG.error("The engine stops", failed);
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
      }
    }
    LOG.error("The engine failed", failure);
    var now = System.nanoTime();
    failures.addLast(now);
    while (now - failures.getFirst() > FAILURE_WINDOW.toNanos()) {
      failures.removeFirst();
    }
    return failures.size() > MAX_FAILURES
        ? StreamThreadExceptionResponse.SHUTDOWN_CLIENT
        : StreamThreadExceptionResponse.REPLACE_THREAD;
  }
}
