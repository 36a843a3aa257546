package hub.service.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import hub.engine.format.HubJson;
import hub.incident.Entry;
import hub.incident.Incident;
import hub.incident.IncidentId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TermRangeQuery;
import org.apache.lucene.util.BytesRef;

/// One consistent view of the index: the folded state, and what the projection made of it.
final class IndexedState implements FoldBase {

  private static final Set<String> JSON = Set.of(IndexFields.JSON);

  private static final Sort BY_SEQUENCE =
      new Sort(new SortField(IndexFields.SEQUENCE_ORDER, SortField.Type.LONG));

  static final Sort LATEST_FIRST =
      new Sort(new SortField(IndexFields.SEQUENCE_ORDER, SortField.Type.LONG, true));

  private final IndexSearcher searcher;

  IndexedState(IndexSearcher searcher) {
    this.searcher = searcher;
  }

  IndexSearcher searcher() {
    return searcher;
  }

  @Override
  public Optional<Entry> get(String key) {
    return first(new TermQuery(new Term(IndexFields.ENTRY, key)), Entry.class);
  }

  @Override
  public List<Entry> range(String from, String to) {
    return entries(TermRangeQuery.newStringRange(IndexFields.ENTRY, from, to, true, false));
  }

  @Override
  public List<Entry> ofIncident(IncidentId id) {
    return entries(new TermQuery(new Term(IndexFields.ENTRY_OF, id.toString())));
  }

  /// The entries of one kind in one system.
  Query inSystem(Class<? extends Entry> kind, String system) {
    return new BooleanQuery.Builder()
        .add(new TermQuery(new Term(IndexFields.ENTRY_KIND, kind.getSimpleName())), Occur.FILTER)
        .add(new TermQuery(new Term(IndexFields.ENTRY_SYSTEM, system)), Occur.FILTER)
        .build();
  }

  /// The entries of one kind.
  static Query ofKind(Class<? extends Entry> kind) {
    return new TermQuery(new Term(IndexFields.ENTRY_KIND, kind.getSimpleName()));
  }

  @Override
  public List<IncidentId> mergedInto(IncidentId id) {
    return entries(new TermQuery(new Term(IndexFields.MERGED_INTO, id.toString()))).stream()
        .map(Incident.class::cast)
        .map(Incident::id)
        .toList();
  }

  @Override
  public Optional<IncidentDigest> digest(IncidentId id) {
    return first(
        new TermQuery(new Term(IndexFields.INCIDENT, id.toString())), IncidentDigest.class);
  }

  @Override
  public List<TimelineEntry> timelineOf(Set<IncidentId> ids) {
    var names = ids.stream().map(id -> new BytesRef(id.toString())).toList();
    return all(new TermInSetQuery(IndexFields.EVENT_OF, names), BY_SEQUENCE, TimelineEntry.class);
  }

  @Override
  public Optional<TimelineEntry> event(long sequence) {
    var term = new Term(IndexFields.SEQUENCE, Long.toString(sequence));
    return first(new TermQuery(term), TimelineEntry.class);
  }

  @Override
  public Optional<TimelineEntry> asking(String command) {
    var asked = new TermQuery(new Term(IndexFields.EVENT_COMMAND, command));
    return page(asked, LATEST_FIRST, 0, 1, TimelineEntry.class).stream().findFirst();
  }

  /// What a notice said; empty after an erasure.
  Optional<ToldFacts> told(String notice) {
    return first(new TermQuery(new Term(IndexFields.TOLD, notice)), ToldFacts.class);
  }

  @Override
  public List<ToldFacts> toldOf(Set<IncidentId> ids) {
    var names = ids.stream().map(id -> new BytesRef(id.toString())).toList();
    return all(new TermInSetQuery(IndexFields.TOLD_OF, names), Sort.INDEXORDER, ToldFacts.class);
  }

  @Override
  public Optional<SystemActivity> activity(String system) {
    return first(new TermQuery(new Term(IndexFields.ACTIVITY, system)), SystemActivity.class);
  }

  /// The events that continue one of these threads.
  List<EventTrace> tracesOf(Set<String> threads) {
    var names = threads.stream().map(BytesRef::new).toList();
    return all(new TermInSetQuery(IndexFields.THREAD, names), Sort.INDEXORDER, EventTrace.class);
  }

  List<Entry> entries(Query query) {
    var found = new ArrayList<>(all(query, Sort.INDEXORDER, Entry.class));
    found.sort(Comparator.comparing(Entry::key));
    return found;
  }

  int count(Query query) {
    try {
      return searcher.count(query);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  <T> List<T> all(Query query, Sort sort, Class<T> type) {
    var count = count(query);
    return count == 0 ? List.of() : some(query, sort, count, type);
  }

  <T> List<T> some(Query query, Sort sort, int limit, Class<T> type) {
    return page(query, sort, 0, limit, type);
  }

  /// What stands at some places of what is found.
  ///
  /// @param from the first place, from 0
  <T> List<T> page(Query query, Sort sort, int from, int size, Class<T> type) {
    try {
      var found = new ArrayList<T>();
      var stored = searcher.storedFields();
      var hits = searcher.search(query, from + size, sort).scoreDocs;
      for (var place = from; place < hits.length; place++) {
        found.add(read(stored.document(hits[place].doc, JSON), type));
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private <T> Optional<T> first(Query query, Class<T> type) {
    return some(query, Sort.INDEXORDER, 1, type).stream().findFirst();
  }

  static <T> T read(Document document, Class<T> type) {
    try {
      return HubJson.mapper().readValue(document.get(IndexFields.JSON), type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the index does not hold a " + type.getSimpleName(), e);
    }
  }
}
