package hub.service.e2e;

import static hub.service.e2e.Ballast.MEGABYTE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// `./hub prove --only disk`: the disk of the hub's own broker runs full while people work, the hub
/// is killed on it, and room is made again.
final class FullDisk {

  private static final Duration END = Duration.ofMinutes(5);

  /// More than other programs are likely to write or free meanwhile.
  private static final long MARGIN = 600 * MEGABYTE;

  private static final int TIMES = 2;
  private static final int MATTERS = 40;

  private final Proof proof = new Proof("disk");
  private final Path directory;
  private final long seed;

  FullDisk(Path directory, long seed) {
    this.directory = directory;
    this.seed = seed;
  }

  List<Proof.Row> prove() {
    try {
      Files.createDirectories(directory);
      var usable = Files.getFileStore(directory).getUsableSpace();
      if (usable < 4 * MARGIN) {
        throw new IllegalStateException("there is too little free space to fill some of it");
      }
      return prove("-Dhub.free-space-floor=" + (usable - MARGIN));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Proof.Row> prove(String floor) throws IOException {
    var ballast = new Ballast(directory.resolve("ballast"));
    var site = ProofSite.in(directory.resolve("site"));
    try (var platform = Platform.prepare(directory.resolve("hub"), site);
        var crowd = new Crowd(platform, seed, MATTERS)) {
      platform.hub.start(floor).awaitReady();
      crowd.begin();
      for (var time = 1; time <= TIMES; time++) {
        pause(10);
        ballast.load(2 * MARGIN);
        pause(10);
        var answer = platform.hub.post("/webhooks/jira-ops?secret=demo-secret", "{}").statusCode();
        proof.promise("the answer to a webhook while the disk is full", answer, answer == 503);
        platform.hub.kill();
        platform.hub.start(floor).awaitReady();
        proof.say("the hub was killed on a full disk; %d changes".formatted(crowd.changes()));
        pause(5);
        ballast.drop();
        proof.say("there is room again");
      }
      pause(10);
      crowd.end();
      var rest = new Rest(proof, platform.tools, platform.hub);
      rest.awaitStill(crowd.matters(), END);
      rest.check(crowd.matters(), crowd.changes());
    } finally {
      ballast.drop();
    }
    return proof.end();
  }

  private static void pause(long seconds) {
    try {
      TimeUnit.SECONDS.sleep(seconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
