package hub.simulator.story;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// A few minutes in the life of an incident, acted by invented people through the tools' own
/// interfaces. It says what to look at, and then leaves the newcomer alone.
public final class Story {

  private static final Duration GLANCE = Duration.ofSeconds(6);
  private static final Duration LOOK = Duration.ofSeconds(12);
  private static final Duration PATIENCE = Duration.ofSeconds(45);
  private static final long STEP_MILLIS = 500;

  private final Desk desk;
  private final OperationsBoard board;
  private final String tools;
  private final String hub;
  private final double pace;

  private Story(String tools, String hub, double pace) {
    this.tools = tools;
    this.hub = hub;
    this.pace = pace;
    this.desk = new Desk(tools);
    this.board = new OperationsBoard(tools);
  }

  /// Acts. The arguments are the addresses of the simulators and of the hub, and, for those in a
  /// hurry, how much of each pause for looking is made, such as 0.5.
  public static void main(String[] arguments) {
    double pace = arguments.length > 2 ? Double.parseDouble(arguments[2]) : 1;
    Story story = new Story(arguments[0], arguments[1], pace);
    try {
      story.act();
    } catch (IllegalStateException disturbed) {
      say("The story ends early: " + disturbed.getMessage());
    }
  }

  private void act() {
    say("");
    say("A story begins. Open side by side: " + hub + " and " + tools);
    look(GLANCE);
    String record = desk.report("Prescriptions cannot be opened", "P2");
    String id = desk.id(record);
    say("1  The national desk has made " + id + " and assigns it to the operations supplier.");
    desk.assign(record, "Driftleverandoer");
    String issue = await("a Jira issue", () -> !desk.jiraKey(record).isEmpty(), record);
    say("   The hub made " + issue + ", and each shows the other's number (R4.2, R5b.1):");
    say("   " + ticketPage("clearquest", id) + "  " + ticketPage("jira-ops", issue));
    look(LOOK);
    raise(record, issue);
    comment(record, issue);
    outage(record, issue);
    found();
    farewell(id, issue);
  }

  private void raise(String record, String issue) {
    say("2  Astrid at the operations supplier raises " + issue + " to Highest.");
    board.setPriority(issue, "Highest");
    wait("ClearQuest to follow", () -> desk.field(record, "Priority").equals("P1"));
    say("   ClearQuest shows P1 (R5b.2). The incident's page tells who, where and when; find");
    say("   it by the number of either ticket: " + hub + "/incidents?q=" + issue);
    look(LOOK);
  }

  private void comment(String record, String issue) {
    say("3  The desk adds a note, Astrid starts to work.");
    desk.note(record, "Two pharmacies have called. Both run version 4.2.");
    board.move(issue, "Start progress");
    wait("the note in Jira", () -> board.comments(issue).contains("Two pharmacies"));
    wait("the state in ClearQuest", () -> desk.field(record, "State").equals("Opened"));
    say("   The note is in Jira once, the state is Opened, and nothing goes round in circles.");
    look(LOOK);
  }

  private void outage(String record, String issue) {
    say("4  ClearQuest goes down. Astrid lowers the priority and goes on meanwhile.");
    desk.goDown();
    try {
      board.setPriority(issue, "Medium");
      say("   Look at \"needs attention\" in " + hub + ": one row, with its cause. What waits for");
      say("   ClearQuest, and since when, is at " + hub + "/systems");
      look(LOOK.plus(GLANCE));
    } finally {
      desk.comeBack();
    }
    say("   ClearQuest is back.");
    wait("ClearQuest to catch up", () -> desk.field(record, "Priority").equals("P3"));
    say("   It has caught up by itself, and there is still one ticket on each side.");
    look(LOOK);
  }

  private void found() {
    say("5  Astrid finds something herself, and users feel it.");
    String own = board.create("Certificates expire on Sunday", "High", "Yes");
    String made = awaitRecord(own);
    say("   " + own + " got the record " + made + " in ClearQuest (RNA.1), and no second issue.");
    look(GLANCE);
  }

  private void farewell(String id, String issue) {
    say("");
    say("The story is over; the rest is yours. For example:");
    say("  - change the priority of " + issue + " at " + tools + " and watch " + id);
    say("  - push a fault button there, change something, and see what the hub makes of it");
    say("  - curl '" + hub + "/api/incidents?ticket=clearquest:" + id + "'");
    say("Ctrl-C ends the demo; the next start goes on where this one was.");
  }

  private String await(String what, BooleanSupplier isThere, String record) {
    wait(what, isThere);
    return desk.jiraKey(record);
  }

  private String awaitRecord(String issue) {
    wait("a ClearQuest record", () -> !board.clearQuestId(issue).isEmpty());
    return board.clearQuestId(issue);
  }

  private static void wait(String what, BooleanSupplier isThere) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!isThere.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(
            "waited %d s for %s; the hub's attention page says why"
                .formatted(PATIENCE.toSeconds(), what));
      }
      pause(Duration.ofMillis(STEP_MILLIS));
    }
  }

  private String ticketPage(String tool, String key) {
    return tools + "/tickets/" + tool + "/" + key;
  }

  /// Leaves the newcomer time to look.
  private void look(Duration time) {
    pause(Duration.ofMillis(Math.round(time.toMillis() * pace)));
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("it was interrupted", stopped);
    }
  }

  private static void say(String line) {
    System.out.println(line);
  }
}
