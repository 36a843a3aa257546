package hub.service.e2e;

import static hub.service.e2e.FmkHands.FMK;
import static hub.service.e2e.ToolHands.CLEARQUEST;
import static hub.service.e2e.ToolHands.JIRA;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// People at three desks who make tickets, change priorities, go on with their work and write to
/// each other, whether the hub runs or not. What they do is drawn from a seed; when it meets the
/// hub is not.
///
/// Nobody changes what they have not seen: whose tool does not show the last priority yet leaves it
/// alone. So of each matter it is known what must be on both sides in the end.
final class Crowd implements AutoCloseable {

  private static final List<String> PRIORITIES = List.of("P1", "P2", "P3", "P4");
  private static final int RECENT = 40;

  private final ToolHands tools;
  private final FmkHands fmk;
  private final Random random;
  private final int mostMatters;
  private final List<Matter> matters = new ArrayList<>();
  private final Thread thread = Thread.ofPlatform().name("crowd").unstarted(this::work);
  private volatile boolean isOver;
  private volatile @Nullable Throwable broken;
  private int changes;
  private int refused;

  Crowd(Platform platform, long seed, int mostMatters) {
    this.tools = platform.tools;
    this.fmk = new FmkHands(platform.simulators.url());
    this.random = new Random(seed);
    this.mostMatters = mostMatters;
  }

  Crowd begin() {
    thread.start();
    return this;
  }

  private void work() {
    try {
      while (!isOver) {
        act();
        TimeUnit.MILLISECONDS.sleep(random.nextLong(100, 900));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      broken = e;
    }
  }

  /// Nobody does anything meanwhile but this.
  synchronized void alone(Runnable something) {
    something.run();
  }

  /// Everybody goes home.
  void end() {
    isOver = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (broken != null) {
      throw new IllegalStateException("the people could not work", broken);
    }
  }

  synchronized List<Matter> matters() {
    return List.copyOf(matters);
  }

  /// How many changes people have made.
  synchronized int changes() {
    return changes;
  }

  /// How many a tool did not accept, such as a status that was reached already.
  synchronized int refused() {
    return refused;
  }

  private synchronized void act() {
    var kind = random.nextInt(100);
    var linked = recent();
    if ((linked.isEmpty() || kind < 25) && matters.size() < mostMatters) {
      open(List.of(CLEARQUEST, CLEARQUEST, JIRA, FMK).get(random.nextInt(4)));
      return;
    }
    if (linked.isEmpty()) {
      return;
    }
    var matter = linked.get(random.nextInt(linked.size()));
    var tool = matter.tools().get(random.nextInt(2));
    if (kind < 60) {
      attempt(() -> remark(matter, tool));
    } else if (kind < 85) {
      attempt(() -> prioritise(matter, tool));
    } else {
      attempt(() -> move(matter));
    }
  }

  /// The latest ones of which both tickets are known.
  private List<Matter> recent() {
    var from = Math.max(0, matters.size() - RECENT);
    var latest = matters.subList(from, matters.size());
    latest.stream().filter(matter -> !matter.isLinked()).forEach(this::look);
    return latest.stream().filter(Matter::isLinked).toList();
  }

  private void look(Matter matter) {
    var key = requireNonNull(matter.key(matter.origin()));
    var shown = tools.field(matter.origin(), key, matter.linkField(matter.origin()));
    if (!shown.isEmpty()) {
      matter.linkedWith(shown);
    }
  }

  /// A tool may refuse what somebody wants, and says so; then it has not happened.
  private void attempt(Runnable change) {
    try {
      change.run();
    } catch (AssertionError refusal) {
      refused++;
    }
  }

  /// Something happens, and is written down in a tool.
  synchronized Matter open(String origin) {
    var supplier = origin.equals(CLEARQUEST) ? List.of(JIRA, FMK).get(random.nextInt(2)) : origin;
    return open(origin, supplier, PRIORITIES.get(random.nextInt(4)));
  }

  synchronized Matter open(String origin, String supplier, String priority) {
    var title = "Sag %05d".formatted(matters.size() + 1);
    var inJira = requireNonNull(Matter.IN_JIRA.get(priority));
    var key =
        switch (origin) {
          case CLEARQUEST ->
              tools.assignedRecord(
                  title, priority, supplier.equals(JIRA) ? "Driftleverandoer" : "FMK");
          case JIRA -> tools.issue(title, inJira, Map.of("User impact", "Yes"));
          default -> fmk.issue(title, inJira, "Yes");
        };
    var matter = new Matter(title, origin, supplier, key, priority);
    matters.add(matter);
    changes++;
    return matter;
  }

  /// Somebody does in one tool what makes the hub write to the other.
  ///
  /// @param operation what the hub is to do there: create, comment or update
  synchronized void provoke(String tool, String operation) {
    var linked = recent().stream().filter(matter -> matter.tools().contains(tool)).toList();
    if (operation.equals("create") || linked.isEmpty()) {
      open(tool.equals(CLEARQUEST) ? JIRA : CLEARQUEST, tool.equals(FMK) ? FMK : JIRA, "P3");
      return;
    }
    var matter = linked.getLast();
    var other = matter.other(tool);
    attempt(() -> {
      if (operation.equals("comment")) {
        remark(matter, other);
      } else {
        prioritise(matter, other);
      }
    });
  }

  private void remark(Matter matter, String tool) {
    var words = "Bemærkning-%06d.".formatted(changes);
    var key = requireNonNull(matter.key(tool));
    switch (tool) {
      case CLEARQUEST -> tools.act(key, "Modify", Map.of("Note_Entry", words));
      case JIRA -> tools.comment(key, words);
      default -> fmk.remark(key, words);
    }
    matter.remarked(tool, words);
    changes++;
  }

  private void prioritise(Matter matter, String tool) {
    var key = requireNonNull(matter.key(tool));
    if (!shown(tool, key).path("priority").asText().equals(matter.priorityIn(tool))) {
      return;
    }
    var others = PRIORITIES.stream().filter(one -> !one.equals(matter.priority())).toList();
    var priority = others.get(random.nextInt(others.size()));
    var inJira = requireNonNull(Matter.IN_JIRA.get(priority));
    switch (tool) {
      case CLEARQUEST -> tools.act(key, "Modify", Map.of("Priority", priority));
      case JIRA -> tools.editIssue(key, Map.of("priority", inJira));
      default -> fmk.setPriority(key, inJira);
    }
    matter.prioritised(priority);
    changes++;
  }

  /// The supplier begins, and later solves it.
  private void move(Matter matter) {
    var tool = matter.supplier();
    var key = requireNonNull(matter.key(tool));
    if (matter.stage() == 2
        || !shown(tool, key).path("state").asText().equals(matter.stateIn(tool))) {
      return;
    }
    var isBeginning = matter.stage() == 0;
    if (tool.equals(JIRA)) {
      var screen = isBeginning ? Map.<String, String>of() : Map.of("resolution", "Fixed");
      tools.transition(key, isBeginning ? "Start progress" : "Resolve", screen);
    } else {
      fmk.transition(key, isBeginning ? "Start" : "Resolve", isBeginning ? "" : "Done");
    }
    matter.moved();
    changes++;
  }

  private JsonNode shown(String tool, String key) {
    return tools.ticket(tool, key);
  }

  @Override
  public void close() {
    isOver = true;
    thread.interrupt();
    fmk.close();
  }
}
