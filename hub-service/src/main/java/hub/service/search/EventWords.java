package hub.service.search;

import hub.engine.format.Cause;
import hub.engine.format.RecordedEvent;
import hub.incident.IncidentEvent;
import hub.incident.SpaceView;
import java.time.Instant;

/// An event in one sentence, for reports.
public final class EventWords {

  private EventWords() {}

  /// In English, without personal content.
  ///
  /// @param before the state that the event was, or would have been, added to
  public static String en(IncidentEvent event, SpaceView before) {
    var recorded =
        new RecordedEvent("", 0, event, Cause.CLOCK, Instant.EPOCH, "", null, Instant.EPOCH);
    var line = TimelineWords.of(recorded, before);
    return line.changedTexts().isEmpty()
        ? line.words().en()
        : line.words().en() + "; texts: " + line.changedTexts();
  }
}
