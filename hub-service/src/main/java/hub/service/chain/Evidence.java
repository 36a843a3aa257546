package hub.service.chain;

import hub.engine.chain.Chain;
import hub.engine.chain.ChainReader;
import hub.engine.chain.StoredRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What of the log proves the events of an incident, without showing anybody else's: its records
/// with the links they are tied to, and of everything that came between and after only digests.
///
/// @param records those of the incident
/// @param linkBefore what the first of the digests is linked to; null if nothing is chained
/// @param firstDigest sequence of the first of the digests, or 0
/// @param digests of every record from there on, so that each link up to a delivered head can be
///   computed
record Evidence(
    List<Linked> records, @Nullable String linkBefore, long firstDigest, List<String> digests) {

  /// More are not taken along; what came later is then proven by the hub's signature alone.
  static final int MOST_DIGESTS = 500_000;

  Evidence {
    records = List.copyOf(records);
    digests = List.copyOf(digests);
  }

  /// A record of the incident.
  ///
  /// @param previous the link that it is tied to; null if it was written before there were links
  record Linked(@Nullable String previous, StoredRecord record) {}

  /// Finds it, by reading the log once.
  ///
  /// @param subjects the incident's id, and those of incidents that were merged into it
  static Evidence of(ChainReader log, String space, int partition, Set<String> subjects) {
    var collection = new Collection(space, subjects);
    log.read(partition, collection::take);
    return new Evidence(
        collection.records, collection.linkBefore, collection.firstDigest, collection.digests);
  }

  private static final class Collection {
    private final String space;
    private final Set<String> subjects;
    private final List<Linked> records = new ArrayList<>();
    private final List<String> digests = new ArrayList<>();
    private @Nullable String last;
    private @Nullable String linkBefore;
    private long firstDigest;

    Collection(String space, Set<String> subjects) {
      this.space = space;
      this.subjects = subjects;
    }

    void take(StoredRecord record) {
      if (!record.space().equals(space)) {
        return;
      }
      var link = record.link().orElse(null);
      var previous =
          link == null ? null : last == null ? Chain.genesis(space, record.sequence()) : last;
      if (record.subject().filter(subjects::contains).isPresent()) {
        records.add(new Linked(previous, record));
      }
      if (!records.isEmpty() && link != null && digests.size() < MOST_DIGESTS) {
        if (firstDigest == 0) {
          firstDigest = record.sequence();
          linkBefore = previous;
        }
        digests.add(Chain.digest(record));
      }
      last = link;
    }
  }
}
