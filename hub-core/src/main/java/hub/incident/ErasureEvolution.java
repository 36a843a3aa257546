package hub.incident;

import hub.incident.Entry.CommandIndex;
import hub.incident.Entry.CommentRecord;
import hub.incident.Entry.FieldValue;
import hub.incident.Entry.LateWrites;
import hub.incident.Entry.OpenAttempt;
import hub.incident.Entry.Outstanding;
import hub.incident.Entry.ParkedCreate;
import hub.incident.Entry.Parking;
import hub.incident.Entry.SentAndRead;
import hub.incident.Entry.Slot;
import hub.incident.Entry.ValueConflict;
import hub.ticket.Field;
import hub.ticket.Fields;
import java.util.Map;
import java.util.TreeMap;

/// How an incident is forgotten, and how its relatives are told again what they keep.
///
/// A fold reads what was sealed with a key that has gone as [#ERASED]; so each of these sets whole
/// values, and never looks at what was there before.
final class ErasureEvolution {

  /// Stands where a person's data was.
  static final String ERASED = "erased";

  private ErasureEvolution() {}

  static void erased(Draft draft, IncidentId id) {
    var incident = draft.incident(id).orElseThrow();
    var blanked = new TreeMap<Field, FieldValue>();
    incident.fields().forEach((field, value) -> blanked.put(field, erased(field, value)));
    draft.put(incident.erased(blanked));
    for (var ticket : incident.members().keySet()) {
      draft.shadow(ticket).ifPresent(shadow -> draft.put(erased(shadow)));
      draft.remove(LateWrites.key(ticket));
      draft.outstanding(Slot.of(ticket)).ifPresent(outstanding -> forget(draft, outstanding));
    }
    // Tickets without an incident, such as closed duplicates: their texts serve nobody.
    for (var entry : draft.scan("ticket/")) {
      if (entry instanceof Shadow shadow && shadow.incident() == null) {
        draft.put(erased(shadow));
        draft.remove(LateWrites.key(shadow.ticket()));
      }
    }
    for (var entry : draft.scan(OpenAttempt.PREFIX)) {
      if (entry instanceof OpenAttempt open
          && isPartOf(draft, new IncidentId(open.command().incident()), id)) {
        draft.remove(open.key());
      }
    }
    for (var entry : draft.scan("slot/create/")) {
      if (entry instanceof Outstanding create && isPartOf(draft, create.incident(), id)) {
        forget(draft, create);
      }
    }
    for (var entry : draft.scan(Slot.NOTICES)) {
      if (entry instanceof Outstanding notice && isPartOf(draft, notice.incident(), id)) {
        forget(draft, notice);
      }
    }
    ProcessEvolution.erased(draft, id);
    for (var entry : draft.scan("parked-create/")) {
      if (entry instanceof ParkedCreate parked && isPartOf(draft, parked.incident(), id)) {
        var fields = new TreeMap<Field, Parking>();
        parked.fields().forEach((field, parking) -> fields.put(field, erased(field, parking)));
        draft.put(new ParkedCreate(parked.incident(), parked.system(), fields, parked.cause()));
      }
    }
    for (var comment : draft.comments(id)) {
      draft.put(saying(comment, ERASED, ERASED));
    }
  }

  static void restated(Draft draft, IncidentEvent.Restated event) {
    switch (event) {
      case IncidentEvent.FieldRestated field -> restated(draft, field);
      case IncidentEvent.ConflictRestated conflict -> restated(draft, conflict);
      case IncidentEvent.TicketRestated ticket -> restated(draft, ticket);
      case IncidentEvent.CommentRestated comment -> restated(draft, comment);
      case IncidentEvent.CommandRestated command -> restated(draft, command);
      case IncidentEvent.RefusedCreateRestated create -> restated(draft, create);
      case IncidentEvent.ContactRestated contact -> ProcessEvolution.restated(draft, contact);
      case IncidentEvent.NoticeRestated notice -> ProcessEvolution.restated(draft, notice);
    }
  }

  private static void restated(Draft draft, IncidentEvent.FieldRestated event) {
    var incident = draft.incident(event.incident()).orElseThrow();
    var known = incident.fields().get(event.field());
    if (known != null) {
      draft.put(
          incident.withField(
              event.field(),
              new FieldValue(
                  event.value(),
                  known.ticket(),
                  known.claimedAt(),
                  known.isExact(),
                  event.by(),
                  known.sequence())));
    }
  }

  private static void restated(Draft draft, IncidentEvent.ConflictRestated event) {
    var incident = draft.incident(event.incident()).orElseThrow();
    var known = incident.conflicts().get(event.field());
    if (known != null) {
      draft.put(
          incident.withConflict(
              event.field(),
              new ValueConflict(
                  event.kept(), known.keptFrom(), event.lost(), known.lostFrom(), known.reason())));
    }
  }

  private static void restated(Draft draft, IncidentEvent.TicketRestated event) {
    var shadow = draft.shadow(event.ticket()).orElseThrow();
    draft.remove(LateWrites.key(event.ticket()));
    var ours = new TreeMap<Field, SentAndRead>();
    event
        .sent()
        .values()
        .forEach((field, sent) ->
            ours.put(field, new SentAndRead(sent, event.read().getOrEmpty(field))));
    draft.put(
        shadow
            .withFields(event.fields())
            .withOurs(ours)
            .withParked(wanting(shadow.parked(), event.parked())));
  }

  private static void restated(Draft draft, IncidentEvent.CommentRestated event) {
    draft
        .get(CommentRecord.key(event.incident(), event.number()), CommentRecord.class)
        .ifPresent(known -> draft.put(saying(known, event.author(), event.text())));
  }

  private static void restated(Draft draft, IncidentEvent.CommandRestated event) {
    draft
        .outstanding(event.command().id())
        .ifPresent(known ->
            draft.put(
                new Outstanding(
                    known.slot(),
                    known.incident(),
                    event.command(),
                    known.issuedAt(),
                    known.due(),
                    known.cause())));
  }

  private static void restated(Draft draft, IncidentEvent.RefusedCreateRestated event) {
    draft
        .get(ParkedCreate.key(event.incident(), event.system()), ParkedCreate.class)
        .ifPresent(known ->
            draft.put(
                new ParkedCreate(
                    known.incident(),
                    known.system(),
                    wanting(known.fields(), event.parked()),
                    known.cause())));
  }

  private static Map<Field, Parking> wanting(Map<Field, Parking> parked, Fields desired) {
    var wanting = new TreeMap<Field, Parking>();
    parked.forEach((field, parking) ->
        wanting.put(
            field,
            new Parking(desired.getOrEmpty(field), parking.cause(), parking.configuration())));
    return wanting;
  }

  private static CommentRecord saying(CommentRecord known, String author, String text) {
    return new CommentRecord(
        known.incident(),
        known.origin(),
        known.id(),
        known.number(),
        known.revision(),
        author,
        known.writtenAt(),
        text,
        known.isRestricted(),
        known.isDeleted(),
        known.mirrored());
  }

  private static void forget(Draft draft, Outstanding outstanding) {
    draft.remove(outstanding.key());
    draft.remove(CommandIndex.key(outstanding.command().id()));
  }

  private static FieldValue erased(Field field, FieldValue value) {
    return new FieldValue(
        field.isCoded() || value.value().isEmpty() ? value.value() : ERASED,
        value.ticket(),
        value.claimedAt(),
        value.isExact(),
        value.by() == null ? null : ERASED,
        value.sequence());
  }

  /// What was merged into an incident is forgotten with it.
  private static boolean isPartOf(Draft draft, IncidentId part, IncidentId whole) {
    return draft.incident(part).filter(incident -> incident.id().equals(whole)).isPresent();
  }

  private static Shadow erased(Shadow shadow) {
    var blanked = shadow.withFields(erased(shadow.fields()));
    for (var parked : shadow.parked().entrySet()) {
      var field = parked.getKey();
      blanked = blanked.withParked(field, erased(field, parked.getValue()));
    }
    return blanked;
  }

  private static Parking erased(Field field, Parking parking) {
    return field.isCoded() || parking.desired().isEmpty()
        ? parking
        : new Parking(ERASED, parking.cause(), parking.configuration());
  }

  private static Fields erased(Fields fields) {
    var blanked = fields;
    for (var field : fields.names()) {
      if (!field.isCoded() && !fields.getOrEmpty(field).isEmpty()) {
        blanked = blanked.with(field, ERASED);
      }
    }
    return blanked;
  }
}
