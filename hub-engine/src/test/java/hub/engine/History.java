package hub.engine;

import hub.delivery.Command;
import hub.delivery.Outcome;
import hub.incident.Entry;
import hub.incident.Gate;
import hub.incident.Incident;
import hub.incident.IncidentId;
import hub.incident.Input;
import hub.incident.Input.ContactAcknowledged;
import hub.incident.Input.ContactWaived;
import hub.incident.Input.EraseRequested;
import hub.incident.Input.GateOverrideRequested;
import hub.incident.Input.MergeRequested;
import hub.incident.Input.OutcomeReported;
import hub.incident.Input.PauseRequested;
import hub.incident.Input.PollCompleted;
import hub.incident.Input.ResumeRequested;
import hub.incident.Input.RetryRequested;
import hub.incident.Input.SystemChecked;
import hub.incident.Input.TicketObserved;
import hub.incident.Input.TimerDue;
import hub.incident.Input.UnmergeRequested;
import hub.incident.Input.ValueChosen;
import hub.incident.Shadow;
import hub.incident.SpaceView;
import hub.ticket.Change;
import hub.ticket.Comment;
import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.Reading;
import hub.ticket.Reference;
import hub.ticket.Ticket;
import hub.ticket.TicketRef;
import hub.ticket.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Makes up what a space may live through: tickets, outcomes, requests, time. Nothing of it needs
/// to make sense; the shell must carry all of it.
public final class History {

  private static final int TICKETS = 12;
  private static final List<String> WORDS =
      List.of("Login", "fejler", "for", "Åse", "hos", "FMK", "igen", "\uD83D\uDE00", "", "200 %");

  private final Random random;
  private final boolean mayErase;
  private Instant now = Instant.parse("2026-03-02T08:00:00Z");
  private long version = 1;

  /// @param mayErase whether incidents are forgotten now and then
  public History(long seed, boolean mayErase) {
    this.random = new Random(seed);
    this.mayErase = mayErase;
  }

  /// The present time of the story.
  public Instant now() {
    return now;
  }

  /// What happens next.
  public Input next(SpaceView view) {
    now = now.plusSeconds(random.nextInt(90));
    var dice = random.nextInt(100);
    if (dice < 45) {
      return new TicketObserved(ticket(view), reading());
    }
    if (dice < 70) {
      return outcome(view);
    }
    if (dice < 78) {
      return timer(view);
    }
    if (dice < 82) {
      return new PollCompleted(system(), Long.toString(random.nextInt(5)), reading());
    }
    if (dice < 86) {
      return new SystemChecked(
          system(), random.nextBoolean() ? null : Outcome.Trouble.DEAD, words(), now);
    }
    return request(view);
  }

  private Input request(SpaceView view) {
    var incident = incident(view);
    var other = incident(view);
    if (mayErase && random.nextInt(12) == 0) {
      return new EraseRequested("olga", incident, null);
    }
    return switch (random.nextInt(10)) {
      case 7 -> new ContactAcknowledged("olga", incident, task(view, incident), words(), "phone");
      case 8 -> new ContactWaived("olga", incident, task(view, incident), words());
      case 9 -> new GateOverrideRequested("olga", incident, Gate.CLOSING_NEEDS_REPORT, words());
      case 0 -> new MergeRequested("olga", incident, other);
      case 1 -> {
        var together = severalTickets(view, incident);
        yield new UnmergeRequested("olga", together, someOf(members(view, together)));
      }
      case 2 -> new ValueChosen("olga", incident, Field.PRIORITY, pick(List.of("P1", "P2")));
      case 3 -> new RetryRequested("olga", incident, system(), anyOrNull(members(view, incident)));
      case 4 -> new PauseRequested("olga", system());
      default -> new ResumeRequested("olga", system());
    };
  }

  private long task(SpaceView view, IncidentId incident) {
    var tasks = view.contactTasks(incident);
    return tasks.isEmpty() ? 0 : pick(tasks).number();
  }

  private Input outcome(SpaceView view) {
    var outstanding =
        view.scan("slot/").stream()
            .map(Entry.Outstanding.class::cast)
            .map(Entry.Outstanding::command)
            .toList();
    if (outstanding.isEmpty()) {
      return new OutcomeReported("nobody-asked", new Outcome.Outdated(ticket(view)), reading());
    }
    var command = pick(outstanding);
    return new OutcomeReported(command.id(), outcomeOf(view, command), reading());
  }

  private Outcome outcomeOf(SpaceView view, Command command) {
    return switch (random.nextInt(9)) {
      case 0 -> new Outcome.Refused(Map.of(Field.TITLE, "too long"), "refused", null);
      case 8 -> new Outcome.Refused(Map.of(), "refused", null);
      case 1 -> new Outcome.Unknown("cut off", now);
      case 2 ->
          new Outcome.Unavailable(
              pick(List.of(Outcome.Trouble.values())), "down", Duration.ofSeconds(30));
      case 3 -> new Outcome.Outdated(readBack(view, command, Fields.NONE));
      default -> {
        if (command instanceof Command.SendNotice notice) {
          yield new Outcome.Sent("<" + notice.id() + "@hub.example>", 1);
        }
        var sent =
            switch (command) {
              case Command.CreateTicket create -> create.fields();
              case Command.UpdateTicket update -> update.desired();
              case Command.AddComment _,
                  Command.CloseDuplicate _,
                  Command.RefreshTicket _,
                  Command.SendNotice _ ->
                  Fields.NONE;
            };
        yield new Outcome.Delivered(readBack(view, command, sent), sent, List.of());
      }
    };
  }

  private Ticket readBack(SpaceView view, Command command, Fields sent) {
    return switch (command) {
      case Command.CreateTicket create ->
          Ticket.of(
                  new TicketRef(create.system(), "made-" + create.id()),
                  "MADE-" + create.incident(),
                  new Version(++version),
                  normalised(sent))
              .withMarker(create.marker());
      case Command.UpdateTicket update -> asKnown(view, update.ticket(), sent);
      case Command.AddComment comment -> asKnown(view, comment.ticket(), sent);
      case Command.CloseDuplicate close -> asKnown(view, close.ticket(), sent);
      case Command.RefreshTicket refresh -> asKnown(view, refresh.ticket(), sent);
      case Command.SendNotice _ -> ticket(view);
    };
  }

  private Ticket asKnown(SpaceView view, TicketRef ref, Fields sent) {
    var known = view.shadow(ref).map(Shadow::fields).orElse(Fields.NONE);
    return Ticket.of(ref, key(ref), new Version(++version), known.with(normalised(sent)));
  }

  /// What a tool makes of texts now and then.
  private Fields normalised(Fields sent) {
    return random.nextBoolean()
        ? sent
        : new Fields(
            new TreeMap<>(
                sent.values().entrySet().stream()
                    .collect(
                        Collectors.toMap(
                            Map.Entry::getKey,
                            entry ->
                                entry.getKey().isCoded()
                                    ? entry.getValue()
                                    : entry.getValue().toUpperCase(Locale.ROOT)))));
  }

  private Ticket ticket(SpaceView view) {
    var ref = new TicketRef(system(), Integer.toString(random.nextInt(TICKETS)));
    var markers = view.scan("marker/");
    if (random.nextInt(20) == 0 && !markers.isEmpty()) {
      return duplicate((Entry.MarkerRecord) pick(markers));
    }
    if (random.nextInt(25) == 0) {
      return Ticket.gone(ref, Ticket.Presence.DELETED);
    }
    var ticket =
        Ticket.of(
            ref, key(ref), new Version(random.nextInt(10) == 0 ? version : ++version), fields());
    if (random.nextInt(3) == 0) {
      ticket = ticket.withComments(comments());
    }
    if (random.nextInt(4) == 0) {
      ticket = ticket.withReferences(List.of(reference()));
    }
    return random.nextBoolean()
        ? ticket.withChanges(new Change(now, random.nextBoolean() ? "Åse" : null, false), Map.of())
        : ticket;
  }

  /// What a late commit leaves behind: a second ticket with the marker of the first.
  private Ticket duplicate(Entry.MarkerRecord marker) {
    var ref = new TicketRef(marker.system(), "late-" + marker.marker());
    return Ticket.of(ref, key(ref), new Version(++version), fields()).withMarker(marker.marker());
  }

  private Fields fields() {
    var fields = new TreeMap<Field, String>();
    fields.put(Field.TITLE, words());
    fields.put(Field.PRIORITY, pick(List.of("P1", "P2", "P3")));
    fields.put(Field.STATUS, pick(List.of("ASSIGNED", "IN_PROGRESS", "RESOLVED")));
    if (random.nextBoolean()) {
      fields.put(Field.ASSIGNEE, "OPERATIONS_SUPPLIER");
    }
    if (random.nextInt(3) == 0) {
      fields.put(Field.DESCRIPTION, words());
    }
    return new Fields(fields);
  }

  private List<Comment> comments() {
    var comments = new ArrayList<Comment>();
    for (var i = 0; i < 1 + random.nextInt(3); i++) {
      comments.add(new Comment("c" + i, "Åse", now, words(), random.nextInt(5) == 0, ""));
    }
    return comments;
  }

  private Reference reference() {
    var system = system();
    return new Reference(
        pick(List.of(Reference.Kind.values())),
        system,
        key(new TicketRef(system, Integer.toString(random.nextInt(TICKETS)))));
  }

  private Input timer(SpaceView view) {
    var timers = view.scan(Entry.Timer.PREFIX).stream().map(Entry.Timer.class::cast).toList();
    if (timers.isEmpty()) {
      return new TimerDue("nothing", now);
    }
    var first = timers.getFirst();
    now = first.due().isAfter(now) ? first.due() : now;
    return new TimerDue(first.id(), first.due());
  }

  private Reading reading() {
    return new Reading(now.minusMillis(random.nextInt(2000)), now);
  }

  private static String key(TicketRef ref) {
    return ref.system().toUpperCase(Locale.ROOT) + "-" + ref.id();
  }

  private String system() {
    return random.nextBoolean() ? Site.DESK : Site.OPERATIONS;
  }

  private IncidentId incident(SpaceView view) {
    var known = (int) view.space().incidents();
    return new IncidentId(1 + random.nextInt(known + 1));
  }

  /// An incident with several tickets, so that something can be taken out of it; any, if there is
  /// none.
  private IncidentId severalTickets(SpaceView view, IncidentId otherwise) {
    var together =
        view.scan("incident/").stream()
            .map(Incident.class::cast)
            .filter(incident -> incident.members().size() > 1)
            .map(Incident::id)
            .toList();
    return together.isEmpty() ? otherwise : pick(together);
  }

  private static List<TicketRef> members(SpaceView view, IncidentId id) {
    return view.incident(id)
        .map(Incident::members)
        .map(Map::keySet)
        .map(List::copyOf)
        .orElse(List.of());
  }

  private List<TicketRef> someOf(List<TicketRef> tickets) {
    return tickets.isEmpty() ? tickets : List.of(pick(tickets));
  }

  private @org.jspecify.annotations.Nullable TicketRef anyOrNull(List<TicketRef> tickets) {
    return tickets.isEmpty() || random.nextBoolean() ? null : pick(tickets);
  }

  private String words() {
    var words = new StringBuilder();
    for (var i = 0; i < random.nextInt(6); i++) {
      words.append(pick(WORDS)).append(' ');
    }
    return words.toString();
  }

  private <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
