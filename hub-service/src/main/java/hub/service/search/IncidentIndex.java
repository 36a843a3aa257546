package hub.service.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.facet.FacetsConfig;
import org.apache.lucene.store.AlreadyClosedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The search index on disk, written by the projection alone.
///
/// It is kept in editions: one is shown, and another may be made from the log meanwhile. A new
/// edition is shown when it knows as much as the old one; until then a restart throws it away.
public final class IncidentIndex implements AutoCloseable {

  static final FacetsConfig FACETS = facets();

  private static final Logger LOG = LoggerFactory.getLogger(IncidentIndex.class);

  private final Path folder;
  private volatile IndexEdition edition;
  private long number;

  private IncidentIndex(Path folder) throws IOException {
    this.folder = folder;
    Files.createDirectories(folder);
    number = shown(folder);
    for (var path : content(folder)) {
      if (!path.equals(folder(number))) {
        LOG.info("Part of a search index that was never shown is deleted path={}", path);
        delete(path);
      }
    }
    edition = IndexEdition.open(folder(number), true);
  }

  /// Opens the index in a folder of its own. One that cannot be read, or has another form, is
  /// deleted: it comes back from the log.
  public static IncidentIndex open(Path folder) {
    try {
      return new IncidentIndex(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot open the search index in " + folder, e);
    }
  }

  /// The number of the last edition that was shown; the first if there is none.
  private static long shown(Path folder) throws IOException {
    return content(folder).stream()
        .filter(path -> path.getFileName().toString().matches("[0-9]{1,18}"))
        .filter(IndexEdition::isWhole)
        .mapToLong(path -> Long.parseLong(path.getFileName().toString()))
        .max()
        .orElse(1);
  }

  private static List<Path> content(Path folder) throws IOException {
    try (var content = Files.list(folder)) {
      return content.toList();
    }
  }

  private Path folder(long edition) {
    return folder.resolve(Long.toString(edition));
  }

  /// Begins an edition beside the one that is shown. Only one at a time.
  IndexEdition begin() {
    var anew = folder(number + 1);
    delete(anew);
    return IndexEdition.open(anew, false);
  }

  /// Shows a new edition from now on, if it knows as much as the present one.
  synchronized boolean replace(IndexEdition anew) {
    if (anew.position() < edition.position()) {
      return false;
    }
    anew.completed();
    var old = edition;
    edition = anew;
    number++;
    old.close();
    delete(folder(number - 1));
    return true;
  }

  /// Throws away an edition that was never shown.
  synchronized void abandon(IndexEdition anew) {
    anew.abandon();
    delete(folder(number + 1));
  }

  /// Goes back to the last commit, after something went wrong half-way.
  synchronized void recover() {
    edition.recover();
  }

  /// The position of the last event that was folded; -1 if none was.
  synchronized long position() {
    return edition.position();
  }

  /// Forgets everything.
  synchronized void clear() {
    edition.clear();
  }

  /// Folds events and shows the result to everyone.
  ///
  /// @param events in the order of the log; those that are known already are left out
  /// @return what tools have confirmed by these events
  synchronized List<Delivered> add(List<LoggedEvent> events) {
    var known = edition.position();
    return edition.add(events.stream().filter(event -> event.position() > known).toList());
  }

  /// Makes what was added durable, together with its position.
  synchronized void commit() {
    edition.commit();
  }

  /// Looks at one consistent view.
  <T> T look(Function<IndexedState, T> question) {
    while (true) {
      var present = edition;
      try {
        return present.look(question);
      } catch (AlreadyClosedException e) {
        if (present == edition) {
          throw e;
        }
        // Another edition has been shown in between.
      }
    }
  }

  @Override
  public synchronized void close() {
    edition.close();
  }

  private static void delete(Path path) {
    if (!Files.exists(path)) {
      return;
    }
    try (var all = Files.walk(path)) {
      for (var each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + path, e);
    }
  }

  static Analyzer analyzer() {
    return new Analyzer() {
      @Override
      protected TokenStreamComponents createComponents(String fieldName) {
        var source = new StandardTokenizer();
        return new TokenStreamComponents(
            source, new ASCIIFoldingFilter(new LowerCaseFilter(source)));
      }

      @Override
      protected org.apache.lucene.analysis.TokenStream normalize(
          String fieldName, org.apache.lucene.analysis.TokenStream in) {
        return new ASCIIFoldingFilter(new LowerCaseFilter(in));
      }
    };
  }

  private static FacetsConfig facets() {
    var config = new FacetsConfig();
    config.setMultiValued(IndexFields.SYSTEM, true);
    return config;
  }
}
