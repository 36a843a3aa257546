package hub.connector;

import hub.config.SystemConfig;
import hub.config.ValueMap;
import hub.ticket.ExternalSystem;
import hub.ticket.Field;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A system's configuration for tests.
public final class TestSystem {

  private TestSystem() {}

  public static SystemConfig of(
      String kind, @Nullable String in, Map<Field, String> out, Map<Field, ValueMap> values) {
    return new SystemConfig(
        kind,
        ExternalSystem.Role.OPERATIONS,
        SystemConfig.Mode.SYNC,
        Map.of(),
        in,
        out,
        values,
        Map.of(),
        Set.of(),
        Map.of(),
        1,
        Duration.ofSeconds(90),
        SystemConfig.Shows.STATE);
  }

  /// A two-way map, given as canonical value, tool's value, and so on.
  public static ValueMap map(String... pairs) {
    var both = new LinkedHashMap<String, String>();
    for (var i = 0; i < pairs.length; i += 2) {
      both.put(pairs[i], pairs[i + 1]);
    }
    return new ValueMap(both, Map.of(), Map.of());
  }
}
