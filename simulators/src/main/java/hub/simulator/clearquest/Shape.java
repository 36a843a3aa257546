package hub.simulator.clearquest;

import hub.simulator.clearquest.OslcResource.Value;
import hub.simulator.clearquest.Schema.Field;
import hub.simulator.clearquest.Schema.FieldKind;
import hub.simulator.clearquest.Schema.RecordType;
import hub.simulator.clearquest.Schema.Requiredness;

/// Describes a record type as a resource shape.
final class Shape {
  private static final String OSLC = String.valueOf(OslcResource.NAMESPACES.get("oslc"));
  private static final String CQ = String.valueOf(OslcResource.NAMESPACES.get("cq"));
  private static final String XSD = "http://www.w3.org/2001/XMLSchema#";

  private Shape() {}

  static OslcResource of(RecordType type, String address) {
    OslcResource shape =
        new OslcResource(address, "oslc:ResourceShape").with("dcterms:title", type.name());
    for (Field field : type.fields()) {
      shape.add("oslc:property", new Value.Inline(property(field)));
    }
    return shape;
  }

  private static OslcResource property(Field field) {
    Requiredness required = field.requirednessIn("");
    boolean readOnly =
        required == Requiredness.READONLY
            || (field.kind().isOwnedBySystem() && field.kind() != FieldKind.ATTACHMENT_LIST);
    OslcResource property =
        new OslcResource("", "oslc:Property")
            .with("oslc:name", field.name())
            .link("oslc:propertyDefinition", CQ + field.name())
            .link("oslc:occurs", OSLC + occurs(field, required))
            .link("oslc:valueType", valueType(field.kind()))
            .with("oslc:readOnly", Boolean.toString(readOnly));
    if (field.kind() == FieldKind.SHORT_STRING) {
      property.with("oslc:maxSize", new Value.Whole(field.longest()));
    }
    if (field.choices() != null) {
      field.choices().forEach(choice -> property.add("oslc:allowedValue", new Value.Text(choice)));
    }
    return property;
  }

  private static String occurs(Field field, Requiredness required) {
    boolean many =
        field.kind() == FieldKind.REFERENCE_LIST || field.kind() == FieldKind.ATTACHMENT_LIST;
    if (required == Requiredness.MANDATORY) {
      return many ? "One-or-many" : "Exactly-one";
    }
    return many ? "Zero-or-many" : "Zero-or-one";
  }

  private static String valueType(FieldKind kind) {
    return switch (kind) {
      case INT -> XSD + "integer";
      case DATE_TIME -> XSD + "dateTime";
      case REFERENCE, REFERENCE_LIST, ATTACHMENT_LIST, JOURNAL -> OSLC + "Resource";
      case SHORT_STRING, MULTILINE_STRING, ID, STATE, DBID, STATETYPE, RECORDTYPE -> XSD + "string";
    };
  }
}
