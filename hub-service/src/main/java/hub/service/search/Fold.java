package hub.service.search;

import hub.delivery.Command;
import hub.engine.format.RecordedEvent;
import hub.incident.ContactTask;
import hub.incident.Entry;
import hub.incident.Entry.CommentRecord;
import hub.incident.Entry.Held;
import hub.incident.Entry.OpenDuplicate;
import hub.incident.Entry.Outstanding;
import hub.incident.Entry.ParkedCreate;
import hub.incident.Entry.SpaceRecord;
import hub.incident.GateBreach;
import hub.incident.Incident;
import hub.incident.IncidentEvent;
import hub.incident.IncidentEvent.Settlement;
import hub.incident.IncidentId;
import hub.incident.Kinship;
import hub.incident.Notice;
import hub.incident.Shadow;
import hub.incident.StateChange;
import hub.service.backfill.BackfillCheckpoint;
import hub.service.search.TimelineEntry.Weight;
import hub.space.SpaceMachine;
import hub.ticket.Field;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A run of events folded over what the index holds, not yet written. What comes out depends on the
/// events alone, not on how they were cut into runs.
final class Fold implements KnownState {

  private final FoldBase base;
  private final Accounts accounts;
  private final NavigableMap<String, Optional<Entry>> entries = new TreeMap<>();
  private final Map<IncidentId, IncidentDigest> digests = new TreeMap<>();
  private final Map<String, SystemActivity> activities = new TreeMap<>();
  private final Map<Long, TimelineEntry> timeline = new TreeMap<>();
  private final Map<String, Optional<ToldFacts>> told = new TreeMap<>();
  private final Map<Long, EventTrace> traces = new TreeMap<>();
  private final List<Delivered> deliveries = new ArrayList<>();

  Fold(FoldBase base) {
    this.base = base;
    this.accounts = new Accounts(base);
  }

  Map<String, Optional<Entry>> entries() {
    return entries;
  }

  Map<IncidentId, IncidentDigest> digests() {
    return digests;
  }

  /// What is kept of an incident that was folded here.
  IncidentDigest digest(IncidentId id) {
    return Optional.ofNullable(digests.get(id)).or(() -> base.digest(id)).orElseThrow();
  }

  Map<String, SystemActivity> activities() {
    return activities;
  }

  Map<Long, TimelineEntry> timeline() {
    return timeline;
  }

  /// What notices said, by their ids; empty for what is erased.
  Map<String, Optional<ToldFacts>> told() {
    return told;
  }

  /// Where the events lie, by sequence.
  Map<Long, EventTrace> traces() {
    return traces;
  }

  /// What tools have confirmed, in order.
  List<Delivered> deliveries() {
    return deliveries;
  }

  /// Since when a command waits or is held: from its first attempt, over all that followed.
  Optional<Instant> waitingSince(IncidentId incident, String key) {
    return Optional.ofNullable(digests.get(incident))
        .or(() -> base.digest(incident))
        .map(digest -> digest.since().get(key));
  }

  @Override
  public Optional<Entry> get(String key) {
    var own = entries.get(key);
    return own != null ? own : base.get(key);
  }

  @Override
  public List<Entry> range(String from, String to) {
    var merged = new TreeMap<String, Entry>();
    base.range(from, to).forEach(entry -> merged.put(entry.key(), entry));
    overlay(merged, entries.subMap(from, true, to, false));
    return new ArrayList<>(merged.values());
  }

  void add(LoggedEvent logged) {
    var recorded = logged.recorded();
    skipTo(recorded.sequence());
    var line = accounts.of(recorded.event(), TimelineWords.of(recorded, this));
    timeline.put(recorded.sequence(), line);
    noteActivity(recorded);
    var replaced = replaced(recorded.event());
    var threads = new TreeSet<String>();
    var touched = apply(SpaceMachine.evolve(this, recorded.event()), threads);
    switch (recorded.event()) {
      case IncidentEvent.OfIncident ofIncident -> touched.add(ofIncident.incident());
      case IncidentEvent.OfSpace _ -> {
        // Touches what its changes touch.
      }
    }
    touched.forEach(id -> threads.add(Threads.of(id)));
    traces.put(
        recorded.sequence(),
        new EventTrace(recorded.sequence(), logged.position(), recorded.observedAt(), threads));
    for (var id : touched) {
      digest(id, recorded.observedAt(), line.weight(), replaced);
    }
    if (recorded.event() instanceof IncidentEvent.IncidentErased erased) {
      var kin = Kinship.of(this, erased.incident());
      eraseTimeline(kin);
      eraseTold(kin);
    }
    if (recorded.event() instanceof IncidentEvent.NoticeDue due) {
      told.put(due.notice(), Optional.of(new ToldFacts(due.notice(), due.incident(), due.facts())));
    }
  }

  /// The place of a command that ends because the next attempt is another one: what waits there has
  /// waited since the first.
  private @Nullable String replaced(IncidentEvent event) {
    return event instanceof IncidentEvent.CommandSettled(_, var command, var settlement, _)
            && settlement == Settlement.SUPERSEDED
        ? outstanding(command).map(Outstanding::key).orElse(null)
        : null;
  }

  /// What happened to others meanwhile counts, though it is not folded here.
  private void skipTo(long sequence) {
    var space = space();
    if (space.sequence() != sequence - 1) {
      var skipped = new SpaceRecord(sequence - 1, space.incidents(), space.configuration());
      entries.put(skipped.key(), Optional.of(skipped));
    }
  }

  private Set<IncidentId> apply(List<StateChange> changes, Set<String> threads) {
    var touched = new TreeSet<IncidentId>();
    for (var change : changes) {
      var known = get(change.key());
      known.map(Fold::incidentOf).ifPresent(touched::add);
      known.ifPresent(entry -> Threads.add(entry, threads));
      switch (change) {
        case StateChange.Put(var entry) -> {
          entries.put(entry.key(), Optional.of(entry));
          Threads.add(entry, threads);
          Optional.ofNullable(incidentOf(entry)).ifPresent(touched::add);
          if (entry instanceof Shadow shadow) {
            waitingFor(shadow.ticket()).forEach(link -> touched.add(link.incident()));
          }
        }
        case StateChange.Remove(var key) -> entries.put(key, Optional.empty());
      }
    }
    return touched;
  }

  /// The incident that a piece of state belongs to; null if it belongs to none.
  static @Nullable IncidentId incidentOf(Entry entry) {
    return switch (entry) {
      case Incident incident -> incident.id();
      case Shadow shadow -> shadow.incident();
      case CommentRecord comment -> comment.incident();
      case Outstanding outstanding -> outstanding.incident();
      case ParkedCreate parked -> parked.incident();
      case OpenDuplicate duplicate -> duplicate.incident();
      case Held held -> held.incident();
      case ContactTask task -> task.incident();
      case Notice notice -> notice.incident();
      case GateBreach breach -> breach.incident();
      case Entry.MarkerRecord marker -> marker.incident();
      case Entry.RfcLink link -> link.incident();
      case Entry.Explanation _, Entry.LateWrites _, Entry.OpenAttempt _, Entry.Unread _ -> null;
      case Entry.SpaceRecord _, Entry.SystemRecord _, Entry.KeyRecord _ -> null;
      case Entry.InboundReference _, Entry.CommandIndex _, Entry.Timer _ -> null;
      case Entry.WritePace _, Entry.ChangePace _ -> null;
    };
  }

  private void digest(IncidentId id, Instant now, Weight weight, @Nullable String replaced) {
    var incident = get(Incident.key(id), Incident.class);
    if (incident.isEmpty()) {
      return;
    }
    var known = Optional.ofNullable(digests.get(id)).or(() -> base.digest(id));
    var since = known.map(IncidentDigest::since).orElseGet(TreeMap::new);
    var changedAt =
        known
            .filter(_ -> weight == Weight.QUIET)
            .map(digest -> digest.summary().changedAt())
            .orElse(now);
    var digester = new Digester(incident.get(), ofIncident(id), rfcs(incident.get()));
    digests.put(id, digester.digest(since, now, changedAt, replaced));
  }

  @Override
  public List<IncidentId> mergedInto(IncidentId id) {
    return scan("incident/").stream()
        .map(Incident.class::cast)
        .filter(incident -> id.equals(incident.mergedInto()))
        .map(Incident::id)
        .toList();
  }

  @Override
  public List<Entry> ofIncident(IncidentId id) {
    var merged = new TreeMap<String, Entry>();
    base.ofIncident(id).forEach(entry -> merged.put(entry.key(), entry));
    // A run of events changes what belongs to many others, which is not merged first.
    entries.forEach((key, entry) -> {
      merged.remove(key);
      entry
          .filter(changed -> id.equals(incidentOf(changed)))
          .ifPresent(changed -> merged.put(key, changed));
    });
    return new ArrayList<>(merged.values());
  }

  private static void overlay(Map<String, Entry> merged, Map<String, Optional<Entry>> changed) {
    changed.forEach((key, entry) ->
        entry.ifPresentOrElse(value -> merged.put(key, value), () -> merged.remove(key)));
  }

  private void noteActivity(RecordedEvent recorded) {
    var at = recorded.observedAt();
    switch (recorded.event()) {
      case IncidentEvent.PollAdvanced(var poller, _, _) ->
          put(activity(BackfillCheckpoint.system(poller)).read(at));
      case IncidentEvent.TicketSeen(_, var ticket, _, var reading) ->
          put(activity(ticket.system()).read(reading.ended()));
      case IncidentEvent.TicketChanged(_, var ticket, var reading) ->
          put(activity(ticket.ref().system()).read(reading.ended()));
      case IncidentEvent.RfcSeen seen ->
          put(activity(seen.rfc().system()).read(seen.reading().ended()));
      case IncidentEvent.CommandSettled(_, var command, Settlement settlement, _)
          when settlement == Settlement.DELIVERED ->
          outstanding(command)
              .filter(sent -> !(sent.command() instanceof Command.RefreshTicket))
              .ifPresent(sent -> delivered(sent, recorded));
      case IncidentEvent.SystemPaused(var system, _) -> {
        var known = activity(system);
        put(known.held(known.pausedAt() == null ? at : known.pausedAt(), known.rewoundAt()));
      }
      case IncidentEvent.SystemRewound(var system, _, _, _) -> {
        var known = activity(system);
        put(known.held(known.pausedAt(), known.rewoundAt() == null ? at : known.rewoundAt()));
      }
      case IncidentEvent.SystemResumed(var system, _, _) -> put(activity(system).held(null, null));
      case IncidentEvent.OfIncident _, IncidentEvent.OfSpace _ -> {
        // Says nothing of a connection.
      }
    }
  }

  private void delivered(Outstanding sent, RecordedEvent recorded) {
    var system = sent.slot().system();
    var at = recorded.observedAt();
    put(activity(system).written(at));
    var since = waitingSince(sent.incident(), sent.key()).orElse(sent.issuedAt());
    var isFirst = sent.command().attempt().number() == 1;
    var own = isFirst ? Duration.between(since, sent.issuedAt()) : null;
    deliveries.add(new Delivered(recorded.sequence(), system, since, at, own));
  }

  private SystemActivity activity(String system) {
    return Optional.ofNullable(activities.get(system))
        .or(() -> base.activity(system))
        .orElseGet(() -> SystemActivity.none(system));
  }

  private void put(SystemActivity activity) {
    activities.put(activity.system(), activity);
  }

  /// What was said while incidents were one is sealed with one key, and is gone for all of them.
  private void eraseTimeline(Set<IncidentId> kin) {
    for (var entry : base.timelineOf(kin)) {
      timeline.putIfAbsent(entry.sequence(), entry);
    }
    timeline.replaceAll((_, entry) ->
        entry.incident() != null && kin.contains(entry.incident()) ? entry.erased() : entry);
  }

  private void eraseTold(Set<IncidentId> kin) {
    base.toldOf(kin).forEach(known -> told.putIfAbsent(known.notice(), Optional.of(known)));
    told.replaceAll((_, known) -> known.filter(facts -> !kin.contains(facts.incident())));
  }

  /// Makes an incident's digest of its entries.
  private static final class Digester {
    private final Incident incident;
    private final List<Shadow> members = new ArrayList<>();
    private final List<ParkedCreate> parkedCreates = new ArrayList<>();
    private final List<OpenDuplicate> duplicates = new ArrayList<>();
    private final List<Notice> notices = new ArrayList<>();
    private final List<GateBreach> breaches = new ArrayList<>();
    private final List<ContactTask> contacts = new ArrayList<>();
    private final List<Held> held = new ArrayList<>();
    private final List<Outstanding> outstanding = new ArrayList<>();
    private final List<Shadow> rfcs;
    private boolean isCatchingUp;

    Digester(Incident incident, List<Entry> entries, List<Shadow> rfcs) {
      this.incident = incident;
      this.rfcs = rfcs;
      for (var entry : entries) {
        take(entry);
      }
      isCatchingUp |= !held.isEmpty();
    }

    private void take(Entry entry) {
      if (entry instanceof Shadow shadow && incident.members().containsKey(shadow.ticket())) {
        members.add(shadow);
      } else if (entry instanceof ParkedCreate parked) {
        parkedCreates.add(parked);
      } else if (entry instanceof OpenDuplicate duplicate) {
        duplicates.add(duplicate);
      } else if (entry instanceof Notice notice) {
        notices.add(notice);
      } else if (entry instanceof GateBreach breach) {
        breaches.add(breach);
      } else if (entry instanceof ContactTask task) {
        contacts.add(task);
      } else if (entry instanceof Held waits) {
        held.add(waits);
      } else if (entry instanceof Outstanding waits) {
        outstanding.add(waits);
        isCatchingUp |= !(waits.command() instanceof Command.RefreshTicket);
      }
    }

    IncidentDigest digest(
        Map<String, Instant> known, Instant now, Instant changedAt, @Nullable String replaced) {
      var since = new TreeMap<String, Instant>();
      if (replaced != null && known.containsKey(replaced)) {
        since.put(replaced, known.get(replaced));
      }
      for (var waits : outstanding) {
        // After a merge it waits in another incident, and no shorter.
        var atLatest = waits.issuedAt().isBefore(now) ? waits.issuedAt() : now;
        keep(since, known, waits.key(), atLatest);
      }
      for (var waits : held) {
        keep(since, known, waits.key(), now);
      }
      var attention =
          new ArrayList<>(
              AttentionRules.of(
                  incident,
                  members,
                  rfcs,
                  parkedCreates,
                  duplicates,
                  id -> keep(since, known, id, now)));
      attention.addAll(ProcessAttention.of(incident, notices, breaches, contacts));
      return new IncidentDigest(summary(attention, changedAt), attention, since);
    }

    private static Instant keep(
        Map<String, Instant> since, Map<String, Instant> known, String id, Instant now) {
      var began = known.getOrDefault(id, now);
      since.put(id, began);
      return began;
    }

    private IncidentSummary summary(List<AttentionItem> attention, Instant changedAt) {
      var kinds = new HashSet<AttentionKind>();
      attention.forEach(item -> kinds.add(item.kind()));
      return new IncidentSummary(
          incident.id(),
          incident.value(Field.TITLE),
          incident.value(Field.PRIORITY),
          incident.value(Field.STATUS),
          sync(attention),
          members.stream()
              .map(shadow -> new TicketLabel(shadow.ticket(), shadow.ticketKey()))
              .toList(),
          incident.openedAt(),
          changedAt,
          kinds,
          incident.mergedInto(),
          incident.isErased());
    }

    private SyncCondition sync(List<AttentionItem> attention) {
      if (!attention.isEmpty()) {
        return SyncCondition.NEEDS_ATTENTION;
      }
      return isCatchingUp ? SyncCondition.CATCHING_UP : SyncCondition.IN_SYNC;
    }
  }
}
