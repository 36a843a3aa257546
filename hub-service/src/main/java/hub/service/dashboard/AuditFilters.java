package hub.service.dashboard;

import hub.service.search.AuditQuery;
import hub.service.search.Deed;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The audit as an address, so that it can be shared.
final class AuditFilters {

  private static final int PAGE_SIZE = 50;

  private AuditFilters() {}

  /// Reads an address. What it does not know it leaves out: an old link still shows something.
  static AuditQuery query(
      String words,
      Collection<String> systems,
      Collection<String> deeds,
      String actor,
      String day,
      int page) {
    return new AuditQuery(
        words,
        new TreeSet<>(systems),
        Filters.known(deeds, Deed.class),
        actor,
        day(day),
        page,
        PAGE_SIZE);
  }

  private static @Nullable LocalDate day(String text) {
    try {
      return text.isBlank() ? null : LocalDate.parse(text.strip());
    } catch (DateTimeException _) {
      return null;
    }
  }

  /// The address of another page of the same list.
  static String address(AuditQuery query, int page) {
    return "/audit" + parts(query, page);
  }

  /// The address of a file with the whole list.
  static String file(AuditQuery query) {
    return "/audit.csv" + parts(query, 0);
  }

  /// The address of what the hub wrote to a tool on a day.
  static String written(String system, LocalDate day) {
    return address(new AuditQuery("", Set.of(system), Set.of(Deed.WROTE), "", day, 0, 1), 0);
  }

  /// The address of what a person did, or the hub on their behalf.
  static String by(String actor) {
    return address(new AuditQuery("", Set.of(), Set.of(), actor, null, 0, 1), 0);
  }

  private static String parts(AuditQuery query, int page) {
    var parts = new ArrayList<String>();
    Filters.add(parts, "q", query.words());
    query.systems().forEach(system -> Filters.add(parts, "system", system));
    query.deeds().forEach(deed -> Filters.add(parts, "deed", deed.name()));
    Filters.add(parts, "actor", query.actor());
    Filters.add(parts, "day", query.day() == null ? "" : query.day().toString());
    Filters.add(parts, "page", page == 0 ? "" : Integer.toString(page));
    return Filters.joined(parts);
  }
}
