package hub.service.dashboard;

import static java.util.Objects.requireNonNull;

import hub.incident.IncidentId;
import hub.service.access.Caller;
import hub.service.access.Roles;
import hub.service.dashboard.Views.AttentionPage;
import hub.service.dashboard.Views.AuditList;
import hub.service.dashboard.Views.ContactsPage;
import hub.service.dashboard.Views.DeadLetterRow;
import hub.service.dashboard.Views.Frame;
import hub.service.dashboard.Views.IncidentList;
import hub.service.dashboard.Views.IncidentPage;
import hub.service.dashboard.Views.IncidentRow;
import hub.service.dashboard.Views.LetterResult;
import hub.service.dashboard.Views.LetterResults;
import hub.service.dashboard.Views.LetterSelection;
import hub.service.dashboard.Views.NumberedLink;
import hub.service.dashboard.Views.ReleasesPage;
import hub.service.dashboard.Views.SpeedView;
import hub.service.dashboard.Views.SystemsPage;
import hub.service.metrics.AnswerTimes.Times;
import hub.service.search.AuditQuery;
import hub.service.search.IncidentQuery;
import hub.service.search.IncidentSearch;
import hub.service.search.IncidentSummary;
import hub.service.search.SyncCondition;
import hub.service.search.Wording;
import hub.service.words.PageLanguage;
import hub.service.words.Words;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What each page of the dashboard shows now.
@Singleton
public class Dashboard {

  private static final int MOST_ENDED = 20;
  private static final int MOST_MATTERS = 50;

  private static final IncidentQuery OPEN =
      new IncidentQuery("", Set.of(), Set.of(), Set.of(), null, false, 0, 1);

  private final DashboardHub hub;
  private final Caller caller;

  Dashboard(DashboardHub hub, Caller caller) {
    this.hub = hub;
    this.caller = caller;
  }

  /// What is around a page.
  ///
  /// @param asked the name of what was just asked; null if nothing was
  /// @param path of the page with its query
  Frame frame(
      Visitor visitor,
      String title,
      String active,
      @Nullable String asked,
      String path,
      String search) {
    var other = visitor.language() == PageLanguage.EN ? PageLanguage.DA : PageLanguage.EN;
    return new Frame(
        title,
        active,
        hub.readSide().state().matters(),
        caller.name(visitor.actor()),
        caller.isKnown(),
        caller.may(Roles.OPERATOR),
        Asked.sentence(asked, visitor.words()).orElse(null),
        time(visitor.words()).zoneName(),
        visitor.path(path),
        search,
        hub.readSide().projection().cause(),
        visitor.words(),
        other.code(),
        Visitor.in(path, other));
  }

  AttentionPage attention(int page, Words words) {
    var state = hub.readSide().state();
    var presenter = presenter(words);
    var found = state.attention(page, MOST_MATTERS);
    var shown = found.from() / MOST_MATTERS;
    var to = found.from() + found.items().size();
    var openBySync = hub.readSide().incidents().find(OPEN).counts().getOrDefault("sync", Map.of());
    var open = openBySync.values().stream().mapToInt(Integer::intValue).sum();
    return new AttentionPage(
        found.items().stream().map(presenter::attention).toList(),
        state.systems().stream().map(presenter::chip).toList(),
        found.total() == 0
            ? words.say("attention.calm")
            : words.say("attention.matters", found.total()),
        found.total() == found.items().size()
            ? null
            : words.say("incidents.range", found.from() + 1, to),
        open == 0 ? null : words.say("attention.open", open),
        notInSync(openBySync, words),
        shown == 0 ? null : attentionAddress(shown - 1),
        to < found.total() ? attentionAddress(shown + 1) : null);
  }

  /// The address of a page of what needs attention.
  static String attentionAddress(int page) {
    return page == 0 ? "/" : "/?page=" + page;
  }

  SystemsPage systems(Words words) {
    var presenter = presenter(words);
    var speeds = new SpeedPresenter(words);
    var times = new TreeMap<String, Times>();
    hub.config().systems().keySet().forEach(id -> times.put(id, hub.times(id)));
    return new SystemsPage(
        speeds.verdict(times, hub.behind()),
        hub.readSide().state().systems().stream()
            .map(system -> presenter.system(system, speed(speeds, system.id(), times)))
            .toList());
  }

  private SpeedView speed(SpeedPresenter speeds, String system, Map<String, Times> times) {
    var waiting = hub.readSide().state().waitingBy(system, SpeedPresenter.AGES, now());
    return speeds.system(requireNonNull(times.get(system), system), waiting);
  }

  IncidentList incidents(IncidentQuery query, Words words) {
    var found = hub.readSide().incidents().find(query);
    var presenter = presenter(words);
    var from = query.page() * query.pageSize();
    var to = from + found.incidents().size();
    return new IncidentList(
        query.words(),
        query.includesFinal(),
        Filters.isFiltered(query),
        Filters.filters(query, found, hub.config().systems().keySet(), words),
        found.incidents().stream().map(incident -> row(incident, presenter)).toList(),
        words.say("incidents.count", found.total()),
        found.incidents().isEmpty() || found.total() == found.incidents().size()
            ? null
            : words.say("incidents.range", from + 1, to),
        query.page() == 0 ? null : Filters.address(query, query.page() - 1),
        to < found.total() ? Filters.address(query, query.page() + 1) : null,
        Filters.file(query),
        found.total() > IncidentSearch.MOST_EXPORTED
            ? words.say("file.most", IncidentSearch.MOST_EXPORTED)
            : null);
  }

  /// An incident in the list, with why it is not in sync.
  private IncidentRow row(IncidentSummary incident, Presenter presenter) {
    return incident.sync() == SyncCondition.IN_SYNC
        ? presenter.incident(incident)
        : hub.readSide()
            .incidents()
            .incident(incident.id())
            .map(presenter::differing)
            .orElseGet(() -> presenter.incident(incident));
  }

  CsvFile incidentsFile(IncidentQuery query, Words words) {
    return presenter(words).file(hub.readSide().incidents().all(query));
  }

  AuditList audit(AuditQuery query, Words words) {
    return auditPresenter(words)
        .list(query, hub.config().systems().keySet(), LocalDate.ofInstant(now(), zone()));
  }

  CsvFile auditFile(AuditQuery query, Words words) {
    return auditPresenter(words).file(query, zone());
  }

  private AuditPresenter auditPresenter(Words words) {
    return new AuditPresenter(hub.readSide().audit(), presenter(words), time(words), pages());
  }

  Optional<IncidentPage> incident(
      IncidentId id, boolean showsEverything, PastChoice choice, Words words) {
    var incidents = hub.readSide().incidents();
    var past = new PastPresenter(presenter(words), time(words), hub.readSide().history());
    return incidents
        .incident(id)
        .map(detail -> {
          var timeline = incidents.timeline(detail.summary().id());
          return new IncidentPresenter(
                  hub.config(), presenter(words), contacts(words), time(words), pages())
              .page(
                  detail,
                  past.choose(detail, timeline, showsEverything, choice),
                  hub.readSide().process().of(detail.summary().id(), now()),
                  timeline,
                  showsEverything,
                  List.copyOf(hub.config().systems().keySet()));
        });
  }

  List<DeadLetterRow> deadLetters(Words words) {
    var presenter = presenter(words);
    return hub.readSide().deadLetters().all().reversed().stream()
        .map(presenter::deadLetter)
        .toList();
  }

  /// A selection of them, as asked for.
  LetterSelection letters(List<String> ids, Words words) {
    var presenter = presenter(words);
    var found =
        hub.readSide().deadLetters().all().stream()
            .filter(letter -> letter.canRetry() && ids.contains(letter.id()))
            .limit(DashboardHub.MOST_LETTERS)
            .map(presenter::deadLetter)
            .toList();
    var missing = Set.copyOf(ids).size() - found.size();
    return new LetterSelection(
        words.say("letters.again.sure", found.size()),
        found,
        missing == 0 ? null : words.say("letters.again.missing", missing));
  }

  /// Tries a selection again.
  LetterResults retry(List<String> ids, String actor, Words words) {
    var results =
        hub.retry(ids, actor).stream()
            .map(retried ->
                new LetterResult(
                    retried.id(),
                    retried.problem() == null ? null : Wording.capital(retried.problem())))
            .toList();
    var done = results.stream().filter(result -> result.problem() == null).count();
    return new LetterResults(words.say("letters.again.done", done, results.size()), results);
  }

  /// One of them, with what came.
  Optional<DeadLetterRow> deadLetter(String id, Words words) {
    return hub.readSide().deadLetters().find(id).map(presenter(words)::deadLetter);
  }

  private static List<NumberedLink> notInSync(Map<String, Integer> counts, Words words) {
    return Stream.of(SyncCondition.NEEDS_ATTENTION, SyncCondition.CATCHING_UP)
        .filter(condition -> counts.getOrDefault(condition.name(), 0) > 0)
        .map(condition ->
            new NumberedLink(
                Look.of(condition, words).words(),
                counts.getOrDefault(condition.name(), 0),
                Filters.inCondition(condition)))
        .toList();
  }

  ContactsPage contactsPage(Words words) {
    var presenter = contacts(words);
    var process = hub.readSide().process();
    var open = process.openContacts(now());
    var count = Math.max(open.size(), process.openContacts().open());
    return new ContactsPage(
        words.say("contacts.open", count),
        count == open.size() ? null : words.say("incidents.range", 1, open.size()),
        open.stream().map(presenter::row).toList(),
        process.endedContacts(MOST_ENDED, now()).stream().map(presenter::row).toList());
  }

  ReleasesPage releases(Words words) {
    return new ReleasePresenter(presenter(words), time(words))
        .page(hub.readSide().process().releases());
  }

  private ContactPresenter contacts(Words words) {
    var contacts = hub.config().contacts();
    return new ContactPresenter(
        hub, presenter(words), time(words), contacts != null && contacts.system() != null);
  }

  private Presenter presenter(Words words) {
    return new Presenter(time(words), pages(), words);
  }

  private TicketPages pages() {
    return new TicketPages(hub.ticketPages());
  }

  private SiteTime time(Words words) {
    return new SiteTime(zone(), hub::now, words);
  }

  private ZoneId zone() {
    return ZoneId.of(hub.config().space().zone());
  }

  private Instant now() {
    return hub.now();
  }
}
