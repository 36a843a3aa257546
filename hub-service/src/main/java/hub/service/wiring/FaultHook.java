package hub.service.wiring;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ends the process at one chosen place as a kill would, so that crash tests meet the worst moment
/// every time. Off unless the property `hub.fault.halt` names a place.
final class FaultHook {

  /// After the log has taken an outcome, before the command's offset is committed.
  static final String AFTER_OUTCOME = "after-outcome";

  private static final Logger LOG = LoggerFactory.getLogger(FaultHook.class);
  private static final int KILLED = 137;

  private final Optional<String> place;

  FaultHook(Optional<String> place) {
    this.place = place;
  }

  void pass(String here) {
    if (place.filter(here::equals).isPresent()) {
      LOG.warn("Ending the process at the fault hook {}", here);
      Runtime.getRuntime().halt(KILLED);
    }
  }
}
