package hub.simulator.clearquest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hub.simulator.clearquest.Schema.RecordType;
import hub.simulator.http.HttpCall;
import hub.simulator.http.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.w3c.dom.Element;

/// Reads what a request wants to write, from RDF/XML, plain XML of the older version, or JSON.
final class BodyReader {
  private static final String RDF = String.valueOf(OslcResource.NAMESPACES.get("rdf"));
  private static final String CQ = String.valueOf(OslcResource.NAMESPACES.get("cq"));
  private static final String DCTERMS = String.valueOf(OslcResource.NAMESPACES.get("dcterms"));
  private static final Set<String> NO_FIELDS =
      Set.of(
          "rdf:about",
          "rdf:type",
          "dcterms:type",
          "dcterms:identifier",
          "oslc:shortTitle",
          "oslc:instanceShape",
          "dcterms:creator",
          "oslc_cm:status");

  private BodyReader() {}

  static Changes read(HttpCall call) {
    boolean isJson = call.header("Content-Type").orElse("").contains("json");
    return isJson ? fromJson(Json.readObject(call.text())) : fromXml(Xml.parse(call.body()));
  }

  /// Replaces standard properties by the type's own fields.
  static Changes forType(Changes changes, RecordType type) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    changes.values().forEach((name, all) -> values.put(RecordPaths.fieldFor(type, name), all));
    return new Changes(changes.type(), values, changes.places());
  }

  private static Changes fromJson(ObjectNode json) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : json.properties()) {
      if (!NO_FIELDS.contains(entry.getKey())) {
        values.put(plain(entry.getKey()), texts(entry.getValue()));
      }
    }
    return new Changes(
        Optional.of(json.path("dcterms:type").asText()).filter(type -> !type.isEmpty()),
        values,
        Map.of());
  }

  private static String plain(String name) {
    return name.startsWith("cq:") ? name.substring(3) : name;
  }

  private static List<String> texts(JsonNode node) {
    if (node.isArray()) {
      List<String> all = new ArrayList<>();
      node.forEach(one -> all.addAll(texts(one)));
      return all;
    }
    String text = node.isObject() ? link(node) : node.isNull() ? "" : node.asText();
    return text.isEmpty() ? List.of() : List.of(text);
  }

  private static String link(JsonNode node) {
    return node.hasNonNull("rdf:resource")
        ? node.get("rdf:resource").asText()
        : node.path("rdf:about").asText();
  }

  private static Changes fromXml(Element root) {
    boolean isRdf = RDF.equals(root.getNamespaceURI()) && root.getLocalName().equals("RDF");
    Element record =
        isRdf
            ? Xml.children(root).stream()
                .filter(element -> !isStatement(element))
                .findFirst()
                .orElseThrow(() -> Rejection.of(400, "The RDF has no resource."))
            : root;
    Map<String, String> fieldOfId = new HashMap<>();
    Map<String, List<String>> values = new LinkedHashMap<>();
    Optional<String> type = isRdf ? Optional.empty() : Optional.of(root.getLocalName());
    for (Element property : Xml.children(record)) {
      if (DCTERMS.equals(property.getNamespaceURI()) && property.getLocalName().equals("type")) {
        type = Optional.of(content(property));
        continue;
      }
      String name = name(property);
      if (NO_FIELDS.contains(name)) {
        continue;
      }
      String value = content(property);
      List<String> all = values.computeIfAbsent(name, key -> new ArrayList<>());
      if (!value.isEmpty()) {
        all.add(value);
      }
      fieldOfId.put("#" + property.getAttributeNS(RDF, "ID"), name);
    }
    Map<String, Integer> places = isRdf ? places(root, fieldOfId) : documentOrder(values);
    return new Changes(type, values, places);
  }

  private static boolean isStatement(Element element) {
    return RDF.equals(element.getNamespaceURI())
        && (element.getLocalName().equals("Statement")
            || element.getAttributeNS(RDF, "about").startsWith("#"));
  }

  private static String name(Element property) {
    String namespace = String.valueOf(property.getNamespaceURI());
    if (namespace.equals(CQ)) {
      return property.getLocalName();
    }
    return OslcResource.NAMESPACES.entrySet().stream()
        .filter(known -> known.getValue().equals(namespace))
        .map(known -> known.getKey() + ":" + property.getLocalName())
        .findFirst()
        .orElse(property.getLocalName());
  }

  private static String content(Element property) {
    String link = property.getAttributeNS(RDF, "resource");
    return link.isEmpty() ? property.getTextContent() : link;
  }

  /// The older version sets fields in the order of the document.
  private static Map<String, Integer> documentOrder(Map<String, List<String>> values) {
    Map<String, Integer> places = new HashMap<>();
    values.keySet().forEach(name -> places.put(name, places.size()));
    return places;
  }

  private static Map<String, Integer> places(Element root, Map<String, String> fieldOfId) {
    Map<String, Integer> places = new HashMap<>();
    for (Element statement : Xml.children(root)) {
      String field = fieldOfId.get(statement.getAttributeNS(RDF, "about"));
      if (isStatement(statement) && field != null) {
        Xml.children(statement).stream()
            .filter(child -> child.getLocalName().equals("fieldOrder"))
            .forEach(child -> places.put(field, number(child.getTextContent())));
      }
    }
    return places;
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException malformed) {
      throw Rejection.of(400, "cq:fieldOrder must be a number, not '" + text + "'.");
    }
  }
}
