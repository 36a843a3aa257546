package hub.engine;

import hub.engine.format.StateFormat;
import hub.incident.Entry;
import hub.incident.SpaceMap;
import hub.incident.SpaceView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteOptions;

/// Entries of a state on disk, without Kafka, for as long as somebody asks for them. It takes the
/// directory with the first entry, and leaves nothing behind.
final class ScratchStore implements SpaceView, AutoCloseable {

  private final Path directory;
  private final StateFormat format;
  private @Nullable Opened opened;

  /// @param directory its own, and nobody else's at the same time
  ScratchStore(Path directory, StateFormat format) {
    this.directory = directory;
    this.format = format;
  }

  /// Takes away what a process that was killed left behind.
  static void clear(Path directory) {
    RocksDB.loadLibrary();
    try (var options = new Options()) {
      RocksDB.destroyDB(directory.toString(), options);
    } catch (RocksDBException e) {
      throw trouble(directory, e);
    }
  }

  boolean isEmpty() {
    return opened == null;
  }

  /// A null value takes the entry out.
  void put(String key, byte @Nullable [] value) {
    try {
      var store = opened == null ? open() : opened;
      if (value == null) {
        store.entries.delete(store.unlogged, bytes(key));
      } else {
        store.entries.put(store.unlogged, bytes(key), value);
      }
    } catch (RocksDBException | IOException e) {
      throw trouble(directory, e);
    }
  }

  /// Fingerprint of what is in it.
  StateHash hash(long sequence) {
    var hash = StateHash.builder();
    walk(
        "",
        (key, value) -> {
          hash.add(key, value);
          return true;
        });
    return hash.build(sequence);
  }

  @Override
  public Optional<Entry> get(String key) {
    if (opened == null) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(opened.entries.get(bytes(key))).map(format::decode);
    } catch (RocksDBException e) {
      throw trouble(directory, e);
    }
  }

  @Override
  public List<Entry> scan(String prefix) {
    var found = new ArrayList<Entry>();
    walk(prefix, (key, value) -> key.startsWith(prefix) && found.add(format.decode(value)));
    return found;
  }

  @Override
  public List<Entry> range(String from, String to) {
    return range(from, to, Integer.MAX_VALUE);
  }

  @Override
  public List<Entry> range(String from, String to, int most) {
    var found = new ArrayList<Entry>();
    walk(
        from,
        (key, value) ->
            found.size() < most
                && SpaceMap.KEY_ORDER.compare(key, to) < 0
                && found.add(format.decode(value)));
    return found;
  }

  /// Goes through the entries from a key on, until the visitor has seen enough.
  private void walk(String from, BiPredicate<String, byte[]> visitor) {
    if (opened == null) {
      return;
    }
    try (var entries = opened.entries.newIterator()) {
      entries.seek(bytes(from));
      while (entries.isValid()
          && visitor.test(new String(entries.key(), StandardCharsets.UTF_8), entries.value())) {
        entries.next();
      }
      entries.status();
    } catch (RocksDBException e) {
      throw trouble(directory, e);
    }
  }

  private Opened open() throws RocksDBException, IOException {
    clear(directory);
    Files.createDirectories(directory);
    var store = new Opened(directory);
    opened = store;
    return store;
  }

  private static UncheckedIOException trouble(Path directory, Exception cause) {
    return new UncheckedIOException(
        new IOException(
            "the state of the past cannot be put aside in %s; see that the disk has room and that"
                    .formatted(directory)
                + " the hub may write there",
            cause));
  }

  private static byte[] bytes(String key) {
    return key.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    if (opened != null) {
      opened.close();
      opened = null;
      clear(directory);
    }
  }

  /// What lies outside Java's memory.
  private static final class Opened implements AutoCloseable {
    private final BloomFilter filter = new BloomFilter();
    private final Options options =
        new Options()
            .setCreateIfMissing(true)
            .setTableFormatConfig(new BlockBasedTableConfig().setFilterPolicy(filter));

    /// Nothing in it has to outlive the process.
    private final WriteOptions unlogged = new WriteOptions().setDisableWAL(true);

    private final RocksDB entries;

    Opened(Path directory) throws RocksDBException {
      entries = RocksDB.open(options, directory.toString());
    }

    @Override
    public void close() {
      entries.close();
      unlogged.close();
      options.close();
      filter.close();
    }
  }
}
