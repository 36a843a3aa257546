package hub.connector;

import hub.config.SystemConfig;
import hub.delivery.DeliveryTerms.Sameness;

/// The adopted configuration of the connected tools. Registered as `hubSystems`.
@FunctionalInterface
public interface Systems {

  /// The name under which routes find it.
  String BEAN = "hubSystems";

  /// The configuration of a tool that holds at this moment.
  ///
  /// @throws IllegalArgumentException if no such system is configured
  SystemConfig system(String id);

  /// Whether a tool holds what the hub knows. What a tool shows comes as it is; what the hub knows
  /// has passed its door.
  ///
  /// @throws IllegalArgumentException if no such system is configured
  default Sameness sameness(String id) {
    return system(id)::isSame;
  }
}
