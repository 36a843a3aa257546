package hub.connector.clearquest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hub.connector.clearquest.Request.Kind;
import hub.connector.http.ToolResponse;
import hub.connector.http.ToolTrouble;
import hub.delivery.DeliveryAnswer.NotNow;
import hub.delivery.Outcome.Trouble;
import hub.ticket.Ticket.Presence;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.Function;
import java.util.stream.Stream;

/// Everything that is read at a server, as errands: services, queries, records.
final class RecordReads {

  /// Properties that every record has.
  private static final List<String> ALWAYS =
      List.of("cq:id", "cq:dbid", "cq:version", "dcterms:type", "oslc:shortTitle");

  private final ClearQuestSite site;
  private final ClearQuestConnection connection;
  private final RecordReader reader;

  RecordReads(ClearQuestSite site, ClearQuestConnection connection) {
    this.site = site;
    this.connection = connection;
    this.reader = new RecordReader(site);
  }

  /// What came of reading a record.
  sealed interface Seen {}

  /// @param etag for `If-Match`; empty if the server sends none that can be used
  record Present(ObjectNode payload, String etag) implements Seen {}

  record Absent(Presence presence) implements Seen {}

  /// The services of the record type, as known or by discovery.
  Errand<RecordServices> services() {
    var known = connection.services();
    return known.isPresent() ? Errand.done(known.get()) : discover(Discovery.begin(site.goal()));
  }

  private Errand<RecordServices> discover(Discovery at) {
    var next = at.next();
    if (next.isEmpty()) {
      var found = at.services().orElseThrow();
      connection.discovered(found);
      return Errand.done(found);
    }
    return Errand.ask(
        Request.read(Kind.SERVICE_DOCUMENT, next.get()),
        response -> discover(document(at, response)));
  }

  private Discovery document(Discovery at, ToolResponse response) {
    try {
      var verdict = new Verdict(site, response);
      return verdict.isGone() ? at.readNothing() : at.read(verdict.document());
    } catch (Discovery.NotOffered | ServerAddress.ForeignLink wrong) {
      throw ToolTrouble.unreadable("discovery: " + wrong.getMessage());
    }
  }

  /// All records of a query, each once.
  Errand<Sweep> query(OslcQuery query) {
    return services()
        .then(
            services -> pages(new Sweep(query, services.query(), site.address(), site.pageSize())));
  }

  private Errand<Sweep> pages(Sweep sweep) {
    return sweep
        .next()
        .map(page -> Errand.ask(Request.read(Kind.QUERY_PAGE, page), took(sweep)))
        .orElseGet(() -> Errand.done(sweep));
  }

  private Function<ToolResponse, Errand<Sweep>> took(Sweep sweep) {
    return response -> {
      var page = queryPage(response);
      try {
        sweep.took(page, response.date());
      } catch (ServerAddress.ForeignLink wrong) {
        throw ToolTrouble.unreadable(String.valueOf(wrong.getMessage()));
      }
      return pages(sweep);
    };
  }

  /// One page of a query.
  Errand<QueryPage> page(URI target) {
    return Errand.ask(
        Request.read(Kind.QUERY_PAGE, target), response -> Errand.done(queryPage(response)));
  }

  private QueryPage queryPage(ToolResponse response) {
    var verdict = new Verdict(site, response);
    if (verdict.isGone()) {
      connection.forgetServices();
      throw new ToolTrouble(
          new NotNow(Trouble.DEAD, "the query capability is gone; it is discovered anew", null));
    }
    try {
      return QueryPage.read(verdict.document());
    } catch (UnreadableAnswer wrong) {
      throw ToolTrouble.unreadable(String.valueOf(wrong.getMessage()));
    }
  }

  /// One record by its internal id, with long texts whole if the server gives them.
  Errand<Seen> record(String id) {
    return services().then(services -> record(id, services));
  }

  private Errand<Seen> record(String id, RecordServices services) {
    var asked = fieldsToAsk(services);
    var target =
        withParameter(
            services.record(id), "oslc.properties", String.join(",", everything(services)));
    return Errand.ask(
        Request.read(Kind.RECORD, target),
        response -> {
          var verdict = new Verdict(site, response);
          if (verdict.isGone()) {
            return Errand.done(new Absent(verdict.presence()));
          }
          var document = verdict.document();
          var etag = response.header("etag").filter(tag -> !tag.startsWith("W/")).orElse("");
          var plain = plain(document, asked, services, Map.of());
          return whole(id, services, document, plain, etag);
        });
  }

  /// One record that a query has shown with [#everything], with long texts whole if the server
  /// gives them.
  Errand<Seen> listed(String id, JsonNode row) {
    return services()
        .then(services ->
            whole(id, services, row, plain(row, fieldsToAsk(services), services, Map.of()), ""));
  }

  /// A record of which a query has shown a part only, without what the server cut; empty if it has
  /// shown all of it, or before the services are known.
  Optional<Seen> shownInPart(JsonNode row) {
    return connection
        .services()
        .map(services -> plain(row, fieldsToAsk(services), services, Map.of()))
        .filter(plain -> !plain.path("cut").isEmpty())
        .map(plain -> new Present(plain, ""));
  }

  private ObjectNode plain(
      JsonNode document,
      SequencedSet<String> asked,
      RecordServices services,
      Map<String, String> whole) {
    try {
      return reader.read(document, asked, services, whole);
    } catch (UnreadableAnswer wrong) {
      throw ToolTrouble.unreadable(String.valueOf(wrong.getMessage()));
    }
  }

  /// Texts that were cut are asked for once more in protocol version 1. What comes is used only if
  /// it goes on where the cut one ends; else the field stays unobserved.
  private Errand<Seen> whole(
      String id, RecordServices services, JsonNode document, ObjectNode plain, String etag) {
    var cut = new ArrayList<String>();
    plain.path("cut").forEach(name -> cut.add(name.asText()));
    if (cut.isEmpty() || !site.wholeTexts()) {
      return Errand.done(new Present(plain, etag));
    }
    var target = withParameter(services.record(id), "oslc_cm.properties", String.join(",", cut));
    return Errand.ask(
        Request.read(Kind.WHOLE_TEXTS, target),
        response -> {
          var texts = WholeTexts.read(response);
          var whole = texts.wholeOf(document, cut, connection.isWholeInVersion1());
          if (!whole.isEmpty()) {
            connection.wholeInVersion1();
          }
          return Errand.done(
              new Present(plain(document, fieldsToAsk(services), services, whole), etag));
        });
  }

  /// The fields that are read: those of the configuration, without those that the type lacks.
  private SequencedSet<String> fieldsToAsk(RecordServices services) {
    var names = new LinkedHashSet<>(site.fields());
    names.add("State");
    names.add(site.lastModifiedField());
    names.add(site.markerField());
    names.add(site.commentLogField());
    names.removeIf(name -> name.isEmpty() || services.lacks(name));
    return names;
  }

  /// All properties that are read of a record.
  List<String> everything(RecordServices services) {
    return Stream.concat(
            ALWAYS.stream(), fieldsToAsk(services).stream().map(RecordWriter::property))
        .distinct()
        .toList();
  }

  static URI withParameter(URI target, String name, String value) {
    var separator = target.getRawQuery() == null ? "?" : "&";
    return URI.create(target + separator + name + "=" + ServerAddress.escaped(value));
  }

  /// The columns of look-ups and sweeps.
  List<String> columns() {
    return Stream.of(
            Optional.of("cq:id"),
            Optional.of("cq:dbid"),
            Optional.of("cq:version"),
            Optional.of(site.lastModifiedField())
                .filter(name -> !name.isEmpty())
                .map(RecordWriter::property))
        .flatMap(Optional::stream)
        .toList();
  }
}
