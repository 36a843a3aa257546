package hub.connector.clearquest;

import com.fasterxml.jackson.databind.JsonNode;
import hub.connector.clearquest.RecordServices.FieldShape;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Finds the services of a record type by following the server's own documents: catalog of schema
/// repositories, catalog of databases, service description, resource shape. Numbers of record types
/// differ from schema to schema, so nothing of that is ever written down.
///
/// A pure step machine: read [#next()], pass the document to [#read], until nothing is next.
sealed interface Discovery {

  /// What is looked for.
  record Goal(ServerAddress address, String repository, String database, String recordType) {}

  /// The document to read now, or empty when all is known.
  Optional<URI> next();

  /// Goes on with the document.
  ///
  /// @throws NotOffered if it does not have what is looked for
  Discovery read(JsonNode document);

  /// Goes on although the document could not be had.
  ///
  /// @throws NotOffered if nothing can be done without it
  default Discovery readNothing() {
    throw new NotOffered("the document " + next().map(URI::getPath).orElse("") + " is not there");
  }

  /// What was found.
  default Optional<RecordServices> services() {
    return Optional.empty();
  }

  static Discovery begin(Goal goal) {
    return new AtCatalog(goal);
  }

  /// Which schema repositories are there?
  record AtCatalog(Goal goal) implements Discovery {

    @Override
    public Optional<URI> next() {
      return Optional.of(goal.address().at("/"));
    }

    @Override
    public Discovery read(JsonNode document) {
      return new AtRepository(
          goal, goal.address().follow(offer(document, goal.repository(), "schema repository")));
    }
  }

  /// Which databases does the repository have?
  record AtRepository(Goal goal, URI place) implements Discovery {

    @Override
    public Optional<URI> next() {
      return Optional.of(place);
    }

    @Override
    public Discovery read(JsonNode document) {
      return new AtDatabase(
          goal, goal.address().follow(offer(document, goal.database(), "database")));
    }
  }

  /// Which services does the database offer for the record type?
  record AtDatabase(Goal goal, URI place) implements Discovery {

    @Override
    public Optional<URI> next() {
      return Optional.of(place);
    }

    @Override
    public Discovery read(JsonNode document) {
      var query = capability(document, "oslc:queryCapability", "oslc:queryBase");
      var factory = capability(document, "oslc:creationFactory", "oslc:creation");
      var services =
          new RecordServices(
              goal.address().follow(OslcJson.address(query.get("oslc:queryBase"))),
              goal.address().follow(OslcJson.address(factory.get("oslc:creation"))),
              Map.of());
      var shape = OslcJson.address(factory.get("oslc:resourceShape"));
      if (shape.isEmpty()) {
        shape = OslcJson.address(query.get("oslc:resourceShape"));
      }
      return shape.isEmpty()
          ? new Known(services)
          : new AtShape(services, goal.address().follow(shape));
    }

    private JsonNode capability(JsonNode document, String kind, String address) {
      var all = new ArrayList<JsonNode>();
      for (var service : OslcJson.objects(OslcJson.unwrapped(document), "oslc:service")) {
        for (var offered : OslcJson.objects(service, kind)) {
          if (!OslcJson.address(offered.get(address)).isEmpty()) {
            all.add(offered);
          }
        }
      }
      var type = goal.recordType();
      return all.stream()
          .filter(offered -> likeness(offered, type) > 0)
          .max(Comparator.comparingInt(offered -> likeness(offered, type)))
          .or(() -> all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty())
          .orElseThrow(() ->
              new NotOffered(
                  "database "
                      + goal.database()
                      + " has no "
                      + OslcJson.localName(kind)
                      + " for record type "
                      + type
                      + ". It has: "
                      + titles(all)));
    }
  }

  /// Which fields does the record type have?
  record AtShape(RecordServices without, URI place) implements Discovery {

    @Override
    public Optional<URI> next() {
      return Optional.of(place);
    }

    @Override
    public Discovery read(JsonNode document) {
      var fields = new HashMap<String, FieldShape>();
      for (var property : OslcJson.objects(OslcJson.unwrapped(document), "oslc:property")) {
        var definition = OslcJson.address(property.get("oslc:propertyDefinition"));
        var name = OslcJson.text(property, "oslc:name");
        if (definition.startsWith(RecordWriter.CQ)) {
          name = definition.substring(RecordWriter.CQ.length());
        }
        if (!name.isEmpty()) {
          var local = OslcJson.localName(name);
          fields.put(local, field(local, property));
        }
      }
      return new Known(new RecordServices(without.query(), without.creation(), fields));
    }

    @Override
    public Discovery readNothing() {
      // Without a shape every configured field is asked for; the server says which it lacks.
      return new Known(without);
    }

    private static FieldShape field(String name, JsonNode property) {
      var occurs = OslcJson.address(property.get("oslc:occurs")).toLowerCase(Locale.ROOT);
      return new FieldShape(
          name,
          RecordServices.kindOf(OslcJson.address(property.get("oslc:valueType"))),
          property.path("oslc:readOnly").asBoolean(false),
          occurs.endsWith("-many"),
          property.path("oslc:maxSize").asInt(0));
    }
  }

  /// All is known.
  record Known(RecordServices found) implements Discovery {

    @Override
    public Optional<URI> next() {
      return Optional.empty();
    }

    @Override
    public Discovery read(JsonNode document) {
      return this;
    }

    @Override
    public Optional<RecordServices> services() {
      return Optional.of(found);
    }
  }

  /// The server does not offer what the configuration names.
  final class NotOffered extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotOffered(String message) {
      super(message);
    }
  }

  /// The address of what is offered under the name; without a name, of the only offer.
  private static String offer(JsonNode document, String name, String what) {
    var whole = OslcJson.unwrapped(document);
    var offers = new ArrayList<JsonNode>();
    offers.addAll(OslcJson.objects(whole, "oslc:serviceProviderCatalog"));
    offers.addAll(OslcJson.objects(whole, "oslc:serviceProvider"));
    var isTheOnlyOne = name.isEmpty() && offers.size() == 1;
    return offers.stream()
        .filter(offer -> isTheOnlyOne || titlesOf(offer).stream().anyMatch(name::equalsIgnoreCase))
        .map(OslcJson::address)
        .filter(address -> !address.isEmpty())
        .findFirst()
        .orElseThrow(() ->
            new NotOffered(
                "the server has no " + what + " \"" + name + "\". It has: " + titles(offers)));
  }

  private static List<String> titlesOf(JsonNode offer) {
    var titles = new ArrayList<String>();
    for (var property : List.of("cq:label", "dcterms:title", "oslc:label", "rdfs:label")) {
      titles.add(OslcJson.text(offer, property));
    }
    titles.add(ServerAddress.lastSegment(OslcJson.address(offer)));
    titles.removeIf(String::isEmpty);
    return titles;
  }

  private static String titles(List<JsonNode> offers) {
    var names =
        offers.stream().map(Discovery::titlesOf).filter(t -> !t.isEmpty()).map(List::getFirst);
    return String.join(", ", names.limit(20).toList());
  }

  /// How well a capability's own words name the record type: as a whole, or as one word of several.
  private static int likeness(JsonNode offered, String type) {
    var word =
        Pattern.compile(
            "(?<![\\p{L}\\p{N}_])" + Pattern.quote(type) + "(?![\\p{L}\\p{N}_])",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    var best = 0;
    for (var property : offered.properties()) {
      for (var value : OslcJson.each(offered, property.getKey())) {
        var text = value.isObject() ? OslcJson.address(value) : value.asText("");
        if (text.equalsIgnoreCase(type)
            || text.toLowerCase(Locale.ROOT).endsWith("#" + type.toLowerCase(Locale.ROOT))) {
          best = 2;
        } else if (best == 0 && word.matcher(text).find()) {
          best = 1;
        }
      }
    }
    return best;
  }
}
