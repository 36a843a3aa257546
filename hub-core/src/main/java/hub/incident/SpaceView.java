package hub.incident;

import hub.incident.Entry.ChangePace;
import hub.incident.Entry.CommandIndex;
import hub.incident.Entry.CommentRecord;
import hub.incident.Entry.InboundReference;
import hub.incident.Entry.KeyRecord;
import hub.incident.Entry.LateValue;
import hub.incident.Entry.LateWrites;
import hub.incident.Entry.MarkerRecord;
import hub.incident.Entry.Outstanding;
import hub.incident.Entry.RfcLink;
import hub.incident.Entry.Slot;
import hub.incident.Entry.SpaceRecord;
import hub.incident.Entry.SystemRecord;
import hub.incident.Entry.Timer;
import hub.incident.Entry.WritePace;
import hub.ticket.TicketRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The core's read-only view of a space's state. The engine implements it over its stores, tests
/// over a map.
public interface SpaceView {

  /// The entry under a key, see [Entry#key()].
  Optional<Entry> get(String key);

  /// All entries whose key starts with the prefix, in the order of their keys.
  List<Entry> scan(String prefix);

  /// All entries whose key is at least `from` and less than `to`, in the order of their keys.
  List<Entry> range(String from, String to);

  /// The first so many of a range.
  default List<Entry> range(String from, String to, int most) {
    return range(from, to).stream().limit(most).toList();
  }

  /// The entry under a key, of the kind that lies there.
  default <E extends Entry> Optional<E> get(String key, Class<E> kind) {
    return get(key).map(kind::cast);
  }

  default SpaceRecord space() {
    return get(SpaceRecord.KEY, SpaceRecord.class).orElse(SpaceRecord.EMPTY);
  }

  default SystemRecord system(String system) {
    return get(SystemRecord.key(system), SystemRecord.class)
        .orElseGet(() -> SystemRecord.fresh(system));
  }

  /// How often the hub has written to a system lately.
  default WritePace writePace(String system) {
    return get(WritePace.key(system), WritePace.class)
        .orElseGet(() -> new WritePace(system, Pace.NONE, null));
  }

  /// How often people have changed tickets lately.
  default ChangePace changePace() {
    return get(ChangePace.KEY, ChangePace.class).orElse(ChangePace.NONE);
  }

  /// The incident of that number, or the one that it was merged into.
  default Optional<Incident> incident(IncidentId id) {
    var found = get(Incident.key(id), Incident.class);
    while (found.isPresent()) {
      var into = found.get().mergedInto();
      if (into == null) {
        return found;
      }
      found = get(Incident.key(into), Incident.class);
    }
    return found;
  }

  default Optional<Shadow> shadow(TicketRef ticket) {
    return get(Shadow.key(ticket), Shadow.class);
  }

  /// What a write without an answer may yet bring into a ticket.
  default List<LateValue> lateValues(TicketRef ticket) {
    return get(LateWrites.key(ticket), LateWrites.class).map(LateWrites::values).orElse(List.of());
  }

  /// The incident that a ticket is a member of.
  default Optional<Incident> incidentOf(TicketRef ticket) {
    return shadow(ticket)
        .flatMap(shadow -> Optional.ofNullable(shadow.incident()))
        .flatMap(this::incident);
  }

  /// The incident that a command is for now: its ticket's, which may have left the one that asked.
  default Incident incidentOf(Outstanding outstanding) {
    return Optional.ofNullable(outstanding.slot().ticket())
        .flatMap(this::incidentOf)
        .or(() -> incident(outstanding.incident()))
        .orElseThrow();
  }

  /// The ticket that has, or once had, this key.
  default Optional<TicketRef> ticketByKey(String system, String ticketKey) {
    return get(KeyRecord.key(system, ticketKey), KeyRecord.class).map(KeyRecord::ticket);
  }

  /// The incidents that wait for an RFC, or once did.
  default List<RfcLink> waitingFor(TicketRef rfc) {
    return scan(RfcLink.prefix(rfc)).stream().map(RfcLink.class::cast).toList();
  }

  /// The RFCs that an incident waits for, as they were last seen.
  default List<Shadow> rfcs(Incident incident) {
    return incident.rfcs().stream()
        .filter(rfc ->
            get(RfcLink.key(rfc, incident.id()), RfcLink.class)
                .filter(RfcLink::isLinked)
                .isPresent())
        .map(this::shadow)
        .flatMap(Optional::stream)
        .toList();
  }

  /// The tickets whose field shows a key, whether the key's ticket was seen or not.
  default List<TicketRef> referringTo(String system, String ticketKey) {
    return scan(InboundReference.prefix(system, ticketKey)).stream()
        .map(InboundReference.class::cast)
        .map(InboundReference::by)
        .toList();
  }

  default Optional<MarkerRecord> marker(String marker) {
    return get(MarkerRecord.key(marker), MarkerRecord.class);
  }

  default Optional<Outstanding> outstanding(Slot slot) {
    return get(slot.key(), Outstanding.class);
  }

  default Optional<Outstanding> outstanding(String command) {
    return get(CommandIndex.key(command), CommandIndex.class)
        .flatMap(index -> outstanding(index.slot()));
  }

  /// The comments of an incident, in the order in which they were seen.
  default List<CommentRecord> comments(IncidentId incident) {
    return scan(CommentRecord.prefix(incident)).stream().map(CommentRecord.class::cast).toList();
  }

  /// At most so many of the timers that are due, the earliest first. After a tool's outage there
  /// may be thousands. Their keys know milliseconds, so the last may be due a moment from now.
  default List<Timer> dueTimers(Instant now, int most) {
    return range(Timer.PREFIX, Timer.key("", now.plusMillis(1)), most).stream()
        .map(Timer.class::cast)
        .filter(timer -> !timer.due().isAfter(now))
        .toList();
  }

  /// The contact tasks of an incident, the oldest first.
  default List<ContactTask> contactTasks(IncidentId incident) {
    return scan(ContactTask.prefix(incident)).stream().map(ContactTask.class::cast).toList();
  }

  default Optional<ContactTask> contactTask(IncidentId incident, long number) {
    return get(ContactTask.key(incident, number), ContactTask.class);
  }

  /// All notices that are due. While mail is away that may be thousands.
  default List<Notice> dueNotices() {
    return scan(Notice.DUE).stream().map(Notice.class::cast).toList();
  }

  /// The notices of an incident that are due.
  default List<Notice> dueNotices(IncidentId incident) {
    return scan(Notice.duePrefix(incident)).stream().map(Notice.class::cast).toList();
  }

  /// The notices of an incident that were sent or refused.
  default List<Notice> doneNotices(IncidentId incident) {
    return scan(Notice.donePrefix(incident)).stream().map(Notice.class::cast).toList();
  }

  /// The notices of an incident, whatever has become of them.
  default List<Notice> notices(IncidentId incident) {
    return Stream.concat(doneNotices(incident).stream(), dueNotices(incident).stream()).toList();
  }

  /// What went past gates in an incident.
  default List<GateBreach> breaches(IncidentId incident) {
    return scan(GateBreach.prefix(incident)).stream().map(GateBreach.class::cast).toList();
  }

  default Optional<GateBreach> breach(IncidentId incident, Gate gate) {
    return get(GateBreach.key(incident, gate), GateBreach.class);
  }
}
