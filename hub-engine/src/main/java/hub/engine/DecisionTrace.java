package hub.engine;

import hub.engine.format.InputPosition;
import java.time.Instant;
import java.util.Set;

/// Follows inputs that somebody follows through the engine. It is told where something lies and
/// which incidents it is about, never what it says.
@FunctionalInterface
public interface DecisionTrace {

  /// Hands on what came, so that a process that notes nothing breaks no trace.
  DecisionTrace PASSED_ON = Decided::trace;

  /// Notes a decision.
  ///
  /// @return the trace that its commands carry on
  String noted(Decided decided);

  /// A decision, before its transaction ends; if that fails it is made once more.
  ///
  /// @param trace of the input, as W3C Trace Context writes it
  /// @param begun by the machine's clock
  record Decided(
      String trace, InputPosition input, Set<String> incidents, Instant begun, Instant ended) {

    public Decided {
      incidents = Set.copyOf(incidents);
    }
  }
}
