package hub.connector.clearquest;

import hub.connector.mapping.ToolTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.stream.Stream;

/// One sweep of polling: which records are to be read, and how far it has looked.
///
/// Two lists, each with its own blind spot. *Changes since the position* sees what the time of the
/// last change tells, so not what is gone, nor what another site of a MultiSite sends late with old
/// times. *All versions* sees these too, but costs more, so it comes at longer intervals; without a
/// field for the last change it is all there is.
final class Poll {

  /// A record that is to be read.
  ///
  /// @param version as listed; -1 if unknown, or if it is no longer listed
  record Listed(String id, long version) {}

  /// What is to be done now.
  ///
  /// @param records oldest change first
  /// @param learned version by internal id of records that need not be read, only watched from now
  ///   on
  /// @param position the next sweep begins here
  /// @param isComplete false if the server's pages never listed all it counted
  record Listing(
      List<Listed> records, Map<String, Long> learned, String position, boolean isComplete) {

    Listing {
      records = List.copyOf(records);
      learned = Map.copyOf(learned);
    }
  }

  private final ClearQuestSite site;
  private final RecordReads reads;
  private final Instant began;
  private final String position;
  private final Map<String, Long> known;
  private final Map<String, Long> watched;

  /// @param position as last completed; empty for the first sweep ever
  /// @param known version by internal id, of what was handed in before
  /// @param watched version by internal id, of what was listed once and never handed in
  Poll(
      ClearQuestSite site,
      RecordReads reads,
      Instant began,
      String position,
      Map<String, Long> known,
      Map<String, Long> watched) {
    this.site = site;
    this.reads = reads;
    this.began = began;
    this.position = position;
    this.known = Map.copyOf(known);
    this.watched = Map.copyOf(watched);
  }

  /// What has changed since the position.
  Errand<Listing> changes() {
    var field = site.lastModifiedField();
    var since = since();
    var query =
        new OslcQuery(
            List.of(site.scope(), OslcQuery.since(field, since)),
            reads.columns(),
            List.of("+" + RecordWriter.property(field), "+cq:dbid"));
    return reads
        .query(query)
        .then(sweep ->
            Errand.done(
                new Listing(
                    news(sweep, RecordWriter.property(field)),
                    Map.of(),
                    sweep.isComplete() ? next(sweep, since) : text(reached(since)),
                    sweep.isComplete())));
  }

  /// All versions in scope against those handed in before.
  ///
  /// @param readsUnknown whether a record that was never handed in is read; otherwise it is learned
  Errand<Listing> versions(boolean readsUnknown) {
    var query = new OslcQuery(List.of(site.scope()), reads.columns(), List.of("+cq:dbid"));
    return reads.query(query).then(sweep -> Errand.done(compared(sweep, readsUnknown)));
  }

  private Listing compared(Sweep sweep, boolean readsUnknown) {
    var records = new ArrayList<Listed>();
    var learned = new HashMap<String, Long>();
    var listed = new LinkedHashSet<String>();
    for (var member : sweep.members("cq:dbid")) {
      listed.add(member.id());
      var version = known.getOrDefault(member.id(), watched.get(member.id()));
      if (version == null && !readsUnknown) {
        learned.put(member.id(), member.version());
      } else if (version == null || version != member.version()) {
        records.add(new Listed(member.id(), member.version()));
      }
    }
    if (sweep.isComplete()) {
      missing(listed).forEach(id -> records.add(new Listed(id, -1)));
    }
    return new Listing(records, learned, text(reached(began)), sweep.isComplete());
  }

  /// Both lists; the position is that of the changes.
  Errand<Listing> both() {
    return changes()
        .then(changes -> versions(false).then(versions -> Errand.done(merged(changes, versions))));
  }

  private static Listing merged(Listing changes, Listing versions) {
    var records = new LinkedHashMap<String, Listed>();
    changes.records().forEach(record -> records.put(record.id(), record));
    versions.records().forEach(record -> records.putIfAbsent(record.id(), record));
    var learned = new HashMap<>(versions.learned());
    learned.keySet().removeAll(records.keySet());
    return new Listing(
        List.copyOf(records.values()),
        learned,
        changes.position(),
        changes.isComplete() && versions.isComplete());
  }

  /// Records that were there and are not listed any more: gone, or out of scope.
  private List<String> missing(SequencedSet<String> listed) {
    return Stream.concat(known.keySet().stream(), watched.keySet().stream())
        .filter(id -> !listed.contains(id))
        .distinct()
        .sorted()
        .toList();
  }

  private List<Listed> news(Sweep sweep, String orderProperty) {
    return sweep.members(orderProperty).stream()
        .filter(member ->
            member.version() < 0 || !Long.valueOf(member.version()).equals(known.get(member.id())))
        .map(member -> new Listed(member.id(), member.version()))
        .toList();
  }

  private Instant since() {
    return reached(began.minus(site.firstLookBack())).minus(site.overlap());
  }

  private Instant reached(Instant otherwise) {
    return ToolTime.parse(position).orElse(otherwise);
  }

  /// The latest change listed, by the server's clock. A time in its future is somebody's mistake,
  /// and would hide all changes until then.
  private String next(Sweep sweep, Instant since) {
    var property = RecordWriter.property(site.lastModifiedField());
    var latest = reached(since);
    var now = sweep.serverTime().orElse(began);
    for (var member : sweep.members(property)) {
      var changed = ToolTime.parse(OslcJson.text(member.row(), property)).orElse(latest);
      if (changed.isAfter(latest) && !changed.isAfter(now)) {
        latest = changed;
      }
    }
    return text(latest);
  }

  private static String text(Instant position) {
    return Long.toString(position.toEpochMilli());
  }
}
