package hub.service.search;

import hub.incident.Incident;
import hub.incident.Shadow;
import hub.space.SpaceMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexWriterConfig.OpenMode;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One making of the search index, in a folder of its own. Each commit holds the position in the
/// log that it was made from, and whether everything before was in it when it was first shown.
final class IndexEdition implements AutoCloseable {

  /// Raised whenever documents change; an index of another form is built anew.
  static final int FORM = 8;

  private static final Logger LOG = LoggerFactory.getLogger(IndexEdition.class);
  private static final String POSITION = "position";
  private static final String VERSION = "version";
  private static final String WHOLE = "whole";
  private static final String CURRENT_VERSION = FORM + "/" + SpaceMachine.EVOLVE_VERSION;

  private final Directory directory;
  private IndexWriter writer;
  private volatile SearcherManager searchers;
  private long position;
  private boolean isWhole;

  private IndexEdition(Directory directory, boolean isWhole) throws IOException {
    this.directory = directory;
    this.isWhole = isWhole;
    position = committedPosition(directory);
    writer = writer(directory, position);
    searchers = new SearcherManager(writer, null);
  }

  /// Opens an edition. One that cannot be read, or has another form, is emptied: it comes back from
  /// the log.
  ///
  /// @param isWhole whether it may be shown as it is; one that is being rebuilt may not
  static IndexEdition open(Path folder, boolean isWhole) {
    try {
      return new IndexEdition(FSDirectory.open(folder), isWhole);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot open the search index in " + folder, e);
    }
  }

  /// Whether the edition in a folder was once shown.
  static boolean isWhole(Path folder) {
    try (var directory = FSDirectory.open(folder)) {
      return committed(directory).containsKey(WHOLE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot open the search index in " + folder, e);
    }
  }

  /// From now on it is shown.
  void completed() {
    isWhole = true;
    commit();
  }

  /// Goes back to the last commit, after something went wrong half-way.
  void recover() {
    try {
      searchers.close();
      writer.rollback();
      position = committedPosition(directory);
      writer = writer(directory, position);
      searchers = new SearcherManager(writer, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static IndexWriter writer(Directory directory, long position) throws IOException {
    var mode = position < 0 ? OpenMode.CREATE : OpenMode.APPEND;
    var config =
        new IndexWriterConfig(IncidentIndex.analyzer()).setOpenMode(mode).setCommitOnClose(false);
    return new IndexWriter(directory, config);
  }

  private static long committedPosition(Directory directory) throws IOException {
    var known = committed(directory);
    return CURRENT_VERSION.equals(known.get(VERSION)) ? Long.parseLong(known.get(POSITION)) : -1;
  }

  private static Map<String, String> committed(Directory directory) throws IOException {
    if (!DirectoryReader.indexExists(directory)) {
      return Map.of();
    }
    try (var reader = DirectoryReader.open(directory)) {
      return reader.getIndexCommit().getUserData();
    } catch (IOException | IllegalArgumentException e) {
      LOG.warn("The search index cannot be read and is built anew", e);
      return Map.of();
    }
  }

  /// The position of the last event that was folded; -1 if none was.
  long position() {
    return position;
  }

  /// Forgets everything.
  void clear() {
    try {
      writer.deleteAll();
      position = -1;
      commit();
      searchers.maybeRefreshBlocking();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Folds events and shows the result to everyone.
  ///
  /// @param events in the order of the log, the first following the index's position
  /// @return what tools have confirmed by these events
  List<Delivered> add(List<LoggedEvent> events) {
    if (events.isEmpty()) {
      return List.of();
    }
    var deliveries =
        look(state -> {
          var fold = new Fold(new RememberedBase(state));
          events.forEach(fold::add);
          write(fold);
          return fold.deliveries();
        });
    position = events.getLast().position();
    try {
      searchers.maybeRefreshBlocking();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return deliveries;
  }

  private void write(Fold fold) {
    try {
      for (var trace : fold.traces().values()) {
        writer.updateDocument(
            new Term(IndexFields.TRACE, Long.toString(trace.sequence())),
            IndexDocuments.trace(trace));
      }
      for (var change : fold.entries().entrySet()) {
        var term = new Term(IndexFields.ENTRY, change.getKey());
        if (change.getValue().isPresent()) {
          writer.updateDocument(term, IndexDocuments.entry(change.getValue().get(), fold));
        } else {
          writer.deleteDocuments(term);
        }
      }
      for (var event : fold.timeline().values()) {
        writer.updateDocument(
            new Term(IndexFields.SEQUENCE, Long.toString(event.sequence())),
            IndexDocuments.event(event));
      }
      for (var told : fold.told().entrySet()) {
        var term = new Term(IndexFields.TOLD, told.getKey());
        if (told.getValue().isPresent()) {
          writer.updateDocument(term, IndexDocuments.told(told.getValue().get()));
        } else {
          writer.deleteDocuments(term);
        }
      }
      for (var activity : fold.activities().values()) {
        writer.updateDocument(
            new Term(IndexFields.ACTIVITY, activity.system()), IndexDocuments.activity(activity));
      }
      for (var digest : fold.digests().values()) {
        write(fold, digest);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(Fold fold, IncidentDigest digest) throws IOException {
    var id = digest.summary().id();
    var incident = fold.get(Incident.key(id), Incident.class);
    var document =
        IndexDocuments.incident(
            digest,
            incident.map(present -> members(fold, present)).orElseGet(List::of),
            incident.map(fold::rfcs).orElseGet(List::of),
            fold.comments(id));
    writer.updateDocument(
        new Term(IndexFields.INCIDENT, id.toString()), IncidentIndex.FACETS.build(document));
    var matters = new Term(IndexFields.MATTER_OF, id.toString());
    if (digest.attention().isEmpty()) {
      writer.deleteDocuments(matters);
    } else {
      writer.updateDocuments(
          matters,
          digest.attention().stream().map(item -> IndexDocuments.matter(item, id)).toList());
    }
  }

  private static List<Shadow> members(Fold fold, Incident incident) {
    return incident.members().keySet().stream()
        .map(fold::shadow)
        .flatMap(Optional::stream)
        .toList();
  }

  /// Makes what was added durable, together with its position.
  void commit() {
    try {
      var data = new HashMap<String, String>();
      data.put(POSITION, Long.toString(position));
      data.put(VERSION, CURRENT_VERSION);
      if (isWhole) {
        data.put(WHOLE, IndexFields.YES);
      }
      writer.setLiveCommitData(data.entrySet());
      writer.commit();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Looks at one consistent view.
  <T> T look(Function<IndexedState, T> question) {
    try {
      var present = searchers;
      var searcher = present.acquire();
      try {
        return question.apply(new IndexedState(searcher));
      } finally {
        present.release(searcher);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Ends it without keeping what was added since the last commit.
  void abandon() {
    try {
      searchers.close();
      writer.rollback();
      directory.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      commit();
      searchers.close();
      writer.close();
      directory.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
