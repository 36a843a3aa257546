package hub.service.wiring;

import static java.util.Objects.requireNonNull;

import hub.connector.HubBackfill;
import hub.connector.HubCommands;
import hub.connector.HubIntake;
import hub.connector.HubPolling;
import hub.connector.NoticeLetters;
import hub.connector.Systems;
import hub.engine.Engine;
import hub.engine.EngineSettings;
import hub.engine.EngineSettings.SpaceGuard;
import hub.engine.OtherConfigurationException;
import hub.engine.PastState;
import hub.engine.SpaceSettings;
import hub.engine.format.Origin;
import hub.engine.intake.InputRefusedException;
import hub.engine.privacy.Redaction;
import hub.engine.topic.TopicSettings;
import hub.incident.Input.ConfigurationOffered;
import hub.service.chain.HeadDelivery;
import hub.service.chain.HeadLetters;
import hub.service.contact.SiteLetters;
import hub.service.metrics.AnswerTimes;
import hub.service.metrics.HubCounts;
import hub.service.metrics.StateMetrics;
import hub.service.search.KafkaEventSource;
import hub.service.search.ReadSide;
import hub.service.search.Room;
import hub.service.site.Durations;
import hub.service.site.SecretReference;
import hub.service.site.Site;
import hub.service.site.SiteExchange;
import hub.service.site.SiteReader;
import hub.service.trace.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.quarkus.core.CamelRuntime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Starts the parts one after the other (broker, engine, sinks, sources), and stops them the other
/// way round, so that nothing waits for what is already gone.
@Singleton
public class HubLifecycle {

  /// With this exit code a process ends that wants to be started again, with another configuration.
  public static final int START_AGAIN = 75;

  private static final Logger LOG = LoggerFactory.getLogger(HubLifecycle.class);
  private static final Duration COMMIT_INTERVAL = Duration.ofMillis(20);
  private static final Duration TIMER_INTERVAL = Duration.ofMillis(250);

  /// How often a process with another configuration looks whether it may go on.
  private static final Duration TURN_INTERVAL = Duration.ofSeconds(5);

  private final HubSettings settings;
  private final CamelRuntime camel;
  private final RunningHub hub;
  private final DeadLetterRetry retry;
  private final ContactLinks links;
  private final MeterRegistry meters;
  private final Traces traces;
  private final Deque<AutoCloseable> started = new ArrayDeque<>();

  HubLifecycle(
      HubSettings settings,
      CamelRuntime camel,
      RunningHub hub,
      DeadLetterRetry retry,
      ContactLinks links,
      MeterRegistry meters,
      Traces traces) {
    this.settings = settings;
    this.camel = camel;
    this.hub = hub;
    this.retry = retry;
    this.links = links;
    this.meters = meters;
    this.traces = traces;
  }

  void start(@Observes StartupEvent event) throws Exception {
    StateMetrics.bindEngine(meters, hub);
    var site = site();
    Files.createDirectories(settings.data());
    var begun = Instant.now();
    var cluster = Cluster.open(settings);
    started.push(cluster);
    try {
      serve(site, cluster, begun);
    } catch (OtherConfigurationException other) {
      LOG.error("The hub waits: {}", other.getMessage());
      hub.refused(requireNonNull(other.getMessage()));
      var waiting = Executors.newSingleThreadScheduledExecutor();
      started.push(waiting::shutdownNow);
      var _ =
          waiting.scheduleWithFixedDelay(
              () -> tryAgain(waiting, site, cluster, begun),
              TURN_INTERVAL.toMillis(),
              TURN_INTERVAL.toMillis(),
              TimeUnit.MILLISECONDS);
    }
  }

  /// The others may have stopped, or may have been given the same configuration.
  private void tryAgain(
      ScheduledExecutorService waiting, Site site, Cluster cluster, Instant begun) {
    try {
      serve(site, cluster, begun);
      waiting.shutdown();
    } catch (OtherConfigurationException other) {
      hub.refused(requireNonNull(other.getMessage()));
    } catch (Exception e) {
      LOG.error("The hub cannot start", e);
      hub.refused("it cannot start: " + e.getMessage());
      waiting.shutdown();
    }
  }

  private synchronized void serve(Site site, Cluster cluster, Instant begun) throws Exception {
    var engine = Engine.start(engineSettings(site, cluster));
    started.push(engine);
    var assignments =
        new Assignments(
            InstantSource.system(),
            cluster.isEmbedded() ? begun : null,
            cluster.connection().properties());
    var commands = new TakenCommands(assignments, traces);
    var space = site.config().space().id();
    var faults = new FaultHook(settings.fault().halt(), settings.fault().pass());
    var counts = new HubCounts(meters, site.config().systems().keySet(), begun);
    var intake = new AcknowledgedIntake(engine.inputs(), space, commands, faults, counts, traces);
    offer(site, intake);
    var heads = new Heads(settings);
    var polling =
        new OwnedPolling(space, engine.ownership(), engine.view(), engine.inputs(), intake);
    var backfill =
        new OwnedBackfill(
            space, engine.ownership(), engine.view(), engine.inputs(), intake, polling);
    camel.getCamelContext().getRegistry().bind(HubPolling.BEAN, polling);
    camel.getCamelContext().getRegistry().bind(HubBackfill.BEAN, backfill);
    bind(camel.getCamelContext(), site, cluster, assignments, intake, commands);
    var times = listen(site.config().systems().keySet());
    started.push(camel::stop);
    camel.start();
    var readSide = readSide(site, cluster, engine, backfill, counts);
    readSide.projection().whenDelivered(times::delivered);
    hub.started(
        new RunningHub.Parts(
            site,
            cluster.connection(),
            engine,
            intake,
            backfill,
            readSide,
            heads.key(),
            retry,
            ShownAddresses.ticketPages(
                site.config().systems(), new SecretReference(site.directory(), System::getenv)),
            times,
            clock(),
            emptyScratch()));
    var routes = new SiteRoutes(camel.getCamelContext(), site, settings.instance());
    started.push(routes::stop);
    routes.start();
    started.push(
        heads.deliver(site.config().space(), cluster.connection(), engine, headLetters(site)));
    LOG.info("The hub serves {} (configuration {})", site.directory(), site.hash());
  }

  /// Takes the time of what tools answer, from the first request on.
  private AnswerTimes listen(Set<String> systems) {
    var times = new AnswerTimes(systems, InstantSource.system());
    times.bind(meters);
    var listener = new ToolListener(systems, times);
    camel.getCamelContext().getManagementStrategy().addEventNotifier(listener);
    return times;
  }

  private ReadSide readSide(
      Site site, Cluster cluster, Engine engine, OwnedBackfill backfill, HubCounts counts) {
    var space = site.config().space();
    var readSide =
        ReadSide.open(
            settings.data().resolve("index"),
            site.config(),
            () -> new KafkaEventSource(cluster.connection(), space.id(), space.partition()),
            new ShownDeadLetters(engine.deadLetters()),
            backfill,
            room(cluster, engine));
    started.push(readSide);
    readSide.projection().whenDelivered(counts::delivered);
    StateMetrics.bind(meters, site.config().systems().keySet(), readSide, clock());
    return readSide;
  }

  private Path emptyScratch() {
    var scratch = settings.data().resolve("scratch");
    PastState.clear(scratch);
    return scratch;
  }

  /// The engine adopts the configuration by itself before it decides anything, so a hub that is
  /// started on a full disk shows that, and goes on when there is room again.
  private static void offer(Site site, AcknowledgedIntake intake) {
    try {
      intake.append(new ConfigurationOffered(site.hash()), Origin.of(Origin.HUB));
    } catch (InputRefusedException refused) {
      if (refused.reason() != InputRefusedException.Reason.NO_SPACE) {
        throw refused;
      }
      LOG.warn("The hub starts on a full disk: {}", refused.getMessage());
    }
  }

  synchronized void stop(@Observes ShutdownEvent event) {
    while (!started.isEmpty()) {
      try {
        started.pop().close();
      } catch (Exception e) {
        LOG.warn("A part of the hub did not stop in good order", e);
      }
    }
  }

  private Site site() throws IOException {
    new SiteExchange(settings.site()).finish();
    var reading = SiteReader.read(settings.site());
    reading.mistakes().forEach(mistake -> LOG.error("{}", mistake));
    return reading
        .site()
        .orElseThrow(() ->
            new IllegalStateException(
                "%s has %d mistakes; correct them, or see them with: ./hub validate %s"
                    .formatted(settings.site(), reading.mistakes().size(), settings.site())));
  }

  private EngineSettings engineSettings(Site site, Cluster cluster) {
    var space = new SpaceSettings(site.config(), site.hash());
    var systems = new TreeSet<>(site.config().systems().keySet());
    var retention =
        Durations.parse(settings.inputRetention()).orElse(TopicSettings.DEFAULT_INPUT_RETENTION);
    var fewest = space.partition() + 1;
    var topics =
        cluster.isEmbedded()
            ? new TopicSettings(fewest, (short) 1, retention, true, systems)
            : new TopicSettings(
                settings.kafka().partitions().orElse(fewest),
                settings.kafka().replicationFactor(),
                retention,
                false,
                systems);
    return new EngineSettings(
        cluster.connection(),
        topics,
        List.of(space),
        "hub",
        settings.instance(),
        settings.data().resolve("state"),
        COMMIT_INTERVAL,
        TIMER_INTERVAL,
        settings.kafka().standbyReplicas(),
        cluster.isEmbedded()
            ? new SpaceGuard(settings.data(), settings.freeSpaceFloor().asLongValue())
            : null,
        Redaction.STANDARD,
        clockAhead(),
        traces);
  }

  /// A hub that lives in another time contacts the wrong people, so it must be asked for twice.
  private Duration clockAhead() {
    var start = settings.clock().start();
    if (start.isPresent() && !settings.clock().maySet()) {
      throw new IllegalStateException(
          "hub.clock.start sets another time, which only a test may; remove it, or set"
              + " hub.clock.may-set=true");
    }
    return start.map(time -> Duration.between(Instant.now(), time)).orElse(Duration.ZERO);
  }

  private InstantSource clock() {
    return InstantSource.offset(InstantSource.system(), clockAhead());
  }

  private Room room(Cluster cluster, Engine engine) {
    return cluster.isEmbedded()
        ? new DiskRoom(
            engine.inputs(),
            settings.data(),
            settings.freeSpaceFloor().asLongValue(),
            InstantSource.system())
        : Room.ENOUGH;
  }

  private HeadDelivery.Letters headLetters(Site site) {
    var to = settings.chain().mailTo().orElse(List.of());
    if (to.isEmpty()) {
      return HeadDelivery.Letters.NOBODY;
    }
    var contacts = site.config().contacts();
    var system = contacts == null || contacts.system() == null ? "" : contacts.system();
    var sender = site.config().systems().get(system);
    if (sender == null || !sender.connection().containsKey("address")) {
      throw new IllegalStateException(
          "hub.chain.mail-to names people, and no system of the site sends mails; set"
              + " contacts.system in hub.yaml, or remove hub.chain.mail-to");
    }
    var references = new SecretReference(site.directory(), System::getenv);
    return new HeadLetters(
        camel.getCamelContext().createProducerTemplate(),
        SiteRoutes.sending(system),
        references.resolve(sender.connection().getOrDefault("address", "")),
        to);
  }

  private NoticeLetters letters(Site site) {
    return new SiteLetters(site, links.signed(), links.address(), InstantSource.system());
  }

  private void bind(
      CamelContext context,
      Site site,
      Cluster cluster,
      Assignments assignments,
      HubIntake intake,
      HubCommands commands) {
    var references = new SecretReference(site.directory(), System::getenv);
    var systems =
        new RedactedSystems(
            new ShownAddresses(site.config().systems(), references), Redaction.STANDARD::redact);
    context.getRegistry().bind(HubIntake.BEAN, intake);
    context.getRegistry().bind(HubCommands.BEAN, commands);
    context.getRegistry().bind(Systems.BEAN, systems);
    context.getRegistry().bind(NoticeLetters.BEAN, letters(site));
    var kafka = context.getComponent("kafka", KafkaComponent.class);
    kafka.getConfiguration().setBrokers(cluster.connection().bootstrapServers());
    kafka.setKafkaClientFactory(assignments);
  }
}
