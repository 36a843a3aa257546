package hub.config;

import hub.ticket.ExternalSystem;
import hub.ticket.Field;
import hub.ticket.Status;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The configuration of one site: `hub.yaml`.
@Describe("The configuration of one site.")
public record HubConfig(
    @Describe("The correlation domain: tickets of different spaces are never the same incident.")
        SpaceConfig space,
    @Describe("The connected tools, by the id that appears in topics, addresses and references.")
        Map<String, SystemConfig> systems,
    @Describe("What happens when tools disagree, by canonical field.")
        Map<Field, FieldPolicy> fields,
    @Describe("Which ticket begets a counterpart in which system.")
        List<CounterpartRule> counterparts,
    @Describe("Status steps backwards that the hub may take, each with its rule.")
        List<StatusMove> backwardMoves,
    @Describe("Whose comments are mirrored where.") List<CommentFlow> comments,
    @Describe("Named limits.") Limits limits,
    @Describe("Whom the hub contacts about a P1 or P2; without it nobody.")
        @Nullable ContactsConfig contacts,
    @Describe("What the hub does not carry on.") GatesConfig gates) {

  public HubConfig {
    systems = Collections.unmodifiableMap(new TreeMap<>(systems));
    fields = Collections.unmodifiableMap(new TreeMap<>(fields));
    counterparts = List.copyOf(counterparts);
    backwardMoves = List.copyOf(backwardMoves);
    comments = List.copyOf(comments);
  }

  /// A site without contacts and gates.
  public HubConfig(
      SpaceConfig space,
      Map<String, SystemConfig> systems,
      Map<Field, FieldPolicy> fields,
      List<CounterpartRule> counterparts,
      List<StatusMove> backwardMoves,
      List<CommentFlow> comments,
      Limits limits) {
    this(
        space,
        systems,
        fields,
        counterparts,
        backwardMoves,
        comments,
        limits,
        null,
        GatesConfig.NONE);
  }

  /// The same with other contacts.
  public HubConfig withContacts(ContactsConfig changed) {
    return new HubConfig(
        space, systems, fields, counterparts, backwardMoves, comments, limits, changed, gates);
  }

  /// The same with other limits.
  public HubConfig withLimits(Limits changed) {
    return new HubConfig(
        space, systems, fields, counterparts, backwardMoves, comments, changed, contacts, gates);
  }

  public Optional<SystemConfig> system(String id) {
    return Optional.ofNullable(systems.get(id));
  }

  /// A system's part in the process; a local desk's where it is not configured.
  public ExternalSystem.Role role(String system) {
    return system(system).map(SystemConfig::role).orElse(ExternalSystem.Role.LOCAL_DESK);
  }

  /// Whether two canonical values are the same to a system; never to one that is not configured.
  public boolean isSame(String system, Field field, String one, String other) {
    return system(system).filter(settings -> settings.isSame(field, one, other)).isPresent();
  }

  /// Whether a system's tickets are RFCs and problems.
  public boolean holdsRfcs(String system) {
    return system(system).filter(SystemConfig::holdsRfcs).isPresent();
  }

  public FieldPolicy policy(Field field) {
    return fields.getOrDefault(field, FieldPolicy.LAST_WRITER);
  }

  /// The rule that allows a step backwards, if one does (design D5).
  public Optional<String> ruleForStep(Status from, Status to) {
    return backwardMoves.stream()
        .filter(move -> move.from() == from && move.to() == to)
        .map(StatusMove::rule)
        .findFirst();
  }

  /// Whether comments made in one system are mirrored in the other.
  public boolean mirrorsComments(String from, String to) {
    return comments.stream().anyMatch(flow -> flow.from().equals(from) && flow.to().contains(to));
  }
}
