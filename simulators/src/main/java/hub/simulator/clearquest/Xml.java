package hub.simulator.clearquest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/// XML in and out.
final class Xml {
  private static final String NO_DOCTYPE = "http://apache.org/xml/features/disallow-doctype-decl";

  private Xml() {}

  /// Writes a document; the writer may throw what the stream throws.
  interface Content {
    void write(XMLStreamWriter xml) throws XMLStreamException;
  }

  static String document(Content content) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      content.write(xml);
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException impossible) {
      throw new IllegalStateException("Writing to memory does not fail", impossible);
    }
    return text.toString();
  }

  /// The root element of a document; a [Rejection] with status 400 if it is malformed.
  static Element parse(byte[] body) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      factory.setFeature(NO_DOCTYPE, true);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(new Silent());
      Document document = builder.parse(new ByteArrayInputStream(body));
      return document.getDocumentElement();
    } catch (SAXException | IOException malformed) {
      throw Rejection.of(400, "The XML is malformed: " + malformed.getMessage());
    } catch (ParserConfigurationException impossible) {
      throw new IllegalStateException("Every JDK has an XML parser", impossible);
    }
  }

  static List<Element> children(Node node) {
    List<Element> elements = new ArrayList<>();
    for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element element) {
        elements.add(element);
      }
    }
    return elements;
  }

  /// Does not print what the exception says anyway.
  private static final class Silent implements ErrorHandler {
    @Override
    public void warning(SAXParseException warning) {}

    @Override
    public void error(SAXParseException error) throws SAXException {
      throw error;
    }

    @Override
    public void fatalError(SAXParseException error) throws SAXException {
      throw error;
    }
  }
}
