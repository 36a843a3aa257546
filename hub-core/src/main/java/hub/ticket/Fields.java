package hub.ticket;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/// Canonical values by field, in the order of the field names.
///
/// A field that is absent was not observed, or the tool does not have it; an empty string is an
/// empty field.
public record Fields(SequencedMap<Field, String> values) {

  public static final Fields NONE = new Fields(Collections.emptySortedMap());

  public Fields {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  public static Fields of(Map<Field, String> values) {
    return new Fields(new TreeMap<>(values));
  }

  public static Fields of(Field field, String value) {
    return of(Map.of(field, value));
  }

  public Optional<String> get(Field field) {
    return Optional.ofNullable(values.get(field));
  }

  public String getOrEmpty(Field field) {
    return values.getOrDefault(field, "");
  }

  public Set<Field> names() {
    return values.keySet();
  }

  public boolean isEmpty() {
    return values.isEmpty();
  }

  public Fields with(Field field, String value) {
    var copy = new TreeMap<>(values);
    copy.put(field, value);
    return new Fields(copy);
  }

  /// These values, overridden by the other's.
  public Fields with(Fields other) {
    var copy = new TreeMap<>(values);
    copy.putAll(other.values);
    return new Fields(copy);
  }

  public Fields without(Field field) {
    var copy = new TreeMap<>(values);
    copy.remove(field);
    return new Fields(copy);
  }

  /// The fields for which the test holds.
  public Fields where(BiPredicate<Field, String> test) {
    var copy = new TreeMap<Field, String>();
    values.forEach((field, value) -> {
      if (test.test(field, value)) {
        copy.put(field, value);
      }
    });
    return new Fields(copy);
  }

  /// Only the named fields.
  public Fields only(Set<Field> names) {
    return where((field, _) -> names.contains(field));
  }
}
