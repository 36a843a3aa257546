package hub.service.wiring;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ends the process at one chosen place as a kill would, so that crash tests meet the worst moment
/// every time. Off unless the property `hub.fault.halt` names a place.
final class FaultHook {

  /// A tool was read or has shown something, and the log does not have it yet.
  static final String BEFORE_OBSERVATION = "before-observation";

  /// After the log has taken an observation, before the route that brought it goes on.
  static final String AFTER_OBSERVATION = "after-observation";

  /// A command was carried out, and the log does not have its outcome yet.
  static final String BEFORE_OUTCOME = "before-outcome";

  /// After the log has taken an outcome, before the command's offset is committed.
  static final String AFTER_OUTCOME = "after-outcome";

  private static final Logger LOG = LoggerFactory.getLogger(FaultHook.class);
  private static final int KILLED = 137;

  private final Optional<String> place;
  private final AtomicInteger passesLeft;

  /// @param pass the how manieth one of the place is the last, from 1
  FaultHook(Optional<String> place, int pass) {
    this.place = place;
    this.passesLeft = new AtomicInteger(pass);
  }

  void pass(String here) {
    if (place.filter(here::equals).isPresent() && passesLeft.decrementAndGet() <= 0) {
      LOG.warn("Ending the process at the fault hook {}", here);
      Runtime.getRuntime().halt(KILLED);
    }
  }
}
