package hub.service.search;

import hub.config.ContactsConfig;
import hub.config.HubConfig;
import hub.incident.ContactTask;
import hub.incident.Entry;
import hub.incident.GateBreach;
import hub.incident.Incident;
import hub.incident.IncidentId;
import hub.incident.Notice;
import hub.incident.Shadow;
import hub.service.search.ContactView.NextStep;
import hub.service.search.IncidentDetail.RfcView;
import hub.service.search.ReleaseBoard.Blocking;
import hub.service.search.ReleaseBoard.Waiting;
import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.RfcState;
import hub.ticket.Status;
import hub.ticket.TicketRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;

/// Answers questions about the process around incidents, from the index alone: who is to be
/// contacted, who was told what, what waits for which release.
public final class ProcessSearch {

  /// So many open contacts are shown at once.
  public static final int MOST_CONTACTS = 200;

  private static final Sort OLDEST_FIRST =
      new Sort(new SortField(IndexFields.ENTRY_SINCE, SortField.Type.LONG));
  private static final Sort LATEST_FIRST =
      new Sort(new SortField(IndexFields.ENTRY_SINCE, SortField.Type.LONG, true));
  private final IncidentIndex index;
  private final HubConfig config;

  ProcessSearch(IncidentIndex index, HubConfig config) {
    this.index = index;
    this.config = config;
  }

  /// Contacts that nobody has acknowledged or waived, the oldest [#MOST_CONTACTS] of them: overdue
  /// ones first, each group by age.
  public List<ContactView> openContacts(Instant now) {
    return contacts(IndexFields.YES, OLDEST_FIRST, MOST_CONTACTS, now).stream()
        .sorted(
            Comparator.comparing((ContactView view) -> !view.isOverdue())
                .thenComparing(view -> view.task().openedAt()))
        .toList();
  }

  /// Contacts that are over, the latest first.
  public List<ContactView> endedContacts(int most, Instant now) {
    return contacts(IndexFields.NO, LATEST_FIRST, most, now);
  }

  /// How many contacts are open, and since when. It costs the same however many there are.
  public OpenContacts openContacts() {
    var open = contacts(IndexFields.YES);
    return index.look(state ->
        new OpenContacts(
            state.count(open),
            state.some(open, OLDEST_FIRST, 1, Entry.class).stream()
                .map(ContactTask.class::cast)
                .map(ContactTask::openedAt)
                .findFirst()
                .orElse(null)));
  }

  private static Query contacts(String open) {
    return new BooleanQuery.Builder()
        .add(IndexedState.ofKind(ContactTask.class), Occur.FILTER)
        .add(new TermQuery(new Term(IndexFields.ENTRY_OPEN, open)), Occur.FILTER)
        .build();
  }

  private List<ContactView> contacts(String open, Sort sort, int most, Instant now) {
    return index.look(state ->
        state.some(contacts(open), sort, most, Entry.class).stream()
            .map(ContactTask.class::cast)
            .flatMap(task -> view(state, task, now).stream())
            .toList());
  }

  /// The process around an incident.
  public ProcessDetail of(IncidentId id, Instant now) {
    return index.look(state -> {
      var contacts = new ArrayList<ContactView>();
      var notices = new ArrayList<Notice>();
      var breaches = new ArrayList<GateBreach>();
      for (var entry : state.ofIncident(id)) {
        if (entry instanceof ContactTask task) {
          view(state, task, now).ifPresent(contacts::add);
        } else if (entry instanceof Notice notice) {
          notices.add(withFacts(state, notice));
        } else if (entry instanceof GateBreach breach) {
          breaches.add(breach);
        }
      }
      contacts.sort(Comparator.comparing(view -> view.task().openedAt()));
      notices.sort(Comparator.comparing(Notice::dueSince).thenComparing(Notice::id));
      return new ProcessDetail(contacts, notices, breaches);
    });
  }

  private Optional<ContactView> view(IndexedState state, ContactTask task, Instant now) {
    return state
        .digest(task.incident())
        .map(IncidentDigest::summary)
        .map(incident -> {
          var notices =
              state.ofIncident(task.incident()).stream()
                  .filter(Notice.class::isInstance)
                  .map(Notice.class::cast)
                  .filter(notice -> isAbout(notice, task))
                  .map(notice -> withFacts(state, notice))
                  .sorted(Comparator.comparing(Notice::dueSince))
                  .toList();
          var next = next(task, incident, notices.isEmpty());
          var isLate = task.attempts() > 1 || (next != null && !now.isBefore(next.at()));
          return new ContactView(task, incident, task.isOpen() && isLate, next, notices);
        });
  }

  private static Notice withFacts(IndexedState state, Notice notice) {
    var facts = state.told(notice.id()).map(ToldFacts::facts).orElse(Fields.NONE);
    return new Notice(
        notice.incident(),
        notice.id(),
        notice.purpose(),
        notice.system(),
        notice.kind(),
        notice.recipient(),
        notice.template(),
        facts,
        notice.dueSince(),
        notice.end());
  }

  /// Whether a notice tells of a contact.
  static boolean isAbout(Notice notice, ContactTask task) {
    return notice.purpose().startsWith(ContactTask.ALL + task.number() + "/");
  }

  /// Every role is told, and reminded once (O-9). Where notices go out and there is none of this
  /// contact, nobody is told and no clock runs.
  private @Nullable NextStep next(ContactTask task, IncidentSummary incident, boolean isUntold) {
    var contacts = config.contacts();
    if (contacts == null || !task.isOpen() || Status.isOver(incident.status())) {
      return null;
    }
    if (isUntold && contacts.system() != null) {
      return null;
    }
    return !task.isReminded()
        ? new NextStep(task.lastAttempt().plus(contacts.remindAfter()), task.role(), true)
        : escalation(task, contacts);
  }

  private static @Nullable NextStep escalation(ContactTask task, ContactsConfig contacts) {
    var role = contacts.next().get(task.role());
    return role == null || task.contacted().contains(role)
        ? null
        : new NextStep(task.lastAttempt().plus(contacts.escalateAfter()), role, false);
  }

  /// What waits for which release.
  public ReleaseBoard releases() {
    return index.look(ProcessSearch::releases);
  }

  private static ReleaseBoard releases(IndexedState state) {
    var waiting = new ArrayList<Waiting>();
    var blocked = new TreeMap<TicketRef, List<IncidentSummary>>();
    for (var id : concerned(state)) {
      var incident = state.get(Incident.key(id), Incident.class);
      var summary = state.digest(id).map(IncidentDigest::summary);
      if (incident.isEmpty() || summary.isEmpty() || summary.get().mergedInto() != null) {
        continue;
      }
      var rfcs = state.rfcs(incident.get());
      if (!isClosed(summary.get())) {
        rfcs.forEach(rfc ->
            blocked.computeIfAbsent(rfc.ticket(), _ -> new ArrayList<>()).add(summary.get()));
      }
      if (isPending(summary.get())) {
        waiting.add(
            new Waiting(
                summary.get(),
                rfcs.stream().map(ProcessSearch::view).toList(),
                pendingSince(incident.get(), summary.get())));
      }
    }
    waiting.sort(Comparator.comparing(Waiting::since));
    var blocking =
        blocked.entrySet().stream()
            .flatMap(entry -> blocking(state, entry.getKey(), entry.getValue()).stream())
            .toList();
    return new ReleaseBoard(waiting, blocking);
  }

  private static Instant pendingSince(Incident incident, IncidentSummary summary) {
    var status = incident.fields().get(Field.STATUS);
    return status == null ? summary.changedAt() : status.claimedAt();
  }

  /// Incidents that are pending release, and those that name an RFC.
  private static List<IncidentId> concerned(IndexedState state) {
    var ids = new TreeSet<IncidentId>(Comparator.comparing(IncidentId::number));
    state
        .all(
            new TermQuery(new Term(IndexFields.RELEASE, IndexFields.YES)),
            Sort.INDEXORDER,
            IncidentDigest.class)
        .forEach(digest -> ids.add(digest.summary().id()));
    return List.copyOf(ids);
  }

  /// An RFC counts while it is open, or while an incident is still to be carried on.
  private static Optional<Blocking> blocking(
      IndexedState state, TicketRef ref, List<IncidentSummary> incidents) {
    return state
        .shadow(ref)
        .filter(rfc ->
            rfc.rfcState() == RfcState.OPEN
                || incidents.stream().anyMatch(ProcessSearch::isPending))
        .map(rfc -> new Blocking(view(rfc), incidents));
  }

  private static RfcView view(Shadow rfc) {
    return new RfcView(new TicketLabel(rfc.ticket(), rfc.ticketKey()), rfc.rfcState());
  }

  private static boolean isPending(IncidentSummary incident) {
    return incident.status().equals(Status.PENDING_RELEASE.name());
  }

  private static boolean isClosed(IncidentSummary incident) {
    return incident.status().equals(Status.CLOSED.name())
        || incident.status().equals(Status.REJECTED.name());
  }
}
