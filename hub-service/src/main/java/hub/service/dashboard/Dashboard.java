package hub.service.dashboard;

import hub.incident.IncidentId;
import hub.service.access.Caller;
import hub.service.access.Roles;
import hub.service.dashboard.Views.AttentionPage;
import hub.service.dashboard.Views.ContactsPage;
import hub.service.dashboard.Views.DeadLetterRow;
import hub.service.dashboard.Views.Frame;
import hub.service.dashboard.Views.IncidentList;
import hub.service.dashboard.Views.IncidentPage;
import hub.service.dashboard.Views.ReleasesPage;
import hub.service.dashboard.Views.SystemCard;
import hub.service.search.IncidentQuery;
import hub.service.search.SyncCondition;
import hub.service.words.PageLanguage;
import hub.service.words.Words;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What each page of the dashboard shows now.
@Singleton
public class Dashboard {

  private static final int MOST_ENDED = 20;

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
        hub.readSide().state().attention().size(),
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

  AttentionPage attention(Words words) {
    var state = hub.readSide().state();
    var presenter = presenter(words);
    var rows = state.attention().stream().map(presenter::attention).toList();
    var open = open();
    return new AttentionPage(
        rows,
        state.systems().stream().map(presenter::chip).toList(),
        rows.isEmpty() ? words.say("attention.calm") : words.say("attention.matters", rows.size()),
        open == 0 ? null : words.say("attention.open", open));
  }

  List<SystemCard> systems(Words words) {
    var presenter = presenter(words);
    return hub.readSide().state().systems().stream().map(presenter::system).toList();
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
        found.incidents().stream().map(presenter::incident).toList(),
        words.say("incidents.count", found.total()),
        found.incidents().isEmpty() || found.total() == found.incidents().size()
            ? null
            : words.say("incidents.range", from + 1, to),
        query.page() == 0 ? null : Filters.address(query, query.page() - 1),
        to < found.total() ? Filters.address(query, query.page() + 1) : null);
  }

  Optional<IncidentPage> incident(
      IncidentId id, boolean showsEverything, PastChoice choice, Words words) {
    var incidents = hub.readSide().incidents();
    var past = new PastPresenter(presenter(words), time(words), hub.readSide().history());
    return incidents
        .incident(id)
        .map(detail -> {
          var timeline = incidents.timeline(detail.summary().id());
          return new IncidentPresenter(presenter(words), contacts(words), time(words), pages())
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

  /// One of them, with what came.
  Optional<DeadLetterRow> deadLetter(String id, Words words) {
    return hub.readSide().deadLetters().find(id).map(presenter(words)::deadLetter);
  }

  private int open() {
    var query = new IncidentQuery("", Set.of(), Set.of(), Set.of(), null, false, 0, 1);
    var counts = hub.readSide().incidents().find(query).counts().get("sync");
    return counts == null
        ? 0
        : counts.getOrDefault(SyncCondition.IN_SYNC.name(), 0)
            + counts.getOrDefault(SyncCondition.CATCHING_UP.name(), 0)
            + counts.getOrDefault(SyncCondition.NEEDS_ATTENTION.name(), 0);
  }

  ContactsPage contactsPage(Words words) {
    var presenter = contacts(words);
    var open = hub.readSide().process().openContacts(now());
    return new ContactsPage(
        words.say("contacts.open", open.size()),
        open.stream().map(presenter::row).toList(),
        hub.readSide().process().endedContacts(MOST_ENDED, now()).stream()
            .map(presenter::row)
            .toList());
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
    return new SiteTime(ZoneId.of(hub.config().space().zone()), hub::now, words);
  }

  private Instant now() {
    return hub.now();
  }
}
