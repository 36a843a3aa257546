package hub.space;

import hub.incident.Shadow;
import hub.ticket.Reading;
import hub.ticket.Ticket;

/// Whether what is shown now is newer than what was seen before (design D5).
enum Newness {
  NEWER,
  /// The tool's version is the known one.
  SAME,
  OLDER,
  /// Neither version nor reading time can tell.
  UNCERTAIN,
  /// Read later, and yet older: the tool was restored from backup.
  REWOUND;

  static Newness of(Shadow shadow, Ticket ticket, Reading reading) {
    var isFreshRead = reading.startedAfter(shadow.reading());
    if (!shadow.isPresent() && !isFreshRead) {
      // What was seen before the ticket went does not bring it back.
      return shadow.reading().startedAfter(reading) ? OLDER : UNCERTAIN;
    }
    if (!shadow.version().isKnown() || !ticket.version().isKnown()) {
      return isFreshRead ? NEWER : UNCERTAIN;
    }
    if (ticket.version().isNewerThan(shadow.version())) {
      return NEWER;
    }
    if (ticket.version().equals(shadow.version())) {
      return SAME;
    }
    return isFreshRead ? REWOUND : OLDER;
  }
}
