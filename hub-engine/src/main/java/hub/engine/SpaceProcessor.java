package hub.engine;

import hub.engine.Decision.Circumstances;
import hub.engine.DecisionTrace.Decided;
import hub.engine.format.Cause;
import hub.engine.format.InputFormat;
import hub.engine.format.InputFormat.Decoded;
import hub.engine.format.InputPosition;
import hub.engine.format.StateFormat;
import hub.engine.format.TraceHeader;
import hub.engine.log.Connection;
import hub.engine.privacy.Redaction;
import hub.engine.topic.Topics;
import hub.incident.Entry;
import hub.incident.Input;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one writer of a space (design D2, D3): one input at a time, each with all that follows from
/// it in one transaction.
///
/// Poison never stops it: everything is decoded, decided, serialised and measured first, and only
/// then done. What fails before that point becomes a dead letter in the same transaction.
final class SpaceProcessor implements Processor<byte[], byte[], Outgoing, byte[]> {

  static final String STORE = "state";

  private static final Logger LOG = LoggerFactory.getLogger(SpaceProcessor.class);
  private static final int MAX_TIMERS_A_ROUND = 200;

  private final Map<Integer, SpaceSettings> spaces;
  private final Set<String> systems;
  private final SpaceLogic logic;
  private final Redaction redaction;
  private final InputFormat inputs;
  private final Connection connection;
  private final String changelog;
  private final SpaceOwnership ownership;
  private final Duration timerInterval;
  private final Duration clockAhead;
  private final DecisionTrace trace;
  private final Map<String, FailedTimer> failedTimers = new HashMap<>();

  private final Admission admission;

  private boolean isAdopted;
  private @Nullable Owned owned;

  /// What is known once Streams has given the processor its partition.
  private record Owned(
      ProcessorContext<Outgoing, byte[]> context,
      WorkingView view,
      @Nullable SpaceSettings settings,
      @Nullable Decision decision,
      DeadLetterWriter deadLetters) {}

  private Meta meta;

  SpaceProcessor(
      EngineSettings settings, SpaceLogic logic, SpaceOwnership ownership, Admission admission) {
    this.admission = admission;
    this.spaces = settings.spacesByPartition();
    this.systems = settings.topics().systems();
    this.logic = logic;
    this.redaction = settings.redaction();
    this.inputs = new InputFormat(redaction);
    this.connection = settings.connection();
    this.changelog = Topics.changelog(settings.applicationId(), STORE);
    this.ownership = ownership;
    this.timerInterval = settings.timerInterval();
    this.clockAhead = settings.clockAhead();
    this.trace = settings.trace();
    this.meta = Meta.fresh(logic, "");
  }

  @Override
  public void init(ProcessorContext<Outgoing, byte[]> context) {
    KeyValueStore<String, byte[]> store = context.getStateStore(STORE);
    var partition = context.taskId().partition();
    var settings = spaces.get(partition);
    var space = settings == null ? "" : settings.space();
    failedTimers.clear();
    isAdopted = false;
    if (settings != null) {
      meta = new Restoration(connection, logic, space, changelog, partition).restore(store);
      context.schedule(timerInterval, PunctuationType.WALL_CLOCK_TIME, this::fireTimers);
    }
    owned =
        new Owned(
            context,
            new WorkingView(store, new StateFormat()),
            settings,
            settings == null ? null : new Decision(logic, settings, systems),
            new DeadLetterWriter(space, redaction));
  }

  @Override
  public void close() {
    var was = owned;
    if (was != null && was.settings() != null) {
      ownership.lose(was.settings().space());
    }
    owned = null;
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    var now = owned();
    adopt(now);
    announce(now);
    var metadata = now.context().recordMetadata().orElseThrow();
    var position = new InputPosition(metadata.partition(), metadata.offset());
    if (position.offset() <= meta.lastInput()) {
      // An event names it as its cause: it was processed, but the group's offset was lost.
      return;
    }
    var begun = Instant.now();
    var at = time(now);
    var effect = effectOf(now, record, position, at);
    follow(record, position, effect, begun);
    meta = meta.after(position.offset());
    apply(now, effect, at);
  }

  /// Beside the decision, never in it: what is decided must not depend on who looks.
  private void follow(
      Record<byte[], byte[]> record, InputPosition position, Effect effect, Instant begun) {
    var came = TraceHeader.find(record.headers());
    if (came != null) {
      effect.carry(
          trace.noted(new Decided(came, position, effect.incidents(), begun, Instant.now())));
    }
  }

  private Effect effectOf(
      Owned now, Record<byte[], byte[]> record, InputPosition position, Instant at) {
    Decoded decoded = null;
    try {
      decoded = inputs.decode(record.value(), record.headers());
      return switch (decoded) {
        case Decoded.Accepted(var received) -> {
          requireSpace(now.settings(), received.space());
          if (isForeignOffer(now, received.input())) {
            LOG.warn("Another configuration is offered and not adopted position={}", position);
            yield new Effect();
          }
          yield decide(
              now,
              received.input(),
              new Circumstances(
                  received.cause(position), at, received.claimedAt(), received.observedAt()));
        }
        case Decoded.GivenUp given -> now.deadLetters().forGivenUp(position, given, at);
        case Decoded.Retried(var retried, var when) -> now.deadLetters().retried(retried, when);
      };
    } catch (KafkaException e) {
      // Not the input's fault: the store or the broker is in trouble, and Streams must know.
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      LOG.warn(
          "An input became a dead letter position={} cause={}",
          position,
          e.getClass().getSimpleName());
      return now.deadLetters().forInput(position, record.headers(), record.value(), decoded, e, at);
    }
  }

  private static void requireSpace(@Nullable SpaceSettings settings, String space) {
    if (settings == null || !settings.space().equals(space)) {
      throw new hub.engine.format.UnreadableRecordException(
          "the input is for a space that does not live in this partition");
    }
  }

  private Effect decide(Owned now, Input input, Circumstances around) {
    var decision = now.decision();
    if (decision == null) {
      throw new IllegalStateException("no space is configured for the partition");
    }
    return decision.decide(now.view(), now.view(), meta.link(), input, around);
  }

  /// Before anything else is decided, the configuration that it is decided with is adopted. Where
  /// another one was adopted meanwhile, this process decides nothing.
  private void adopt(Owned now) {
    var settings = now.settings();
    if (settings == null || isAdopted) {
      return;
    }
    var own = settings.configurationHash();
    var adopted = now.view().space().configuration();
    if (!adopted.equals(own)) {
      if (!admission.mayReplace(settings.space(), adopted)) {
        throw new OtherConfigurationException(
            settings.space(), own, adopted, "adopted since this process started");
      }
      var at = time(now);
      var around = new Circumstances(Cause.CLOCK, at, null, at);
      apply(now, decide(now, new Input.ConfigurationOffered(own), around), at);
      LOG.info("The configuration is adopted space={} hash={}", settings.space(), own);
    }
    isAdopted = true;
  }

  /// The hub's time, which tests may set.
  private Instant time(Owned now) {
    return Instant.ofEpochMilli(now.context().currentSystemTimeMs()).plus(clockAhead);
  }

  /// What another process offers is not for this one to adopt: it does not have it.
  private static boolean isForeignOffer(Owned now, Input input) {
    return input instanceof Input.ConfigurationOffered(var hash)
        && now.settings() != null
        && !hash.equals(now.settings().configurationHash());
  }

  /// Only here: before the first input or round of timers the state cannot be asked yet.
  private void announce(Owned now) {
    var settings = now.settings();
    if (settings != null) {
      ownership.gain(settings.space());
    }
  }

  private void fireTimers(long timestamp) {
    var now = owned();
    adopt(now);
    announce(now);
    var at = Instant.ofEpochMilli(timestamp).plus(clockAhead);
    now.view().dueTimers(at, MAX_TIMERS_A_ROUND + failedTimers.size()).stream()
        .filter(timer -> !isPaused(timer, at))
        .limit(MAX_TIMERS_A_ROUND)
        .forEach(timer -> fire(now, timer, at));
  }

  private void fire(Owned now, Entry.Timer timer, Instant at) {
    var failed = failedTimers.remove(timer.key());
    try {
      var around = new Circumstances(Cause.CLOCK, at, null, at);
      var effect = decide(now, new Input.TimerDue(timer.id(), timer.due()), around);
      if (!effect.entries().containsKey(timer.key())) {
        // It would be due again at once, and for ever.
        throw new IllegalStateException("the core kept a timer that was due");
      }
      apply(now, effect, at);
      if (failed != null) {
        apply(now, now.deadLetters().timerFired(timer.id(), at), at);
      }
    } catch (KafkaException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      LOG.warn("The core fails on a timer cause={}", e.getClass().getSimpleName());
      failedTimers.put(timer.key(), FailedTimer.of(failed, at));
      if (failed == null) {
        apply(now, now.deadLetters().forTimer(timer.id(), e, at), at);
      }
    }
  }

  private boolean isPaused(Entry.Timer timer, Instant at) {
    var failed = failedTimers.get(timer.key());
    return failed != null && failed.until().isAfter(at);
  }

  /// A timer that the core fails on waits longer each time.
  private record FailedTimer(Instant until, Duration pause) {

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    static FailedTimer of(@Nullable FailedTimer before, Instant at) {
      var doubled = before == null ? FIRST : before.pause.multipliedBy(2);
      var pause = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
      return new FailedTimer(at.plus(pause), pause);
    }
  }

  /// Records carry the machine's time, by which Kafka keeps and forgets them.
  private void apply(Owned now, Effect effect, Instant at) {
    meta = effect.link() == null ? meta : meta.linked(effect.link());
    effect.put(Meta.KEY, meta.toBytes());
    var written = at.minus(clockAhead).toEpochMilli();
    now.view().apply(effect);
    for (var outbound : effect.records()) {
      var value = outbound.isTombstone() ? null : outbound.record().value();
      now.context()
          .forward(new Record<>(outbound.target(), value, written, outbound.record().headers()));
    }
  }

  private Owned owned() {
    var now = owned;
    if (now == null) {
      throw new IllegalStateException("the processor has no partition");
    }
    return now;
  }
}
