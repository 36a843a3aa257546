package hub.incident;

import static hub.incident.Incident.minus;
import static hub.incident.Incident.plus;

import hub.incident.Entry.Parking;
import hub.incident.Entry.SentAndRead;
import hub.incident.Entry.SpaceRecord;
import hub.incident.Entry.WriteCount;
import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.Reading;
import hub.ticket.RfcState;
import hub.ticket.Ticket;
import hub.ticket.Ticket.Presence;
import hub.ticket.TicketRef;
import hub.ticket.Version;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What a tool was last seen to hold (design D5).
///
/// @param incident whose ticket it is; null after it was taken out of one
/// @param ours by field: what the hub sent and what the tool made of it; the two are equal in
///   meaning
/// @param writes by field: how often the hub and people have written it lately
/// @param parked by field: what the tool refused
/// @param frozen fields that went to and fro
/// @param denied references that a person has declared wrong, as `system:key`; they say nothing
///   until they change
/// @param tolerated by field: the sequence of the incident's value that a person has deviated from,
///   and may
/// @param seenAt sequence of the event that last told of it
public record Shadow(
    TicketRef ticket,
    String ticketKey,
    String kind,
    @Nullable IncidentId incident,
    Version version,
    Reading reading,
    Presence presence,
    Fields fields,
    String marker,
    @Nullable Instant createdAt,
    Map<Field, SentAndRead> ours,
    Map<Field, WriteCount> writes,
    Map<Field, Parking> parked,
    Set<Field> frozen,
    Map<Field, Long> tolerated,
    Set<String> denied,
    long seenAt)
    implements Entry {

  /// Stands for the whole ticket where a tool refused a request without naming a field.
  public static final Field WHOLE = new Field("*");

  public Shadow {
    ours = Sorted.of(ours);
    writes = Sorted.of(writes);
    parked = Sorted.of(parked);
    frozen = Sorted.of(frozen);
    tolerated = Sorted.of(tolerated);
    denied = Sorted.of(denied);
  }

  static Shadow first(Ticket ticket, @Nullable IncidentId incident, Reading reading, long seenAt) {
    return new Shadow(
        ticket.ref(),
        ticket.key(),
        ticket.kind(),
        incident,
        ticket.version(),
        reading,
        ticket.presence(),
        ticket.fields(),
        ticket.marker(),
        ticket.createdAt(),
        Map.of(),
        Map.of(),
        Map.of(),
        Set.of(),
        Map.of(),
        Set.of(),
        seenAt);
  }

  public static String key(TicketRef ticket) {
    return "ticket/" + ticket;
  }

  @Override
  public String key() {
    return key(ticket);
  }

  public boolean isPresent() {
    return presence == Presence.PRESENT;
  }

  /// How far an RFC is; what cannot be seen any more is withdrawn.
  public RfcState rfcState() {
    if (!isPresent()) {
      return RfcState.WITHDRAWN;
    }
    var state = fields.getOrEmpty(Field.RFC_STATE);
    return state.isEmpty() ? RfcState.OPEN : RfcState.valueOf(state);
  }

  /// The visible key together with the system, for messages.
  public String label() {
    return ticket.system() + ":" + ticketKey;
  }

  /// Whether the tool holds what the hub last sent, in the form the tool gave it.
  public boolean isOurs(Field field, String desired) {
    var pair = ours.get(field);
    return pair != null
        && pair.sent().equals(desired)
        && pair.read().equals(fields.getOrEmpty(field));
  }

  /// What the tool holds now. A ticket that is gone keeps what it held last.
  Shadow seen(Ticket now, Reading when, long sequence) {
    if (now.presence() != Presence.PRESENT) {
      return new Shadow(
          ticket,
          ticketKey,
          kind,
          incident,
          version,
          when,
          now.presence(),
          fields,
          marker,
          createdAt,
          ours,
          writes,
          parked,
          frozen,
          tolerated,
          denied,
          sequence);
    }
    var merged = fields.with(now.fields());
    var stillOurs = new java.util.TreeMap<>(ours);
    stillOurs
        .entrySet()
        .removeIf(pair -> !pair.getValue().read().equals(merged.getOrEmpty(pair.getKey())));
    return new Shadow(
        ticket,
        now.key(),
        now.kind(),
        incident,
        now.version(),
        when,
        now.presence(),
        merged,
        now.marker().isEmpty() ? marker : now.marker(),
        createdAt == null ? now.createdAt() : createdAt,
        stillOurs,
        writes,
        parked,
        frozen,
        tolerated,
        stillDenied(merged),
        sequence);
  }

  Shadow withVersion(Version changed, Reading when, long sequence) {
    return new Shadow(
        ticket, ticketKey, kind, incident, changed, when, presence, fields, marker, createdAt, ours,
        writes, parked, frozen, tolerated, denied, sequence);
  }

  Shadow inIncident(@Nullable IncidentId changed) {
    return new Shadow(
        ticket, ticketKey, kind, changed, version, reading, presence, fields, marker, createdAt,
        ours, writes, parked, frozen, tolerated, denied, seenAt);
  }

  /// As it was when somebody changed what the hub had just written.
  public Shadow holding(Fields written, SpaceRecord now) {
    return withFields(fields.with(written)).withVersion(version, reading, now.sequence());
  }

  Shadow withFields(Fields changed) {
    return new Shadow(
        ticket, ticketKey, kind, incident, version, reading, presence, changed, marker, createdAt,
        Map.of(), writes, parked, frozen, tolerated, denied, seenAt);
  }

  Shadow withOurs(Map<Field, SentAndRead> changed) {
    return new Shadow(
        ticket, ticketKey, kind, incident, version, reading, presence, fields, marker, createdAt,
        changed, writes, parked, frozen, tolerated, denied, seenAt);
  }

  Shadow withWrites(Field field, WriteCount count) {
    return new Shadow(
        ticket,
        ticketKey,
        kind,
        incident,
        version,
        reading,
        presence,
        fields,
        marker,
        createdAt,
        ours,
        plus(writes, field, count),
        parked,
        frozen,
        tolerated,
        denied,
        seenAt);
  }

  Shadow withParked(Field field, Parking parking) {
    return withParked(plus(parked, field, parking));
  }

  Shadow withParked(Map<Field, Parking> changed) {
    return new Shadow(
        ticket, ticketKey, kind, incident, version, reading, presence, fields, marker, createdAt,
        ours, writes, changed, frozen, tolerated, denied, seenAt);
  }

  Shadow withFrozen(Field field) {
    var more = new TreeSet<>(frozen);
    more.add(field);
    return withFrozen(more);
  }

  Shadow withFrozen(Set<Field> changed) {
    return new Shadow(
        ticket, ticketKey, kind, incident, version, reading, presence, fields, marker, createdAt,
        ours, writes, parked, changed, tolerated, denied, seenAt);
  }

  /// What it refers to now says nothing about which incident it belongs to.
  Shadow withDeniedReferences() {
    return new Shadow(
        ticket,
        ticketKey,
        kind,
        incident,
        version,
        reading,
        presence,
        fields,
        marker,
        createdAt,
        ours,
        writes,
        parked,
        frozen,
        tolerated,
        shown(fields),
        seenAt);
  }

  /// The keys that these fields show, as `system:key`.
  private static Set<String> shown(Fields fields) {
    var shown = new TreeSet<String>();
    fields
        .values()
        .forEach((field, key) ->
            field
                .counterpartSystem()
                .filter(_ -> !key.isBlank())
                .ifPresent(system -> shown.add(system + ":" + key)));
    return shown;
  }

  private Set<String> stillDenied(Fields now) {
    var still = new TreeSet<>(denied);
    still.retainAll(shown(now));
    return still;
  }

  Shadow withTolerated(Field field, long sequence) {
    return new Shadow(
        ticket,
        ticketKey,
        kind,
        incident,
        version,
        reading,
        presence,
        fields,
        marker,
        createdAt,
        ours,
        writes,
        parked,
        frozen,
        plus(tolerated, field, sequence),
        denied,
        seenAt);
  }

  /// A field may be written again: neither refused nor frozen. The writes of one that went to and
  /// fro are counted anew.
  Shadow released(Field field) {
    var thawed = new TreeSet<>(frozen);
    thawed.remove(field);
    return new Shadow(
        ticket,
        ticketKey,
        kind,
        incident,
        version,
        reading,
        presence,
        fields,
        marker,
        createdAt,
        ours,
        frozen.contains(field) ? minus(writes, field) : writes,
        minus(parked, field),
        thawed,
        tolerated,
        denied,
        seenAt);
  }
}
