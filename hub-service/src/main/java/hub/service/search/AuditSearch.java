package hub.service.search;

import hub.config.HubConfig;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.lucene.document.LongField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/// Answers who did what in which tool and on whose behalf, from the index alone.
public final class AuditSearch {

  /// A file holds no more of them.
  public static final int MOST_EXPORTED = 20_000;

  private final IncidentIndex index;
  private final HubConfig config;

  AuditSearch(IncidentIndex index, HubConfig config) {
    this.index = index;
    this.config = config;
  }

  /// One page of what fits.
  public FoundDeeds find(AuditQuery query) {
    return index.look(state -> {
      var wanted = query(query);
      var from = query.page() * query.pageSize();
      var entries =
          state.page(
              wanted, IndexedState.LATEST_FIRST, from, query.pageSize(), TimelineEntry.class);
      return new FoundDeeds(entries, state.count(wanted));
    });
  }

  /// Everything that fits, whatever its page, up to [#MOST_EXPORTED].
  public List<TimelineEntry> all(AuditQuery query) {
    return index.look(state ->
        state.page(query(query), IndexedState.LATEST_FIRST, 0, MOST_EXPORTED, TimelineEntry.class));
  }

  /// How many fit.
  public int count(AuditQuery query) {
    return index.look(state -> state.count(query(query)));
  }

  /// How often the hub wrote to each tool on a day; tools that it did not write to are left out.
  public Map<String, Integer> written(LocalDate day) {
    return index.look(state -> {
      var counts = new TreeMap<String, Integer>();
      for (var system : config.systems().keySet()) {
        var wanted = new AuditQuery("", Set.of(system), Set.of(Deed.WROTE), "", day, 0, 1);
        var count = state.count(query(wanted));
        if (count > 0) {
          counts.put(system, count);
        }
      }
      return counts;
    });
  }

  private Query query(AuditQuery query) {
    var all = new BooleanQuery.Builder();
    all.add(new FieldExistsQuery(IndexFields.DONE_AT), Occur.FILTER);
    if (!query.systems().isEmpty()) {
      all.add(anyOf(IndexFields.EVENT_SYSTEM, query.systems()), Occur.FILTER);
    }
    if (!query.deeds().isEmpty()) {
      all.add(anyOf(IndexFields.DEED, query.deeds()), Occur.FILTER);
    }
    if (!query.actor().isEmpty()) {
      var actor = new Term(IndexFields.ACTOR, name(query.actor()));
      all.add(new TermQuery(actor), Occur.FILTER);
    }
    var day = query.day();
    if (day != null) {
      all.add(
          LongField.newRangeQuery(IndexFields.DONE_AT, start(day), start(day.plusDays(1)) - 1),
          Occur.FILTER);
    }
    SearchWords.query(IndexFields.DEED_TEXT, query.words())
        .ifPresent(words -> all.add(words, Occur.FILTER));
    return all.build();
  }

  private static Query anyOf(String field, Set<?> values) {
    return new TermInSetQuery(
        field, values.stream().map(value -> new BytesRef(value.toString())).toList());
  }

  private long start(LocalDate day) {
    return day.atStartOfDay(ZoneId.of(config.space().zone())).toInstant().toEpochMilli();
  }

  /// How a name is looked up, without regard to case.
  static String name(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }
}
