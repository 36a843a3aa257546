package hub.service.history;

import hub.config.HubConfig;
import hub.delivery.Command;
import hub.delivery.Command.AddComment;
import hub.delivery.Command.CreateTicket;
import hub.delivery.Command.UpdateTicket;
import hub.incident.Entry;
import hub.incident.Entry.SystemRecord;
import hub.incident.Incident;
import hub.incident.IncidentEvent.CommandIssued;
import hub.incident.IncidentEvent.ConfigurationAdopted;
import hub.incident.IncidentId;
import hub.incident.Shadow;
import hub.incident.SpaceView;
import hub.incident.Story;
import hub.reconciliation.Reconciler;
import hub.service.history.WritePlan.Kind;
import hub.service.history.WritePlan.PlannedChange;
import hub.service.history.WritePlan.PlannedWrite;
import hub.service.history.WritePlan.SystemPlan;
import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.TicketRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Reconciles every open incident twice, by the configuration that runs and by another one, and
/// tells the difference. Nothing is written, neither to a tool nor to the log.
///
/// Both look at what is known now as if nothing were under way and no system paused: what the
/// running configuration would write as well is no news.
public final class PlannedWrites {

  private final SpaceView state;
  private final HubConfig running;
  private final HubConfig planned;
  private final String plannedHash;
  private final Instant now;
  private final Map<String, Counted> bySystem = new TreeMap<>();

  /// @param state what the hub knows now
  /// @param plannedHash of the other configuration
  public PlannedWrites(
      SpaceView state, HubConfig running, HubConfig planned, String plannedHash, Instant now) {
    this.state = state;
    this.running = withoutLimit(running);
    this.planned = planned;
    this.plannedHash = plannedHash;
    this.now = now;
  }

  /// The plan.
  ///
  /// @param runningHash of the configuration that runs
  public WritePlan plan(String runningHash) {
    var systems = new TreeSet<>(running.systems().keySet());
    systems.addAll(planned.systems().keySet());
    var undisturbed = new Undisturbed(state);
    var unlimited = withoutLimit(planned);
    var open = 0L;
    for (var number = 1L; number <= state.space().incidents(); number++) {
      var id = new IncidentId(number);
      // One that was merged into another is looked at as that one.
      if (state.get(Incident.key(id), Incident.class).filter(Incident::isOpen).isPresent()) {
        open++;
        var known = due(new Story(undisturbed, now, running), id);
        var adopted = new Story(undisturbed, now, unlimited);
        adopted.happened(new ConfigurationAdopted(plannedHash));
        due(adopted, id).forEach(command -> compare(command, known));
      }
    }
    var plans = systems.stream().map(this::ofSystem).toList();
    return new WritePlan(runningHash, plannedHash, open, plans, WritePlan.NOTE);
  }

  private SystemPlan ofSystem(String system) {
    var counted = counted(system);
    var limit = planned.limits().blastWrites();
    return new SystemPlan(
        system,
        counted.writes,
        limit,
        limit > 0 && counted.writes > limit,
        state.system(system).holdCause(),
        counted.first);
  }

  private static List<Command> due(Story story, IncidentId id) {
    new Reconciler(story).reconcile(id);
    return story.events().stream()
        .filter(CommandIssued.class::isInstance)
        .map(event -> ((CommandIssued) event).command())
        .filter(Command::isWrite)
        .toList();
  }

  private void compare(Command command, List<Command> known) {
    switch (command) {
      case CreateTicket create -> {
        if (known.stream().noneMatch(other -> isSame(create, other))) {
          count(command, Kind.CREATE, "", changes(Fields.NONE, create.fields()));
        }
      }
      case UpdateTicket update -> {
        var already =
            known.stream()
                .filter(UpdateTicket.class::isInstance)
                .map(UpdateTicket.class::cast)
                .filter(other -> other.ticket().equals(update.ticket()))
                .map(UpdateTicket::desired)
                .findFirst()
                .orElse(Fields.NONE);
        var news =
            update
                .desired()
                .where((field, value) ->
                    already.get(field).filter(other -> other.equals(value)).isEmpty());
        if (!news.isEmpty()) {
          count(command, Kind.UPDATE, key(update.ticket()), changes(update.base(), news));
        }
      }
      case AddComment comment -> {
        if (known.stream().noneMatch(other -> other.id().equals(comment.id()))) {
          count(command, Kind.COMMENT, key(comment.ticket()), List.of());
        }
      }
      case Command.CloseDuplicate _, Command.RefreshTicket _, Command.SendNotice _ -> {
        // A reconciliation closes no duplicate, and the others write to no ticket.
      }
    }
  }

  private static boolean isSame(CreateTicket create, Command other) {
    return other instanceof CreateTicket known
        && known.id().equals(create.id())
        && known.fields().equals(create.fields());
  }

  private void count(Command command, Kind kind, String ticket, List<PlannedChange> changes) {
    var counted = counted(command.system());
    counted.writes++;
    if (counted.first.size() < WritePlan.MOST_WRITES) {
      counted.first.add(
          new PlannedWrite(new IncidentId(command.incident()), kind, ticket, changes));
    }
  }

  private Counted counted(String system) {
    return bySystem.computeIfAbsent(system, _ -> new Counted());
  }

  private static List<PlannedChange> changes(Fields from, Fields to) {
    return to.values().entrySet().stream()
        .map(change -> change(change.getKey(), from, change.getValue()))
        .toList();
  }

  private static PlannedChange change(Field field, Fields from, String to) {
    return new PlannedChange(field.toString(), from.getOrEmpty(field), to);
  }

  private String key(TicketRef ticket) {
    return state.shadow(ticket).map(Shadow::ticketKey).orElse(ticket.id());
  }

  private static HubConfig withoutLimit(HubConfig config) {
    return config.withLimits(config.limits().withBlastWrites(0));
  }

  /// What one system would get.
  private static final class Counted {
    private long writes;
    private final List<PlannedWrite> first = new ArrayList<>();
  }

  /// The state as if nothing were under way and no system were paused.
  private record Undisturbed(SpaceView state) implements SpaceView {

    @Override
    public Optional<Entry> get(String key) {
      return Optional.ofNullable(calm(state.get(key).orElse(null)));
    }

    @Override
    public List<Entry> scan(String prefix) {
      return state.scan(prefix);
    }

    @Override
    public List<Entry> range(String from, String to) {
      return state.range(from, to);
    }

    @Override
    public List<Entry> range(String from, String to, int most) {
      return state.range(from, to, most);
    }

    private static @Nullable Entry calm(@Nullable Entry entry) {
      return switch (entry) {
        case Entry.Outstanding _, Entry.OpenAttempt _ -> null;
        case SystemRecord record -> SystemRecord.fresh(record.system());
        case null, default -> entry;
      };
    }
  }
}
