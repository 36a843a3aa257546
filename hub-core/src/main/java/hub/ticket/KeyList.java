package hub.ticket;

import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.SequencedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Keys of tickets in one field, as people write them: several, separated by commas, semicolons or
/// spaces, in either case.
public record KeyList(SequencedSet<String> keys) {

  public KeyList {
    keys = Collections.unmodifiableSequencedSet(new TreeSet<>(keys));
  }

  /// The keys of a field's value.
  public static KeyList of(String value) {
    return new KeyList(
        Arrays.stream(value.toUpperCase(Locale.ROOT).split("[,;\\s]+"))
            .filter(key -> !key.isEmpty())
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  /// The value that shows these keys.
  @Override
  public String toString() {
    return String.join(", ", keys);
  }
}
