package hub.connector.clearquest;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// Writes a record as RDF/XML, the one form in which a client can say in which order ClearQuest
/// shall set the fields: hooks of a later field otherwise wipe an earlier one at random.
final class RecordWriter {

  static final String CQ = "http://www.ibm.com/xmlns/prod/rational/clearquest/1.0/";
  private static final String RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
  private static final String CM = "http://open-services.net/ns/cm#";
  private static final Map<String, String> NAMESPACES =
      Map.of(
          "cq",
          CQ,
          "dcterms",
          "http://purl.org/dc/terms/",
          "oslc",
          "http://open-services.net/ns/core#",
          "oslc_cm",
          CM);
  private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_.-]*");

  /// A field as it shall be written.
  ///
  /// @param name as ClearQuest spells it, without prefix for its own fields
  /// @param value empty to clear the field; for a reference the address of the other record
  record Entry(String name, String value, boolean isReference) {

    Entry(String name, String value) {
      this(name, value, false);
    }
  }

  private RecordWriter() {}

  /// Whether a field of this name can be written in XML at all.
  static boolean canWrite(String name) {
    return NAME.matcher(OslcJson.localName(name)).matches() && NAMESPACES.containsKey(prefix(name));
  }

  /// The name with its prefix, as `oslc.properties` wants it.
  static String property(String name) {
    return prefix(name) + ":" + OslcJson.localName(name);
  }

  /// A record to be created.
  static String created(String recordType, List<Entry> inOrder) {
    return write("", recordType, inOrder);
  }

  /// The changed fields of a record.
  static String changed(String address, List<Entry> inOrder) {
    return write(address, "", inOrder);
  }

  private static String write(String address, String recordType, List<Entry> inOrder) {
    try {
      var text = new StringWriter();
      var xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
      xml.writeStartElement("rdf", "RDF", RDF);
      xml.writeNamespace("rdf", RDF);
      for (var prefix : List.of("dcterms", "oslc", "oslc_cm", "cq")) {
        xml.writeNamespace(prefix, NAMESPACES.get(prefix));
      }
      xml.writeStartElement("oslc_cm", "ChangeRequest", CM);
      if (!address.isEmpty()) {
        xml.writeAttribute("rdf", RDF, "about", address);
      }
      if (!recordType.isEmpty()) {
        xml.writeStartElement("dcterms", "type", NAMESPACES.get("dcterms"));
        xml.writeCharacters(clean(recordType));
        xml.writeEndElement();
      }
      for (var entry : inOrder) {
        writeField(xml, entry);
      }
      xml.writeEndElement();
      for (int i = 0; i < inOrder.size(); i++) {
        writeOrder(xml, OslcJson.localName(inOrder.get(i).name()), i + 1);
      }
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
      return text.toString();
    } catch (XMLStreamException broken) {
      throw new IllegalStateException("a record could not be written as XML", broken);
    }
  }

  private static void writeField(XMLStreamWriter xml, Entry entry) throws XMLStreamException {
    var prefix = prefix(entry.name());
    var name = OslcJson.localName(entry.name());
    xml.writeStartElement(prefix, name, NAMESPACES.get(prefix));
    xml.writeAttribute("rdf", RDF, "ID", name);
    if (entry.isReference() && !entry.value().isEmpty()) {
      xml.writeAttribute("rdf", RDF, "resource", entry.value());
    } else {
      xml.writeCharacters(clean(entry.value()));
    }
    xml.writeEndElement();
  }

  private static void writeOrder(XMLStreamWriter xml, String name, int place)
      throws XMLStreamException {
    xml.writeStartElement("rdf", "Statement", RDF);
    xml.writeAttribute("rdf", RDF, "about", "#" + name);
    xml.writeStartElement("cq", "fieldOrder", CQ);
    xml.writeCharacters(Integer.toString(place));
    xml.writeEndElement();
    xml.writeEndElement();
  }

  private static String prefix(String name) {
    var colon = name.indexOf(':');
    return colon < 0 ? "cq" : name.substring(0, colon);
  }

  /// The text without what XML 1.0 forbids, with LF as line end and without a byte order mark.
  static String clean(String text) {
    var out = new StringBuilder(text.length());
    text.replace("\r\n", "\n")
        .replace('\r', '\n')
        .codePoints()
        .forEach(c -> {
          if (Character.isBmpCodePoint(c) && Character.isSurrogate((char) c)) {
            out.append('\ufffd');
          } else if (c == '\t' || c == '\n' || (c >= ' ' && c != 0xfffe && c != 0xffff)) {
            out.appendCodePoint(c);
          }
        });
    return !out.isEmpty() && out.charAt(0) == '\ufeff' ? out.substring(1) : out.toString();
  }
}
