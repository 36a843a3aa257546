package hub.incident;

import hub.ticket.TicketRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A person went past a gate in a tool. It is not undone; nothing of it goes to other tools until
/// what the gate asks for is there, or somebody overrides it.
///
/// @param overriddenBy who lets it pass; null while nobody does
public record GateBreach(
    IncidentId incident, Gate gate, TicketRef ticket, Instant since, @Nullable String overriddenBy)
    implements Entry {

  static String prefix(IncidentId incident) {
    return "gate/" + Digits.twelve(incident.number()) + "/";
  }

  public static String key(IncidentId incident, Gate gate) {
    return prefix(incident) + gate;
  }

  @Override
  public String key() {
    return key(incident, gate);
  }
}
