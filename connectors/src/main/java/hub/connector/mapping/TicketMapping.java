package hub.connector.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import hub.config.SystemConfig;
import hub.ticket.Field;
import hub.ticket.Ticket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// From the payloads of one system to canonical tickets: the system's jq, then its value maps.
///
/// The jq of the kind is shipped as `hub/mapping/<kind>-in.jq`. A site's own (`in:` in `hub.yaml`)
/// replaces it, and may build on it: `shipped | .fields.title = .key`. Both see [#variables].
public final class TicketMapping {

  private final String system;
  private final SystemConfig config;
  private final Jq jq;
  private final Map<String, JsonNode> variables;
  private final String hash;

  private TicketMapping(String system, SystemConfig config, Jq jq) {
    this.system = system;
    this.config = config;
    this.jq = jq;
    this.variables = variables(system, config);
    this.hash = hash(jq.source() + "\n" + config.out() + "\n" + config.values());
  }

  /// Compiles the mapping of a system.
  ///
  /// @throws Jq.JqProblem if a jq cannot be compiled
  public static TicketMapping of(String system, SystemConfig config) {
    var shipped = shipped(config.kind()).map(text -> Jq.compile(config.kind() + "-in.jq", text));
    var own = config.in();
    if (own != null) {
      var name = "systems." + system + ".in";
      return new TicketMapping(system, config, Jq.compile(name, own, shipped.orElse(null)));
    }
    return new TicketMapping(
        system,
        config,
        shipped.orElseThrow(() ->
            new MappingProblem(
                "systems.%s: kind %s ships no mapping; give one as in:"
                    .formatted(system, config.kind()))));
  }

  /// What every program of a system sees: `$system`, its id, and `$out`, the tool's field by
  /// canonical field.
  public static Map<String, JsonNode> variables(String system, SystemConfig config) {
    var out = JsonNodeFactory.instance.objectNode();
    config.out().forEach((field, name) -> out.put(field.name(), name));
    return Map.of("system", JsonNodeFactory.instance.textNode(system), "out", out);
  }

  /// Identifies jq and value maps together.
  public String hash() {
    return hash;
  }

  /// The ticket that the payload shows.
  ///
  /// @throws MappingProblem with every reason why there is none
  public Ticket map(JsonNode payload) {
    var reader = new CanonicalReader(system, config);
    var ticket = reader.read(jq.apply(payload, variables));
    if (ticket == null) {
      throw new MappingProblem(reader.reasons());
    }
    return ticket;
  }

  /// The same, with the rule that made each field, or the reasons why there is no ticket.
  public MappingExplanation explain(JsonNode payload) {
    JsonNode canonical;
    try {
      canonical = jq.apply(payload, variables);
    } catch (MappingProblem problem) {
      return new MappingExplanation(
          Optional.empty(), NullNode.getInstance(), List.of(), problem.reasons());
    }
    var reader = new CanonicalReader(system, config);
    var ticket = reader.read(canonical);
    var rules = new TreeMap<Field, MappingExplanation.FieldRule>();
    reader.held().forEach((field, held) -> rules.put(field, rule(field, held)));
    return new MappingExplanation(
        Optional.ofNullable(ticket), canonical, List.copyOf(rules.values()), reader.reasons());
  }

  private MappingExplanation.FieldRule rule(Field field, CanonicalValues.Held held) {
    var madeBy = new ArrayList<String>();
    var named = config.out().get(field);
    if (named != null) {
      madeBy.add("systems.%s.out.%s: %s".formatted(system, field, named));
    }
    madeBy.addAll(jq.linesThatSet(field.counterpartSystem().orElse(field.name())));
    if (madeBy.isEmpty()) {
      madeBy.add(jq.name());
    }
    if (!held.rule().isEmpty()) {
      madeBy.add(held.rule());
    }
    return new MappingExplanation.FieldRule(
        field, held.tool(), held.canonical(), List.copyOf(madeBy));
  }

  /// The jq that a kind ships, if it ships one.
  public static Optional<String> shipped(String kind) {
    if (!kind.matches("[a-z0-9-]+")) {
      return Optional.empty();
    }
    try (var resource =
        TicketMapping.class.getResourceAsStream("/hub/mapping/" + kind + "-in.jq")) {
      return resource == null
          ? Optional.empty()
          : Optional.of(new String(resource.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String hash(String text) {
    try {
      var digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
