package hub.service.dashboard;

import hub.engine.format.Origin;
import hub.service.dashboard.Views.AuditDay;
import hub.service.dashboard.Views.AuditList;
import hub.service.dashboard.Views.AuditRow;
import hub.service.dashboard.Views.Filter;
import hub.service.dashboard.Views.FilterOption;
import hub.service.dashboard.Views.NumberedLink;
import hub.service.search.AuditQuery;
import hub.service.search.AuditSearch;
import hub.service.search.Deed;
import hub.service.search.TimelineEntry;
import hub.service.search.Wording;
import hub.service.words.Words;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Lays out who did what, and on whose behalf.
final class AuditPresenter {

  private final AuditSearch audit;
  private final Presenter presenter;
  private final SiteTime time;
  private final TicketPages pages;
  private final Words words;

  AuditPresenter(AuditSearch audit, Presenter presenter, SiteTime time, TicketPages pages) {
    this.audit = audit;
    this.presenter = presenter;
    this.time = time;
    this.pages = pages;
    this.words = presenter.words();
  }

  /// @param today in the zone of the site
  AuditList list(AuditQuery query, Collection<String> systems, LocalDate today) {
    var found = audit.find(query);
    var from = query.page() * query.pageSize();
    var to = from + found.entries().size();
    return new AuditList(
        query.words(),
        query.actor(),
        query.day() == null ? "" : query.day().toString(),
        !AuditFilters.address(query, 0).equals("/audit"),
        filters(query, systems),
        List.of(
            day(words.say("audit.yesterday"), today.minusDays(1)),
            day(words.say("audit.today"), today)),
        found.entries().stream().map(this::row).toList(),
        words.say("audit.count", found.total()),
        found.entries().isEmpty() || found.total() == found.entries().size()
            ? null
            : words.say("incidents.range", from + 1, to),
        query.page() == 0 ? null : AuditFilters.address(query, query.page() - 1),
        to < found.total() ? AuditFilters.address(query, query.page() + 1) : null,
        AuditFilters.file(query),
        found.total() > AuditSearch.MOST_EXPORTED
            ? words.say("file.most", AuditSearch.MOST_EXPORTED)
            : null);
  }

  private AuditDay day(String name, LocalDate day) {
    var links = new ArrayList<NumberedLink>();
    audit
        .written(day)
        .forEach((system, count) ->
            links.add(new NumberedLink(system, count, AuditFilters.written(system, day))));
    return new AuditDay(name, links);
  }

  private List<Filter> filters(AuditQuery query, Collection<String> systems) {
    return List.of(
        new Filter(
            words.say("audit.who"),
            Stream.of(Deed.values())
                .map(deed ->
                    new FilterOption(
                        "deed",
                        deed.name(),
                        said(deed),
                        audit.count(query.of(Set.of(deed))),
                        query.deeds().contains(deed)))
                .toList()),
        new Filter(
            words.say("audit.system"),
            systems.stream()
                .map(system ->
                    new FilterOption(
                        "system",
                        system,
                        system,
                        audit.count(query.in(Set.of(system))),
                        query.systems().contains(system)))
                .toList()));
  }

  private String said(Deed deed) {
    return switch (deed) {
      case WROTE -> words.say("audit.hub-wrote");
      case CHANGED -> words.say("audit.person-changed");
      case ASKED -> words.say("audit.person-asked");
    };
  }

  private AuditRow row(TimelineEntry entry) {
    var doer = entry.doer();
    return new AuditRow(
        time.when(entry.at()),
        who(entry),
        doer == null ? null : AuditFilters.by(doer),
        what(entry),
        entry.system(),
        entry.ticket() == null ? null : pages.link(entry.ticket()),
        entry.incident() == null ? null : entry.incident().toString(),
        behalf(entry),
        cause(entry));
  }

  private String who(TimelineEntry entry) {
    var doer = entry.doer();
    if (doer == null) {
      return words.say("audit.somebody");
    }
    return entry.deed() == Deed.WROTE ? words.say("audit.the-hub") : doer;
  }

  private String what(TimelineEntry entry) {
    var said = presenter.say(entry.words());
    return entry.text().isEmpty() ? said : said + ": " + entry.text();
  }

  /// For whom the hub acts; null where a person acts themselves, or it is the hub's own rule.
  private @Nullable String behalf(TimelineEntry entry) {
    var behalf = entry.behalf();
    if (entry.deed() != Deed.WROTE || behalf == null) {
      return null;
    }
    var ticket = behalf.ticket();
    var person = behalf.person() == null ? words.say("audit.somebody") : behalf.person();
    return ticket == null ? person : words.say("audit.person-in", person, ticket.ref().system());
  }

  /// What led to it.
  private String cause(TimelineEntry entry) {
    var behalf = entry.behalf();
    if (entry.deed() == Deed.WROTE) {
      return behalf == null
          ? words.say("audit.by-rule")
          : behalf.why().isEmpty() ? words.say("audit.asked") : presenter.say(behalf.why());
    }
    return entry.cause().system().equals(Origin.HUB) || entry.cause().actor() != null
        ? words.say("audit.asked")
        : Wording.capital(words.say("cause.from", entry.cause().system()));
  }

  /// What fits as a file: times in the zone of the site and for machines.
  CsvFile file(AuditQuery query, ZoneId zone) {
    var file =
        new CsvFile(
            Stream.of(
                    "column.time",
                    "column.day",
                    "column.who",
                    "column.what",
                    "column.system",
                    "column.ticket",
                    "column.incident",
                    "column.behalf",
                    "column.cause",
                    "column.sequence")
                .map(words::say)
                .toList());
    for (var entry : audit.all(query)) {
      var row = row(entry);
      file.add(
          List.of(
              entry.at().toString(),
              day(entry.at(), zone),
              row.who(),
              row.what(),
              orNothing(row.system()),
              row.ticket() == null ? "" : row.ticket().key(),
              orNothing(row.incident()),
              orNothing(row.behalf()),
              row.cause(),
              Long.toString(entry.sequence())));
    }
    return file;
  }

  private static String day(Instant at, ZoneId zone) {
    return at.atZone(zone).toLocalDate().toString();
  }

  private static String orNothing(@Nullable String text) {
    return text == null ? "" : text;
  }
}
