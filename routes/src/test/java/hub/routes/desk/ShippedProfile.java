package hub.routes.desk;

import hub.config.SystemConfig;
import hub.config.TextForm;
import hub.config.ValueMap;
import hub.ticket.ExternalSystem;
import hub.ticket.Field;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// The system of a desk as its shipped site says, so that what is tested is what is shipped.
final class ShippedProfile {

  private static final Path SITES = Path.of(System.getProperty("hub.root", "..")).resolve("config");

  private ShippedProfile() {}

  /// The desk of the site of that name, which has the name too.
  static SystemConfig of(String desk) {
    var system = map(map(site(desk).get("systems")).get(desk));
    return new SystemConfig(
        String.valueOf(system.get("kind")),
        ExternalSystem.Role.LOCAL_DESK,
        SystemConfig.Mode.SYNC,
        texts(system.get("connection")),
        String.valueOf(system.get("in")),
        byField(system.get("out"), String::valueOf),
        byField(system.get("values"), ShippedProfile::values),
        byField(system.get("texts"), ShippedProfile::form),
        fields(system.get("writes")),
        Map.of(),
        1,
        Duration.ofSeconds(90),
        SystemConfig.Shows.STATE);
  }

  private static Map<?, ?> site(String desk) {
    var file = SITES.resolve(desk).resolve("hub.yaml");
    try {
      return map(new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file)));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Map<?, ?> map(Object node) {
    return node == null ? Map.of() : (Map<?, ?>) node;
  }

  private static Map<String, String> texts(Object node) {
    return map(node).entrySet().stream()
        .collect(
            Collectors.toMap(
                entry -> String.valueOf(entry.getKey()),
                entry -> String.valueOf(entry.getValue())));
  }

  private static <T> Map<Field, T> byField(Object node, Function<Object, T> read) {
    var all = new TreeMap<Field, T>();
    map(node).forEach((name, value) -> all.put(new Field(String.valueOf(name)), read.apply(value)));
    return all;
  }

  private static ValueMap values(Object node) {
    var parts = map(node);
    return new ValueMap(texts(parts.get("both")), texts(parts.get("in")), texts(parts.get("out")));
  }

  private static TextForm form(Object node) {
    var parts = map(node);
    return new TextForm(
        parts.get("maxLength") instanceof Integer length ? length : 0,
        Boolean.TRUE.equals(parts.get("singleLine")));
  }

  private static Set<Field> fields(Object node) {
    return ((List<?>) node)
        .stream().map(name -> new Field(String.valueOf(name))).collect(Collectors.toSet());
  }
}
