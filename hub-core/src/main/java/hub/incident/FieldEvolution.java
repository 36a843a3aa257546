package hub.incident;

import hub.incident.Entry.FieldValue;
import hub.incident.Entry.ParkedCreate;
import hub.incident.Entry.Parking;
import hub.incident.Entry.ValueConflict;
import hub.incident.Entry.WriteCount;
import hub.ticket.Field;
import hub.ticket.TicketRef;
import java.util.Map;

/// How events about single fields change the state.
final class FieldEvolution {

  private FieldEvolution() {}

  static void changed(Draft draft, IncidentEvent.FieldChanged event, long sequence) {
    draft
        .incident(event.incident())
        .ifPresent(incident ->
            draft.put(
                incident.withField(
                    event.field(),
                    new FieldValue(
                        event.value(),
                        event.ticket(),
                        event.claimedAt(),
                        event.isExact(),
                        event.by(),
                        sequence))));
    countPerson(draft, event.ticket(), event.field());
  }

  static void conflict(Draft draft, IncidentEvent.ConflictRecorded event) {
    var conflict =
        new ValueConflict(
            event.kept(), event.keptFrom(), event.lost(), event.lostFrom(), event.reason());
    draft
        .incident(event.incident())
        .ifPresent(incident -> draft.put(incident.withConflict(event.field(), conflict)));
  }

  static void notRelayed(Draft draft, IncidentEvent.ChangeNotRelayed event) {
    countPerson(draft, event.ticket(), event.field());
    if (event.isTolerated()) {
      var deviatesFrom =
          draft
              .incident(event.incident())
              .map(incident -> incident.fields().get(event.field()))
              .map(FieldValue::sequence)
              .orElse(0L);
      draft
          .shadow(event.ticket())
          .ifPresent(shadow -> draft.put(shadow.withTolerated(event.field(), deviatesFrom)));
    }
  }

  /// People have written a field: what goes to and fro with as many human changes is not flapping.
  static void countPerson(Draft draft, TicketRef ticket, Field field) {
    draft
        .shadow(ticket)
        .ifPresent(shadow -> {
          var count = shadow.writes().getOrDefault(field, WriteCount.NONE);
          draft.put(shadow.withWrites(field, count.plusPerson()));
        });
  }

  static void parked(Draft draft, IncidentEvent.FieldParked event) {
    var field = event.field() == null ? Shadow.WHOLE : event.field();
    var parking = new Parking(event.desired(), event.cause(), draft.space().configuration());
    var ticket = event.ticket();
    if (ticket != null) {
      draft.shadow(ticket).ifPresent(shadow -> draft.put(shadow.withParked(field, parking)));
      return;
    }
    var parked = parkedCreate(draft, event.incident(), event.system());
    draft.put(
        new ParkedCreate(
            event.incident(),
            event.system(),
            Incident.plus(parked.fields(), field, parking),
            event.cause()));
  }

  static void released(Draft draft, IncidentEvent.FieldReleased event) {
    var field = event.field() == null ? Shadow.WHOLE : event.field();
    var ticket = event.ticket();
    if (ticket != null) {
      draft.shadow(ticket).ifPresent(shadow -> draft.put(shadow.released(field)));
      return;
    }
    var left =
        Incident.minus(parkedCreate(draft, event.incident(), event.system()).fields(), field);
    if (left.isEmpty()) {
      draft.remove(ParkedCreate.key(event.incident(), event.system()));
    } else {
      draft.put(
          new ParkedCreate(
              event.incident(), event.system(), left, left.values().iterator().next().cause()));
    }
  }

  private static ParkedCreate parkedCreate(Draft draft, IncidentId id, String system) {
    return draft
        .get(ParkedCreate.key(id, system), ParkedCreate.class)
        .orElseGet(() -> new ParkedCreate(id, system, Map.of(), ""));
  }
}
