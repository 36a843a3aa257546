package hub.service.e2e;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;

/// `./hub prove --only broker`: the broker is not there when the hub starts, and is killed while
/// people work.
final class LostBroker {

  private static final Duration END = Duration.ofMinutes(5);
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final List<Integer> ABSENCES = List.of(3, 20, 75);
  private static final int MATTERS = 40;

  private final Proof proof = new Proof("broker");
  private final Path directory;
  private final long seed;

  LostBroker(Path directory, long seed) {
    this.directory = directory;
    this.seed = seed;
  }

  List<Proof.Row> prove() {
    var site = ProofSite.in(directory.resolve("site"));
    try (var brokers = new Brokers(directory, 1);
        var platform = Platform.prepare(directory.resolve("hub"), site);
        var crowd = new Crowd(platform, seed, MATTERS)) {
      absentAtStart(platform, brokers);
      brokers.startAll();
      start(platform.hub, brokers).awaitReady();
      crowd.begin();
      for (var seconds : ABSENCES) {
        pause(10);
        brokers.kill(1);
        proof.say("the broker is killed, for %d s".formatted(seconds));
        pause(seconds);
        brokers.start(1);
        brokers.awaitReady(1);
        proof.say("the broker is back; %d changes by people".formatted(crowd.changes()));
      }
      pause(10);
      crowd.end();
      proof.promise(
          "the process lives through every absence of the broker",
          platform.hub.isRunning() ? "yes" : "no",
          platform.hub.isRunning());
      var rest = new Rest(proof, platform.tools, platform.hub);
      rest.awaitStill(crowd.matters(), END);
      rest.check(crowd.matters(), crowd.changes());
    }
    return proof.end();
  }

  private void absentAtStart(Platform platform, Brokers brokers) {
    var begun = System.nanoTime();
    start(platform.hub, brokers);
    var hasEnded = ends(platform.hub);
    var seconds = Duration.ofNanos(System.nanoTime() - begun).toSeconds();
    proof.promise(
        "s until a start without a broker ends, and says why",
        seconds,
        hasEnded && log(platform.hub).contains("the broker did not answer"));
    platform.hub.kill();
  }

  private static boolean ends(HubProcess hub) {
    try {
      await().atMost(PATIENCE).until(() -> !hub.isRunning());
      return true;
    } catch (ConditionTimeoutException never) {
      return false;
    }
  }

  private static String log(HubProcess hub) {
    try {
      return Files.readString(hub.log());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HubProcess start(HubProcess hub, Brokers brokers) {
    return hub.start(
        "-Dhub.kafka.bootstrap-servers=" + brokers.addresses(), "-Dhub.kafka.replication-factor=1");
  }

  private static void pause(long seconds) {
    try {
      TimeUnit.SECONDS.sleep(seconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
