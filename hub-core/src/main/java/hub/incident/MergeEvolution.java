package hub.incident;

import hub.delivery.Command;
import hub.incident.Entry.CommandIndex;
import hub.incident.Entry.CommentRecord;
import hub.incident.Entry.FieldValue;
import hub.incident.Entry.Outstanding;
import hub.incident.Entry.ParkedCreate;
import hub.incident.Entry.Parking;
import hub.incident.Entry.Slot;
import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.TicketRef;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// How events about whole incidents change the state: merge, unmerge, erasure.
final class MergeEvolution {

  /// Stands where a person's data was.
  static final String ERASED = "erased";

  private MergeEvolution() {}

  static void merged(Draft draft, IncidentId id, IncidentId absorbedId) {
    var survivor = draft.incident(id).orElseThrow();
    var absorbed = draft.incident(absorbedId).orElseThrow();
    var members = new TreeMap<>(survivor.members());
    members.putAll(absorbed.members());
    var fields = new TreeMap<>(absorbed.fields());
    fields.putAll(survivor.fields());
    var generations = new TreeMap<>(absorbed.generations());
    survivor.generations().forEach((system, n) -> generations.merge(system, n, Math::max));
    var conflicts = new TreeMap<>(absorbed.conflicts());
    conflicts.putAll(survivor.conflicts());
    var correlationConflicts = new TreeMap<>(absorbed.correlationConflicts());
    correlationConflicts.putAll(survivor.correlationConflicts());
    var related = new TreeSet<>(absorbed.related());
    related.addAll(survivor.related());
    draft.put(
        survivor
            .withMembers(members)
            .withFields(fields)
            .withGenerations(generations)
            .withConflicts(conflicts)
            .withCorrelationConflicts(correlationConflicts)
            .withRelated(related));
    draft.put(absorbed.absorbedInto(id));
    for (var ticket : absorbed.members().keySet()) {
      draft.shadow(ticket).ifPresent(shadow -> draft.put(shadow.inIncident(id)));
    }
    for (var comment : draft.comments(absorbedId)) {
      draft.move(comment.key(), inIncident(comment, id));
    }
    moveCreates(draft, absorbedId, id);
  }

  /// A create that the absorbed incident has under way goes on for the survivor: an outstanding
  /// create counts as a ticket (design §5).
  private static void moveCreates(Draft draft, IncidentId from, IncidentId to) {
    for (var entry : draft.scan("slot/create/")) {
      if (entry instanceof Outstanding create && from.equals(create.slot().incident())) {
        var slot = Slot.forCreate(to, create.slot().system());
        draft.move(
            create.key(),
            new Outstanding(
                slot, to, create.command(), create.issuedAt(), create.due(), create.cause()));
        draft.put(new CommandIndex(create.command().id(), slot));
      }
    }
  }

  static void settled(Draft draft, IncidentEvent.CorrelationConflictSettled event) {
    draft
        .incident(event.incident())
        .map(incident -> incident.withoutCorrelationConflict(event.ticket()))
        .ifPresent(draft::put);
    if (event.isKeptApart()) {
      draft.shadow(event.ticket()).map(Shadow::withDeniedReferences).ifPresent(draft::put);
    }
  }

  static void unmerged(Draft draft, IncidentEvent.IncidentUnmerged event) {
    var from = draft.incident(event.from()).orElseThrow();
    var fresh = Incident.opened(event.incident(), from.openedAt());
    Map<TicketRef, Entry.Member> members = new LinkedHashMap<>();
    Map<Field, FieldValue> fields = new LinkedHashMap<>();
    for (var ticket : event.tickets()) {
      from = from.withoutMember(ticket);
      members.put(
          ticket, new Entry.Member(IncidentEvent.LinkReason.UNMERGED, "" + from.id(), false));
      draft
          .shadow(ticket)
          .ifPresent(shadow -> {
            draft.put(shadow.inIncident(event.incident()));
            shadow
                .fields()
                .values()
                .forEach((field, value) ->
                    fields.putIfAbsent(field, fromShadow(draft, shadow, field, value)));
          });
    }
    for (var ticket : from.members().keySet()) {
      draft.shadow(ticket).ifPresent(shadow -> draft.put(shadow.withDeniedReferences()));
    }
    draft.put(from);
    draft.put(fresh.withMembers(members).withFields(fields));
    for (var comment : draft.comments(event.from())) {
      if (event.tickets().contains(comment.origin())) {
        draft.move(comment.key(), inIncident(comment, event.incident()));
      }
    }
  }

  private static FieldValue fromShadow(Draft draft, Shadow shadow, Field field, String value) {
    return new FieldValue(
        value, shadow.ticket(), shadow.reading().began(), false, null, draft.space().sequence());
  }

  static void erased(Draft draft, IncidentId id) {
    var incident = draft.incident(id).orElseThrow();
    var blanked = new TreeMap<Field, FieldValue>();
    incident.fields().forEach((field, value) -> blanked.put(field, erased(field, value)));
    draft.put(incident.erased(blanked));
    for (var ticket : incident.members().keySet()) {
      draft.shadow(ticket).ifPresent(shadow -> draft.put(erased(shadow)));
      draft.outstanding(Slot.of(ticket)).ifPresent(outstanding -> forget(draft, outstanding));
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
    for (var entry : draft.scan("parked-create/")) {
      if (entry instanceof ParkedCreate parked && isPartOf(draft, parked.incident(), id)) {
        var fields = new TreeMap<Field, Parking>();
        parked.fields().forEach((field, parking) -> fields.put(field, erased(field, parking)));
        draft.put(new ParkedCreate(parked.incident(), parked.system(), fields, parked.cause()));
      }
    }
    for (var comment : draft.comments(id)) {
      draft.put(
          new CommentRecord(
              id,
              comment.origin(),
              comment.id(),
              comment.number(),
              comment.revision(),
              ERASED,
              comment.writtenAt(),
              ERASED,
              comment.isRestricted(),
              comment.isDeleted(),
              comment.mirrored()));
    }
  }

  private static void forget(Draft draft, Outstanding outstanding) {
    Command command = outstanding.command();
    draft.remove(outstanding.key());
    draft.remove(CommandIndex.key(command.id()));
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

  private static CommentRecord inIncident(CommentRecord comment, IncidentId id) {
    return new CommentRecord(
        id,
        comment.origin(),
        comment.id(),
        comment.number(),
        comment.revision(),
        comment.author(),
        comment.writtenAt(),
        comment.text(),
        comment.isRestricted(),
        comment.isDeleted(),
        comment.mirrored());
  }
}
