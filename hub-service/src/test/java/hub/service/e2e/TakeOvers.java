package hub.service.e2e;

import static hub.service.e2e.Platform.within;
import static hub.service.e2e.ToolHands.CLEARQUEST;
import static hub.service.e2e.ToolHands.JIRA;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// `./hub prove --only cluster`: two hubs on a cluster of three brokers, one of each killed in turn
/// while people work.
final class TakeOvers {

  private static final Duration END = Duration.ofMinutes(5);
  private static final Duration TAKE_OVER = Duration.ofMinutes(5);
  private static final int MATTERS = 60;

  private final Proof proof = new Proof("cluster");
  private final Path directory;
  private final long seed;
  private final int rounds;

  /// @param rounds in each both hubs are killed, and one broker
  TakeOvers(Path directory, long seed, int rounds) {
    this.directory = directory;
    this.seed = seed;
    this.rounds = rounds;
  }

  List<Proof.Row> prove() {
    var site = ProofSite.in(directory.resolve("site"));
    try (var brokers = new Brokers(directory, 3).startAll();
        var platform = Platform.prepare(directory.resolve("hub-1"), site);
        var other = platform.another(directory.resolve("hub-2"), site);
        var crowd = new Crowd(platform, seed, MATTERS)) {
      proof.say("three brokers are ready");
      start(platform.hub, "hub-1", brokers);
      start(other, "hub-2", brokers);
      proof.say("two hubs are ready");
      crowd.begin();
      var hubs = List.of(platform.hub, other);
      for (var round = 0; round < rounds; round++) {
        for (var number = 0; number < hubs.size(); number++) {
          var hub = hubs.get(number);
          var name = "hub-" + (number + 1);
          hub.kill();
          delivered(platform, crowd, "after the kill of %s, round %d".formatted(name, round + 1));
          start(hub, name, brokers);
          delivered(platform, crowd, "while %s is back, round %d".formatted(name, round + 1));
        }
        var node = round % brokers.count() + 1;
        brokers.kill(node);
        delivered(platform, crowd, "after the kill of broker " + node);
        brokers.start(node);
        brokers.awaitReady(node);
        delivered(platform, crowd, "while broker %d is back".formatted(node));
      }
      crowd.end();
      // One alone answers for the state then; the other one's is a copy.
      other.stop();
      var rest = new Rest(proof, platform.tools, platform.hub);
      rest.awaitStill(crowd.matters(), END);
      rest.check(crowd.matters(), crowd.changes());
    }
    return proof.end();
  }

  private static void start(HubProcess hub, String name, Brokers brokers) {
    hub.start(
            "-Dhub.kafka.bootstrap-servers=" + brokers.addresses(),
            "-Dhub.kafka.standby-replicas=1",
            "-Dhub.instance=" + name)
        .awaitReady();
  }

  /// How long it takes until a new record of the national desk has its issue.
  private void delivered(Platform platform, Crowd crowd, String when) {
    var begun = System.nanoTime();
    var matter = crowd.open(CLEARQUEST, JIRA, "P3");
    within(
        TAKE_OVER,
        "an issue " + when,
        () -> assertThat(platform.tools.titled(JIRA, matter.title())).isNotEmpty());
    var millis = Duration.ofNanos(System.nanoTime() - begun).toMillis();
    var words = "s until a new record has its issue, " + when;
    proof.tell(words, "%.1f".formatted(millis / 1000.0));
    proof.say("%.1f %s".formatted(millis / 1000.0, words));
  }
}
