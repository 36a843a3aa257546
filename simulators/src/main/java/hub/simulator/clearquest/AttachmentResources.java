package hub.simulator.clearquest;

import hub.simulator.clearquest.Schema.FieldKind;
import hub.simulator.clearquest.StoredRecord.StoredFile;
import hub.simulator.http.Multipart;
import hub.simulator.http.Multipart.Part;
import hub.simulator.http.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// The files of a record.
final class AttachmentResources {
  private static final String ATOM = "http://www.w3.org/2005/Atom";
  private static final String FIELD = "/repo/{repo}/db/{db}/record/{record}/field/{field}";

  private final Database database;

  AttachmentResources(Database database) {
    this.database = database;
  }

  void register(OslcRoutes routes) {
    routes
        .on("GET", FIELD, this::list)
        .on("GET", FIELD + "/attachment", this::list)
        .on("POST", FIELD + "/attachment", this::upload)
        .on("GET", FIELD + "/attachment/{file}", this::download);
  }

  private String field(OslcCall call, StoredRecord record) {
    String name = call.http().parameter("field");
    return database
        .typeOf(record)
        .field(name)
        .filter(field -> field.kind() == FieldKind.ATTACHMENT_LIST)
        .map(Schema.Field::name)
        .orElseThrow(
            () -> Rejection.of(404, "There is no attachment field named \"" + name + "\"."));
  }

  private Reply list(OslcCall call) {
    StoredRecord record = database.requireRecord(call);
    String field = field(call, record);
    String address = database.resource(call).address(record) + "/field/" + field + "/attachment";
    String feed =
        Xml.document(xml -> {
          xml.writeStartElement("", "feed", ATOM);
          xml.writeDefaultNamespace(ATOM);
          xml.writeNamespace("cq", Version1.CQ);
          Version1.text(xml, "title", field);
          for (StoredFile file : record.files()) {
            if (file.field().equals(field)) {
              entry(xml, address, file);
            }
          }
          xml.writeEndElement();
        });
    return Reply.text(200, Format.ATOM.contentType(), feed);
  }

  private static void entry(XMLStreamWriter xml, String address, StoredFile file)
      throws XMLStreamException {
    xml.writeStartElement("entry");
    Version1.text(xml, "id", address + "/" + number(file));
    Version1.text(xml, "title", file.filename());
    xml.writeStartElement("content");
    xml.writeStartElement("cq", "attachment", Version1.CQ);
    for (String[] part :
        new String[][] {
          {"filename", file.filename()},
          {"description", file.description()},
          {"filesize", Long.toString(file.size())}
        }) {
      xml.writeStartElement("cq", part[0], Version1.CQ);
      xml.writeCharacters(part[1]);
      xml.writeEndElement();
    }
    xml.writeEndElement();
    xml.writeEndElement();
    xml.writeEndElement();
  }

  private static String number(StoredFile file) {
    return "16777300-" + file.dbid();
  }

  private Reply upload(OslcCall call) {
    StoredRecord record = database.requireRecord(call);
    String field = field(call, record);
    List<Part> parts = Multipart.parts(call.http());
    Part upload =
        parts.stream()
            .filter(part -> !part.filename().isEmpty())
            .findFirst()
            .orElseThrow(() -> Rejection.of(400, "The request has no file."));
    String description =
        parts.stream()
            .filter(part -> part.name().equals("description"))
            .map(part -> new String(part.content(), StandardCharsets.UTF_8))
            .findFirst()
            .orElse("");
    StoredFile file =
        new StoredFile(
            database.store().nextFileDbid(),
            field,
            upload.filename(),
            description,
            upload.content().length,
            Base64.getEncoder().encodeToString(upload.content()));
    database.engine().attach(database.typeOf(record), record, file, call.user());
    if (database.settings().has(Habit.UPLOAD_ANSWERED_501)) {
      throw Rejection.of(501, "Not implemented");
    }
    return Reply.empty(201)
        .withHeader("Location", call.address().replaceAll("/$", "") + "/" + number(file));
  }

  private Reply download(OslcCall call) {
    StoredRecord record = database.requireRecord(call);
    String wanted = call.http().parameter("file");
    return record.files().stream()
        .filter(file -> number(file).equals(wanted))
        .findFirst()
        .map(file ->
            Reply.of(200, "application/octet-stream", Base64.getDecoder().decode(file.content())))
        .orElseThrow(() -> Rejection.of(404, database.messages().text("no-record", wanted)));
  }
}
