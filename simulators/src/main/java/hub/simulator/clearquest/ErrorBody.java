package hub.simulator.clearquest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hub.simulator.http.HttpCall;
import hub.simulator.http.Json;
import hub.simulator.http.Reply;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// Writes refusals in the shapes that real servers use.
final class ErrorBody {
  private static final String RDF = String.valueOf(OslcResource.NAMESPACES.get("rdf"));
  private static final String CQ = String.valueOf(OslcResource.NAMESPACES.get("cq"));

  private ErrorBody() {}

  static Reply reply(HttpCall call, Rejection rejection) {
    boolean version2 = call.header("OSLC-Core-Version").orElse("").startsWith("2");
    Format format = Format.askedBy(call, version2);
    return switch (format) {
      case JSON -> Reply.json(rejection.status(), version2 ? json2(rejection) : json1(rejection));
      case HTML -> Reply.html(rejection.status(), html(rejection));
      case RDF -> Reply.text(rejection.status(), Format.RDF.contentType(), rdf(rejection));
      case XML, ATOM -> Reply.text(rejection.status(), Format.XML.contentType(), bare(rejection));
    };
  }

  private static ObjectNode json1(Rejection rejection) {
    return Json.object()
        .put("oslc_cm:statusCode", Integer.toString(rejection.status()))
        .put("oslc_cm:message", rejection.text());
  }

  private static ObjectNode json2(Rejection rejection) {
    ObjectNode error =
        Json.object()
            .put("oslc:statusCode", Integer.toString(rejection.status()))
            .put("oslc:message", rejection.text());
    if (!rejection.invalidFields().isEmpty()) {
      ObjectNode fields = error.putObject("cq:details").putObject("cq:invalidFields");
      rejection
          .invalidFields()
          .forEach((field, message) -> fields.putObject(field).put("oslc:message", message));
    }
    if (!rejection.nested().isEmpty()) {
      var nested = error.putArray("cq:error");
      rejection.nested().forEach(message -> nested.addObject().put("oslc:message", message));
    }
    ObjectNode body = Json.object();
    body.set("oslc:Error", error);
    return body;
  }

  private static String html(Rejection rejection) {
    return "<html><head><title>Error %1$d</title></head><body><h1>Error %1$d</h1></body></html>"
        .formatted(rejection.status());
  }

  private static String rdf(Rejection rejection) {
    return Xml.document(xml -> {
      xml.writeStartElement("rdf", "RDF", RDF);
      xml.writeNamespace("rdf", RDF);
      xml.writeNamespace("cq", CQ);
      error(xml, rejection);
      xml.writeEndElement();
    });
  }

  private static String bare(Rejection rejection) {
    return Xml.document(xml -> error(xml, rejection));
  }

  private static void error(XMLStreamWriter xml, Rejection rejection) throws XMLStreamException {
    xml.writeStartElement("Error");
    text(xml, "message", rejection.text());
    text(xml, "statusCode", Integer.toString(rejection.status()));
    if (!rejection.invalidFields().isEmpty()) {
      xml.writeStartElement("details");
      xml.writeStartElement("invalidFields");
      for (Map.Entry<String, String> field : rejection.invalidFields().entrySet()) {
        xml.writeStartElement(field.getKey());
        text(xml, "message", field.getValue());
        xml.writeEndElement();
      }
      xml.writeEndElement();
      xml.writeEndElement();
    }
    for (String message : rejection.nested()) {
      xml.writeStartElement("cq", "error", CQ);
      xml.writeStartElement("Error");
      text(xml, "message", message);
      xml.writeEndElement();
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  private static void text(XMLStreamWriter xml, String name, String text)
      throws XMLStreamException {
    xml.writeStartElement(name);
    xml.writeCharacters(text);
    xml.writeEndElement();
  }
}
