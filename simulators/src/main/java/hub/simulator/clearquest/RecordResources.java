package hub.simulator.clearquest;

import hub.simulator.clearquest.Schema.Field;
import hub.simulator.clearquest.Schema.RecordType;
import hub.simulator.clearquest.Schema.Requiredness;
import hub.simulator.http.Reply;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Single records: create, read, write, delete.
final class RecordResources {
  private final Database database;

  RecordResources(Database database) {
    this.database = database;
  }

  void register(OslcRoutes routes) {
    routes
        .on("POST", "/repo/{repo}/db/{db}/record", this::create)
        .on("GET", "/repo/{repo}/db/{db}/record/{record}", this::read)
        .on("PUT", "/repo/{repo}/db/{db}/record/{record}", this::write)
        .on("DELETE", "/repo/{repo}/db/{db}/record/{record}", this::delete)
        .on("GET", "/repo/{repo}/db/{db}/record/{record}/preview", this::preview)
        .on("GET", "/repo/{repo}/db/{db}/user/{login}", this::user);
  }

  private Reply create(OslcCall call) {
    database.requireHere(call);
    Changes changes = BodyReader.read(call.http());
    String typeName = changes.type().orElse(call.query("rcm.type"));
    RecordType type = database.requireType(typeName);
    StoredRecord record =
        database.engine().submit(type, call.user(), BodyReader.forType(changes, type));
    return Reply.empty(201)
        .withHeader("Location", database.resource(call).address(record))
        .withHeader("ETag", etag(record));
  }

  private Reply read(OslcCall call) {
    StoredRecord record = database.requireRecord(call);
    return shown(call, record);
  }

  private Reply shown(OslcCall call, StoredRecord record) {
    String properties = call.firstQuery("oslc.properties", "oslc_cm.properties", "oslc.select");
    Selection selection = properties.isEmpty() ? Selection.EVERYTHING : Selection.parse(properties);
    OslcResource resource = database.resource(call).show(record, selection);
    Reply reply = call.isVersion2() ? version2(call, resource) : version1(call, record, resource);
    return reply.withHeader("ETag", etag(record));
  }

  private Reply version2(OslcCall call, OslcResource resource) {
    return switch (call.format()) {
      case JSON -> Reply.json(200, OslcJsonWriter.write(resource));
      case HTML -> Reply.html(200, RecordPreview.page(resource));
      case RDF, XML, ATOM -> Reply.text(200, Format.RDF.contentType(), rdfWriter().write(resource));
    };
  }

  private Reply version1(OslcCall call, StoredRecord record, OslcResource resource) {
    RecordType type = database.typeOf(record);
    return call.format() == Format.JSON
        ? Reply.json(200, Version1.json(resource))
        : Reply.text(
            200,
            Format.XML.contentType(),
            Version1.recordXml(database.typeNames().inXml(type), resource));
  }

  private RdfXmlWriter rdfWriter() {
    return new RdfXmlWriter(database.settings().has(Habit.DUPLICATED_NESTED_RESOURCES));
  }

  private Reply write(OslcCall call) {
    StoredRecord record = database.requireRecord(call);
    String ifMatch = call.http().header("If-Match").orElse("*").strip();
    if (!ifMatch.equals("*") && !ifMatch.equals(etag(record))) {
      throw Rejection.of(412, database.messages().text("updated-meanwhile", record.value("id")));
    }
    RecordType type = database.typeOf(record);
    Changes sent = BodyReader.forType(BodyReader.read(call.http()), type);
    String properties = call.query("oslc.properties");
    Changes changes = sent;
    if (!properties.isEmpty()) {
      changes = only(Selection.parse(properties), type, sent);
    } else if (call.isVersion2()) {
      changes = full(type, record, sent);
    }
    StoredRecord written =
        database.engine().act(type, record, call.query("rcm.action"), call.user(), changes);
    return shown(call, written);
  }

  /// Only the listed fields are written; a listed field that was not sent is emptied.
  private static Changes only(Selection listed, RecordType type, Changes sent) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (String name : listed.names().keySet()) {
      String field = RecordPaths.fieldFor(type, name);
      values.put(field, sent.values().getOrDefault(field, List.of()));
    }
    return new Changes(sent.type(), values, sent.places());
  }

  /// Without a list every field is written, and what was not sent is emptied.
  private static Changes full(RecordType type, StoredRecord record, Changes sent) {
    Map<String, List<String>> values = new LinkedHashMap<>(sent.values());
    for (Field field : type.fields()) {
      boolean isWritable =
          !field.kind().isOwnedBySystem()
              && field.requirednessIn(record.value("State")) != Requiredness.READONLY;
      if (isWritable) {
        values.putIfAbsent(field.name(), List.of());
      }
    }
    return new Changes(sent.type(), values, sent.places());
  }

  private Reply delete(OslcCall call) {
    StoredRecord record = database.requireRecord(call);
    database.engine().delete(database.typeOf(record), record);
    return Reply.empty(200);
  }

  private Reply preview(OslcCall call) {
    StoredRecord record = database.requireRecord(call);
    return Reply.html(
        200, RecordPreview.page(database.resource(call).show(record, Selection.EVERYTHING)));
  }

  private Reply user(OslcCall call) {
    database.requireHere(call);
    String login = call.http().parameter("login");
    RecordType users = database.requireType("users");
    return database
        .store()
        .findByName(users, login)
        .map(user -> shown(call, user))
        .orElseThrow(() -> Rejection.of(404, database.messages().text("no-record", login)));
  }

  private static String etag(StoredRecord record) {
    return "\"" + record.version() + "\"";
  }
}
