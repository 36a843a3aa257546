package hub.engine.format;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.UnaryOperator;

/// Turns one version of an event's data into the next, so that old events stay readable for ever.
///
/// @param type the event, such as `TicketLinked`
/// @param from the version it reads; it makes `from + 1`
public record Upcaster(String type, int from, UnaryOperator<ObjectNode> upcast) {

  public Upcaster {
    if (from < 1) {
      throw new IllegalArgumentException("versions start at 1");
    }
  }
}
