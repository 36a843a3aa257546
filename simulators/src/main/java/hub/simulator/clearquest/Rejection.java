package hub.simulator.clearquest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// ClearQuest says no: a status, a message, messages per field, and the messages of hooks.
final class Rejection extends RuntimeException {
  private final int status;
  private final transient Map<String, String> invalidFields;
  private final transient List<String> nested;

  Rejection(int status, String message, Map<String, String> invalidFields, List<String> nested) {
    super(message);
    this.status = status;
    this.invalidFields = invalidFields;
    this.nested = nested;
  }

  static Rejection of(int status, String message) {
    return new Rejection(status, message, Map.of(), List.of());
  }

  int status() {
    return status;
  }

  String text() {
    return String.valueOf(getMessage());
  }

  /// All messages in one line.
  String forPeople() {
    List<String> all = new ArrayList<>(List.of(text()));
    all.addAll(invalidFields.values());
    all.addAll(nested);
    return String.join(" ", all);
  }

  Map<String, String> invalidFields() {
    return invalidFields;
  }

  List<String> nested() {
    return nested;
  }
}
