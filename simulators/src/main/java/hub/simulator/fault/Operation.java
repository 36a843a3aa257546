package hub.simulator.fault;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a request is about, whichever tool it goes to.
public enum Operation {
  CREATE,
  READ,
  UPDATE,
  TRANSITION,
  COMMENT,
  SEARCH;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Operation> of(String label) {
    return Arrays.stream(values()).filter(one -> one.label().equals(label)).findFirst();
  }

  /// Whether such a request changes the tool.
  public boolean isWrite() {
    return switch (this) {
      case CREATE, UPDATE, TRANSITION, COMMENT -> true;
      case READ, SEARCH -> false;
    };
  }
}
