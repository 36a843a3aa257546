package hub.service.e2e;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;

/// A start leaves behind what makes all later ones cost half as much (JEP 514): the tests start the
/// hub many dozen times. As `./hub demo` does.
///
/// The cache takes classes of Java's own loaders alone, so with it the application is run from a
/// plain class path; until it is there, as it is packaged. So the tests run it both ways.
final class QuickStart {

  private static final Path CACHE = HubProcess.APPLICATION.resolveSibling("hub-tests.aot");
  private static final Path LOCK = HubProcess.APPLICATION.resolveSibling("hub-tests.aot.lock");
  private static final Path PACKAGED = HubProcess.APPLICATION.resolve("quarkus-run.jar");

  /// Until what a start leaves behind is written.
  private static final Duration WRITING = Duration.ofMinutes(4);

  private QuickStart() {}

  /// What to give to `java`.
  static List<String> launch() {
    try {
      return isFresh() || isMade() ? plain("-XX:AOTCache=" + CACHE) : asPackaged();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isFresh() throws IOException {
    return Files.exists(CACHE)
        && Files.getLastModifiedTime(CACHE).compareTo(Files.getLastModifiedTime(PACKAGED)) > 0;
  }

  /// Makes it, unless another process of the tests is at it.
  private static boolean isMade() throws IOException {
    try (var channel = FileChannel.open(LOCK, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var lock = channel.tryLock()) {
      if (lock != null && !isFresh()) {
        make();
      }
    }
    return isFresh();
  }

  private static void make() throws IOException {
    var written = CACHE.resolveSibling("hub-tests.aot.new");
    var data = CACHE.resolveSibling("quick-start");
    Prove.clear(data);
    // The tools need not be there.
    var nowhere = "http://localhost:1";
    try (var hub = new HubProcess(data, nowhere, HubProcess.demoSite(), HubProcess.freePort())) {
      hub.start(plain("-XX:AOTCacheOutput=" + written)).awaitReady();
      hub.stop(WRITING);
    }
    Files.move(written, CACHE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static List<String> asPackaged() {
    return List.of("-jar", PACKAGED.toString());
  }

  private static List<String> plain(String cache) {
    var path =
        List.of(
            HubProcess.APPLICATION.resolve("quarkus/generated-bytecode.jar"),
            HubProcess.APPLICATION.resolve("quarkus/transformed-bytecode.jar"),
            HubProcess.APPLICATION.resolve("app/*"),
            HubProcess.APPLICATION.resolve("lib/main/*"),
            HubProcess.APPLICATION.resolve("lib/boot/*"));
    return List.of(
        cache,
        "-Xlog:aot*=off",
        "--add-opens=java.base/java.lang=ALL-UNNAMED",
        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
        "-cp",
        String.join(File.pathSeparator, path.stream().map(Path::toString).toList()),
        "io.quarkus.runner.GeneratedMain");
  }
}
