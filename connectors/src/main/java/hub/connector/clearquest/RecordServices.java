package hub.connector.clearquest;

import java.net.URI;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Where records of the configured type are queried and created, and which fields they have.
///
/// @param query the query capability
/// @param creation the creation factory
/// @param shape the type's fields by name, compared without case; empty if the server shows no
///   shape
record RecordServices(URI query, URI creation, Map<String, FieldShape> shape) {

  /// What a shape says about a field.
  ///
  /// @param name as the schema spells it
  /// @param maxSize 0 if not limited
  record FieldShape(String name, Kind kind, boolean isReadOnly, boolean isList, int maxSize) {}

  /// What a field holds, as far as the connector must know.
  enum Kind {
    TEXT,
    NUMBER,
    TIME,
    REFERENCE
  }

  RecordServices {
    var copy = new TreeMap<String, FieldShape>(String.CASE_INSENSITIVE_ORDER);
    copy.putAll(shape);
    shape = Collections.unmodifiableMap(copy);
  }

  /// Whether the type is known to have no such field.
  boolean lacks(String field) {
    return !shape.isEmpty() && !shape.containsKey(OslcJson.localName(field));
  }

  Optional<FieldShape> field(String name) {
    return Optional.ofNullable(shape.get(OslcJson.localName(name)));
  }

  boolean isReference(String field) {
    return field(field).map(shape -> shape.kind() == Kind.REFERENCE).orElse(false);
  }

  /// Where a record is, from its internal id: records lie below the factory that makes them.
  URI record(String id) {
    var factory = creation.getRawPath().replaceAll("/+$", "");
    var origin = creation.getScheme() + "://" + creation.getRawAuthority();
    return URI.create(origin + factory + "/" + ServerAddress.escaped(id));
  }

  /// The kind of a value type's address, such as `http://www.w3.org/2001/XMLSchema#dateTime`.
  static Kind kindOf(String valueType) {
    var name =
        valueType.substring(Math.max(valueType.lastIndexOf('#'), valueType.lastIndexOf('/')) + 1);
    return switch (OslcJson.localName(name).toLowerCase(Locale.ROOT)) {
      case "integer", "int", "long", "decimal", "double", "float" -> Kind.NUMBER;
      case "datetime", "date" -> Kind.TIME;
      case "resource", "anyresource", "localresource" -> Kind.REFERENCE;
      default -> Kind.TEXT;
    };
  }
}
