package hub.world;

import static hub.space.NspExample.CLEARQUEST;
import static hub.space.NspExample.JIRA;

import hub.config.FieldPolicy;
import hub.config.HubConfig;
import hub.config.SystemConfig;
import hub.config.SystemConfig.Mode;
import hub.config.ValueMap;
import hub.incident.IncidentEvent.FieldChanged;
import hub.ticket.Field;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/// What somebody may change in the configuration while tickets are on their way.
final class OtherConfig {

  private static final FieldPolicy THE_RECORDS =
      new FieldPolicy(FieldPolicy.Mode.OWNER, CLEARQUEST);
  private static final ValueMap FOUR_PRIORITIES =
      new ValueMap(
          Map.of("P1", "Highest", "P2", "High", "P3", "Medium", "P4", "Low"), Map.of(), Map.of());

  /// A workflow without `Low`: what has it keeps it.
  private static final ValueMap THREE_PRIORITIES =
      new ValueMap(
          Map.of("P1", "Highest", "P2", "High", "P3", "Medium"),
          Map.of("Low", "P4"),
          Map.of("P4", "Medium"));

  private OtherConfig() {}

  /// With another mode of a system, another policy of a field, or another map of Jira's priorities.
  static HubConfig of(HubConfig config, Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> {
        var system = random.nextBoolean() ? CLEARQUEST : JIRA;
        yield with(config, system, random.nextBoolean() ? Mode.OBSERVE : Mode.SYNC);
      }
      case 1 -> {
        var field = random.nextBoolean() ? Field.PRIORITY : Field.RESOLUTION;
        yield with(config, field, random.nextBoolean() ? THE_RECORDS : FieldPolicy.LAST_WRITER);
      }
      default -> withPriorities(config, random.nextBoolean() ? FOUR_PRIORITIES : THREE_PRIORITIES);
    };
  }

  /// The same with every system written to.
  static HubConfig inSync(HubConfig config) {
    var synced = config;
    for (var system : List.of(CLEARQUEST, JIRA)) {
      synced = with(synced, system, Mode.SYNC);
    }
    return synced;
  }

  /// Whether it is one of the two priorities of Jira that one map tells apart and the other does
  /// not, on a day that knew both: written under one map, it may be read under the other.
  static boolean isReadOtherwise(World world, FieldChanged changed) {
    return world.mappedAt > 0
        && changed.ticket().system().equals(JIRA)
        && changed.field().equals(Field.PRIORITY)
        && List.of("P3", "P4").contains(changed.value());
  }

  private static HubConfig with(HubConfig config, String system, Mode mode) {
    var old = config.systems().get(system);
    return with(config, system, with(old, mode, old.values()));
  }

  private static HubConfig withPriorities(HubConfig config, ValueMap priorities) {
    var old = config.systems().get(JIRA);
    var values = new TreeMap<>(old.values());
    values.put(Field.PRIORITY, priorities);
    return with(config, JIRA, with(old, old.mode(), values));
  }

  private static HubConfig with(HubConfig config, Field field, FieldPolicy policy) {
    var policies = new TreeMap<>(config.fields());
    policies.put(field, policy);
    return with(config, config.systems(), policies);
  }

  private static HubConfig with(HubConfig config, String name, SystemConfig system) {
    var systems = new TreeMap<>(config.systems());
    systems.put(name, system);
    return with(config, systems, config.fields());
  }

  private static HubConfig with(
      HubConfig config, Map<String, SystemConfig> systems, Map<Field, FieldPolicy> policies) {
    return new HubConfig(
        config.space(),
        systems,
        policies,
        config.counterparts(),
        config.backwardMoves(),
        config.comments(),
        config.limits(),
        config.contacts(),
        config.gates());
  }

  private static SystemConfig with(SystemConfig old, Mode mode, Map<Field, ValueMap> values) {
    return new SystemConfig(
        old.kind(),
        old.role(),
        mode,
        old.connection(),
        old.in(),
        old.out(),
        values,
        old.texts(),
        old.writes(),
        old.opens(),
        old.atMost(),
        old.settle(),
        old.shows());
  }
}
