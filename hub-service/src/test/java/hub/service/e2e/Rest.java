package hub.service.e2e;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.awaitility.core.ConditionTimeoutException;

/// How things stand when nobody does anything any more: asked of the tools and of the hub, by their
/// interfaces alone.
final class Rest {

  /// What is no fault of the hub's: nobody here answers a contact, and a conflict shows two
  /// people's values.
  private static final Set<String> EXPLAINED = Set.of("CONTACT_OVERDUE", "VALUE_CONFLICT");

  private static final Duration LOOK = Duration.ofSeconds(2);

  /// So that looking is not the most work of all.
  private static final Duration LOOK_AT_MANY = Duration.ofSeconds(10);

  private static final int MANY = 500;
  private static final Duration TELL = Duration.ofSeconds(15);
  private static final int STILL = 4;

  private final Proof proof;
  private final ToolHands tools;
  private final HubProcess hub;
  private Duration toldAt = Duration.ZERO;

  Rest(Proof proof, ToolHands tools, HubProcess hub) {
    this.proof = proof;
    this.tools = tools;
    this.hub = hub;
  }

  /// Waits until all is even and nothing happens, or in vain.
  void awaitStill(List<Matter> matters, Duration most) {
    var events = new ArrayList<Long>();
    try {
      await("everything is at rest")
          .atMost(most)
          .pollInterval(matters.size() > MANY ? LOOK_AT_MANY : LOOK)
          .ignoreExceptions()
          .until(() -> {
            if (!isEven(matters)) {
              events.clear();
              return false;
            }
            events.add(hub.get("/api/replay").path("events").asLong());
            var last = events.subList(Math.max(0, events.size() - STILL), events.size());
            return last.size() == STILL && Set.copyOf(last).size() == 1;
          });
    } catch (ConditionTimeoutException late) {
      proof.say("not at rest after " + most.toSeconds() + " s");
    }
  }

  private boolean isEven(List<Matter> matters) {
    var waiting = waiting();
    // Before the tools are looked at: a conflict that is recorded meanwhile excuses nothing yet.
    var conflicts = conflicts();
    var complaints = without(conflicts, Reckoning.of(tools, matters).complaints());
    if (proof.elapsed().compareTo(toldAt.plus(TELL)) > 0) {
      toldAt = proof.elapsed();
      proof.say(
          "%d commands wait, %d differences%s"
              .formatted(
                  waiting,
                  complaints.size(),
                  complaints.isEmpty() ? "" : ", such as " + complaints.getFirst()));
    }
    return waiting == 0 && complaints.isEmpty();
  }

  /// How many commands are under way or wait.
  private int waiting() {
    var waiting = 0;
    for (var system : hub.get("/api/systems")) {
      waiting += system.path("waiting").asInt();
    }
    return waiting + hub.get("/api/incidents?sync=CATCHING_UP").size();
  }

  /// Asks whether every promise is kept.
  void check(List<Matter> matters, int changes) {
    var reckoning = Reckoning.of(tools, matters);
    var conflicts = conflicts();
    proof.tell("incidents", reckoning.matters());
    proof.tell("tickets in all tools", reckoning.tickets());
    proof.tell("changes by people", changes);
    proof.tell("of these remarks", reckoning.remarks());
    proof.none("duplicate tickets left open", reckoning.duplicatesOpen());
    proof.tell("duplicates of a tool's own race, closed", reckoning.duplicatesClosed());
    proof.none("tickets that were never made", reckoning.missing());
    proof.none("tickets that nobody asked for", reckoning.strays());
    proof.none("links that are not on both sides", reckoning.unlinked());
    proof.none("lost changes", without(conflicts, reckoning.lost()));
    proof.tell("changes that lost a conflict, and are shown", conflicts.size());
    proof.none("remarks carried over more than once", reckoning.repeated());
    proof.promise("commands outstanding", waiting(), waiting() == 0);
    proof.none("dead letters", texts(hub.get("/api/dead-letters"), "cause"));
    var attention = attention();
    proof.none("matters that need a person without a reason", unexplained(attention));
    var replay = hub.get("/api/replay");
    proof.promise(
        "replay = live (events folded)",
        replay.path("events").asLong(),
        replay.path("isSame").asBoolean());
  }

  private Map<String, Integer> attention() {
    var kinds = new TreeMap<String, Integer>();
    hub.get("/api/attention")
        .forEach(row -> kinds.merge(row.path("kind").asText(), 1, Integer::sum));
    return kinds;
  }

  private static List<String> unexplained(Map<String, Integer> attention) {
    return attention.entrySet().stream()
        .filter(kind -> !EXPLAINED.contains(kind.getKey()))
        .map(kind -> kind.getKey() + " " + kind.getValue())
        .toList();
  }

  /// The titles of incidents in which two people's values met.
  private List<String> conflicts() {
    return StreamSupport.stream(hub.get("/api/attention").spliterator(), false)
        .filter(row -> row.path("kind").asText().equals("VALUE_CONFLICT"))
        .map(row -> row.path("subject").asText())
        .toList();
  }

  private static List<String> without(List<String> conflicts, List<String> lost) {
    return lost.stream()
        .filter(one ->
            !one.contains(": priority")
                || conflicts.stream().noneMatch(title -> one.contains(title + " (")))
        .toList();
  }

  private static List<String> texts(JsonNode rows, String field) {
    return StreamSupport.stream(rows.spliterator(), false)
        .map(row -> row.path(field).asText())
        .toList();
  }
}
