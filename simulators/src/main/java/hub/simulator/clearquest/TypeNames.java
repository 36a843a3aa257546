package hub.simulator.clearquest;

import hub.simulator.clearquest.Schema.RecordType;
import java.util.HashMap;
import java.util.Map;

/// How XML spells the names of types: as the schema does, or, on servers with that defect, as the
/// first request since the start did.
final class TypeNames {
  private final boolean asFirstAsked;
  private final Map<String, String> spellings = new HashMap<>();

  TypeNames(boolean asFirstAsked) {
    this.asFirstAsked = asFirstAsked;
  }

  void asked(RecordType type, String spelling) {
    spellings.putIfAbsent(type.name(), spelling);
  }

  String inXml(RecordType type) {
    return asFirstAsked ? spellings.getOrDefault(type.name(), type.name()) : type.name();
  }
}
