package hub.service.dashboard;

import hub.incident.IncidentId;
import hub.service.dashboard.Views.AttentionPage;
import hub.service.dashboard.Views.DeadLetterRow;
import hub.service.dashboard.Views.Frame;
import hub.service.dashboard.Views.IncidentList;
import hub.service.dashboard.Views.IncidentPage;
import hub.service.dashboard.Views.SystemCard;
import hub.service.search.IncidentQuery;
import hub.service.search.SyncCondition;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What each page of the dashboard shows now.
@Singleton
public class Dashboard {

  private final DashboardHub hub;
  private final TicketPages pages;

  Dashboard(DashboardHub hub, DashboardSettings settings) {
    this.hub = hub;
    this.pages = new TicketPages(settings.ticketPage());
  }

  Frame frame(
      String title,
      String active,
      @Nullable String actor,
      @Nullable String asked,
      String path,
      String search) {
    return new Frame(
        title,
        active,
        hub.readSide().state().attention().size(),
        actor,
        Asked.sentence(asked).orElse(null),
        time().zoneName(),
        path,
        search,
        hub.readSide().projection().cause());
  }

  AttentionPage attention() {
    var state = hub.readSide().state();
    var presenter = presenter();
    return new AttentionPage(
        state.attention().stream().map(presenter::attention).toList(),
        state.systems().stream().map(Presenter::chip).toList(),
        open());
  }

  List<SystemCard> systems() {
    var presenter = presenter();
    return hub.readSide().state().systems().stream().map(presenter::system).toList();
  }

  IncidentList incidents(IncidentQuery query) {
    var found = hub.readSide().incidents().find(query);
    var presenter = presenter();
    var from = query.page() * query.pageSize();
    var to = from + found.incidents().size();
    return new IncidentList(
        query.words(),
        query.includesFinal(),
        Filters.isFiltered(query),
        Filters.filters(query, found, hub.config().systems().keySet()),
        found.incidents().stream().map(presenter::incident).toList(),
        found.total(),
        found.incidents().isEmpty() ? 0 : from + 1,
        to,
        query.page() == 0 ? null : Filters.address(query, query.page() - 1),
        to < found.total() ? Filters.address(query, query.page() + 1) : null);
  }

  Optional<IncidentPage> incident(IncidentId id, boolean showsEverything) {
    var incidents = hub.readSide().incidents();
    return incidents
        .incident(id)
        .map(detail ->
            new IncidentPresenter(presenter(), time(), pages)
                .page(
                    detail,
                    incidents.timeline(detail.summary().id()),
                    showsEverything,
                    List.copyOf(hub.config().systems().keySet())));
  }

  List<DeadLetterRow> deadLetters() {
    var presenter = presenter();
    return hub.readSide().deadLetters().all().reversed().stream()
        .map(presenter::deadLetter)
        .toList();
  }

  /// One of them, with what came.
  Optional<DeadLetterRow> deadLetter(String id) {
    return hub.readSide().deadLetters().find(id).map(presenter()::deadLetter);
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

  private Presenter presenter() {
    return new Presenter(time(), pages);
  }

  private SiteTime time() {
    return new SiteTime(ZoneId.of(hub.config().space().zone()), InstantSource.system());
  }
}
