package hub.service.dashboard;

import hub.service.dashboard.Views.Filter;
import hub.service.dashboard.Views.FilterOption;
import hub.service.search.FoundIncidents;
import hub.service.search.IncidentQuery;
import hub.service.search.SyncCondition;
import hub.service.search.Wording;
import hub.service.words.Words;
import hub.ticket.Priority;
import hub.ticket.Status;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The list of incidents as an address, so that it can be shared.
final class Filters {

  private static final int PAGE_SIZE = 25;
  private static final int HIGHEST_PAGE = 10_000;

  private Filters() {}

  /// Reads an address. What it does not know it leaves out: an old link still shows something.
  static IncidentQuery query(
      String words,
      Collection<String> systems,
      Collection<String> priorities,
      Collection<String> statuses,
      @Nullable String sync,
      boolean includesFinal,
      int page) {
    var conditions = known(sync == null ? List.of() : List.of(sync), SyncCondition.class);
    return new IncidentQuery(
        words,
        new TreeSet<>(systems),
        known(priorities, Priority.class),
        known(statuses, Status.class),
        conditions.stream().findFirst().orElse(null),
        includesFinal,
        page,
        PAGE_SIZE);
  }

  /// The number of a page in an address; the first if it is none.
  static int page(String text) {
    try {
      return Math.clamp(Long.parseLong(text), 0, HIGHEST_PAGE);
    } catch (NumberFormatException _) {
      return 0;
    }
  }

  /// The address of another page of the same list.
  static String address(IncidentQuery query, int page) {
    return "/incidents" + parts(query, page);
  }

  /// The address of the open incidents in a condition.
  static String inCondition(SyncCondition condition) {
    return address(
        new IncidentQuery("", Set.of(), Set.of(), Set.of(), condition, false, 0, PAGE_SIZE), 0);
  }

  /// The address of a file with the whole list.
  static String file(IncidentQuery query) {
    return "/incidents.csv" + parts(query, 0);
  }

  private static String parts(IncidentQuery query, int page) {
    var parts = new ArrayList<String>();
    add(parts, "q", query.words());
    if (query.sync() != null) {
      add(parts, "sync", query.sync().name());
    }
    query.priorities().forEach(value -> add(parts, "priority", value.name()));
    query.statuses().forEach(value -> add(parts, "status", value.name()));
    query.systems().forEach(value -> add(parts, "system", value));
    if (query.includesFinal()) {
      add(parts, "closed", "yes");
    }
    if (page > 0) {
      add(parts, "page", Integer.toString(page));
    }
    return joined(parts);
  }

  /// The part of an address after its path; empty without parts.
  static String joined(List<String> parts) {
    return parts.isEmpty() ? "" : "?" + String.join("&", parts);
  }

  static boolean isFiltered(IncidentQuery query) {
    return !query.words().isBlank()
        || !query.systems().isEmpty()
        || !query.priorities().isEmpty()
        || !query.statuses().isEmpty()
        || query.sync() != null;
  }

  static List<Filter> filters(
      IncidentQuery query, FoundIncidents found, Set<String> systems, Words words) {
    var sync = query.sync() == null ? Set.<SyncCondition>of() : Set.of(query.sync());
    return List.of(
        filter(
            words.say("filter.sync"),
            "sync",
            EnumSet.allOf(SyncCondition.class),
            SyncCondition::name,
            value -> Look.of(value, words).words(),
            sync,
            found),
        filter(
            words.say("filter.priority"),
            "priority",
            EnumSet.allOf(Priority.class),
            Priority::name,
            value -> Wording.named(value.name()).in(words.language()),
            query.priorities(),
            found),
        filter(
            words.say("filter.status"),
            "status",
            EnumSet.allOf(Status.class),
            Status::name,
            value -> Wording.named(value.name()).in(words.language()),
            query.statuses(),
            found),
        filter(
            words.say("filter.system"),
            "system",
            systems,
            value -> value,
            value -> value,
            query.systems(),
            found));
  }

  /// Values that no incident has are left out, unless they are chosen.
  private static <T> Filter filter(
      String label,
      String field,
      Collection<T> values,
      Function<T, String> code,
      Function<T, String> words,
      Set<T> chosen,
      FoundIncidents found) {
    var counts = found.counts().getOrDefault(field, Map.of());
    var options =
        values.stream()
            .map(value ->
                new FilterOption(
                    field,
                    code.apply(value),
                    words.apply(value),
                    counts.getOrDefault(code.apply(value), 0),
                    chosen.contains(value)))
            .filter(option -> option.count() > 0 || option.isChosen())
            .toList();
    return new Filter(label, options);
  }

  static <E extends Enum<E>> Set<E> known(Collection<String> names, Class<E> type) {
    var values = EnumSet.noneOf(type);
    for (var value : EnumSet.allOf(type)) {
      if (names.contains(value.name())) {
        values.add(value);
      }
    }
    return values;
  }

  /// Adds a part of an address, unless it says nothing.
  static void add(List<String> parts, String name, String value) {
    if (!value.isBlank()) {
      parts.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
  }
}
