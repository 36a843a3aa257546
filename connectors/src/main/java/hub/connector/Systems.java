package hub.connector;

import hub.config.SystemConfig;

/// The adopted configuration of the connected tools. Registered as `hubSystems`.
@FunctionalInterface
public interface Systems {

  /// The name under which routes find it.
  String BEAN = "hubSystems";

  /// The configuration of a tool that holds at this moment.
  ///
  /// @throws IllegalArgumentException if no such system is configured
  SystemConfig system(String id);
}
