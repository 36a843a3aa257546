package hub.simulator.clearquest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hub.simulator.clearquest.OslcResource.Value;
import hub.simulator.clearquest.Schema.RecordType;
import hub.simulator.clearquest.Schema.SavedQuery;
import hub.simulator.http.Json;
import hub.simulator.http.Reply;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Searches: by conditions, by name, by saved query.
final class QueryResources {
  /// What to look for and what to show of it.
  private record Query(RecordType type, List<Condition> conditions, Selection selection) {}

  /// One page of what was found.
  private record Page(Query query, List<StoredRecord> records, int total, Optional<String> next) {}

  private final Database database;
  private final Clock clock;
  private final Supplier<Duration> lag;

  QueryResources(Database database, Clock clock, Supplier<Duration> lag) {
    this.database = database;
    this.clock = clock;
    this.lag = lag;
  }

  void register(OslcRoutes routes) {
    routes
        .on("GET", "/repo/{repo}/db/{db}/simpleQuery/{type}", this::simpleQuery)
        .on("GET", "/repo/{repo}/db/{db}/record", this::recordQuery)
        .on("GET", "/repo/{repo}/db/{db}/query", this::namedQuery)
        .on("GET", "/repo/{repo}/db/{db}/query/{query}", this::savedQuery);
  }

  private Reply simpleQuery(OslcCall call) {
    database.requireHere(call);
    return answer(call, asked(call, database.requireType(call, "type")));
  }

  private Reply recordQuery(OslcCall call) {
    database.requireHere(call);
    return answer(call, asked(call, database.requireType(call.query("rcm.type"))));
  }

  private Reply namedQuery(OslcCall call) {
    database.requireHere(call);
    String path = call.query("rcm.name");
    return answer(call, saved(query -> query.path().equals(path), path));
  }

  private Reply savedQuery(OslcCall call) {
    database.requireHere(call);
    String dbid = call.http().parameter("query");
    return answer(call, saved(query -> Long.toString(query.dbid()).equals(dbid), dbid));
  }

  private Query asked(OslcCall call, RecordType type) {
    List<Condition> conditions =
        new ArrayList<>(Condition.parse(call.firstQuery("oslc.where", "oslc_cm.query")));
    String name = call.query("rcm.name");
    if (!name.isEmpty()) {
      String key = type.uniqueKey() == null ? "id" : type.uniqueKey();
      conditions.add(new Condition(List.of(key), "=", List.of(name)));
    }
    String selected = call.firstQuery("oslc.select", "oslc.properties", "oslc_cm.properties");
    Selection otherwise = call.isVersion2() ? Selection.NOTHING : Selection.EVERYTHING;
    return new Query(type, conditions, selected.isEmpty() ? otherwise : Selection.parse(selected));
  }

  private Query saved(Predicate<SavedQuery> wanted, String name) {
    SavedQuery query =
        database.schema().queries().stream()
            .filter(wanted)
            .findFirst()
            .orElseThrow(() -> Rejection.of(404, database.messages().text("no-record", name)));
    return new Query(
        database.requireType(query.type()),
        Condition.parse(query.where()),
        Selection.parse(String.join(",", query.select())));
  }

  private Reply answer(OslcCall call, Query query) {
    Page page = page(call, query);
    if (!call.isVersion2()) {
      Version1.Feed feed = feed(call, page);
      return call.format() == Format.JSON
          ? Reply.json(200, Version1.json(feed))
          : Reply.text(200, Format.ATOM.contentType(), Version1.atom(feed));
    }
    return switch (call.format()) {
      case JSON -> Reply.json(200, json(call, page));
      case ATOM -> Reply.text(200, Format.ATOM.contentType(), Version1.atom(feed(call, page)));
      case RDF, XML, HTML -> Reply.text(200, Format.RDF.contentType(), rdf(call, page));
    };
  }

  private Page page(OslcCall call, Query query) {
    List<StoredRecord> found = find(call, query);
    int size =
        Math.max(
            1, call.number(database.settings().pageSize(), "oslc.pageSize", "oslc_cm.pageSize"));
    int start = Math.max(1, call.number(1, "rcm.startIndex"));
    List<StoredRecord> records = found.stream().skip(start - 1L).limit(size).toList();
    boolean isLast = start - 1 + size >= found.size();
    Optional<String> next =
        isLast ? Optional.empty() : Optional.of(pageAddress(call, start + size));
    return new Page(query, records, found.size(), next);
  }

  private List<StoredRecord> find(OslcCall call, Query query) {
    RecordType type = query.type();
    List<String> terms = searchTerms(call);
    List<StoredRecord> found =
        database
            .store()
            .allAsOf(type, clock.instant().minus(lag.get()))
            .filter(record -> database.paths().fits(type, record, query.conditions()))
            .filter(record -> hasTerms(record, terms))
            .sorted(database.paths().order(type, call.query("oslc.orderBy")))
            .flatMap(record -> database.store().find(type, record.dbid()).stream())
            .collect(Collectors.toCollection(ArrayList::new));
    if (database.settings().has(Habit.UNSTABLE_PAGING)) {
      // Every page runs the query anew and without an order, so pages overlap and leave gaps.
      Collections.shuffle(found, database.random());
    }
    return found;
  }

  /// The words of a full text search, which not every site has switched on.
  private List<String> searchTerms(OslcCall call) {
    String terms = call.firstQuery("oslc.searchTerms", "oslc_cm.searchTerms");
    if (!terms.isEmpty() && !database.settings().has(Habit.FULL_TEXT_SEARCH)) {
      throw Rejection.of(400, database.messages().text("no-full-text"));
    }
    return Arrays.stream(terms.toLowerCase(Locale.ROOT).split("[\",\\s]+", -1))
        .filter(term -> !term.isEmpty())
        .toList();
  }

  private static boolean hasTerms(StoredRecord record, List<String> terms) {
    String text =
        record.values().values().stream()
            .flatMap(List::stream)
            .collect(Collectors.joining(" "))
            .toLowerCase(Locale.ROOT);
    return terms.stream().allMatch(text::contains);
  }

  private static String pageAddress(OslcCall call, int start) {
    String query =
        Arrays.stream(call.http().rawQuery().split("&", -1))
            .filter(part -> !part.isEmpty() && !part.startsWith("rcm.startIndex="))
            .collect(Collectors.joining("&"));
    return call.address() + "?" + (query.isEmpty() ? "" : query + "&") + "rcm.startIndex=" + start;
  }

  private List<OslcResource> members(OslcCall call, Page page) {
    RecordResource resource = database.resourceInQuery(call);
    Selection selection = page.query().selection();
    return page.records().stream()
        .map(record ->
            selection.isEmpty() ? resource.reference(record) : resource.show(record, selection))
        .toList();
  }

  private ObjectNode json(OslcCall call, Page page) {
    ObjectNode json = Json.object().put("rdf:about", call.address());
    ObjectNode info = json.putObject("oslc:responseInfo").put("oslc:totalCount", page.total());
    page.next().ifPresent(next -> info.putObject("oslc:nextPage").put("rdf:resource", next));
    ArrayNode members = json.putArray("rdfs:member");
    members(call, page).forEach(member -> members.add(OslcJsonWriter.write(member)));
    return json;
  }

  private String rdf(OslcCall call, Page page) {
    OslcResource info =
        new OslcResource(call.address() + "?" + call.http().rawQuery(), "oslc:ResponseInfo")
            .with("oslc:totalCount", new Value.Whole(page.total()));
    page.next().ifPresent(next -> info.link("oslc:nextPage", next));
    OslcResource container = new OslcResource(call.address(), "rdf:Description");
    boolean onlyLinks = page.query().selection().isEmpty();
    for (OslcResource member : members(call, page)) {
      container.add(
          "rdfs:member", onlyLinks ? new Value.Link(member.about()) : new Value.Inline(member));
    }
    return new RdfXmlWriter(database.settings().has(Habit.DUPLICATED_NESTED_RESOURCES))
        .write(info, container);
  }

  private Version1.Feed feed(OslcCall call, Page page) {
    RecordType type = page.query().type();
    RecordResource resource = database.resourceInQuery(call);
    Selection selection =
        page.query().selection().isEmpty() ? Selection.EVERYTHING : page.query().selection();
    List<Version1.Entry> entries =
        page.records().stream()
            .map(record ->
                new Version1.Entry(
                    database.typeNames().inXml(type),
                    RecordPaths.shortTitle(type, record),
                    resource.show(record, selection)))
            .toList();
    return new Version1.Feed(
        call.firstQuery("oslc_cm.query", "oslc.where", "rcm.name"),
        call.address() + "?" + call.http().rawQuery(),
        page.next(),
        page.total(),
        DateTimes.format(clock.instant()),
        entries);
  }
}
