package hub.engine;

import static org.assertj.core.api.Assertions.assertThat;

import hub.config.HubConfig;
import hub.engine.format.Cause;
import hub.engine.format.Encoded;
import hub.engine.format.EventFormat;
import hub.engine.format.HubJson;
import hub.engine.format.RecordedEvent;
import hub.engine.format.StateFormat;
import hub.engine.privacy.IncidentKey;
import hub.incident.Entry;
import hub.incident.IncidentEvent;
import hub.incident.Input;
import hub.incident.Kinship;
import hub.incident.SpaceMap;
import hub.incident.SpaceView;
import hub.incident.StateChange;
import hub.space.SpaceMachine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

class FoldPropertyTest {

  private static final int INPUTS = 250;

  private final HubConfig config = Site.config();
  private final EventFormat format = new EventFormat();
  private final StateFormat stateFormat = new StateFormat();
  private final List<Encoded> log = new ArrayList<>();
  private final Map<Long, IncidentKey> keys = new HashMap<>();
  private final SpaceMap live = new SpaceMap();

  @RepeatedTest(20)
  void I7_the_live_state_is_the_fold_of_what_lies_in_the_log() {
    var seed = new Random().nextLong();
    live(new History(seed, false), seed);
    assertThat(differences(fold(), entries(live.entries()))).as("seed %d", seed).isEmpty();
  }

  @RepeatedTest(20)
  void I7_it_still_is_when_incidents_were_erased() {
    var seed = new Random().nextLong();
    live(new History(seed, true), seed);
    assertThat(differences(fold(), entries(live.entries()))).as("seed %d", seed).isEmpty();
  }

  @RepeatedTest(20)
  void I7_a_fold_that_holds_a_few_entries_in_memory_makes_the_same_state(@TempDir Path folder) {
    var seed = new Random().nextLong();
    live(new History(seed, true), seed);
    var scratch = folder.resolve("scratch");
    foldHolding(
        scratch,
        1 + new Random(seed).nextInt(40),
        (entries, hash) -> {
          assertThat(differences(entries, entries(live.entries()))).as("seed %d", seed).isEmpty();
          assertThat(hash)
              .as("seed %d", seed)
              .isEqualTo(StateHash.of(live, live.space().sequence()));
        });
    assertThat(scratch).as("what was put aside").doesNotExist();
  }

  private void live(History history, long seed) {
    for (var i = 0; i < INPUTS; i++) {
      var input = history.next(live);
      var step = SpaceMachine.step(live, throughTheLog(input), history.now(), config);
      var sequence = live.space().sequence();
      for (var event : step.events()) {
        sequence++;
        write(event, sequence, history);
      }
      live.apply(step.changes());
      assertThat(live.space().sequence()).as("seed %d", seed).isEqualTo(sequence);
    }
  }

  private static Input throughTheLog(Input input) {
    var json = HubJson.mapper();
    return json.convertValue(json.valueToTree(input), input.getClass());
  }

  private void write(IncidentEvent event, long sequence, History history) {
    var recorded =
        new RecordedEvent(
            Site.SPACE, sequence, event, Cause.CLOCK, history.now(), "c", null, history.now());
    log.add(
        format.encode(
            recorded, incident -> keys.computeIfAbsent(incident, _ -> IncidentKey.generate())));
    if (event instanceof IncidentEvent.IncidentErased erased) {
      Kinship.of(live, erased.incident()).forEach(relative -> keys.remove(relative.number()));
    }
  }

  private Map<String, String> fold() {
    var folded = new SpaceMap();
    fold(folded, folded::apply);
    return entries(folded.entries());
  }

  private void foldHolding(
      Path scratch, int most, BiConsumer<Map<String, String>, StateHash> reader) {
    try (var state = new PastState(scratch, most)) {
      fold(state.view(), state::apply);
      reader.accept(entries(state.view().scan("")), state.hash(live.space().sequence()));
    }
  }

  private void fold(SpaceView state, Consumer<List<StateChange>> changes) {
    for (var record : log) {
      var recorded =
          format.decode(record.value(), record.headers(), id -> Optional.ofNullable(keys.get(id)));
      changes.accept(SpaceMachine.evolve(state, recorded.event()));
    }
  }

  /// Only what differs: the whole state is too much to read.
  private static List<String> differences(Map<String, String> fold, Map<String, String> live) {
    var keys = new TreeSet<>(fold.keySet());
    keys.addAll(live.keySet());
    return keys.stream()
        .filter(key -> !Objects.equals(fold.get(key), live.get(key)))
        .map(key -> "%s%n  fold %s%n  live %s%n".formatted(key, fold.get(key), live.get(key)))
        .toList();
  }

  private Map<String, String> entries(List<Entry> all) {
    var entries = new TreeMap<String, String>();
    all.forEach(entry ->
        entries.put(
            entry.key(),
            new String(stateFormat.encode(entry), java.nio.charset.StandardCharsets.UTF_8)));
    return entries;
  }
}
