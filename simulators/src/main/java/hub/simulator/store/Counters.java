package hub.simulator.store;

/// Numbers that are given out once. They are part of the tool's state: a tool restored from a
/// backup gives out again what it had given out since.
public final class Counters {
  private final Shelf<Long> shelf;

  public Counters(Cabinet cabinet) {
    this.shelf = cabinet.shelf("counter", Long.class);
  }

  /// The next number of that counter, which starts at `first`.
  public long next(long counter, long first) {
    long number = shelf.find(counter).map(last -> last + 1).orElse(first);
    shelf.put(counter, number);
    return number;
  }
}
