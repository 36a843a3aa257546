package hub.simulator.http;

/// Answers one call.
@FunctionalInterface
public interface Handler {
  Reply handle(HttpCall call);
}
