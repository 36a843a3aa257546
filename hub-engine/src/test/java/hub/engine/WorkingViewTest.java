package hub.engine;

import static org.assertj.core.api.Assertions.assertThat;

import hub.engine.format.StateFormat;
import hub.engine.privacy.IncidentKey;
import hub.incident.Entry.Held;
import hub.incident.IncidentId;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The working view remembers; what it says must be what the store says.
class WorkingViewTest {

  private static final String STORE = "entries";
  private static final int STEPS = 300;

  private final StateFormat format = new StateFormat();

  private TopologyTestDriver driver;
  private KeyValueStore<String, byte[]> store;
  private WorkingView view;

  @BeforeEach
  void open(@TempDir Path directory) {
    var properties = new Properties();
    properties.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
    driver = new TopologyTestDriver(topology(), properties);
    store = driver.getKeyValueStore(STORE);
    view = new WorkingView(store, format);
  }

  @AfterEach
  void close() {
    driver.close();
  }

  @RepeatedTest(20)
  void it_says_what_the_store_says(RepetitionInfo repetition) {
    var random = new Random(repetition.getCurrentRepetition());
    var stored = new StoreView(store, format);
    for (var step = 0; step < STEPS; step++) {
      var system = random.nextBoolean() ? "jira-ops" : "jira-Ø\uD83D\uDE00";
      var key = Held.key(system, incident(random));
      switch (random.nextInt(6)) {
        case 0 -> view.apply(change(random, system));
        case 1 -> assertThat(view.get(key)).isEqualTo(stored.get(key));
        case 2 -> {
          var prefix = Held.prefix(system);
          assertThat(view.scan(prefix)).isEqualTo(stored.scan(prefix));
        }
        case 3 -> assertThat(view.scan("held/")).isEqualTo(stored.scan("held/"));
        case 4 -> assertThat(view.range("held/", key)).isEqualTo(stored.range("held/", key));
        default -> {
          var most = random.nextInt(3);
          assertThat(view.range(key, "held0", most)).isEqualTo(stored.range(key, "held0", most));
        }
      }
    }
  }

  @Test
  void where_all_was_removed_the_store_is_asked_once() {
    var stays = new Held("topdesk", incident(new Random(1)), "out of order");
    view.apply(effect(made -> made.put(stays, format.encode(stays))));
    for (var number = 1; number <= 3; number++) {
      var held = new Held("jira-ops", new IncidentId(number), "out of order");
      view.apply(effect(made -> made.put(held, format.encode(held))));
      view.apply(effect(gone -> gone.remove(held.key())));
    }
    var asked = new AtomicInteger();
    var counting = new WorkingView(counted(asked), format);
    for (var system : List.of("jira-ops", "jira-sds", "mail")) {
      assertThat(counting.scan(Held.prefix(system))).isEmpty();
      assertThat(counting.range(Held.prefix(system), stays.key(), 1)).isEmpty();
    }
    assertThat(asked).hasValue(1);
    assertThat(counting.scan("held/")).containsExactly(stays);
  }

  private static Effect effect(Consumer<Effect> what) {
    var effect = new Effect();
    what.accept(effect);
    return effect;
  }

  /// Looks through the store are counted.
  @SuppressWarnings("unchecked")
  private KeyValueStore<String, byte[]> counted(AtomicInteger asked) {
    return (KeyValueStore<String, byte[]>)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {KeyValueStore.class},
            (_, method, arguments) -> {
              if (List.of("range", "prefixScan", "all").contains(method.getName())) {
                asked.incrementAndGet();
              }
              return method.invoke(store, arguments);
            });
  }

  @Test
  void a_key_that_was_erased_is_not_remembered() {
    var key = IncidentKey.generate();
    view.apply(effect(made -> made.put(Decision.KEY_PREFIX + 7, key.toBytes())));
    assertThat(view.find(7).map(IncidentKey::toBytes)).contains(key.toBytes());

    view.apply(effect(erased -> erased.remove(Decision.KEY_PREFIX + 7)));
    assertThat(view.find(7)).isEmpty();
  }

  private Effect change(Random random, String system) {
    var effect = new Effect();
    for (var i = random.nextInt(4); i >= 0; i--) {
      var held = new Held(system, incident(random), "cause " + random.nextInt());
      if (random.nextInt(3) == 0) {
        effect.remove(held.key());
      } else {
        effect.put(held, format.encode(held));
      }
    }
    return effect;
  }

  private static IncidentId incident(Random random) {
    return new IncidentId(1 + random.nextInt(5));
  }

  private static Topology topology() {
    var state =
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(STORE), Serdes.String(), Serdes.ByteArray());
    return new Topology()
        .addSource("inputs", new ByteArrayDeserializer(), new ByteArrayDeserializer(), "inputs")
        .addProcessor("idle", Idle::new, "inputs")
        .addStateStore(state, "idle");
  }

  private static final class Idle extends ContextualProcessor<Object, Object, Object, Object> {
    @Override
    public void process(Record<Object, Object> record) {}
  }
}
