package hub.engine;

/// The hub runs with another configuration than this process has (design D10). It processes nothing
/// until that is settled.
public final class OtherConfigurationException extends RuntimeException {

  OtherConfigurationException(String space, String own, String adopted, String running) {
    super(
        """
        this process has configuration %s, the hub runs space %s with %s (%s). Give this process \
        the same configuration; or, to change it, stop the processes with the other one first: \
        this one then adopts its own by itself\
        """
            .formatted(own, space, adopted, running));
  }
}
