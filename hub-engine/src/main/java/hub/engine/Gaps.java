package hub.engine;

import com.google.common.collect.Range;
import com.google.common.collect.RangeSet;
import com.google.common.collect.TreeRangeSet;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;

/// Where the store of a space is known to hold nothing, in the order of its keys.
///
/// RocksDB keeps what was removed as a mark until it compacts, and whoever looks for the next entry
/// walks over all such marks. Slots, notices and timers come and go with each input, so that
/// without this a look at an empty list takes a millisecond and more.
///
/// For the one thread that writes the store.
final class Gaps {

  /// Each takes some three hundred bytes.
  static final int MOST = 50_000;

  private final RangeSet<Bytes> known = TreeRangeSet.create();

  /// The first key from this one on that may hold something.
  String skip(String from) {
    var gap = known.rangeContaining(bytes(from));
    return gap == null ? from : new String(gap.upperEndpoint().get(), StandardCharsets.UTF_8);
  }

  /// Nothing lies from this key up to the other, which is not meant.
  void learn(String from, String to) {
    if (known.asRanges().size() >= MOST) {
      known.clear();
    }
    known.add(Range.closedOpen(bytes(from), bytes(to)));
  }

  /// Something lies under the key now.
  void fill(String key) {
    known.remove(only(key));
  }

  /// Nothing lies under the key any more.
  void clear(String key) {
    learn(key, next(key));
  }

  private static Range<Bytes> only(String key) {
    return Range.closedOpen(bytes(key), bytes(next(key)));
  }

  /// Between a key and this one there is no other.
  private static String next(String key) {
    return key + '\0';
  }

  private static Bytes bytes(String key) {
    return Bytes.wrap(key.getBytes(StandardCharsets.UTF_8));
  }
}
