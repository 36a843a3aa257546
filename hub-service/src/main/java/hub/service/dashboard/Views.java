package hub.service.dashboard;

import hub.service.dashboard.SiteTime.When;
import hub.service.dashboard.TicketPages.TicketLink;
import hub.service.words.Words;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the pages show, ready to be laid out.
public final class Views {

  private Views() {}

  /// What is around every page.
  ///
  /// @param active which part of the dashboard this is
  /// @param attention how many matters need a person
  /// @param actor who looks; null if not known yet
  /// @param isKnown whether the actor has logged in
  /// @param mayAct whether the actor may do more than look
  /// @param notice a sentence about what was just asked; null if nothing was
  /// @param path of this page with its query
  /// @param behind why what is shown may be old; empty if it is not
  /// @param words of the page's language
  /// @param otherLanguage the code of the language to switch to
  /// @param otherPath this page in that language
  public record Frame(
      String title,
      String active,
      int attention,
      @Nullable String actor,
      boolean isKnown,
      boolean mayAct,
      @Nullable String notice,
      String zone,
      String path,
      String search,
      String behind,
      Words words,
      String otherLanguage,
      String otherPath) {

    /// What is said here, in the page's language.
    public String say(String key) {
      return words.say(key);
    }

    public String say(String key, String argument) {
      return words.say(key, argument);
    }

    public String say(String key, String first, String second) {
      return words.say(key, first, second);
    }

    /// The code of the page's language.
    public String language() {
      return words.language().code();
    }

    /// How many matters need a person, in words.
    public String matters() {
      return words.say("layout.matters", attention);
    }

    /// Where the name of who looks can be changed.
    public String whoPath() {
      return "/who?next=" + URLEncoder.encode(path, StandardCharsets.UTF_8);
    }
  }

  /// A tool in one word.
  public record SystemChip(String id, Look look) {}

  /// What needs a person.
  ///
  /// @param about the incident's number and title; null for a system
  /// @param contactPath where a contact is acknowledged; null if it is about none
  public record AttentionRow(
      String id,
      Look look,
      String kind,
      @Nullable When since,
      @Nullable IncidentName about,
      String subject,
      @Nullable TicketLink ticket,
      String cause,
      String ifNothingIsDone,
      List<ActionButton> actions,
      @Nullable String contactPath) {}

  /// An incident in a sentence.
  public record IncidentName(String id, String title) {}

  /// The first page.
  ///
  /// @param headline what there is to do
  /// @param range which rows are shown, in words; null if all are
  /// @param open how many incidents are open, in words; null if none is
  /// @param notInSync where incidents are listed that are not in sync
  /// @param previous the page before; null if there is none
  /// @param next the page after; null if there is none
  public record AttentionPage(
      List<AttentionRow> rows,
      List<SystemChip> systems,
      String headline,
      @Nullable String range,
      @Nullable String open,
      List<NumberedLink> notInSync,
      @Nullable String previous,
      @Nullable String next) {}

  /// A tool and how the hub gets on with it.
  public record SystemCard(
      String id,
      String kind,
      String role,
      Look look,
      String cause,
      @Nullable When since,
      @Nullable When lastRead,
      @Nullable When lastWrite,
      @Nullable Unsent oldestUnsent,
      int waiting,
      int parked,
      int tickets,
      @Nullable BackfillNote backfill,
      SpeedView speed,
      List<ActionButton> actions) {}

  /// All tools.
  ///
  /// @param verdict who is slow, in sentences
  public record SystemsPage(List<String> verdict, List<SystemCard> systems) {}

  /// How fast a tool is, and the hub with it.
  ///
  /// @param answers null if it was not asked
  /// @param waiting what waits for it by age; null if nothing does
  /// @param errors how many answers failed, in words
  /// @param quota what it says it still takes; null if it does not say
  public record SpeedView(
      @Nullable Chart answers, @Nullable Chart waiting, String errors, @Nullable String quota) {}

  /// Bars beside each other, as a picture.
  ///
  /// @param words what it shows, for those who do not see it
  public record Chart(String title, int width, int height, List<Bar> bars, String words) {}

  /// A bar.
  ///
  /// @param y its upper edge
  public record Bar(String label, String value, int y, int width, String tone) {

    private static final int LEFT = 120;

    public int left() {
      return LEFT;
    }

    /// Where its value stands.
    public int end() {
      return LEFT + width + 6;
    }

    /// The base line of its texts.
    public int line() {
      return y + 15;
    }
  }

  /// How far the reading of what a tool held all along is.
  ///
  /// @param progress how far, in words
  /// @param cause why it waits or gave up; empty unless it does
  /// @param asked by whom and when, and what is read
  public record BackfillNote(String progress, String cause, String asked) {}

  /// The change that waits longest.
  public record Unsent(String incident, @Nullable When since, String what, String cause) {}

  /// An incident in a list.
  public record IncidentRow(
      IncidentName name,
      String priority,
      String priorityTone,
      String status,
      Look look,
      List<String> troubles,
      List<TicketLink> tickets,
      When changedAt) {}

  /// A filter that can be switched on or off.
  public record FilterOption(
      String field, String value, String label, int count, boolean isChosen) {}

  /// Options of one filter.
  public record Filter(String label, List<FilterOption> options) {}

  /// The list of incidents.
  ///
  /// @param previous address of the page before; null on the first
  /// @param file address of the whole list as a file
  /// @param fileLimit that the file does not hold everything; null if it does
  public record IncidentList(
      String words,
      boolean includesFinal,
      boolean isFiltered,
      List<Filter> filters,
      List<IncidentRow> rows,
      String count,
      @Nullable String range,
      @Nullable String previous,
      @Nullable String next,
      String file,
      @Nullable String fileLimit) {}

  /// The audit.
  ///
  /// @param day in the form of a date field; empty for all days
  /// @param days what the hub wrote lately, by tool
  /// @param file address of the whole list as a file
  /// @param fileLimit that the file does not hold everything; null if it does
  public record AuditList(
      String words,
      String actor,
      String day,
      boolean isFiltered,
      List<Filter> filters,
      List<AuditDay> days,
      List<AuditRow> rows,
      String count,
      @Nullable String range,
      @Nullable String previous,
      @Nullable String next,
      String file,
      @Nullable String fileLimit) {}

  /// What the hub wrote on a day; no links if nothing.
  public record AuditDay(String name, List<NumberedLink> links) {}

  /// A link with how many stand behind it.
  public record NumberedLink(String label, int count, String path) {}

  /// Somebody's doing.
  ///
  /// @param byPath address of everything that they did; null if it is not known who did it
  /// @param behalf for whom the hub did it; null if a person did it themselves
  public record AuditRow(
      When at,
      String who,
      @Nullable String byPath,
      String what,
      @Nullable String system,
      @Nullable TicketLink ticket,
      @Nullable String incident,
      @Nullable String behalf,
      String cause) {}

  /// One incident.
  public record IncidentPage(
      IncidentRow row,
      When openedAt,
      boolean isErased,
      List<String> aliases,
      List<AttentionRow> attention,
      @Nullable PriorityReason priority,
      List<Milestone> milestones,
      List<ContactRow> contacts,
      List<NoticeLine> notices,
      List<GateLine> gates,
      PastView past,
      Graph graph,
      List<TicketColumn> tickets,
      List<FieldLine> fields,
      List<WaitingLine> waiting,
      List<TicketLink> related,
      List<RfcLine> rfcs,
      List<CommentLine> comments,
      List<Day> days,
      boolean showsEverything,
      int hidden,
      String showHidden,
      List<String> systems) {}

  /// Why the priority is what it is.
  ///
  /// @param happened which change made it so
  /// @param person who made it; null if nobody is known
  /// @param rule by which it counts
  /// @param past the address of the page as of then
  public record PriorityReason(
      When at, String happened, @Nullable String person, String rule, String past) {}

  /// The slider over an incident's story, and the moment that the tickets are shown at.
  ///
  /// @param address of the page as it is shown
  /// @param present the address of the page as things are now
  /// @param steps how many moments there are; the slider's last place is the present
  /// @param at null for the present
  /// @param happened what had just happened, in words
  /// @param earlier the address of the moment before; null at the first
  /// @param later the address of the moment after; null at the present
  public record PastView(
      String address,
      String present,
      int steps,
      int step,
      boolean isPast,
      @Nullable When at,
      String happened,
      String priority,
      String priorityTone,
      String status,
      @Nullable String earlier,
      @Nullable String later) {}

  /// A step of the story in short.
  public record Milestone(When at, String tone, String words, @Nullable String person) {}

  /// A contact task with its clock.
  ///
  /// @param id of its element
  /// @param chain the roles so far, if there is more than one
  /// @param next what the hub does next; null when it is over
  /// @param ending how it ended; null while it is open
  public record ContactRow(
      String id,
      String task,
      Look look,
      IncidentName about,
      String priority,
      String priorityTone,
      String words,
      String why,
      @Nullable String chain,
      When since,
      @Nullable String next,
      List<NoticeLine> notices,
      @Nullable String nobodyTold,
      @Nullable String ending) {}

  /// A notice, with what it says.
  ///
  /// @param text what the person got; null if the templates no longer have it
  public record NoticeLine(
      String id,
      String words,
      String state,
      Look look,
      @Nullable String subject,
      @Nullable String text) {}

  /// What went past a gate.
  ///
  /// @param mayOverride whether nobody has overridden it yet
  public record GateLine(String gate, String words, String state, boolean mayOverride) {}

  /// The contacts of all incidents.
  ///
  /// @param range which open ones are shown, in words; null if all are
  public record ContactsPage(
      String headline, @Nullable String range, List<ContactRow> open, List<ContactRow> ended) {}

  /// What waits for which release.
  public record ReleasesPage(
      String headline, List<WaitingIncident> incidents, List<BlockingRfc> rfcs) {}

  /// An incident that waits for a release.
  public record WaitingIncident(
      IncidentName name,
      String priority,
      String priorityTone,
      Look look,
      List<RfcLine> rfcs,
      When since) {}

  /// An RFC with what it holds back.
  public record BlockingRfc(RfcLine rfc, List<BlockedIncident> incidents) {}

  /// An incident that names an RFC.
  ///
  /// @param state its status, if that is not Pending Release; empty if it is
  public record BlockedIncident(IncidentName name, String state) {}

  /// An RFC that an incident waits for.
  public record RfcLine(TicketLink link, String state, String tone) {}

  /// An incident in the middle of its tickets, as a picture.
  ///
  /// @param words what it shows, for those who do not see it
  public record Graph(
      int width, int height, int x, int y, String name, List<GraphNode> nodes, String words) {}

  /// A ticket or an RFC in the picture, around its middle.
  ///
  /// @param tone `ticket` or `rfc`
  public record GraphNode(int x, int y, String system, String key, String tone) {

    private static final int WIDTH = 150;
    private static final int HEIGHT = 48;

    public int left() {
      return x - WIDTH / 2;
    }

    public int top() {
      return y - HEIGHT / 2;
    }

    public int width() {
      return WIDTH;
    }

    public int height() {
      return HEIGHT;
    }

    /// The base line of its second line of text.
    public int under() {
      return y + 15;
    }
  }

  /// A ticket of an incident.
  public record TicketColumn(
      TicketLink link,
      String ref,
      String kind,
      String why,
      @Nullable String presence,
      @Nullable When readAt,
      boolean isLast) {}

  /// A field over all tickets.
  ///
  /// @param agrees whether every ticket that has the field says the same
  public record FieldLine(
      String name,
      String value,
      @Nullable String origin,
      boolean differs,
      boolean agrees,
      boolean isLong,
      List<Cell> cells) {}

  /// What a ticket holds in a field.
  ///
  /// @param holds null if the tool has no such field
  /// @param shouldSay null unless it should say something else
  public record Cell(
      TicketLink ticket,
      @Nullable String holds,
      @Nullable String shouldSay,
      Look look,
      boolean differs,
      String cause) {}

  /// A command that is not over.
  ///
  /// @param attempt null for the first
  public record WaitingLine(
      String what,
      String system,
      @Nullable TicketLink ticket,
      @Nullable When since,
      @Nullable String attempt,
      @Nullable When nextTry,
      String cause) {}

  /// A comment of a tool's user.
  public record CommentLine(
      TicketLink ticket,
      String author,
      @Nullable When writtenAt,
      String text,
      boolean isEdited,
      boolean isRestricted,
      boolean isDeleted,
      List<TicketLink> mirroredIn) {}

  /// What happened on one day, the latest first.
  public record Day(String name, List<Moment> moments) {}

  /// What one input led to, in the order in which it happened.
  ///
  /// @param past the address of the page as of then
  /// @param place of the input in the log; null if no input led to it
  public record Moment(
      When at, String past, String cause, @Nullable String place, List<Happening> happenings) {}

  /// An event in words.
  public record Happening(
      String tone, String words, String text, @Nullable String person, @Nullable String claimed) {}

  /// A selection of what could not be processed, before it is tried again.
  ///
  /// @param headline what will be done
  /// @param missing how many of the selection are no longer there, in words; null if none
  public record LetterSelection(
      String headline, List<DeadLetterRow> letters, @Nullable String missing) {}

  /// What came of trying a selection again.
  public record LetterResults(String headline, List<LetterResult> results) {}

  /// What came of trying one again.
  ///
  /// @param problem why it could not be tried; null if it was
  public record LetterResult(String id, @Nullable String problem) {}

  /// What could not be processed.
  ///
  /// @param ifTriedAgain what the button does, or why there is none
  public record DeadLetterRow(
      String id,
      When at,
      String kind,
      @Nullable String ticket,
      String cause,
      String remedy,
      String ifNothingIsDone,
      String ifTriedAgain,
      boolean canRetry,
      @Nullable String payload,
      @Nullable String retried,
      List<ActionButton> actions) {}

  /// A question before the first action: who asks?
  ///
  /// @param fields of the action that waits for the answer
  public record WhoPage(String then, List<HiddenField> fields, boolean isWrong) {}

  /// A field that is passed on.
  public record HiddenField(String name, String value) {}
}
