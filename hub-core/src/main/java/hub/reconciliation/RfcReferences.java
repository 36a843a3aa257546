package hub.reconciliation;

import hub.config.HubConfig;
import hub.incident.Entry.RfcLink;
import hub.incident.Incident;
import hub.incident.Shadow;
import hub.incident.SpaceView;
import hub.ticket.ExternalSystem;
import hub.ticket.Field;
import hub.ticket.KeyList;
import hub.ticket.TicketRef;
import java.util.Comparator;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The keys by which incidents and RFCs show each other (R11.3). Keys that nobody knows are
/// people's words and stay; keys of moved tickets are rewritten.
public final class RfcReferences {

  private final SpaceView view;
  private final HubConfig config;

  public RfcReferences(SpaceView view, HubConfig config) {
    this.view = view;
    this.config = config;
  }

  /// What an RFC should name as its causes: at least one ticket of each incident that waits for it.
  String causes(Shadow rfc) {
    var keys = new TreeSet<String>();
    var waiting =
        view.waitingFor(rfc.ticket()).stream()
            .filter(RfcLink::isLinked)
            .map(link -> view.incident(link.incident()))
            .flatMap(Optional::stream)
            .toList();
    var named = new TreeSet<TicketRef>();
    for (var key : KeyList.of(rfc.fields().getOrEmpty(Field.CAUSED_BY)).keys()) {
      var ticket = tickets(key).findFirst();
      if (ticket.isEmpty()) {
        keys.add(key);
      } else if (waiting.stream().anyMatch(one -> one.members().containsKey(ticket.get()))) {
        keys.add(key(ticket.get()));
        named.add(ticket.get());
      }
    }
    waiting.stream()
        .filter(incident -> incident.members().keySet().stream().noneMatch(named::contains))
        .map(this::shown)
        .flatMap(Optional::stream)
        .forEach(keys::add);
    return new KeyList(keys).toString();
  }

  /// What a member should show: the RFCs that its incident waits for.
  String rfcs(Incident incident, Shadow member, String system) {
    var keys = new TreeSet<String>();
    for (var key : KeyList.of(member.fields().getOrEmpty(Field.rfc(system))).keys()) {
      if (view.ticketByKey(system, key).isEmpty()) {
        keys.add(key);
      }
    }
    view.rfcs(incident).stream()
        .filter(rfc -> rfc.ticket().system().equals(system))
        .map(Shadow::ticketKey)
        .forEach(keys::add);
    return new KeyList(keys).toString();
  }

  /// The national desk's record where there is one: everybody can look it up.
  private Optional<String> shown(Incident incident) {
    return incident.members().keySet().stream()
        .min(
            Comparator.comparing((TicketRef ticket) -> !isOfNationalDesk(ticket))
                .thenComparing(Comparator.naturalOrder()))
        .map(this::key)
        .filter(key -> !key.isEmpty());
  }

  private boolean isOfNationalDesk(TicketRef ticket) {
    return config
        .system(ticket.system())
        .filter(system -> system.role() == ExternalSystem.Role.NATIONAL_DESK)
        .isPresent();
  }

  /// The tickets that have, or once had, a key that does not say which system it is from.
  public Stream<TicketRef> tickets(String key) {
    return config.systems().entrySet().stream()
        .filter(system -> !system.getValue().holdsRfcs())
        .map(system -> view.ticketByKey(system.getKey(), key))
        .flatMap(Optional::stream);
  }

  private String key(TicketRef ticket) {
    return view.shadow(ticket).map(Shadow::ticketKey).orElse("");
  }
}
