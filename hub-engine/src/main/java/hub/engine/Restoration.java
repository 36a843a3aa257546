package hub.engine;

import hub.engine.format.StateFormat;
import hub.engine.log.Connection;
import hub.engine.log.KeyRing;
import hub.engine.log.LastEvent;
import hub.engine.log.PartitionReader;
import hub.engine.topic.Topics;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes sure that a restored store is the fold of `hub.events`, before the first input.
///
/// The store and its changelog are a cache. Where they are empty, made by another version of the
/// code, or not at the last event, the events are folded into a fresh state.
final class Restoration {

  private static final Logger LOG = LoggerFactory.getLogger(Restoration.class);

  private static final int MOST_ATTEMPTS = 5;

  /// Entries of the state, each some thousand bytes in memory.
  private static final int MOST_HELD = 50_000;

  private static final Duration PAUSE = Duration.ofMillis(200);

  private final Connection connection;
  private final SpaceLogic logic;
  private final String space;
  private final String changelog;
  private final int partition;
  private final StateFormat format = new StateFormat();

  Restoration(
      Connection connection, SpaceLogic logic, String space, String changelog, int partition) {
    this.connection = connection;
    this.logic = logic;
    this.space = space;
    this.changelog = changelog;
    this.partition = partition;
  }

  /// Returns what the store is from now on. It is tried some times: a thread of Kafka Streams that
  /// ends here leaves the store locked, and no other thread could open it again.
  ///
  /// @throws RestorationFailedException if it never succeeds
  Meta restore(KeyValueStore<String, byte[]> store) {
    for (var attempt = 1; ; attempt++) {
      try (var anew = new FoldedStore(connection, store, changelog, partition)) {
        var meta = restore(store, anew);
        requireInputs(meta.lastInput());
        return meta;
      } catch (RuntimeException e) {
        if (attempt == MOST_ATTEMPTS || Thread.currentThread().isInterrupted()) {
          throw new RestorationFailedException(space, e);
        }
        LOG.warn("The state could not be made ready, and is tried again space={}", space, e);
        LockSupport.parkNanos(PAUSE.multipliedBy(attempt).toNanos());
      }
    }
  }

  /// Inputs up to the last known one count as processed. So in a topic that ends before that one,
  /// what comes next would be passed over without a word.
  private void requireInputs(long lastInput) {
    try (var inputs = new PartitionReader(connection, Topics.INPUTS, partition)) {
      var end = inputs.end();
      if (lastInput >= end) {
        throw new IllegalStateException(
            ("hub.inputs ends before offset %d, but hub.events was decided from offset %d: they are"
                    + " not of one backup, or a copy has not kept the offsets; restore all topics"
                    + " from one and the same backup")
                .formatted(end, lastInput));
      }
    }
  }

  private Meta restore(KeyValueStore<String, byte[]> store, FoldedStore anew) {
    var meta = Meta.parse(store.get(Meta.KEY));
    var known = Decision.sequence(new StoreView(store, format));
    var last = LastEvent.find(connection, space, partition);
    if (meta != null && meta.fits(logic, space) && known == last.sequence()) {
      if (Objects.equals(meta.link(), last.link())) {
        return meta;
      }
      LOG.error(
          "The last event in hub.events is not the one that was written; look with ./hub verify"
              + " space={} sequence={}",
          space,
          known);
    }
    if (meta == null && known == 0 && last.sequence() == 0) {
      var fresh = Meta.fresh(logic, space);
      store.put(Meta.KEY, fresh.toBytes());
      return fresh;
    }
    return rebuild(store, anew);
  }

  private Meta rebuild(KeyValueStore<String, byte[]> store, FoldedStore anew) {
    LOG.info("The state is folded anew from hub.events space={}", space);
    // Until all is written, nothing may look whole.
    anew.put(Meta.KEY, null);
    clear(store, anew);
    var state = new FoldingView(new StoreView(store, format), format, anew::put, MOST_HELD);
    try (var keys = new KeyRing(connection, space, partition)) {
      var folded =
          new Fold(logic, space, state, state::apply)
              .read(connection, partition, keys, Fold.EVERYTHING);
      state.write();
      keys.forEach((incident, key) -> anew.put(Decision.KEY_PREFIX + incident, key.toBytes()));
      var meta = Meta.fresh(logic, space).after(folded.lastInput()).linked(folded.link());
      anew.complete(meta);
      LOG.info("The state is folded space={} sequence={}", space, folded.sequence());
      return meta;
    }
  }

  /// What a fold finds in the store must be its own.
  private static void clear(KeyValueStore<String, byte[]> store, FoldedStore anew) {
    try (var all = store.all()) {
      all.forEachRemaining(entry -> anew.put(entry.key, null));
    }
  }
}
