package hub.engine;

import hub.engine.format.StateFormat;
import hub.engine.log.Connection;
import hub.engine.log.LastEvent;
import java.util.ArrayList;
import java.util.Objects;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes sure that a restored store is the fold of `hub.events`, before the first input.
///
/// The store and its changelog are a cache. Where they are empty, made by another version of the
/// code, or not at the last event, the events are folded into a fresh state.
final class Restoration {

  private static final Logger LOG = LoggerFactory.getLogger(Restoration.class);

  private final Connection connection;
  private final SpaceLogic logic;
  private final String space;
  private final int partition;
  private final StateFormat format = new StateFormat();

  Restoration(Connection connection, SpaceLogic logic, String space, int partition) {
    this.connection = connection;
    this.logic = logic;
    this.space = space;
    this.partition = partition;
  }

  /// Returns what the store is from now on.
  Meta restore(KeyValueStore<String, byte[]> store) {
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
    return rebuild(store);
  }

  private Meta rebuild(KeyValueStore<String, byte[]> store) {
    LOG.info("The state is folded anew from hub.events space={}", space);
    var folded = Fold.fold(connection, logic, space, partition, Fold.EVERYTHING);
    clear(store);
    folded.state().entries().forEach(entry -> store.put(entry.key(), format.encode(entry)));
    folded
        .keys()
        .forEach((incident, key) -> store.put(Decision.KEY_PREFIX + incident, key.toBytes()));
    var meta = Meta.fresh(logic, space).after(folded.lastInput()).linked(folded.link());
    store.put(Meta.KEY, meta.toBytes());
    LOG.info(
        "The state is folded space={} sequence={} entries={}",
        space,
        folded.sequence(),
        folded.state().entries().size());
    return meta;
  }

  private static void clear(KeyValueStore<String, byte[]> store) {
    var keys = new ArrayList<String>();
    try (var all = store.all()) {
      all.forEachRemaining(entry -> keys.add(entry.key));
    }
    keys.forEach(store::delete);
  }
}
