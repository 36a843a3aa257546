package hub.incident;

import java.util.Locale;
import java.util.Optional;

/// The hub's own number of an incident, gap-free within its space. People see `I-17`.
public record IncidentId(long number) implements Comparable<IncidentId> {

  private static final String PREFIX = "I-";

  /// Reads `I-17` or `17`.
  public static IncidentId parse(String text) {
    return new IncidentId(
        Long.parseLong(text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text));
  }

  /// The incident whose case number this is; empty if it is none of the space's.
  public static Optional<IncidentId> ofCaseNumber(String space, String text) {
    var prefix = prefix(space);
    var isOne =
        text.regionMatches(true, 0, prefix, 0, prefix.length())
            && text.substring(prefix.length()).matches("[0-9]{1,18}");
    return isOne
        ? Optional.of(new IncidentId(Long.parseLong(text.substring(prefix.length()))))
        : Optional.empty();
  }

  /// The number under which people outside know it, such as `NSP-17`.
  public String caseNumber(String space) {
    return prefix(space) + number;
  }

  private static String prefix(String space) {
    return space.toUpperCase(Locale.ROOT) + "-";
  }

  @Override
  public int compareTo(IncidentId other) {
    return Long.compare(number, other.number);
  }

  @Override
  public String toString() {
    return PREFIX + number;
  }
}
