package hub.simulator.clearquest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A resource as the newer protocol version sees it: an address, types and properties. It is
/// written as RDF/XML or as JSON by writers that know nothing of records.
final class OslcResource {
  /// The value of a property.
  sealed interface Value {
    record Text(String text) implements Value {}

    record Whole(long number) implements Value {}

    record Moment(String text) implements Value {}

    record Link(String address) implements Value {}

    record Inline(OslcResource resource) implements Value {}
  }

  /// The values of a property, and whether JSON shows them as a list even if there is one.
  record Property(List<Value> values, boolean isList) {}

  /// The prefixes that are known without being declared.
  static final Map<String, String> NAMESPACES = namespaces();

  private final String about;
  private final String type;
  private final Map<String, Property> properties = new LinkedHashMap<>();

  /// A resource of a type such as `oslc_cm:ChangeRequest`; `about` may be empty.
  OslcResource(String about, String type) {
    this.about = about;
    this.type = type;
  }

  String about() {
    return about;
  }

  String type() {
    return type;
  }

  Map<String, Property> properties() {
    return properties;
  }

  OslcResource with(String name, Value value) {
    properties.put(name, new Property(List.of(value), false));
    return this;
  }

  OslcResource with(String name, String text) {
    return with(name, new Value.Text(text));
  }

  OslcResource link(String name, String address) {
    return with(name, new Value.Link(address));
  }

  OslcResource with(String name, Property property) {
    properties.put(name, property);
    return this;
  }

  /// Adds one more value to a property that is a list.
  OslcResource add(String name, Value value) {
    List<Value> all = new ArrayList<>();
    Property present = properties.get(name);
    if (present != null) {
      all.addAll(present.values());
    }
    all.add(value);
    properties.put(name, new Property(all, true));
    return this;
  }

  /// The full address of a name with a known prefix.
  static String expand(String name) {
    int colon = name.indexOf(':');
    return NAMESPACES.get(name.substring(0, colon)) + name.substring(colon + 1);
  }

  private static Map<String, String> namespaces() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#");
    all.put("rdfs", "http://www.w3.org/2000/01/rdf-schema#");
    all.put("dcterms", "http://purl.org/dc/terms/");
    all.put("oslc", "http://open-services.net/ns/core#");
    all.put("oslc_cm", "http://open-services.net/ns/cm#");
    all.put("cq", "http://www.ibm.com/xmlns/prod/rational/clearquest/1.0/");
    return all;
  }
}
