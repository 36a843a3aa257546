package hub.incident;

import hub.incident.Entry.FieldValue;
import hub.incident.Entry.Member;
import hub.incident.Entry.ValueConflict;
import hub.ticket.Field;
import hub.ticket.TicketRef;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The aggregate: which tickets are one matter, and what its fields should say.
///
/// @param mergedInto the incident that goes on; null if this one does
/// @param unmergedFrom the incident whose tickets these were; null if it began by itself
/// @param members linked tickets
/// @param related problems and follow-ups that it refers to, as `system:key`
/// @param rfcs what it waits for or once waited for, see [Entry.RfcLink]
/// @param fields the incident's own value of each field, with where it came from
/// @param generations by system: how many creates are over and done with by unlink or unmerge
/// @param conflicts by field, until a person settles them
/// @param correlationConflicts by the ticket that raised them
public record Incident(
    IncidentId id,
    Instant openedAt,
    @Nullable IncidentId mergedInto,
    @Nullable IncidentId unmergedFrom,
    Map<TicketRef, Member> members,
    Set<String> related,
    Set<TicketRef> rfcs,
    Map<Field, FieldValue> fields,
    Map<String, Integer> generations,
    Map<Field, ValueConflict> conflicts,
    Map<TicketRef, String> correlationConflicts,
    boolean isErased)
    implements Entry {

  public Incident {
    members = Sorted.of(members);
    related = Sorted.of(related);
    rfcs = Sorted.of(rfcs);
    fields = Sorted.of(fields);
    generations = Sorted.of(generations);
    conflicts = Sorted.of(conflicts);
    correlationConflicts = Sorted.of(correlationConflicts);
  }

  public static Incident opened(IncidentId id, Instant at) {
    return new Incident(
        id, at, null, null, Map.of(), Set.of(), Set.of(), Map.of(), Map.of(), Map.of(), Map.of(),
        false);
  }

  /// An incident of its own, made of tickets of another.
  static Incident unmerged(IncidentId id, Instant at, IncidentId from) {
    return new Incident(
        id, at, null, from, Map.of(), Set.of(), Set.of(), Map.of(), Map.of(), Map.of(), Map.of(),
        false);
  }

  public static String key(IncidentId id) {
    return "incident/" + Digits.twelve(id.number());
  }

  @Override
  public String key() {
    return key(id);
  }

  /// Whether the hub still acts for it.
  public boolean isOpen() {
    return mergedInto == null && !isErased;
  }

  /// Its value of a field, or empty.
  public String value(Field field) {
    var value = fields.get(field);
    return value == null ? "" : value.value();
  }

  /// Its ticket in a system; the first by identity if there are several, null if there is none.
  public @Nullable TicketRef memberIn(String system) {
    return members.keySet().stream()
        .filter(ref -> ref.system().equals(system))
        .findFirst()
        .orElse(null);
  }

  /// How many of its tickets are in a system.
  public long countIn(String system) {
    return members.keySet().stream().filter(ref -> ref.system().equals(system)).count();
  }

  Incident withMembers(Map<TicketRef, Member> changed) {
    return new Incident(
        id,
        openedAt,
        mergedInto,
        unmergedFrom,
        changed,
        related,
        rfcs,
        fields,
        generations,
        conflicts,
        correlationConflicts,
        isErased);
  }

  Incident withMember(TicketRef ticket, Member member) {
    return withMembers(plus(members, ticket, member));
  }

  /// Without a ticket, so that a create for its system is a new one.
  Incident withoutMember(TicketRef ticket) {
    var next = generations.getOrDefault(ticket.system(), 0) + 1;
    return withMembers(minus(members, ticket))
        .withGenerations(plus(generations, ticket.system(), next));
  }

  Incident withGenerations(Map<String, Integer> changed) {
    return new Incident(
        id,
        openedAt,
        mergedInto,
        unmergedFrom,
        members,
        related,
        rfcs,
        fields,
        changed,
        conflicts,
        correlationConflicts,
        isErased);
  }

  Incident withRelated(Set<String> changed) {
    return new Incident(
        id,
        openedAt,
        mergedInto,
        unmergedFrom,
        members,
        changed,
        rfcs,
        fields,
        generations,
        conflicts,
        correlationConflicts,
        isErased);
  }

  Incident withRelated(String reference) {
    var more = new TreeSet<>(related);
    more.add(reference);
    return withRelated(more);
  }

  Incident withRfcs(Set<TicketRef> changed) {
    return new Incident(
        id,
        openedAt,
        mergedInto,
        unmergedFrom,
        members,
        related,
        changed,
        fields,
        generations,
        conflicts,
        correlationConflicts,
        isErased);
  }

  Incident withRfc(TicketRef rfc) {
    var more = new TreeSet<>(rfcs);
    more.add(rfc);
    return withRfcs(more);
  }

  Incident withFields(Map<Field, FieldValue> changed) {
    return new Incident(
        id,
        openedAt,
        mergedInto,
        unmergedFrom,
        members,
        related,
        rfcs,
        changed,
        generations,
        conflicts,
        correlationConflicts,
        isErased);
  }

  Incident withField(Field field, FieldValue value) {
    return withFields(plus(fields, field, value));
  }

  Incident withConflict(Field field, ValueConflict conflict) {
    return withConflicts(plus(conflicts, field, conflict));
  }

  Incident withoutConflict(Field field) {
    return withConflicts(minus(conflicts, field));
  }

  Incident withConflicts(Map<Field, ValueConflict> changed) {
    return new Incident(
        id,
        openedAt,
        mergedInto,
        unmergedFrom,
        members,
        related,
        rfcs,
        fields,
        generations,
        changed,
        correlationConflicts,
        isErased);
  }

  Incident withCorrelationConflicts(Map<TicketRef, String> changed) {
    return new Incident(
        id,
        openedAt,
        mergedInto,
        unmergedFrom,
        members,
        related,
        rfcs,
        fields,
        generations,
        conflicts,
        changed,
        isErased);
  }

  Incident withCorrelationConflict(TicketRef ticket, String cause) {
    return withCorrelationConflicts(plus(correlationConflicts, ticket, cause));
  }

  Incident withoutCorrelationConflict(TicketRef ticket) {
    return withCorrelationConflicts(minus(correlationConflicts, ticket));
  }

  /// Only the alias stays: its tickets, values and conflicts go on in the survivor.
  Incident absorbedInto(IncidentId survivor) {
    return new Incident(
        id,
        openedAt,
        survivor,
        unmergedFrom,
        Map.of(),
        Set.of(),
        Set.of(),
        Map.of(),
        generations,
        Map.of(),
        Map.of(),
        isErased);
  }

  Incident erased(Map<Field, FieldValue> blanked) {
    return new Incident(
        id,
        openedAt,
        mergedInto,
        unmergedFrom,
        members,
        related,
        rfcs,
        blanked,
        generations,
        Map.of(),
        correlationConflicts,
        true);
  }

  static <K, V> Map<K, V> plus(Map<K, V> map, K key, V value) {
    var copy = new TreeMap<>(map);
    copy.put(key, value);
    return copy;
  }

  static <K, V> Map<K, V> minus(Map<K, V> map, K key) {
    var copy = new TreeMap<>(map);
    copy.remove(key);
    return copy;
  }
}
