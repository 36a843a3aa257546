package hub.service.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The effective routes of a site: the shipped ones, replaced and extended by its own (design D8).
public final class RouteFiles {

  /// The folder of a site's own routes.
  static final String FOLDER = "routes";

  private static final List<String> SHIPPED = List.of("kamelets", "camel");

  private final SortedMap<String, RouteFile> effective;

  private RouteFiles(SortedMap<String, RouteFile> effective) {
    this.effective = effective;
  }

  /// The files of a site.
  ///
  /// @param directories the site's own first, then those it extends
  public static RouteFiles of(List<Path> directories) {
    var files = new TreeMap<String, RouteFile>();
    shipped().forEach(file -> files.put(file.name(), file));
    for (var directory : directories.reversed()) {
      for (var file : in(directory.resolve(FOLDER), directories.getFirst())) {
        files.merge(file.name(), file, (lower, upper) -> upper.overriding(lower));
      }
    }
    return new RouteFiles(Collections.unmodifiableSortedMap(files));
  }

  /// All that count, by name.
  public Collection<RouteFile> all() {
    return effective.values();
  }

  /// The Kamelet of this name.
  public Optional<RouteFile> kamelet(String name) {
    return Optional.ofNullable(effective.get(name + RouteFile.KAMELET));
  }

  /// What the site's own files mean, by name, for the hash of its configuration.
  SortedMap<String, String> meanings() {
    var meanings = new TreeMap<String, String>();
    all().stream()
        .filter(RouteFile::isOwn)
        .forEach(file ->
            YamlFile.parse(file.text(), file.name(), _ -> {})
                .ifPresent(root -> meanings.put(file.name(), YamlMeaning.of(root))));
    return meanings;
  }

  private static List<RouteFile> in(Path folder, Path given) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var entries = Files.list(folder)) {
      return entries
          .filter(path -> isRouteFile(path.getFileName().toString()))
          .sorted()
          .map(path -> read(path, given.relativize(path).toString(), path))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + folder, e);
    }
  }

  private static boolean isRouteFile(String name) {
    return name.endsWith(RouteFile.KAMELET) || name.endsWith(RouteFile.ROUTE);
  }

  private static RouteFile read(
      Path path, String origin, @org.jspecify.annotations.Nullable Path own) {
    try {
      // A damaged character shows up as a mistake of the YAML, not as a failure to read.
      var text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
      return new RouteFile(path.getFileName().toString(), origin, own, text, null);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
  }

  /// The files inside the application, wherever its jars lie.
  private static List<RouteFile> shipped() {
    var files = new ArrayList<RouteFile>();
    for (var folder : SHIPPED) {
      try {
        var loader = Thread.currentThread().getContextClassLoader();
        for (var url : Collections.list(loader.getResources(folder))) {
          files.addAll(shipped(url, folder));
        }
      } catch (IOException e) {
        throw new UncheckedIOException("cannot list the shipped " + folder, e);
      }
    }
    return files;
  }

  private static List<RouteFile> shipped(URL url, String folder) throws IOException {
    try {
      if (url.getProtocol().equals("file")) {
        return list(Path.of(url.toURI()), folder);
      }
      var jar = url.toString().substring(0, url.toString().indexOf("!/"));
      try (var system =
          FileSystems.newFileSystem(Path.of(new URI(jar.substring("jar:".length()))), Map.of())) {
        return list(system.getPath(folder), folder);
      }
    } catch (URISyntaxException e) {
      throw new IOException("not an address of a resource: " + url, e);
    }
  }

  private static List<RouteFile> list(Path folder, String origin) throws IOException {
    try (var entries = Files.list(folder)) {
      return entries
          .filter(path -> isRouteFile(path.getFileName().toString()))
          .map(path -> read(path, "shipped:" + origin + "/" + path.getFileName(), null))
          .toList();
    }
  }
}
