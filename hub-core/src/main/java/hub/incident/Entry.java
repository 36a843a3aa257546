package hub.incident;

import hub.delivery.Command;
import hub.delivery.Outcome;
import hub.incident.IncidentEvent.LinkReason;
import hub.ticket.Field;
import hub.ticket.Reading;
import hub.ticket.TicketRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One piece of a space's state, stored under its own key, so that an incident with 500 comments
/// stays small.
///
/// The keys order: everything of one kind lies together, timers by due time.
public sealed interface Entry
    permits Incident,
        Shadow,
        ContactTask,
        Notice,
        GateBreach,
        Entry.SpaceRecord,
        Entry.SystemRecord,
        Entry.WritePace,
        Entry.ChangePace,
        Entry.KeyRecord,
        Entry.InboundReference,
        Entry.RfcLink,
        Entry.MarkerRecord,
        Entry.CommentRecord,
        Entry.Explanation,
        Entry.LateWrites,
        Entry.OpenAttempt,
        Entry.Unread,
        Entry.Outstanding,
        Entry.CommandIndex,
        Entry.ParkedCreate,
        Entry.OpenDuplicate,
        Entry.Held,
        Entry.Timer {

  /// Where it is stored.
  String key();

  /// What the space as a whole knows.
  ///
  /// @param sequence number of events so far; the next event has this plus one
  /// @param incidents number of incidents so far
  /// @param configuration hash of the adopted configuration, or empty
  record SpaceRecord(long sequence, long incidents, String configuration) implements Entry {

    public static final String KEY = "space";
    public static final SpaceRecord EMPTY = new SpaceRecord(0, 0, "");

    @Override
    public String key() {
      return KEY;
    }
  }

  /// What is known of a connected tool.
  ///
  /// @param position how far it has been polled, or empty
  /// @param pausedBy who paused it; null if nobody
  /// @param rewound why it looks restored from backup; null if it does not
  /// @param trouble why it cannot be used; null if it can
  /// @param since when the condition began; null while unknown
  /// @param connectedAt when the hub first looked into it; null while it has not
  /// @param overrun how the hub wrote more than people changed; null if it does not
  record SystemRecord(
      String system,
      String position,
      @Nullable String pausedBy,
      @Nullable String rewound,
      Outcome.@Nullable Trouble trouble,
      String cause,
      @Nullable Instant since,
      @Nullable Instant connectedAt,
      @Nullable Overrun overrun)
      implements Entry {

    public static SystemRecord fresh(String system) {
      return new SystemRecord(system, "", null, null, null, "", null, null, null);
    }

    public static String key(String system) {
      return "system/" + system;
    }

    @Override
    public String key() {
      return key(system);
    }

    SystemRecord withPosition(String changed) {
      return new SystemRecord(
          system, changed, pausedBy, rewound, trouble, cause, since, connectedAt, overrun);
    }

    SystemRecord withHold(@Nullable String paused, @Nullable String restored) {
      return new SystemRecord(
          system, position, paused, restored, trouble, cause, since, connectedAt, overrun);
    }

    SystemRecord withOverrun(@Nullable Overrun changed) {
      return new SystemRecord(
          system, position, pausedBy, rewound, trouble, cause, since, connectedAt, changed);
    }

    SystemRecord withCondition(Outcome.@Nullable Trouble changed, String why, Instant changedAt) {
      return new SystemRecord(
          system, position, pausedBy, rewound, changed, why, changedAt, connectedAt, overrun);
    }

    /// The first time counts.
    SystemRecord withConnection(Instant at) {
      return connectedAt != null
          ? this
          : new SystemRecord(
              system, position, pausedBy, rewound, trouble, cause, since, at, overrun);
    }

    /// Why no command may go there now; null if it may.
    public @Nullable String holdCause() {
      if (pausedBy != null) {
        return "paused by " + pausedBy;
      }
      if (rewound != null) {
        return rewound;
      }
      return overrun == null ? null : overrun.cause();
    }
  }

  /// More writes by the hub than its limit, without as many changes by people (design D10).
  ///
  /// @param writes within ten minutes
  /// @param changes by people within them, in whichever tools
  record Overrun(int writes, int changes, Instant since) {

    public String cause() {
      return "more writes than people have changed: %d in ten minutes against %d changes"
          .formatted(writes, changes);
    }
  }

  /// How often the hub has written to a system lately. A command counts once, however often it is
  /// tried.
  ///
  /// @param resumedAt when a person last let the writes go on: what waited then went by that
  ///   person's word and does not count; null if nobody has
  record WritePace(String system, Pace pace, @Nullable Instant resumedAt) implements Entry {

    public static String key(String system) {
      return "pace/writes/" + system;
    }

    @Override
    public String key() {
      return key(system);
    }
  }

  /// How often people have changed tickets lately, in whichever tools.
  ///
  /// @param news the version of a ticket that was seen last; null if it was not by people, or old
  record ChangePace(Pace pace, @Nullable News news) implements Entry {

    public static final String KEY = "pace/changes";
    public static final ChangePace NONE = new ChangePace(Pace.NONE, null);

    /// A new version of a ticket: what is found in it is somebody's doing of late.
    ///
    /// @param isCounted whether its fields were counted: together they are one change
    record News(TicketRef ticket, Instant seenAt, boolean isCounted) {}

    @Override
    public String key() {
      return KEY;
    }
  }

  /// A linked ticket of an incident.
  record Member(LinkReason reason, String detail, boolean isMadeByHub) {}

  /// A field's value in the incident.
  ///
  /// @param ticket whose user set it
  /// @param claimedAt when, in that tool's clock
  /// @param isExact whether `claimedAt` is more than an upper bound
  /// @param sequence of the event that set it
  record FieldValue(
      String value,
      TicketRef ticket,
      Instant claimedAt,
      boolean isExact,
      @Nullable String by,
      long sequence) {}

  /// Two values that were set without knowledge of each other.
  record ValueConflict(
      String kept, TicketRef keptFrom, String lost, TicketRef lostFrom, String reason) {}

  /// A value as sent, and as the tool held it afterwards.
  record SentAndRead(String sent, String read) {}

  /// A write of a field by the hub.
  ///
  /// @param byPeople how often people had written the field until then
  record HubWrite(Instant at, int byPeople) {}

  /// The hub's last writes of a field, oldest first, and how often people have written it.
  record WriteCount(List<HubWrite> byHub, int byPeople) {

    /// More say nothing more about a field that goes to and fro.
    public static final int MOST = 64;

    public static final WriteCount NONE = new WriteCount(List.of(), 0);

    public WriteCount {
      byHub = List.copyOf(byHub.subList(Math.max(0, byHub.size() - MOST), byHub.size()));
    }

    WriteCount plusHub(Instant at) {
      var more = new ArrayList<>(byHub);
      more.add(new HubWrite(at, byPeople));
      return new WriteCount(more, byPeople);
    }

    WriteCount plusPerson() {
      return new WriteCount(byHub, byPeople + 1);
    }

    /// Whether the hub has written so often since then, and people less often.
    public boolean isFlapping(int writes, Instant since) {
      var lately = byHub.stream().filter(write -> !write.at().isBefore(since)).toList();
      return lately.size() >= writes && lately.size() > byPeople - lately.getFirst().byPeople();
    }
  }

  /// A value that a write without an answer may yet bring into a ticket (design D7).
  ///
  /// @param reachedAt when the attempt may last have reached the tool
  record LateValue(Field field, String value, Instant reachedAt) {}

  /// A command that was given up while an earlier attempt may still take effect. If it is wanted
  /// again, it goes on from there.
  record OpenAttempt(Command command) implements Entry {

    public static final String PREFIX = "attempt/";

    public static String key(String command) {
      return PREFIX + command;
    }

    @Override
    public String key() {
      return key(command.id());
    }
  }

  /// A ticket that holds something nobody has seen: its fields under way were left out of a view,
  /// and what was read back after the write is older than that view.
  ///
  /// @param seen when it was last seen whole
  /// @param seenAt sequence of the event that told so
  record Unread(TicketRef ticket, Reading seen, long seenAt) implements Entry {

    public static String key(TicketRef ticket) {
      return "unread/" + ticket;
    }

    @Override
    public String key() {
      return key(ticket);
    }
  }

  /// What may yet turn up in a ticket as the hub's own doing, oldest first.
  record LateWrites(TicketRef ticket, List<LateValue> values) implements Entry {

    /// Of more than these nobody will be told apart from a person's change.
    public static final int MOST = 16;

    /// A longer text is not remembered.
    public static final int LONGEST = 2000;

    public LateWrites {
      values = List.copyOf(values.subList(Math.max(0, values.size() - MOST), values.size()));
    }

    public static String key(TicketRef ticket) {
      return "late/" + ticket;
    }

    @Override
    public String key() {
      return key(ticket);
    }
  }

  /// A refused value.
  ///
  /// @param configuration in force when it was refused; another one may have mended the cause
  record Parking(String desired, String cause, String configuration) {}

  /// Which ticket a key means. Old keys stay after a move.
  record KeyRecord(String system, String ticketKey, TicketRef ticket) implements Entry {

    /// Keys are compared without regard to case (reference: ClearQuest ids appear in both).
    public static String key(String system, String ticketKey) {
      return "key/" + system + "/" + ticketKey.toUpperCase(Locale.ROOT);
    }

    @Override
    public String key() {
      return key(system, ticketKey);
    }
  }

  /// That a ticket shows the key of another, found from the other's side, whether it was seen
  /// already or not.
  ///
  /// @param by the ticket whose field shows the key
  record InboundReference(String system, String ticketKey, TicketRef by) implements Entry {

    /// Stands for the system of a key in [Field#CAUSED_BY], which does not say where it is from.
    public static final String ANY_SYSTEM = "*";

    public static String prefix(String system, String ticketKey) {
      return "reference/" + system + "/" + ticketKey.toUpperCase(Locale.ROOT) + "/";
    }

    @Override
    public String key() {
      return prefix(system, ticketKey) + by;
    }
  }

  /// That an incident waits, or once waited, for an RFC (R11.3). Many to many.
  ///
  /// @param via the member that names the RFC, or that the RFC names
  /// @param isLinked false after a person has taken the link away
  record RfcLink(TicketRef rfc, IncidentId incident, TicketRef via, boolean isLinked)
      implements Entry {

    public static String prefix(TicketRef rfc) {
      return "rfc/" + rfc + "/";
    }

    public static String key(TicketRef rfc, IncidentId incident) {
      return prefix(rfc) + incident;
    }

    @Override
    public String key() {
      return key(rfc, incident);
    }

    RfcLink inIncident(IncidentId changed) {
      return new RfcLink(rfc, changed, via, isLinked);
    }
  }

  /// For whom a created ticket was made, and which one it was.
  ///
  /// @param ticket null until one was seen
  record MarkerRecord(String marker, IncidentId incident, String system, @Nullable TicketRef ticket)
      implements Entry {

    public static String key(String marker) {
      return "marker/" + marker;
    }

    @Override
    public String key() {
      return key(marker);
    }
  }

  /// A comment of a tool's user and its mirrors.
  ///
  /// @param number the sequence of the event that added it; part of the marker
  /// @param revision from 1; an edit adds one
  /// @param mirrored by ticket: the revision that was mirrored there
  record CommentRecord(
      IncidentId incident,
      TicketRef origin,
      String id,
      long number,
      int revision,
      String author,
      @Nullable Instant writtenAt,
      String text,
      boolean isRestricted,
      boolean isDeleted,
      Map<TicketRef, Integer> mirrored)
      implements Entry {

    public CommentRecord {
      mirrored = Sorted.of(mirrored);
    }

    public static String prefix(IncidentId incident) {
      return "comment/" + Digits.twelve(incident.number()) + "/";
    }

    public static String key(IncidentId incident, long number) {
      return prefix(incident) + Digits.twelve(number);
    }

    @Override
    public String key() {
      return key(incident, number);
    }

    /// The marker that a mirror of this revision carries, unique in the space.
    public String marker(String space) {
      return space + "-c" + number + "-r" + revision;
    }
  }

  /// What the hub owes a ticket in words.
  ///
  /// @param number the sequence of the event that owes it; part of the marker
  /// @param words the comment
  record Explanation(TicketRef ticket, long number, String words) implements Entry {

    public static String prefix(TicketRef ticket) {
      return "explanation/" + ticket + "/";
    }

    public static String key(TicketRef ticket, long number) {
      return prefix(ticket) + Digits.twelve(number);
    }

    @Override
    public String key() {
      return key(ticket, number);
    }

    /// The marker that the comment carries. Its number belongs to no comment.
    public String marker(String space) {
      return space + "-c" + number + "-r1";
    }
  }

  /// The one command that is under way for a ticket, or for an incident's create in a system.
  ///
  /// @param due null while a sink has it; else when it is tried again
  /// @param cause why it waits, or empty
  record Outstanding(
      Slot slot,
      IncidentId incident,
      Command command,
      Instant issuedAt,
      @Nullable Instant due,
      String cause)
      implements Entry {

    @Override
    public String key() {
      return slot.key();
    }
  }

  /// Where at most one command may be under way.
  ///
  /// @param ticket null for a create and for a notice
  /// @param incident for which something is created in `system`; null for the others
  /// @param notice the id of the notice; null for the others
  record Slot(
      String system,
      @Nullable TicketRef ticket,
      @Nullable IncidentId incident,
      @Nullable String notice) {

    /// Where the slots of notices lie.
    public static final String NOTICES = "slot/notice/";

    public static Slot of(TicketRef ticket) {
      return new Slot(ticket.system(), ticket, null, null);
    }

    public static Slot forCreate(IncidentId incident, String system) {
      return new Slot(system, null, incident, null);
    }

    public static Slot forNotice(String system, String notice) {
      return new Slot(system, null, null, notice);
    }

    public static Slot of(Command command) {
      return switch (command) {
        case Command.CreateTicket create ->
            forCreate(new IncidentId(create.incident()), create.system());
        case Command.UpdateTicket update -> of(update.ticket());
        case Command.AddComment comment -> of(comment.ticket());
        case Command.CloseDuplicate close -> of(close.ticket());
        case Command.RefreshTicket refresh -> of(refresh.ticket());
        case Command.SendNotice notice -> forNotice(notice.system(), notice.id());
      };
    }

    public String key() {
      if (notice != null) {
        return NOTICES + system + "/" + notice;
      }
      return ticket != null ? "slot/ticket/" + ticket : "slot/create/" + system + "/" + incident;
    }
  }

  /// Which slot a command occupies.
  record CommandIndex(String command, Slot slot) implements Entry {

    public static String key(String command) {
      return "command/" + command;
    }

    @Override
    public String key() {
      return key(command);
    }
  }

  /// A create that a tool refused.
  record ParkedCreate(IncidentId incident, String system, Map<Field, Parking> fields, String cause)
      implements Entry {

    public ParkedCreate {
      fields = Sorted.of(fields);
    }

    public static String key(IncidentId incident, String system) {
      return "parked-create/" + system + "/" + incident;
    }

    @Override
    public String key() {
      return key(incident, system);
    }
  }

  /// A ticket too many, which its tool refuses to have closed.
  record OpenDuplicate(IncidentId incident, TicketRef ticket, String cause) implements Entry {

    public static final String PREFIX = "open-duplicate/";

    public static String key(TicketRef ticket) {
      return PREFIX + ticket;
    }

    @Override
    public String key() {
      return key(ticket);
    }
  }

  /// Something is due in a system that takes no commands now.
  record Held(String system, IncidentId incident, String cause) implements Entry {

    public static String prefix(String system) {
      return "held/" + system + "/";
    }

    public static String key(String system, IncidentId incident) {
      return prefix(system) + incident;
    }

    @Override
    public String key() {
      return key(system, incident);
    }
  }

  /// A due time.
  record Timer(String id, Instant due) implements Entry {

    public static final String PREFIX = "timer/";

    public static String key(String id, Instant due) {
      return PREFIX + Digits.fifteen(due.toEpochMilli()) + "/" + id;
    }

    @Override
    public String key() {
      return key(id, due);
    }
  }
}
