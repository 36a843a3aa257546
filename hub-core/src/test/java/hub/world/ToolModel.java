package hub.world;

import hub.config.SystemConfig;
import hub.delivery.DeliveryAnswer;
import hub.delivery.DeliveryStep;
import hub.delivery.Outcome;
import hub.ticket.Change;
import hub.ticket.Comment;
import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.Status;
import hub.ticket.Ticket;
import hub.ticket.TicketRef;
import hub.ticket.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A ticket tool with habits: it normalises text, its search lags, it refuses, it loses answers and
/// commits late.
///
/// It works in canonical values, as a mapping would give them, and knows nothing of the hub.
final class ToolModel {

  static final Duration MOST_SEARCH_LAG = Duration.ofSeconds(20);
  static final Duration MOST_LATENESS = Duration.ofSeconds(60);

  /// How a request can go wrong; drawn anew for each.
  enum Mishap {
    NONE,
    LOST_ANSWER,
    LATE_COMMIT,
    DEAD,
    RATE_LIMITED
  }

  private record Entered(TicketRef ticket, Field field, String value) {}

  private record Late(Instant at, Runnable commit) {}

  private final String system;
  private final Random random;
  private final int luck;
  private final Map<TicketRef, Ticket> tickets = new TreeMap<>();
  private final Map<TicketRef, Instant> searchableFrom = new HashMap<>();
  private final List<Late> late = new ArrayList<>();
  private final List<Field> refused = new ArrayList<>();
  private final Map<String, Integer> mails = new TreeMap<>();
  private final Map<TicketRef, Map<Field, LastEntered>> entered = new HashMap<>();
  private final Set<TicketRef> madeByHub = new HashSet<>();
  private final Set<Entered> enteredValues = new HashSet<>();
  private final Set<Entered> everHeld = new HashSet<>();
  private final Set<String> removedMarkers = new HashSet<>();
  private final Map<TicketRef, Long> versions = new HashMap<>();
  private final Set<Entered> restored = new HashSet<>();
  private final Map<TicketRef, Ticket> deleted = new HashMap<>();
  private final Set<String> moved = new HashSet<>();
  private Map<TicketRef, Ticket> backup = Map.of();
  private Instant busyUntil = Instant.MIN;
  private int next = 1;
  private int nextComment = 1;
  private long writesByHub;
  private long writesByPeople;
  boolean isCalm;
  boolean isDown;

  /// How its values are read and written.
  SystemConfig config;

  /// How far its clock is ahead of the hub's.
  Duration clockAhead = Duration.ZERO;

  /// Who works in it.
  String person = "person";

  /// A ticket that every write fails on, for good; null if there is none.
  @Nullable TicketRef refusedTicket;

  /// Whether its comments can be read at all.
  boolean showsComments = true;

  ToolModel(String system, SystemConfig config, Random random) {
    this.system = system;
    this.config = config;
    this.random = random;
    this.luck = 2 + random.nextInt(4);
  }

  String system() {
    return system;
  }

  /// What it shows of a ticket it holds.
  Ticket shown(Ticket ticket) {
    return showsComments ? ticket : ticket.withoutComments();
  }

  Collection<Ticket> tickets() {
    return tickets.values();
  }

  Optional<Ticket> ticket(TicketRef ref) {
    return Optional.ofNullable(tickets.get(ref));
  }

  boolean isMadeByHub(TicketRef ref) {
    return madeByHub.contains(ref);
  }

  long writesByHub() {
    return writesByHub;
  }

  long writesByPeople() {
    return writesByPeople;
  }

  /// Refuses a field from now on, or accepts it again.
  void refuse(Field field, boolean isRefused) {
    refused.remove(field);
    if (isRefused) {
      refused.add(field);
    }
  }

  List<Field> refused() {
    return refused;
  }

  /// Carries out what was cut off earlier.
  void advance(Instant now) {
    var due = late.stream().filter(commit -> !commit.at().isAfter(now)).toList();
    late.removeAll(due);
    due.forEach(commit -> commit.commit().run());
  }

  boolean hasLateCommits() {
    return !late.isEmpty();
  }

  // What people do.

  TicketRef personCreates(Fields fields, Instant now) {
    writesByPeople++;
    var ref = create(fields, "", now, person);
    tickets
        .get(ref)
        .fields()
        .values()
        .forEach((field, value) -> enteredValues.add(new Entered(ref, field, value)));
    return ref;
  }

  void personChanges(TicketRef ref, Field field, String value, Instant now) {
    var ticket = tickets.get(ref);
    if (ticket != null && ticket.fields().get(field).isPresent()) {
      writesByPeople++;
      var isOther = !ticket.fields().getOrEmpty(field).equals(hold(field, value));
      var isNews = !everHeld.contains(new Entered(ref, field, hold(field, value)));
      write(ref, Fields.of(field, value), now, person);
      enteredValues.add(new Entered(ref, field, hold(field, value)));
      if (isOther) {
        var last = new LastEntered(hold(field, value), now, isNews);
        entered.computeIfAbsent(ref, _ -> new TreeMap<>()).put(field, last);
      }
    }
  }

  /// Whether somebody ever entered it.
  boolean isEntered(TicketRef ref, Field field, String value) {
    return enteredValues.contains(new Entered(ref, field, value));
  }

  /// The other value that somebody last gave a field.
  Optional<LastEntered> lastEntered(TicketRef ref, Field field) {
    return Optional.ofNullable(entered.getOrDefault(ref, Map.of()).get(field));
  }

  /// What was entered between a look of the hub and its write was seen by nobody.
  void forgetEntered(TicketRef ref, Field field) {
    entered.getOrDefault(ref, new TreeMap<>()).remove(field);
  }

  /// What a person has changed a field to, in the tool's form, and when.
  ///
  /// @param isNews whether the ticket has never said so before: who puts back what was there before
  ///   anybody has looked cannot be told from nobody
  record LastEntered(String value, Instant at, boolean isNews) {}

  void personComments(TicketRef ref, String text, Instant now) {
    writesByPeople++;
    comment(ref, text, "", now, person);
  }

  /// The last comment of the ticket that is not a mirror gets another text, or goes.
  void personEditsComment(TicketRef ref, Instant now) {
    var all = new ArrayList<>(tickets.get(ref).comments());
    for (var i = all.size() - 1; i >= 0; i--) {
      var old = all.get(i);
      if (!old.isMirror()) {
        writesByPeople++;
        all.set(
            i, new Comment(old.id(), old.author(), old.writtenAt(), old.text() + "!", false, ""));
        replace(
            tickets
                .get(ref)
                .withComments(all)
                .withChanges(change(now, person, false), tickets.get(ref).changes()));
        return;
      }
    }
  }

  /// The last comment goes, whoever wrote it.
  void personDeletesComment(TicketRef ref, Instant now) {
    var all = new ArrayList<>(tickets.get(ref).comments());
    if (!all.isEmpty()) {
      writesByPeople++;
      removedMarkers.add(all.removeLast().marker());
      replace(
          tickets
              .get(ref)
              .withComments(all)
              .withChanges(change(now, person, false), tickets.get(ref).changes()));
    }
  }

  /// Whether somebody has deleted a mirror with this marker.
  boolean isRemoved(String marker) {
    return removedMarkers.contains(marker);
  }

  /// The ticket gets another key, as after a move to another project. Its identity stays.
  void personMoves(TicketRef ref, Instant now) {
    writesByPeople++;
    var old = tickets.get(ref);
    replace(
        new Ticket(
            old.ref(),
            old.key() + "-MOVED",
            old.kind(),
            old.version(),
            old.presence(),
            old.fields(),
            old.comments(),
            true,
            old.references(),
            old.marker(),
            old.createdAt(),
            change(now, person, false),
            old.changes()));
  }

  void personDeletes(TicketRef ref) {
    writesByPeople++;
    var ticket = tickets.remove(ref);
    if (ticket != null) {
      deleted.put(ref, ticket);
    }
  }

  void backUp() {
    backup = new TreeMap<>(tickets);
  }

  /// Everything is as it was at the last backup; what came since is gone, and what went is back.
  ///
  /// @return false if there is no backup
  boolean restore() {
    if (backup.isEmpty()) {
      return false;
    }
    deleted.forEach((ref, lost) -> noteRestored(lost, backup.get(ref)));
    tickets.forEach((ref, lost) -> {
      noteRestored(lost, backup.get(ref));
      noteNotEntered(lost, backup.get(ref));
    });
    backup.forEach((ref, held) -> noteRestored(held, tickets.get(ref)));
    tickets.clear();
    tickets.putAll(backup);
    return true;
  }

  /// A value that the restoration has replaced is not there to be written over.
  private void noteNotEntered(Ticket lost, @Nullable Ticket held) {
    entered
        .getOrDefault(lost.ref(), new TreeMap<>())
        .keySet()
        .removeIf(
            field -> held == null || !lost.fields().get(field).equals(held.fields().get(field)));
  }

  private void noteRestored(Ticket one, @Nullable Ticket other) {
    one.fields()
        .values()
        .forEach((field, value) -> restored.add(new Entered(one.ref(), field, value)));
    for (var comment : one.comments()) {
      if (other == null || !other.comments().contains(comment)) {
        moved.add(comment.id());
        removedMarkers.add(comment.marker());
      }
    }
  }

  boolean isRestored() {
    return !restored.isEmpty();
  }

  /// Whether a restored ticket held the value before, or came to hold it.
  boolean isRestored(TicketRef ref, Field field, String value) {
    return restored.contains(new Entered(ref, field, value));
  }

  /// Whether the comment went or came with the tool's restoration.
  boolean isRestored(String comment) {
    return moved.contains(comment);
  }

  /// Asks everybody to come again later.
  void isBusyUntil(Instant instant) {
    busyUntil = instant;
  }

  // What the sink does.

  DeliveryAnswer perform(DeliveryStep step, Instant now) {
    if (!isCalm && now.isBefore(busyUntil)) {
      return new DeliveryAnswer.NotNow(
          Outcome.Trouble.RATE_LIMITED, "429", Duration.between(now, busyUntil));
    }
    var mishap = isDown ? Mishap.DEAD : draw();
    return switch (mishap) {
      case DEAD -> new DeliveryAnswer.NotNow(Outcome.Trouble.DEAD, "connection refused", null);
      case RATE_LIMITED ->
          new DeliveryAnswer.NotNow(
              Outcome.Trouble.RATE_LIMITED, "429", Duration.ofSeconds(random.nextInt(20)));
      case LOST_ANSWER -> lost(step, now);
      case LATE_COMMIT -> later(step, now);
      case NONE -> answer(step, now);
    };
  }

  private Mishap draw() {
    if (isCalm || random.nextInt(luck) > 0) {
      return Mishap.NONE;
    }
    return Mishap.values()[random.nextInt(Mishap.values().length)];
  }

  private DeliveryAnswer lost(DeliveryStep step, Instant now) {
    if (isRead(step)) {
      return new DeliveryAnswer.NotNow(Outcome.Trouble.DEAD, "reset while reading", null);
    }
    answer(step, now);
    return new DeliveryAnswer.Lost("reset before the answer");
  }

  private DeliveryAnswer later(DeliveryStep step, Instant now) {
    if (isRead(step)) {
      return answer(step, now);
    }
    var at = now.plusMillis(random.nextLong(MOST_LATENESS.toMillis()));
    late.add(new Late(at, () -> answer(step, at)));
    return new DeliveryAnswer.Lost("cut off");
  }

  /// What lies in mailboxes: how often by Message-ID.
  Map<String, Integer> mails() {
    return mails;
  }

  private static boolean isRead(DeliveryStep step) {
    return step instanceof DeliveryStep.Read || step instanceof DeliveryStep.FindByMarker;
  }

  private DeliveryAnswer answer(DeliveryStep step, Instant now) {
    if (refusedTicket != null && refusedTicket.equals(written(step))) {
      return new DeliveryAnswer.FieldsRefused(Map.of(), "the tool refuses everything");
    }
    var written = written(step);
    if (written != null && !tickets.containsKey(written)) {
      return new DeliveryAnswer.Gone(Ticket.Presence.DELETED);
    }
    return switch (step) {
      case DeliveryStep.FindByMarker(_, var marker, _) ->
          new DeliveryAnswer.Found(
              tickets.values().stream()
                  .filter(ticket -> ticket.marker().equals(marker))
                  .filter(ticket -> !searchableFrom.get(ticket.ref()).isAfter(now))
                  .map(this::shown)
                  .toList());
      case DeliveryStep.Read(var ref) ->
          tickets.containsKey(ref)
              ? new DeliveryAnswer.Was(shown(tickets.get(ref)))
              : new DeliveryAnswer.Gone(Ticket.Presence.DELETED);
      case DeliveryStep.Create(_, var marker, var fields) -> {
        writesByHub++;
        var made = create(initial(fields), marker, now, "hub");
        madeByHub.add(made);
        yield new DeliveryAnswer.Accepted(made);
      }
      case DeliveryStep.Update(var ref, var fields) -> {
        var no = fields.names().stream().filter(refused::contains).toList();
        if (!no.isEmpty()) {
          yield new DeliveryAnswer.FieldsRefused(
              Map.of(no.getFirst(), "read-only"), "the tool refuses " + no.getFirst());
        }
        writesByHub++;
        write(ref, fields, now, "hub");
        yield new DeliveryAnswer.Accepted(ref);
      }
      case DeliveryStep.Transition(var current, var status, _) -> {
        writesByHub++;
        write(current.ref(), Fields.of(Field.STATUS, status), now, "hub");
        yield new DeliveryAnswer.Moved(current.ref(), status);
      }
      case DeliveryStep.Comment(var ref, var marker, var text) -> {
        writesByHub++;
        comment(ref, text, marker, now, "hub");
        yield new DeliveryAnswer.Accepted(ref);
      }
      case DeliveryStep.Send(var notice) -> {
        var messageId = "<%s@hub.example>".formatted(notice.id());
        mails.merge(messageId, 1, Integer::sum);
        yield new DeliveryAnswer.Sent(messageId, 1);
      }
      case DeliveryStep.Done _ -> throw new IllegalStateException("nothing left to do");
    };
  }

  /// The ticket that a step writes; null if it writes none that is there.
  private static @Nullable TicketRef written(DeliveryStep step) {
    return switch (step) {
      case DeliveryStep.Update(var ref, _) -> ref;
      case DeliveryStep.Transition(var current, _, _) -> current.ref();
      case DeliveryStep.Comment(var ref, _, _) -> ref;
      case DeliveryStep.FindByMarker _, DeliveryStep.Read _, DeliveryStep.Create _ -> null;
      case DeliveryStep.Send _, DeliveryStep.Done _ -> null;
    };
  }

  private static Fields initial(Fields fields) {
    return fields.with(Field.STATUS, Status.RECEIVED.name());
  }

  private TicketRef create(Fields fields, String marker, Instant now, String by) {
    var ref = new TicketRef(system, String.valueOf(1000 + next));
    var all = new TreeMap<Field, String>();
    config.out().keySet().forEach(field -> all.put(field, ""));
    fields.values().forEach((field, value) -> all.put(field, hold(field, value)));
    all.keySet().retainAll(config.out().keySet());
    var ticket =
        new Ticket(
            ref,
            system.toUpperCase(Locale.ROOT) + "-" + next,
            "Incident",
            new Version(1),
            Ticket.Presence.PRESENT,
            new Fields(all),
            List.of(),
            true,
            List.of(),
            marker,
            now.plus(clockAhead),
            change(now, by, false),
            Map.of());
    next++;
    tickets.put(ref, ticket);
    noteHeld(ticket);
    searchableFrom.put(
        ref, isCalm ? now : now.plusMillis(random.nextLong(MOST_SEARCH_LAG.toMillis())));
    return ref;
  }

  private void write(TicketRef ref, Fields fields, Instant now, String by) {
    var old = tickets.get(ref);
    var held = old.fields();
    var changes = new TreeMap<>(old.changes());
    for (var field : fields.names()) {
      held = held.with(field, hold(field, fields.getOrEmpty(field)));
      if (system.startsWith("jira")) {
        changes.put(field, change(now, by, true));
      }
    }
    replace(old.withFields(held).withChanges(change(now, by, false), changes));
  }

  /// As the tool's own clock says.
  private Change change(Instant now, String by, boolean isExact) {
    return new Change(now.plus(clockAhead), by, isExact);
  }

  private void comment(TicketRef ref, String text, String marker, Instant now, String by) {
    var old = tickets.get(ref);
    var all = new ArrayList<>(old.comments());
    all.add(
        new Comment("c" + nextComment++, by, now.plus(clockAhead), text.strip(), false, marker));
    replace(old.withComments(all).withChanges(change(now, by, false), old.changes()));
  }

  private void noteHeld(Ticket ticket) {
    ticket
        .fields()
        .values()
        .forEach((field, value) -> everHeld.add(new Entered(ticket.ref(), field, value)));
  }

  private void replace(Ticket changed) {
    noteHeld(changed);
    tickets.put(
        changed.ref(),
        new Ticket(
            changed.ref(),
            changed.key(),
            changed.kind(),
            // Not even after a restoration is one given twice.
            new Version(
                versions.merge(changed.ref(), changed.version().value() + 1, (a, _) -> a + 1)),
            changed.presence(),
            changed.fields(),
            changed.comments(),
            true,
            changed.references(),
            changed.marker(),
            changed.createdAt(),
            changed.lastChange(),
            changed.changes()));
  }

  /// The tool's own idea of a text: runs of blanks become one, an asterisk an underscore.
  private String hold(Field field, String value) {
    var held = config.held(field, value);
    return field.isCoded() ? held : held.replaceAll(" +", " ").replace('*', '_');
  }
}
