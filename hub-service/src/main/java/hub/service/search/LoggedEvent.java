package hub.service.search;

import hub.engine.format.RecordedEvent;
import hub.incident.IncidentEvent;

/// An event, decrypted, with its place in the log of its space.
public record LoggedEvent(long position, RecordedEvent recorded) {

  IncidentEvent event() {
    return recorded.event();
  }
}
