package hub.ticket;

/// The tool's own version of a ticket: a counter (ClearQuest `version`) or its last change in epoch
/// milliseconds (Jira `updated`). Only versions of the same ticket compare.
public record Version(long value) implements Comparable<Version> {

  /// The tool offers none.
  public static final Version NONE = new Version(-1);

  public boolean isKnown() {
    return value >= 0;
  }

  public boolean isNewerThan(Version other) {
    return isKnown() && other.isKnown() && value > other.value;
  }

  @Override
  public int compareTo(Version other) {
    return Long.compare(value, other.value);
  }
}
