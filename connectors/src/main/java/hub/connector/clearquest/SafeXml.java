package hub.connector.clearquest;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/// Parses XML that may be hostile: without document types there are no entities that grow, and
/// nothing that reaches out to files or hosts.
final class SafeXml {

  private SafeXml() {}

  /// The root element.
  ///
  /// @throws UnreadableAnswer if it is not well-formed, or has a document type
  static Element parse(String text) {
    try {
      var factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      factory.setXIncludeAware(false);
      factory.setExpandEntityReferences(false);
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
      factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
      var builder = factory.newDocumentBuilder();
      // The default handler prints to the console.
      builder.setErrorHandler(new DefaultHandler());
      var unmarked = text.startsWith("\ufeff") ? text.substring(1) : text;
      return builder
          .parse(new InputSource(new StringReader(unmarked.strip())))
          .getDocumentElement();
    } catch (SAXException | IOException malformed) {
      throw new UnreadableAnswer("the answer is not well-formed XML");
    } catch (ParserConfigurationException broken) {
      throw new IllegalStateException("this Java cannot parse XML safely", broken);
    }
  }

  static List<Element> children(Element parent) {
    var found = new ArrayList<Element>();
    for (var child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element element) {
        found.add(element);
      }
    }
    return found;
  }

  /// The name without its prefix; namespaces differ from version to version.
  static String name(Node node) {
    var local = node.getLocalName();
    return local == null ? OslcJson.localName(node.getNodeName()) : local;
  }
}
