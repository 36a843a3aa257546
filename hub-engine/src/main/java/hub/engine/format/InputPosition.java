package hub.engine.format;

/// Where an input lies in `hub.inputs`.
public record InputPosition(int partition, long offset) implements Comparable<InputPosition> {

  /// Reads the form that [#toString()] writes.
  ///
  /// @throws IllegalArgumentException if it is something else
  public static InputPosition parse(String text) {
    var colon = text.indexOf(':');
    if (colon < 1) {
      throw new IllegalArgumentException("not a position (partition:offset): " + text);
    }
    return new InputPosition(
        Integer.parseInt(text.substring(0, colon)), Long.parseLong(text.substring(colon + 1)));
  }

  @Override
  public int compareTo(InputPosition other) {
    var byPartition = Integer.compare(partition, other.partition);
    return byPartition != 0 ? byPartition : Long.compare(offset, other.offset);
  }

  @Override
  public String toString() {
    return partition + ":" + offset;
  }
}
