package hub.engine;

import hub.delivery.Command;
import hub.engine.chain.Chain;
import hub.engine.format.Cause;
import hub.engine.format.CommandFormat;
import hub.engine.format.Encoded;
import hub.engine.format.EventFormat;
import hub.engine.format.RecordedEvent;
import hub.engine.format.StateFormat;
import hub.engine.privacy.IncidentKey;
import hub.engine.privacy.IncidentKeys;
import hub.engine.topic.Topics;
import hub.incident.Entry;
import hub.incident.IncidentEvent;
import hub.incident.Input;
import hub.incident.Kinship;
import hub.incident.SpaceView;
import hub.incident.StateChange;
import hub.space.SpaceMachine;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/// Asks the core about one input and serialises everything that follows. Touches nothing.
final class Decision {

  static final String KEY_PREFIX = "#key/";

  private static final byte[] NOTHING = {};

  private final SpaceLogic logic;
  private final SpaceSettings settings;
  private final Set<String> systems;
  private final EventFormat events = new EventFormat();
  private final CommandFormat commands = new CommandFormat();
  private final StateFormat state = new StateFormat();

  Decision(SpaceLogic logic, SpaceSettings settings, Set<String> systems) {
    this.logic = logic;
    this.settings = settings;
    this.systems = systems;
  }

  /// When things happened and who made them happen, for the events' envelopes.
  record Circumstances(Cause cause, Instant now, @Nullable Instant claimedAt, Instant observedAt) {}

  /// Decides.
  ///
  /// @param link of the last event, to which the next one is tied; null if it has none
  /// @throws RuntimeException if the core fails, or something cannot be written or is too large
  Effect decide(
      SpaceView view, IncidentKeys keys, @Nullable String link, Input input, Circumstances around) {
    var before = sequence(view);
    var step = logic.step(view, input, around.now(), settings.config());
    var effect = new Effect();
    var made = new MadeKeys(keys, effect);
    var sequence = before;
    var last = link;
    for (var event : step.events()) {
      sequence++;
      var recorded =
          new RecordedEvent(
              settings.space(),
              sequence,
              event,
              around.cause(),
              around.now(),
              settings.configurationHash(),
              around.claimedAt(),
              around.observedAt());
      last = record(view, effect, made, recorded, last);
      effect.link(last);
    }
    for (var change : step.changes()) {
      switch (change) {
        case StateChange.Put put -> effect.put(put.entry(), state.encode(put.entry()));
        case StateChange.Remove remove -> effect.remove(remove.key());
      }
    }
    requireSequence(step, before, sequence);
    return effect;
  }

  static long sequence(SpaceView view) {
    return view.get(Entry.SpaceRecord.KEY)
        .map(entry -> ((Entry.SpaceRecord) entry).sequence())
        .orElse(0L);
  }

  private String record(
      SpaceView view,
      Effect effect,
      MadeKeys keys,
      RecordedEvent recorded,
      @Nullable String previous) {
    var encoded = events.encode(recorded, keys::get);
    var link = Chain.append(previous, encoded);
    effect.send(Topics.EVENTS, settings.partition(), encoded);
    switch (recorded.event()) {
      case IncidentEvent.CommandIssued(_, var command, _) -> issue(effect, recorded, command);
      case IncidentEvent.IncidentErased(var incident, _, _) ->
          Kinship.of(view, incident).forEach(relative -> keys.erase(relative.number()));
      case IncidentEvent _ -> {}
    }
    return link;
  }

  private void issue(Effect effect, RecordedEvent recorded, Command command) {
    if (!systems.contains(command.system())) {
      throw new IllegalStateException("a command for a system that is not configured");
    }
    effect.send(
        Topics.commands(command.system()), Outgoing.BY_KEY, commands.encode(recorded, command));
  }

  /// The core keeps the count; the envelope must say the same, or a later fold would fail.
  private static void requireSequence(SpaceMachine.Step step, long before, long after) {
    var kept =
        step.changes().stream()
            .filter(change -> change.key().equals(Entry.SpaceRecord.KEY))
            .map(change -> ((Entry.SpaceRecord) ((StateChange.Put) change).entry()).sequence())
            .reduce(before, (_, last) -> last);
    if (kept != after) {
      throw new IllegalStateException(
          "the core counts %d events, there are %d".formatted(kept, after));
    }
  }

  /// Keys as they are after the events so far; new ones go out with the events they seal.
  private final class MadeKeys {
    private final IncidentKeys present;
    private final Effect effect;
    private final Map<Long, IncidentKey> made = new HashMap<>();
    private final Set<Long> erased = new HashSet<>();

    MadeKeys(IncidentKeys present, Effect effect) {
      this.present = present;
      this.effect = effect;
    }

    IncidentKey get(long incident) {
      var key = made.get(incident);
      if (key != null) {
        return key;
      }
      // What a relative of an erased incident is told again gets a key of its own.
      return erased.contains(incident)
          ? make(incident)
          : present.find(incident).orElseGet(() -> make(incident));
    }

    private IncidentKey make(long incident) {
      var key = IncidentKey.generate();
      made.put(incident, key);
      effect.send(Topics.KEYS, settings.partition(), record(incident, key.toBytes()));
      effect.put(KEY_PREFIX + incident, key.toBytes());
      return key;
    }

    void erase(long incident) {
      made.remove(incident);
      erased.add(incident);
      effect.sendTombstone(Topics.KEYS, settings.partition(), record(incident, NOTHING));
      effect.remove(KEY_PREFIX + incident);
    }

    private Encoded record(long incident, byte[] value) {
      return new Encoded(
          IncidentKeys.recordKey(settings.space(), incident), value, new RecordHeaders());
    }
  }
}
