package hub.simulator.seed;

import hub.simulator.http.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The material of the incidents that exist at start. No person in it is real.
record SeedTexts(List<Desk> desks, List<Text> texts, List<String> notes) {
  /// A local service desk that reports.
  record Desk(String prefix, String name, String mail) {}

  /// What an incident is about; those with a known cause are matters of operations.
  record Text(String headline, String description, @Nullable String cause) {}

  static SeedTexts shipped() {
    return Json.resource("/hub/simulator/seed/incidents.json", SeedTexts.class);
  }
}
