package hub.simulator.clearquest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hub.simulator.clearquest.OslcResource.Property;
import hub.simulator.clearquest.OslcResource.Value;
import hub.simulator.http.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// Writes what the older protocol version says: elements named after record types, Atom feeds, and
/// JSON with `oslc_cm:` members.
final class Version1 {
  static final String CQ = "http://www.ibm.com/xmlns/prod/rational/clearquest/1.0/";
  static final String OSLC_CM = "http://open-services.net/xmlns/cm/1.0/";
  private static final String RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
  private static final String ATOM = "http://www.w3.org/2005/Atom";

  private Version1() {}

  /// One page of a collection.
  record Feed(
      String title,
      String address,
      Optional<String> next,
      int total,
      String updated,
      List<Entry> entries) {}

  /// One entry of a feed: the type's name, what people call the record, and its properties.
  record Entry(String typeName, String title, OslcResource resource) {}

  static String recordXml(String typeName, OslcResource resource) {
    return Xml.document(xml -> record(xml, typeName, resource));
  }

  private static void record(XMLStreamWriter xml, String typeName, OslcResource resource)
      throws XMLStreamException {
    xml.writeStartElement("", typeName, CQ);
    xml.writeDefaultNamespace(CQ);
    xml.writeNamespace("rdf", RDF);
    xml.writeNamespace("oslc_cm", OSLC_CM);
    xml.writeAttribute("rdf", RDF, "about", resource.about());
    for (Map.Entry<String, Property> property : resource.properties().entrySet()) {
      String name = property.getKey();
      if (name.startsWith("cq:")) {
        field(xml, name.substring(3), property.getValue());
      }
    }
    xml.writeEndElement();
  }

  private static void field(XMLStreamWriter xml, String name, Property property)
      throws XMLStreamException {
    for (Value value : property.values()) {
      xml.writeStartElement("", name, CQ);
      switch (value) {
        case Value.Text(var text) -> xml.writeCharacters(text);
        case Value.Whole(var number) -> xml.writeCharacters(Long.toString(number));
        case Value.Moment(var text) -> xml.writeCharacters(text);
        case Value.Link(var address) -> {
          if (property.isList()) {
            xml.writeAttribute("oslc_cm", OSLC_CM, "collref", address);
          } else {
            xml.writeAttribute("rdf", RDF, "resource", address);
          }
        }
        case Value.Inline(var resource) ->
            xml.writeAttribute("rdf", RDF, "resource", resource.about());
      }
      xml.writeEndElement();
    }
  }

  static ObjectNode json(OslcResource resource) {
    ObjectNode json = Json.object().put("rdf:resource", resource.about());
    OslcJsonWriter.write(resource)
        .properties()
        .forEach(property -> {
          if (property.getKey().startsWith("cq:")) {
            json.set(property.getKey(), property.getValue());
          }
        });
    return json;
  }

  static ObjectNode json(Feed feed) {
    ObjectNode json = Json.object().put("oslc_cm:totalCount", feed.total());
    feed.next().ifPresent(next -> json.put("oslc_cm:next", next));
    var results = json.putArray("oslc_cm:results");
    feed.entries().forEach(entry -> results.add(json(entry.resource())));
    return json;
  }

  static String atom(Feed feed) {
    return Xml.document(xml -> {
      xml.writeStartElement("", "feed", ATOM);
      xml.writeDefaultNamespace(ATOM);
      xml.writeNamespace("oslc_cm", OSLC_CM);
      text(xml, "title", feed.title());
      xml.writeStartElement("author");
      text(xml, "name", "IBM Rational ClearQuest");
      xml.writeEndElement();
      text(xml, "id", feed.address());
      link(xml, "self", feed.address());
      if (feed.next().isPresent()) {
        link(xml, "next", feed.next().get());
      }
      text(xml, "updated", feed.updated());
      xml.writeStartElement("oslc_cm", "totalCount", OSLC_CM);
      xml.writeCharacters(Integer.toString(feed.total()));
      xml.writeEndElement();
      for (Entry entry : feed.entries()) {
        entry(xml, entry);
      }
      xml.writeEndElement();
    });
  }

  private static void entry(XMLStreamWriter xml, Entry entry) throws XMLStreamException {
    xml.writeStartElement("entry");
    text(xml, "id", entry.resource().about());
    text(xml, "title", entry.title());
    xml.writeEmptyElement("link");
    xml.writeAttribute("href", entry.resource().about());
    xml.writeStartElement("content");
    xml.writeAttribute("type", "application/xml");
    record(xml, entry.typeName(), entry.resource());
    xml.writeEndElement();
    xml.writeEndElement();
  }

  private static void link(XMLStreamWriter xml, String relation, String address)
      throws XMLStreamException {
    xml.writeEmptyElement("link");
    xml.writeAttribute("rel", relation);
    xml.writeAttribute("href", address);
  }

  static void text(XMLStreamWriter xml, String name, String text) throws XMLStreamException {
    xml.writeStartElement(name);
    xml.writeCharacters(text);
    xml.writeEndElement();
  }
}
