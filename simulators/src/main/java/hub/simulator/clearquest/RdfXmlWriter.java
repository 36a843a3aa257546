package hub.simulator.clearquest;

import hub.simulator.clearquest.OslcResource.Property;
import hub.simulator.clearquest.OslcResource.Value;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// Writes resources as RDF/XML.
final class RdfXmlWriter {
  private static final String RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
  private static final String XSD = "http://www.w3.org/2001/XMLSchema#";

  private final boolean duplicating;

  /// @param duplicating whether resources below the first level come twice, as some versions do
  RdfXmlWriter(boolean duplicating) {
    this.duplicating = duplicating;
  }

  String write(OslcResource... resources) {
    return Xml.document(xml -> {
      xml.writeStartElement("rdf", "RDF", RDF);
      for (Map.Entry<String, String> namespace : OslcResource.NAMESPACES.entrySet()) {
        xml.writeNamespace(namespace.getKey(), namespace.getValue());
      }
      for (OslcResource resource : resources) {
        resource(xml, resource, 0);
      }
      xml.writeEndElement();
    });
  }

  private void resource(XMLStreamWriter xml, OslcResource resource, int depth)
      throws XMLStreamException {
    start(xml, resource.type());
    if (!resource.about().isEmpty()) {
      xml.writeAttribute("rdf", RDF, "about", resource.about());
    }
    for (Map.Entry<String, Property> property : resource.properties().entrySet()) {
      values(xml, property.getKey(), property.getValue().values(), depth);
    }
    xml.writeEndElement();
  }

  private void values(XMLStreamWriter xml, String name, List<Value> values, int depth)
      throws XMLStreamException {
    for (Value value : values) {
      value(xml, name, value, depth);
      if (duplicating && depth > 0 && value instanceof Value.Inline) {
        value(xml, name, value, depth);
      }
    }
  }

  private void value(XMLStreamWriter xml, String name, Value value, int depth)
      throws XMLStreamException {
    start(xml, name);
    switch (value) {
      case Value.Text(var text) -> xml.writeCharacters(text);
      case Value.Whole(var number) -> {
        xml.writeAttribute("rdf", RDF, "datatype", XSD + "integer");
        xml.writeCharacters(Long.toString(number));
      }
      case Value.Moment(var text) -> {
        xml.writeAttribute("rdf", RDF, "datatype", XSD + "dateTime");
        xml.writeCharacters(text);
      }
      case Value.Link(var address) -> xml.writeAttribute("rdf", RDF, "resource", address);
      case Value.Inline(var resource) -> resource(xml, resource, depth + 1);
    }
    xml.writeEndElement();
  }

  private static void start(XMLStreamWriter xml, String name) throws XMLStreamException {
    int colon = name.indexOf(':');
    String prefix = name.substring(0, colon);
    xml.writeStartElement(
        prefix, name.substring(colon + 1), String.valueOf(OslcResource.NAMESPACES.get(prefix)));
  }
}
