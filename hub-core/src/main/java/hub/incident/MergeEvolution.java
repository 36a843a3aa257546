package hub.incident;

import hub.incident.Entry.CommandIndex;
import hub.incident.Entry.CommentRecord;
import hub.incident.Entry.FieldValue;
import hub.incident.Entry.OpenDuplicate;
import hub.incident.Entry.Outstanding;
import hub.incident.Entry.Slot;
import hub.ticket.Field;
import hub.ticket.TicketRef;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// How events about whole incidents change the state: merge and unmerge.
final class MergeEvolution {

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
    var rfcs = new TreeSet<>(absorbed.rfcs());
    rfcs.addAll(survivor.rfcs());
    draft.put(
        survivor
            .withMembers(members)
            .withFields(fields)
            .withGenerations(generations)
            .withConflicts(conflicts)
            .withCorrelationConflicts(correlationConflicts)
            .withRelated(related)
            .withRfcs(rfcs));
    RfcEvolution.merged(draft, survivor, absorbed);
    draft.put(absorbed.absorbedInto(id));
    for (var ticket : absorbed.members().keySet()) {
      draft.shadow(ticket).ifPresent(shadow -> draft.put(shadow.inIncident(id)));
    }
    for (var comment : draft.comments(absorbedId)) {
      draft.move(comment.key(), inIncident(comment, id));
    }
    moveCreates(draft, absorbedId, id);
    moveDuplicates(draft, absorbedId, id);
    ProcessEvolution.merged(draft, absorbedId, id);
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

  private static void moveDuplicates(Draft draft, IncidentId from, IncidentId to) {
    for (var entry : draft.scan(OpenDuplicate.PREFIX)) {
      if (entry instanceof OpenDuplicate open && open.incident().equals(from)) {
        draft.put(new OpenDuplicate(to, open.ticket(), open.cause()));
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
    var fresh = Incident.unmerged(event.incident(), from.openedAt(), from.id());
    Map<TicketRef, Entry.Member> members = new LinkedHashMap<>();
    Map<Field, FieldValue> fields = new LinkedHashMap<>();
    for (var ticket : event.tickets()) {
      from = from.withoutMember(ticket);
      members.put(
          ticket, new Entry.Member(IncidentEvent.LinkReason.UNMERGED, "" + from.id(), false));
      draft
          .shadow(ticket)
          .ifPresent(shadow -> {
            draft.put(shadow.inIncident(event.incident()).withDeniedReferences());
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
    var rfcs = RfcEvolution.unmerged(draft, from, event.incident(), event.tickets());
    var left = new TreeSet<>(from.rfcs());
    left.removeAll(rfcs);
    draft.put(from.withRfcs(left));
    draft.put(fresh.withMembers(members).withFields(fields).withRfcs(rfcs));
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
