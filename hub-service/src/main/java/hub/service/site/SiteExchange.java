package hub.service.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;

/// Puts another directory in the place of a site's: the whole of it, or nothing (design D10).
///
/// The other one is copied beside the site first, so that what `extends` names is found from there
/// as it will be found later. Then the site becomes `<site>.before`, and the copy the site. Who
/// dies between the two has `<site>.next` put in place by the next start ([#finish]).
public final class SiteExchange {

  private final Path site;
  private final Path next;
  private final Path before;

  /// @param site the directory that a hub reads at its start
  public SiteExchange(Path site) {
    this.site = site.toAbsolutePath().normalize();
    next = beside(".next");
    before = beside(".before");
  }

  private Path beside(String suffix) {
    return site.resolveSibling(site.getFileName() + suffix);
  }

  /// Where the former directory is kept.
  public Path before() {
    return before;
  }

  /// Copies a directory beside the site, and reads it as it is there.
  ///
  /// @throws IOException if it cannot be copied there
  public SiteReading prepare(Path directory) throws IOException {
    if (next.startsWith(directory.toAbsolutePath().normalize())) {
      throw new IOException("%s lies in %s".formatted(site, directory));
    }
    abandon();
    copy(directory, next);
    return SiteReader.read(next);
  }

  /// Forgets what was prepared.
  ///
  /// @throws IOException if it cannot be deleted
  public void abandon() throws IOException {
    delete(next);
  }

  /// Puts what was prepared in the site's place.
  ///
  /// @throws IOException if it cannot be; the site is as it was then
  public void exchange() throws IOException {
    delete(before);
    Files.move(site, before, StandardCopyOption.ATOMIC_MOVE);
    try {
      Files.move(next, site, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failure) {
      Files.move(before, site, StandardCopyOption.ATOMIC_MOVE);
      throw failure;
    }
  }

  /// Ends an exchange in whose middle a process has died.
  ///
  /// @throws IOException if the prepared directory cannot be put in place
  public void finish() throws IOException {
    if (Files.notExists(site) && Files.isDirectory(next) && Files.isDirectory(before)) {
      Files.move(next, site, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from, FileVisitOption.FOLLOW_LINKS)) {
      for (var file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
      }
    } catch (UncheckedIOException failure) {
      throw failure.getCause();
    }
  }

  private static void delete(Path directory) throws IOException {
    if (Files.isSymbolicLink(directory)) {
      Files.delete(directory);
    }
    if (Files.notExists(directory)) {
      return;
    }
    try (var files = Files.walk(directory)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (UncheckedIOException failure) {
      throw failure.getCause();
    }
  }
}
