package hub.service.search;

import static java.util.Objects.requireNonNull;

import hub.config.HubConfig;
import hub.config.SystemConfig;
import hub.config.SystemConfig.Mode;
import hub.incident.Entry;
import hub.incident.Entry.Held;
import hub.incident.Entry.Outstanding;
import hub.incident.Entry.SystemRecord;
import hub.incident.IncidentId;
import hub.incident.Shadow;
import hub.service.backfill.BackfillCheckpoint;
import hub.service.backfill.BackfillStatus;
import hub.service.search.SystemStatus.Condition;
import hub.service.search.SystemStatus.UnsentChange;
import hub.service.words.Told;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;

/// What is in sync, what is not, and why: systems, and what needs a person.
public final class SyncState {

  private static final Sort OLDEST_FIRST =
      new Sort(new SortField(IndexFields.ENTRY_SINCE, SortField.Type.LONG));
  private static final Query MATTERS = new FieldExistsQuery(IndexFields.MATTER_SINCE);

  // Both say the same, of what the index holds and of what it does not.
  private static final Sort MATTERS_BY_AGE =
      new Sort(
          new SortField(IndexFields.MATTER_SINCE, SortField.Type.LONG),
          new SortField(IndexFields.MATTER_ID, SortField.Type.STRING));
  private static final Comparator<AttentionItem> BY_AGE =
      Comparator.comparingLong((AttentionItem item) -> item.since().toEpochMilli())
          .thenComparing(AttentionItem::id);

  private final IncidentIndex index;
  private final HubConfig config;
  private final DeadLetters deadLetters;
  private final PollClock polls;
  private final Room room;

  public SyncState(
      IncidentIndex index, HubConfig config, DeadLetters deadLetters, PollClock polls, Room room) {
    this.index = index;
    this.config = config;
    this.deadLetters = deadLetters;
    this.polls = polls;
    this.room = room;
  }

  /// Every configured tool, by id.
  public List<SystemStatus> systems() {
    return index.look(state ->
        config.systems().entrySet().stream()
            .map(system -> status(state, system.getKey(), system.getValue()))
            .toList());
  }

  /// What is counted of every configured tool, by id. It costs a few looks into the index, however
  /// many incidents there are.
  public List<SystemFigures> figures() {
    return index.look(state ->
        config.systems().entrySet().stream()
            .map(system -> figures(state, system.getKey(), system.getValue().mode()))
            .toList());
  }

  private SystemFigures figures(IndexedState state, String id, Mode mode) {
    var swept = polls.lastPoll(id);
    return new SystemFigures(
        id,
        condition(state.system(id), mode),
        swept == null ? activity(state, id).lastRead() : swept,
        mode == Mode.OBSERVE
            ? null
            : oldest(state, id).map(entry -> unsent(state, entry).since()).orElse(null),
        count(state, Outstanding.class, id),
        count(state, Held.class, id));
  }

  /// How many changes for a tool have waited for less than each of some ages, and for longer than
  /// all of them; each is counted once.
  ///
  /// @param ages in ascending order
  public List<Integer> waitingBy(String id, List<Duration> ages, Instant now) {
    return index.look(state -> {
      var counts = new ArrayList<Integer>();
      var before = Long.MAX_VALUE;
      for (var age : ages) {
        var since = now.minus(age).toEpochMilli();
        counts.add(waitingSince(state, id, since + 1, before));
        before = since;
      }
      counts.add(waitingSince(state, id, Long.MIN_VALUE, before));
      return counts;
    });
  }

  private static int waitingSince(IndexedState state, String id, long from, long to) {
    var range = NumericDocValuesField.newSlowRangeQuery(IndexFields.ENTRY_SINCE, from, to);
    return Stream.of(Outstanding.class, Held.class)
        .mapToInt(kind ->
            state.count(
                new BooleanQuery.Builder()
                    .add(state.inSystem(kind, id), Occur.FILTER)
                    .add(range, Occur.FILTER)
                    .build()))
        .sum();
  }

  /// How far the backfill of a configured tool is; empty if nobody has asked for one.
  public Optional<BackfillStatus> backfill(String id) {
    return config
        .system(id)
        .flatMap(system -> index.look(state -> backfill(state, id, system.mode())));
  }

  private Optional<BackfillStatus> backfill(IndexedState state, String id, Mode mode) {
    var known = state.system(id);
    var condition = condition(known, mode);
    var recorded = state.system(BackfillCheckpoint.cursor(id)).position();
    return polls
        .backfill(id, recorded)
        .map(one ->
            switch (condition) {
              case WORKING, OBSERVE, REWOUND, WRITE_LIMIT -> one;
              case PAUSED, DEAD, RATE_LIMITED, CREDENTIALS_REFUSED ->
                  one.waitingFor(cause(known, condition));
            });
  }

  /// What needs a person, the oldest first.
  public List<AttentionItem> attention() {
    return index.look(state ->
        Stream.concat(
                state.all(MATTERS, MATTERS_BY_AGE, AttentionItem.class).stream(),
                beyondIncidents(state).stream())
            .sorted(BY_AGE)
            .toList());
  }

  /// One page of what needs a person. It costs the same however many there are.
  ///
  /// @param page from 0; the last one stands for all beyond it
  public FoundMatters attention(int page, int pageSize) {
    return index.look(state -> {
      var others = beyondIncidents(state);
      var total = state.count(MATTERS) + others.size();
      var from = Math.min(page, Math.max(0, total - 1) / pageSize) * pageSize;
      // No more than the others can stand before those of the page.
      var near = Math.max(0, from - others.size());
      var items =
          Stream.concat(
                  state
                      .page(
                          MATTERS,
                          MATTERS_BY_AGE,
                          near,
                          from + pageSize - near,
                          AttentionItem.class)
                      .stream(),
                  others.stream())
              .sorted(BY_AGE)
              .skip(from - near)
              .limit(pageSize)
              .toList();
      return new FoundMatters(items, from, total);
    });
  }

  /// How many matters need a person.
  public int matters() {
    return index.look(state -> state.count(MATTERS) + beyondIncidents(state).size());
  }

  /// What is counted of every kind of what needs a person. It costs a few looks into the index,
  /// however many matters there are.
  public List<MatterFigures> matterFigures() {
    return index.look(state -> {
      var others = beyondIncidents(state);
      return Stream.of(AttentionKind.values())
          .map(kind ->
              figures(state, kind, others.stream().filter(item -> item.kind() == kind).toList()))
          .toList();
    });
  }

  private MatterFigures figures(
      IndexedState state, AttentionKind kind, List<AttentionItem> others) {
    var ofKind = new TermQuery(new Term(IndexFields.MATTER_KIND, kind.name()));
    var bySystem = new HashMap<String, Integer>();
    others.forEach(item ->
        bySystem.merge(
            Objects.requireNonNullElse(item.system(), MatterFigures.NO_SYSTEM), 1, Integer::sum));
    var unplaced = state.count(ofKind);
    if (unplaced > 0) {
      for (var system : config.systems().keySet()) {
        var count = count(state, kind, system);
        bySystem.merge(system, count, Integer::sum);
        unplaced -= count;
      }
      bySystem.merge(MatterFigures.NO_SYSTEM, unplaced, Integer::sum);
    }
    var oldest =
        Stream.concat(
                state.some(ofKind, MATTERS_BY_AGE, 1, AttentionItem.class).stream(),
                others.stream())
            .min(BY_AGE)
            .map(AttentionItem::since)
            .orElse(null);
    return new MatterFigures(kind, bySystem, oldest);
  }

  private static int count(IndexedState state, AttentionKind kind, String system) {
    return state.count(
        new BooleanQuery.Builder()
            .add(new TermQuery(new Term(IndexFields.MATTER_KIND, kind.name())), Occur.FILTER)
            .add(new TermQuery(new Term(IndexFields.MATTER_SYSTEM, system)), Occur.FILTER)
            .build());
  }

  /// What needs a person and is about no incident.
  private List<AttentionItem> beyondIncidents(IndexedState state) {
    var items = new ArrayList<AttentionItem>();
    config
        .systems()
        .keySet()
        .forEach(id ->
            items.addAll(
                AttentionRules.of(state.system(id), activity(state, id), waiting(state, id))));
    deadLetters.waiting().stream().map(SyncState::item).forEach(items::add);
    room.shortage().map(SyncState::full).ifPresent(items::add);
    return items;
  }

  private static AttentionItem item(DeadLetterView letter) {
    return new AttentionItem(
        "dead-letter/" + letter.id(),
        AttentionKind.DEAD_LETTER,
        letter.at(),
        null,
        letter.ticket() == null ? letter.kind() : letter.ticket(),
        letter.system(),
        null,
        "",
        null,
        Told.quoted(letter.cause()),
        Told.quoted(letter.remedy()),
        List.of(),
        letter.canRetry() ? List.of(AttentionAction.RETRY_DEAD_LETTER) : List.of(),
        letter.id(),
        null);
  }

  private static AttentionItem full(Room.Shortage shortage) {
    return new AttentionItem(
        "disk",
        AttentionKind.DISK_FULL,
        shortage.since(),
        null,
        "hub.data",
        null,
        null,
        "",
        null,
        Told.of("matter.DISK_FULL.cause", megabytes(shortage.free()), megabytes(shortage.floor())),
        Told.of("matter.DISK_FULL.else"),
        List.of(),
        List.of(),
        null,
        null);
  }

  private static String megabytes(long bytes) {
    return Long.toString(bytes / 1_000_000);
  }

  private static SystemActivity activity(IndexedState state, String id) {
    return state.activity(id).orElseGet(() -> SystemActivity.none(id));
  }

  private SystemStatus status(IndexedState state, String id, SystemConfig system) {
    var activity = activity(state, id);
    var known = state.system(id);
    var condition = condition(known, system.mode());
    return new SystemStatus(
        id,
        system.kind(),
        system.role(),
        system.mode(),
        condition,
        cause(known, condition),
        since(known, activity, condition),
        later(activity.lastRead(), polls.lastPoll(id)),
        activity.lastWrite(),
        oldestUnsent(state, id),
        waiting(state, id),
        parked(state, id),
        count(state, Shadow.class, id),
        backfill(state, id, system.mode()).orElse(null));
  }

  private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isAfter(other) ? one : other;
  }

  private static Condition condition(SystemRecord known, Mode mode) {
    if (known.rewound() != null) {
      return Condition.REWOUND;
    }
    if (known.pausedBy() != null) {
      return Condition.PAUSED;
    }
    if (known.overrun() != null) {
      return Condition.WRITE_LIMIT;
    }
    var trouble = known.trouble();
    if (trouble != null) {
      return switch (trouble) {
        case DEAD -> Condition.DEAD;
        case RATE_LIMITED -> Condition.RATE_LIMITED;
        case CREDENTIALS_REFUSED -> Condition.CREDENTIALS_REFUSED;
      };
    }
    return switch (mode) {
      case SYNC -> Condition.WORKING;
      case OBSERVE -> Condition.OBSERVE;
    };
  }

  private static Told cause(SystemRecord known, Condition condition) {
    return switch (condition) {
      case WORKING -> Told.NOTHING;
      case OBSERVE -> Told.of("cause.observe");
      case REWOUND -> Told.quoted(String.valueOf(known.rewound()));
      case PAUSED -> Told.of("cause.paused", String.valueOf(known.pausedBy()));
      case WRITE_LIMIT -> AttentionRules.overrun(requireNonNull(known.overrun()));
      case DEAD, RATE_LIMITED, CREDENTIALS_REFUSED -> Told.quoted(known.cause());
    };
  }

  private static @Nullable Instant since(
      SystemRecord known, SystemActivity activity, Condition condition) {
    return switch (condition) {
      case WORKING, DEAD, RATE_LIMITED, CREDENTIALS_REFUSED -> known.since();
      case PAUSED -> activity.pausedAt();
      case REWOUND -> activity.rewoundAt();
      case WRITE_LIMIT -> requireNonNull(known.overrun()).since();
      case OBSERVE -> null;
    };
  }

  private static int waiting(IndexedState state, String id) {
    return count(state, Outstanding.class, id) + count(state, Held.class, id);
  }

  private static int count(IndexedState state, Class<? extends Entry> kind, String system) {
    return state.count(state.inSystem(kind, system));
  }

  /// Counted where people see it, since that does not ask for reading the tickets.
  private static int parked(IndexedState state, String system) {
    return count(state, AttentionKind.FIELD_PARKED, system)
        + count(state, AttentionKind.CREATE_PARKED, system)
        + count(state, AttentionKind.DUPLICATE_OPEN, system);
  }

  private static @Nullable UnsentChange oldestUnsent(IndexedState state, String system) {
    return oldest(state, system).map(entry -> unsent(state, entry)).orElse(null);
  }

  /// What waits longest for the tool: a command under way, or one that is held back.
  private static Optional<Entry> oldest(IndexedState state, String system) {
    var waiting =
        new BooleanQuery.Builder()
            .add(state.inSystem(Outstanding.class, system), Occur.SHOULD)
            .add(state.inSystem(Held.class, system), Occur.SHOULD)
            .build();
    return state.some(waiting, OLDEST_FIRST, 1, Entry.class).stream().findFirst();
  }

  private static UnsentChange unsent(IndexedState state, Entry entry) {
    return switch (entry) {
      case Outstanding command ->
          new UnsentChange(
              command.incident(),
              since(state, command.incident(), command.key()).orElse(command.issuedAt()),
              TimelineWords.what(command.command(), state),
              command.cause());
      case Held waits ->
          new UnsentChange(
              waits.incident(),
              since(state, waits.incident(), waits.key()).orElse(Instant.EPOCH),
              Told.of("command.held", waits.system()),
              waits.cause());
      case Entry other -> throw new IllegalStateException(other.key() + " waits for nothing");
    };
  }

  private static Optional<Instant> since(IndexedState state, IncidentId incident, String key) {
    return state.digest(incident).map(digest -> digest.since().get(key));
  }
}
