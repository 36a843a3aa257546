package hub.service.site;

import hub.config.HubConfig;
import hub.config.SystemConfig;
import hub.config.ValueMap;
import hub.ticket.Field;
import hub.ticket.Priority;
import hub.ticket.RfcState;
import hub.ticket.Status;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/// Two-way value maps: every value that can arise has a place to go (no hole), and no two values
/// share one without a rule for the way back (no collision).
final class ValueMapChecks {

  private final HubConfig config;
  private final Places places;
  private final Consumer<Mistake> mistakes;

  ValueMapChecks(HubConfig config, Places places, Consumer<Mistake> mistakes) {
    this.config = config;
    this.places = places;
    this.mistakes = mistakes;
  }

  void run() {
    config
        .systems()
        .forEach((id, system) -> {
          system.values().forEach((field, map) -> map(path(id, field), field, map));
          system.writes().forEach(field -> holes(id, system, field));
        });
  }

  /// The values a field can have, if they come from a list.
  static Optional<Collection<String>> possible(Field field) {
    if (field.equals(Field.STATUS)) {
      return Optional.of(Arrays.stream(Status.values()).map(Status::name).toList());
    }
    if (field.equals(Field.PRIORITY)) {
      return Optional.of(Arrays.stream(Priority.values()).map(Priority::name).toList());
    }
    if (field.equals(Field.RFC_STATE)) {
      return Optional.of(Arrays.stream(RfcState.values()).map(RfcState::name).toList());
    }
    return field.equals(Field.USER_IMPACT) ? Optional.of(List.of("yes", "no")) : Optional.empty();
  }

  private static String path(String system, Field field) {
    return "systems." + system + ".values." + field;
  }

  private void map(String path, Field field, ValueMap map) {
    known(path, field, map);
    collisions(path, map);
    map.out()
        .forEach((canonical, tool) -> {
          if (map.both().containsKey(canonical)) {
            add(path + ".out." + canonical, "also stands under both", "Keep one of the two");
          } else if (map.toCanonical(tool).isEmpty()) {
            add(
                path + ".out." + canonical,
                "writes \"%s\", which cannot be read again".formatted(tool),
                "Add \"%s\" under in with the value it is read as".formatted(tool));
          }
        });
    map.in()
        .forEach((tool, canonical) -> {
          var where = path + ".in." + tool;
          if (map.both().containsValue(tool)) {
            add(where, "also stands under both", "Keep one of the two");
          }
          var back = map.out().get(canonical);
          if (back != null && map.toCanonical(back).filter(canonical::equals).isEmpty()) {
            add(
                where,
                "reads %s, which is written as \"%s\" and read as another value"
                    .formatted(canonical, back),
                "Let in and out agree on " + canonical);
          }
        });
  }

  private void known(String path, Field field, ValueMap map) {
    var possible = possible(field);
    if (possible.isEmpty()) {
      return;
    }
    refuseUnknown(path + ".both.", map.both().keySet(), possible.get());
    refuseUnknown(path + ".out.", map.out().keySet(), possible.get());
    map.in()
        .forEach((tool, canonical) -> {
          if (!possible.get().contains(canonical)) {
            add(
                path + ".in." + tool,
                "is read as \"%s\", which is no value of this field".formatted(canonical),
                Suggestion.of(canonical, possible.get()));
          }
        });
  }

  private void refuseUnknown(String path, Set<String> found, Collection<String> possible) {
    found.stream()
        .filter(value -> !possible.contains(value))
        .forEach(value ->
            add(path + value, "is no value of this field", Suggestion.of(value, possible)));
  }

  /// Several canonical values under one tool value, and no word on how that one is read.
  private void collisions(String path, ValueMap map) {
    var users = new HashMap<String, Set<String>>();
    map.both()
        .forEach(
            (canonical, tool) -> users.computeIfAbsent(tool, ValueMapChecks::none).add(canonical));
    users.forEach((tool, canonicals) -> {
      if (canonicals.size() > 1) {
        add(
            path + ".both",
            "maps %s to the same \"%s\"".formatted(String.join(" and ", canonicals), tool),
            "Write them under out, and under in which one \"%s\" is read as".formatted(tool));
      }
    });
  }

  private static Set<String> none(String tool) {
    return new TreeSet<>();
  }

  /// A value that another tool or a rule can bring, and this tool cannot be told.
  private void holes(String id, SystemConfig system, Field field) {
    if (possible(field).isEmpty() && !system.values().containsKey(field)) {
      return;
    }
    var map = system.values().get(field);
    if (map == null) {
      add(
          "systems." + id + ".writes",
          "has %s, but values.%s is missing".formatted(field, field),
          "Add the value map, or remove the field from writes");
      return;
    }
    var missing = new LinkedHashSet<>(arising(id, field));
    missing.removeIf(value -> map.toTool(value).isPresent());
    if (!missing.isEmpty()) {
      add(
          path(id, field),
          "has no value for %s, which other systems or rules bring"
              .formatted(String.join(", ", missing)),
          "Add them under both or out");
    }
  }

  private Collection<String> arising(String id, Field field) {
    var values = new TreeSet<String>();
    config.systems().entrySet().stream()
        .filter(other -> !other.getKey().equals(id))
        .map(other -> other.getValue().values().get(field))
        .filter(map -> map != null)
        .forEach(map -> {
          values.addAll(map.both().keySet());
          values.addAll(map.in().values());
        });
    config.counterparts().stream()
        .map(rule -> Map.copyOf(rule.set()).get(field))
        .filter(value -> value != null)
        .forEach(values::add);
    return values;
  }

  private void add(String path, String cause, String remedy) {
    mistakes.accept(places.mistake(path, cause, remedy));
  }
}
