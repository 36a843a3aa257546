package hub.space;

import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.Priority;
import hub.ticket.RfcState;
import hub.ticket.Status;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Which values a coded field can have. A mapping that yields another is defective, and its input
/// is set aside.
final class ValidValues {

  private static final Set<String> PRIORITIES = names(Priority.values());
  private static final Set<String> STATUSES = names(Status.values());
  private static final Set<String> RFC_STATES = names(RfcState.values());

  private ValidValues() {}

  static boolean isValid(Field field, String value) {
    if (field.equals(Field.PRIORITY)) {
      return value.isEmpty() || PRIORITIES.contains(value);
    }
    if (field.equals(Field.RFC_STATE)) {
      return RFC_STATES.contains(value);
    }
    return !field.equals(Field.STATUS) || STATUSES.contains(value);
  }

  /// The first field whose value cannot be.
  static Optional<Field> firstInvalid(Fields fields) {
    return fields.values().entrySet().stream()
        .filter(entry -> !isValid(entry.getKey(), entry.getValue()))
        .map(java.util.Map.Entry::getKey)
        .findFirst();
  }

  private static Set<String> names(Enum<?>[] values) {
    return Arrays.stream(values).map(Enum::name).collect(Collectors.toSet());
  }
}
