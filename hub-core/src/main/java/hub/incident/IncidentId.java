package hub.incident;

/// The hub's own number of an incident, gap-free within its space. People see `I-17`.
public record IncidentId(long number) implements Comparable<IncidentId> {

  private static final String PREFIX = "I-";

  /// Reads `I-17` or `17`.
  public static IncidentId parse(String text) {
    return new IncidentId(
        Long.parseLong(text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text));
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
