package hub.service.e2e;

import static hub.service.e2e.FmkHands.FMK;
import static hub.service.e2e.ToolHands.CLEARQUEST;
import static hub.service.e2e.ToolHands.JIRA;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;

/// `./hub prove --only kills`: the hub is killed again and again while people work, as `kill -9`
/// does: at random moments, while it starts, at its fault hooks, and while a tool has carried out a
/// write whose answer has not come.
final class Kills {

  private static final Duration PATIENCE = Duration.ofSeconds(12);
  private static final Duration END = Duration.ofMinutes(5);
  private static final int MATTERS_PER_KILL = 3;

  /// When the hub is killed.
  private sealed interface Moment {

    /// After it has been ready for some time.
    record AtRandom(long millis) implements Moment {}

    /// After its process has begun.
    record WhileStarting(long millis) implements Moment {}

    /// At the n-th pass of a place in the code, where it ends itself.
    record AtHook(String place, int pass) implements Moment {}

    /// When a tool has carried out a write, and before it has answered.
    record BeforeTheAnswer(String tool, String operation) implements Moment {}
  }

  private final Proof proof = new Proof("kills");
  private final Path directory;
  private final long seed;
  private final int kills;
  private final Random random;
  private final Deque<Moment> deck = new ArrayDeque<>();

  Kills(Path directory, long seed, int kills) {
    this.directory = directory;
    this.seed = seed;
    this.kills = kills;
    this.random = new Random(seed);
  }

  List<Proof.Row> prove() {
    var site = ProofSite.in(directory.resolve("site"));
    try (var platform = Platform.prepare(directory.resolve("hub"), site);
        var crowd = new Crowd(platform, seed, 20 + kills * MATTERS_PER_KILL)) {
      crowd.begin();
      for (var number = 1; number <= kills; number++) {
        kill(number, platform, crowd);
      }
      crowd.end();
      proof.say("everybody goes home; the hub starts once more");
      platform.hub.start().awaitReady();
      var rest = new Rest(proof, platform.tools, platform.hub);
      rest.awaitStill(crowd.matters(), END);
      proof.tell("kills", kills);
      rest.check(crowd.matters(), crowd.changes());
    }
    return proof.end();
  }

  private void kill(int number, Platform platform, Crowd crowd) {
    var moment = draw();
    var said =
        switch (moment) {
          case Moment.AtRandom(var millis) -> {
            platform.hub.start().awaitReady();
            pause(millis);
            yield "at random, %d ms after it was ready".formatted(millis);
          }
          case Moment.WhileStarting(var millis) -> {
            platform.hub.start();
            pause(millis);
            yield "while it started, after %d ms".formatted(millis);
          }
          case Moment.AtHook(var place, var pass) -> atHook(platform, place, pass);
          case Moment.BeforeTheAnswer(var tool, var operation) ->
              beforeTheAnswer(platform, crowd, tool, operation);
        };
    platform.hub.kill();
    platform.tools.heal(CLEARQUEST);
    platform.tools.heal(JIRA);
    platform.tools.heal(FMK);
    proof.say(
        "kill %d of %d: %s; %d changes by people so far"
            .formatted(number, kills, said, crowd.changes()));
  }

  private static String atHook(Platform platform, String place, int pass) {
    platform.hub.start("-Dhub.fault.halt=" + place, "-Dhub.fault.pass=" + pass).awaitReadyOrEnd();
    return happens(() -> !platform.hub.isRunning())
        ? "at the hook %s, pass %d".formatted(place, pass)
        : "at random, since nothing passed the hook " + place;
  }

  private static String beforeTheAnswer(
      Platform platform, Crowd crowd, String tool, String operation) {
    platform.hub.start().awaitReady();
    var words = new ArrayList<String>();
    crowd.alone(() -> {
      platform.tools.fault(
          tool, "{\"kind\":\"hold\",\"operation\":\"%s\",\"count\":1}".formatted(operation));
      crowd.provoke(tool, operation);
      words.add(
          happens(() -> platform.tools.faults(tool).isEmpty())
              ? "when %s had stored a %s and not answered".formatted(tool, operation)
              : "at random, since %s had no %s to do".formatted(tool, operation));
      // Before anybody else meets what was raised for the hub alone.
      platform.hub.kill();
      platform.tools.heal(tool);
    });
    return words.getFirst();
  }

  private static boolean happens(java.util.concurrent.Callable<Boolean> something) {
    try {
      await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(something);
      return true;
    } catch (ConditionTimeoutException never) {
      return false;
    }
  }

  private static void pause(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Every kind of moment comes before one comes again, in an order drawn from the seed.
  private Moment draw() {
    if (deck.isEmpty()) {
      var moments = new ArrayList<Moment>();
      for (var i = 0; i < 4; i++) {
        moments.add(new Moment.AtRandom(random.nextLong(6_000)));
      }
      for (var i = 0; i < 2; i++) {
        moments.add(new Moment.WhileStarting(random.nextLong(300, 6_000)));
      }
      for (var place :
          List.of("before-outcome", "after-outcome", "before-observation", "after-observation")) {
        moments.add(new Moment.AtHook(place, random.nextInt(1, 8)));
      }
      moments.add(new Moment.BeforeTheAnswer(JIRA, "create"));
      moments.add(new Moment.BeforeTheAnswer(CLEARQUEST, "create"));
      moments.add(new Moment.BeforeTheAnswer(FMK, "create"));
      moments.add(new Moment.BeforeTheAnswer(JIRA, "comment"));
      moments.add(new Moment.BeforeTheAnswer(CLEARQUEST, "update"));
      Collections.shuffle(moments, random);
      deck.addAll(moments);
    }
    return deck.removeFirst();
  }
}
