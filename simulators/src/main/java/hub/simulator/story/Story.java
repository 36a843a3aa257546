package hub.simulator.story;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;

/// A few minutes in the life of an incident, acted by invented people through the tools' own
/// interfaces. It says what to look at, and then leaves the newcomer alone.
public final class Story {

  private static final String TITLE = "Prescriptions cannot be opened";
  private static final String CALL = "P1: " + TITLE;
  private static final Duration GLANCE = Duration.ofSeconds(6);
  private static final Duration LOOK = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(45);
  private static final long STEP_MILLIS = 500;

  private final Desk desk;
  private final OperationsBoard board;
  private final ChangeBoard changes;
  private final LocalDesk localDesk;
  private final OnCall onCall;
  private final String tools;
  private final String hub;
  private final double pace;

  private Story(String tools, String hub, MailProgram mail, double pace) {
    this.tools = tools;
    this.hub = hub;
    this.pace = pace;
    this.desk = new Desk(tools);
    this.board = new OperationsBoard(tools);
    this.changes = new ChangeBoard(tools);
    this.localDesk = new LocalDesk(mail);
    this.onCall = new OnCall(mail);
  }

  /// Acts. The arguments are the addresses of the simulators and of the hub, the mail server's
  /// ports for SMTP and IMAP, and, for those in a hurry, how much of each pause for looking is
  /// made, such as 0.5.
  public static void main(String[] arguments) {
    MailProgram mail =
        new MailProgram(Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
    double pace = arguments.length > 4 ? Double.parseDouble(arguments[4]) : 1;
    Story story = new Story(arguments[0], arguments[1], mail, pace);
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
    String record = desk.report(TITLE, "P2");
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
    String own = found();
    hold(record, issue, own);
    localReport();
    farewell(id, issue);
  }

  private void raise(String record, String issue) {
    say("2  Astrid at the operations supplier raises " + issue + " to Highest.");
    board.setPriority(issue, "Highest");
    wait("ClearQuest to follow", () -> desk.field(record, "Priority").equals("P1"));
    say("   ClearQuest shows P1 (R5b.2). The incident's page tells who, where and when; find");
    say("   it by the number of either ticket: " + hub + "/incidents?q=" + issue);
    wait("a mail to whoever is on call", () -> onCall.called(CALL).isPresent());
    OnCall.Call call = onCall.called(CALL).orElseThrow();
    say("   A P1 contacts the role that the matrix names at this minute (R5b.3): mail to");
    say("   " + call.mailbox() + ", the clock is at " + hub + "/contacts");
    look(LOOK);
    onCall.acknowledge(call, "Nanna");
    say("   Nanna has pressed the button in the mail's page; nobody else is woken.");
    look(GLANCE);
  }

  private void comment(String record, String issue) {
    say("3  The desk adds a note, Astrid starts to work.");
    desk.note(record, "Two pharmacies have called. Both run version 4.2.");
    board.startProgress(issue);
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

  /// Returns the issue.
  private String found() {
    say("5  Astrid finds something herself, and users feel it.");
    String own = board.create("Certificates expire on Sunday", "High", "Yes");
    wait("a ClearQuest record", () -> !board.clearQuestId(own).isEmpty());
    String made = board.clearQuestId(own);
    say("   " + own + " got the record " + made + " in ClearQuest (RNA.1), and no second issue.");
    board.startProgress(own);
    look(GLANCE);
    return own;
  }

  private void hold(String record, String issue, String own) {
    say("6  Both need the same change. Solveig makes one RFC in SDS-Jira that names them.");
    String rfc = changes.requestChange("A new version of the key store", issue, own);
    wait("Pending Release", () -> desk.field(record, "State").equals("Pending_Release"));
    wait("the RFC's key in ClearQuest", () -> desk.field(record, "RfcKey").equals(rfc));
    say("   Both wait for it, in both tools, and all show its key (R11.2, R11.4):");
    say("   " + ticketPage("jira-sds", rfc));
    look(LOOK);
    changes.release(rfc);
    wait("the work to go on", () -> desk.field(record, "State").equals("Opened"));
    say("   " + rfc + " is released: both are at work again.");
    look(GLANCE);
  }

  private void localReport() {
    String number = "INC%07d".formatted(ThreadLocalRandom.current().nextInt(10_000_000));
    say("7  Rikke at a region's desk has nothing but mail. She reports " + number + ".");
    localDesk.report(number, "Labels are printed twice", "Since this morning, ward B and C.");
    wait("a record", () -> !desk.reportedAs(number).isEmpty());
    wait("a case number", () -> localDesk.isTold(number, "modtaget som sag"));
    String record = desk.reportedAs(number);
    say("   It is " + desk.id(record) + " in ClearQuest, and Rikke has a case number (R3.4).");
    desk.open(record);
    wait("a mail", () -> localDesk.isTold(number, "under behandling"));
    desk.solve(record, "Two jobs in one queue", "The queue is emptied");
    wait("the closing", () -> localDesk.isTold(number, "lukket nationalt"));
    say("   Solved and closed; each step came to her by mail, in one thread (R15.3, R16.1):");
    say("   " + tools + "/mail");
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
