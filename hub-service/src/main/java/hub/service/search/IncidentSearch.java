package hub.service.search;

import hub.config.HubConfig;
import hub.incident.Incident;
import hub.incident.IncidentId;
import hub.ticket.TicketRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.facet.DrillDownQuery;
import org.apache.lucene.facet.DrillSideways;
import org.apache.lucene.facet.Facets;
import org.apache.lucene.facet.sortedset.DefaultSortedSetDocValuesReaderState;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesReaderState;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;

/// Answers questions about incidents, from the index alone.
public final class IncidentSearch {

  /// A file holds no more of them.
  public static final int MOST_EXPORTED = 20_000;

  private static final SortField LAST_CHANGED =
      new SortField(IndexFields.CHANGED_AT, SortField.Type.LONG, true);
  private static final SortField LAST_OPENED =
      new SortField(IndexFields.NUMBER, SortField.Type.LONG, true);
  private static final Sort LAST_CHANGED_FIRST = new Sort(LAST_CHANGED, LAST_OPENED);
  private static final Sort BEST_FIRST = new Sort(SortField.FIELD_SCORE, LAST_CHANGED, LAST_OPENED);
  private static final List<String> FACETS =
      List.of(IndexFields.SYNC, IndexFields.PRIORITY, IndexFields.STATUS, IndexFields.SYSTEM);
  private static final int MOST_FACET_VALUES = 50;

  private final IncidentIndex index;
  private final HubConfig config;

  public IncidentSearch(IncidentIndex index, HubConfig config) {
    this.index = index;
    this.config = config;
  }

  /// Finds incidents, with how many there are under each filter.
  public FoundIncidents find(IncidentQuery query) {
    return index.look(state -> find(state, query));
  }

  /// Everything that fits, whatever its page, up to [#MOST_EXPORTED].
  public List<IncidentSummary> all(IncidentQuery query) {
    return index.look(state ->
        state.page(drillDown(query), sort(query), 0, MOST_EXPORTED, IncidentDigest.class).stream()
            .map(IncidentDigest::summary)
            .toList());
  }

  /// One incident; the one that goes on, if it was merged.
  public Optional<IncidentDetail> incident(IncidentId id) {
    return index.look(state ->
        state
            .incident(id)
            .map(found -> detail(state, config, found, state.digest(found.id()).orElseThrow())));
  }

  /// The incident that a ticket, by key or internal id, belongs to: none or one.
  public List<IncidentSummary> withTicket(String system, String key) {
    var ticket = new Term(IndexFields.TICKET, IndexDocuments.ticket(system, key));
    return index.look(state ->
        state.all(new TermQuery(ticket), LAST_CHANGED_FIRST, IncidentDigest.class).stream()
            .map(IncidentDigest::summary)
            .toList());
  }

  /// The ticket that has, or once had, this key.
  public Optional<TicketRef> ticket(String system, String key) {
    return index.look(state -> state.ticketByKey(system, key));
  }

  /// An incident's story, the oldest first, with that of incidents merged into it.
  public List<TimelineEntry> timeline(IncidentId id) {
    return index.look(state -> state.timelineOf(withAliases(state, id)));
  }

  static IncidentDetail detail(
      KnownState state, HubConfig config, Incident incident, IncidentDigest digest) {
    var aliases = withAliases(state, incident.id());
    aliases.remove(incident.id());
    return new TicketComparison(state, config, incident).detail(digest, List.copyOf(aliases));
  }

  private static Set<IncidentId> withAliases(KnownState state, IncidentId id) {
    var all = new LinkedHashSet<IncidentId>();
    var open = new ArrayList<>(List.of(id));
    while (!open.isEmpty()) {
      var next = open.removeLast();
      if (all.add(next)) {
        open.addAll(state.mergedInto(next));
      }
    }
    return all;
  }

  private static FoundIncidents find(IndexedState state, IncidentQuery query) {
    var facets = facetState(state);
    if (facets.isEmpty()) {
      return new FoundIncidents(List.of(), 0, Map.of());
    }
    try {
      var wanted = (query.page() + 1) * query.pageSize();
      var result =
          new DrillSideways(state.searcher(), IncidentIndex.FACETS, facets.get())
              .search(drillDown(query), null, null, wanted, sort(query), false);
      return new FoundIncidents(
          page(state, result.hits, query),
          Math.toIntExact(result.hits.totalHits.value()),
          counts(result.facets));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Sort sort(IncidentQuery query) {
    return query.words().isBlank() ? LAST_CHANGED_FIRST : BEST_FIRST;
  }

  private static DrillDownQuery drillDown(IncidentQuery query) {
    var drillDown = new DrillDownQuery(IncidentIndex.FACETS, base(query));
    query.systems().forEach(system -> drillDown.add(IndexFields.SYSTEM, system));
    query.priorities().forEach(level -> drillDown.add(IndexFields.PRIORITY, level.name()));
    query.statuses().forEach(status -> drillDown.add(IndexFields.STATUS, status.name()));
    if (query.sync() != null) {
      drillDown.add(IndexFields.SYNC, query.sync().name());
    }
    return drillDown;
  }

  private static Query base(IncidentQuery query) {
    var base = new BooleanQuery.Builder();
    base.add(new FieldExistsQuery(IndexFields.CHANGED_AT), Occur.FILTER);
    if (!query.includesFinal()) {
      base.add(new TermQuery(new Term(IndexFields.OPEN, IndexFields.YES)), Occur.FILTER);
    }
    SearchWords.query(IndexFields.TEXT, query.words())
        .ifPresent(words -> base.add(words, Occur.MUST));
    return base.build();
  }

  private static List<IncidentSummary> page(IndexedState state, TopDocs hits, IncidentQuery query)
      throws IOException {
    var page = new ArrayList<IncidentSummary>();
    var stored = state.searcher().storedFields();
    for (var i = query.page() * query.pageSize(); i < hits.scoreDocs.length; i++) {
      var document = stored.document(hits.scoreDocs[i].doc, Set.of(IndexFields.JSON));
      page.add(IndexedState.read(document, IncidentDigest.class).summary());
    }
    return page;
  }

  private static Map<String, Map<String, Integer>> counts(Facets facets) throws IOException {
    var counts = new LinkedHashMap<String, Map<String, Integer>>();
    for (var facet : FACETS) {
      var found = facets.getTopChildren(MOST_FACET_VALUES, facet);
      var values = new LinkedHashMap<String, Integer>();
      if (found != null) {
        for (var value : found.labelValues) {
          values.put(value.label, value.value.intValue());
        }
      }
      counts.put(facet, values);
    }
    return counts;
  }

  private static Optional<SortedSetDocValuesReaderState> facetState(IndexedState state) {
    try {
      return Optional.of(
          new DefaultSortedSetDocValuesReaderState(
              state.searcher().getIndexReader(), IncidentIndex.FACETS));
    } catch (IllegalArgumentException empty) {
      // Lucene's way to say that no document has a facet yet.
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
