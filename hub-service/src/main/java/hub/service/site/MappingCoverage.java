package hub.service.site;

import hub.config.HubConfig;
import hub.config.SystemConfig;
import hub.config.ValueMap;
import hub.ticket.Field;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Which entries of a configuration's value maps its mapping tests have checked, in each direction.
///
/// An entry is checked once a test says what must come of it; that a payload only holds the value
/// is not enough. A field that the hub does not write needs no test that writes it, and a system of
/// messages none that reads.
final class MappingCoverage {

  private final Set<String> checked = new HashSet<>();

  /// A test has said what the tool's value is read as.
  void read(String system, Field field, ValueMap map, String tool) {
    var canonical = map.in().containsKey(tool) ? "" : map.toCanonical(tool).orElse("");
    checked.add(
        canonical.isEmpty()
            ? reading(system, field, "in", tool)
            : reading(system, field, "both", canonical));
  }

  /// A test has said what the canonical value is written as.
  void written(String system, Field field, ValueMap map, String canonical) {
    checked.add(
        writing(system, field, map.out().containsKey(canonical) ? "out" : "both", canonical));
  }

  /// How much of the value maps was checked.
  ///
  /// @param entries how many there are, counted for each direction
  /// @param unchecked those that no test says anything of
  record Result(int entries, List<Mistake> unchecked) {
    Result {
      unchecked = unchecked.stream().sorted().toList();
    }
  }

  Result of(HubConfig config, Places places) {
    var found = new Found(places);
    config
        .systems()
        .forEach((id, system) ->
            system.values().forEach((field, map) -> look(id, system, field, map, found)));
    return new Result(found.entries, found.unchecked);
  }

  private void look(String id, SystemConfig system, Field field, ValueMap map, Found found) {
    var path = "systems.%s.values.%s.".formatted(id, field);
    var isWritten = system.writes().contains(field);
    map.both()
        .forEach((canonical, tool) -> {
          var place = path + "both." + canonical;
          if (!system.isConversation()) {
            found.entry(place, has(reading(id, field, "both", canonical)), reads(tool, canonical));
          }
          if (isWritten && !map.out().containsKey(canonical)) {
            found.entry(place, has(writing(id, field, "both", canonical)), writes(canonical, tool));
          }
        });
    map.in()
        .forEach((tool, canonical) ->
            found.entry(
                path + "in." + tool, has(reading(id, field, "in", tool)), reads(tool, canonical)));
    map.out()
        .forEach((canonical, tool) ->
            found.entry(
                path + "out." + canonical,
                has(writing(id, field, "out", canonical)),
                writes(canonical, tool)));
  }

  private boolean has(String entry) {
    return checked.contains(entry);
  }

  private static String reads(String tool, String canonical) {
    return "reads \"%s\" as %s".formatted(tool, canonical);
  }

  private static String writes(String canonical, String tool) {
    return "writes %s as \"%s\"".formatted(canonical, tool);
  }

  private static String reading(String system, Field field, String part, String value) {
    return "read " + String.join("\n", system, field.name(), part, value);
  }

  private static String writing(String system, Field field, String part, String value) {
    return "write " + String.join("\n", system, field.name(), part, value);
  }

  /// What was looked at so far.
  private static final class Found {

    private final Places places;
    private final List<Mistake> unchecked = new ArrayList<>();
    private int entries;

    Found(Places places) {
      this.places = places;
    }

    void entry(String place, boolean isChecked, String does) {
      entries++;
      if (!isChecked) {
        unchecked.add(
            places.mistake(
                place, does + ", which no mapping test checks", "Add a case to a file in tests/"));
      }
    }
  }
}
