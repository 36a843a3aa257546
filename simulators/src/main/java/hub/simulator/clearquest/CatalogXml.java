package hub.simulator.clearquest;

import hub.simulator.clearquest.Schema.Field;
import hub.simulator.clearquest.Schema.RecordType;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// The documents of discovery in the older protocol version.
final class CatalogXml {
  private static final String RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
  private static final String DC = "http://purl.org/dc/terms/";
  private static final String DISCOVERY = "http://open-services.net/xmlns/discovery/1.0/";
  private static final String XS = "http://www.w3.org/2001/XMLSchema";
  private static final String CQF = "http://www.ibm.com/xmlns/prod/rational/clearquest/field/1.0/";
  private static final String ATOM = "http://www.w3.org/2005/Atom";

  private CatalogXml() {}

  /// A catalog with one entry.
  static String catalog(String address, String entryAddress, String title) {
    return Xml.document(xml -> {
      xml.writeStartElement("oslc_disc", "ServiceProviderCatalog", DISCOVERY);
      xml.writeNamespace("oslc_disc", DISCOVERY);
      xml.writeNamespace("rdf", RDF);
      xml.writeNamespace("dc", DC);
      xml.writeAttribute("rdf", RDF, "about", address);
      xml.writeStartElement("oslc_disc", "entry", DISCOVERY);
      xml.writeStartElement("oslc_disc", "ServiceProvider", DISCOVERY);
      dcTitle(xml, title);
      xml.writeEmptyElement("oslc_disc", "services", DISCOVERY);
      xml.writeAttribute("rdf", RDF, "resource", entryAddress);
      xml.writeEndElement();
      xml.writeEndElement();
      xml.writeEndElement();
    });
  }

  static String services(String database, Schema schema, boolean fullText) {
    return Xml.document(xml -> {
      xml.writeStartElement("oslc_cm", "ServiceDescriptor", Version1.OSLC_CM);
      xml.writeNamespace("oslc_cm", Version1.OSLC_CM);
      xml.writeNamespace("cq", Version1.CQ);
      xml.writeNamespace("dc", DC);
      dcTitle(xml, schema.database());
      xml.writeStartElement("oslc_cm", "changeRequests", Version1.OSLC_CM);
      xml.writeStartElement("oslc_cm", "simpleQuery", Version1.OSLC_CM);
      xml.writeAttribute("cq", Version1.CQ, "supportsOslcSearchTerms", Boolean.toString(fullText));
      url(xml, database + "/record/");
      xml.writeEndElement();
      xml.writeStartElement("oslc_cm", "factory", Version1.OSLC_CM);
      url(xml, database + "/record/");
      xml.writeEndElement();
      xml.writeStartElement("cq", "recordTypes", Version1.CQ);
      url(xml, database + "/record-type/");
      xml.writeEndElement();
      xml.writeEndElement();
      xml.writeEndElement();
    });
  }

  static String types(String database, Schema schema) {
    return Xml.document(xml -> {
      xml.writeStartElement("", "feed", ATOM);
      xml.writeDefaultNamespace(ATOM);
      Version1.text(xml, "title", "Record types");
      for (RecordType type : schema.types()) {
        xml.writeStartElement("entry");
        Version1.text(xml, "id", database + "/record-type/" + type.dbid());
        Version1.text(xml, "title", type.name());
        xml.writeEmptyElement("link");
        xml.writeAttribute("href", database + "/record-type/" + type.dbid());
        xml.writeEndElement();
      }
      xml.writeEndElement();
    });
  }

  static String type(RecordType type, Schema schema, String database) {
    return Xml.document(xml -> {
      xml.writeStartElement("xs", "schema", XS);
      xml.writeNamespace("xs", XS);
      xml.writeNamespace("cq", Version1.CQ);
      xml.writeNamespace("cqf", CQF);
      xml.writeStartElement("xs", "element", XS);
      xml.writeAttribute("name", type.name());
      xml.writeStartElement("xs", "complexType", XS);
      xml.writeStartElement("xs", "choice", XS);
      for (Field field : type.fields()) {
        field(xml, field, schema, database);
      }
      xml.writeEndElement();
      xml.writeEndElement();
      xml.writeEndElement();
      xml.writeEndElement();
    });
  }

  private static void field(XMLStreamWriter xml, Field field, Schema schema, String database)
      throws XMLStreamException {
    xml.writeStartElement("xs", "element", XS);
    xml.writeAttribute("name", field.name());
    if (field.kind().isOwnedBySystem()) {
      xml.writeAttribute("cq", Version1.CQ, "systemOwned", "true");
    }
    Optional<RecordType> target = Optional.ofNullable(field.target()).flatMap(schema::type);
    if (target.isPresent()) {
      xml.writeAttribute(
          "cq", Version1.CQ, "refURI", database + "/record-type/" + target.get().dbid());
    }
    switch (field.kind()) {
      case SHORT_STRING, ID, STATE, DBID, STATETYPE -> shortString(xml, field);
      case MULTILINE_STRING -> xml.writeAttribute("type", "cqf:multilineString");
      case INT -> xml.writeAttribute("type", "cqf:integer");
      case DATE_TIME -> xml.writeAttribute("type", "cqf:dateTime");
      case REFERENCE, REFERENCE_LIST -> xml.writeAttribute("type", "cqf:reference");
      case ATTACHMENT_LIST -> xml.writeAttribute("type", "cqf:attachmentList");
      case JOURNAL -> xml.writeAttribute("type", "cqf:journal");
      case RECORDTYPE -> xml.writeAttribute("type", "cqf:recordType");
    }
    xml.writeEndElement();
  }

  private static void shortString(XMLStreamWriter xml, Field field) throws XMLStreamException {
    xml.writeStartElement("xs", "simpleType", XS);
    xml.writeStartElement("xs", "restriction", XS);
    xml.writeAttribute("base", "xs:string");
    xml.writeEmptyElement("xs", "maxLength", XS);
    xml.writeAttribute("value", Integer.toString(field.longest()));
    xml.writeEndElement();
    xml.writeEndElement();
  }

  private static void dcTitle(XMLStreamWriter xml, String title) throws XMLStreamException {
    xml.writeStartElement("dc", "title", DC);
    xml.writeCharacters(title);
    xml.writeEndElement();
  }

  private static void url(XMLStreamWriter xml, String address) throws XMLStreamException {
    xml.writeStartElement("oslc_cm", "url", Version1.OSLC_CM);
    xml.writeCharacters(address);
    xml.writeEndElement();
  }
}
