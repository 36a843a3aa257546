package hub.service.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// What Prometheus' rules and Grafana's dashboards ask for, read from their files.
public final class Watched {

  /// The files of the house.
  public static final Path ROOT = Path.of(System.getProperty("hub.root", ".."));

  static final Path PROMETHEUS = ROOT.resolve("docker/prometheus");
  static final Path RULES = PROMETHEUS.resolve("alerts.yml");
  static final Path DASHBOARDS = ROOT.resolve("docker/grafana/dashboards");

  private static final Pattern SELECTED = Pattern.compile("([a-zA-Z][a-zA-Z0-9_:]*)\\{([^}]*)}");
  private static final Pattern MATCHER =
      Pattern.compile("([a-z_]+)\\s*(=~|=|!=|!~)\\s*\"([^\"]*)\"");
  private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
  private static final Set<String> WORDS =
      Set.of("and", "or", "unless", "by", "without", "on", "ignoring", "bool", "offset");

  private Watched() {}

  /// An expression, and where it stands.
  public record Expression(String place, String text) {

    /// As Prometheus takes it: Grafana fills in how long a step is.
    public String plain() {
      return text.replace("$__rate_interval", "1m").replace("$__range", "5m");
    }

    /// The metrics it needs.
    public Set<String> metrics() {
      var bare =
          text.replaceAll("\\{[^}]*}", " ")
              .replaceAll("\"[^\"]*\"", " ")
              .replaceAll("\\[[^]]*]", " ")
              .replaceAll("\\b(by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)", " ");
      var found = new TreeSet<String>();
      var names = NAME.matcher(bare);
      while (names.find()) {
        var isFunction = bare.substring(names.end()).stripLeading().startsWith("(");
        if (!isFunction && !WORDS.contains(names.group())) {
          found.add(names.group());
        }
      }
      return found;
    }

    /// The values that it asks of labels, by metric and label.
    Map<String, Map<String, List<String>>> values() {
      var found = new TreeMap<String, Map<String, List<String>>>();
      var selectors = SELECTED.matcher(text);
      while (selectors.find()) {
        var byLabel = found.computeIfAbsent(selectors.group(1), _ -> new TreeMap<>());
        var matchers = MATCHER.matcher(selectors.group(2));
        while (matchers.find()) {
          byLabel
              .computeIfAbsent(matchers.group(1), _ -> new ArrayList<>())
              .addAll(List.of(matchers.group(3).split("\\|")));
        }
      }
      return found;
    }
  }

  /// Every expression of the rules and of the dashboards.
  public static List<Expression> expressions() {
    var all = new ArrayList<Expression>();
    for (var rule : rules()) {
      all.add(new Expression("alert " + rule.path("alert").asText(), rule.path("expr").asText()));
    }
    all.addAll(panels());
    return all;
  }

  /// Every expression of the dashboards.
  static List<Expression> panels() {
    var all = new ArrayList<Expression>();
    for (var dashboard : dashboards()) {
      for (var panel : dashboard.path("panels")) {
        for (var target : panel.path("targets")) {
          all.add(
              new Expression(
                  dashboard.path("title").asText() + ": " + panel.path("title").asText(),
                  target.path("expr").asText()));
        }
      }
    }
    return all;
  }

  static List<JsonNode> rules() {
    var rules = new ArrayList<JsonNode>();
    yaml(RULES).path("groups").forEach(group -> group.path("rules").forEach(rules::add));
    return rules;
  }

  static List<JsonNode> dashboards() {
    try (var files = Files.list(DASHBOARDS)) {
      var dashboards = new ArrayList<JsonNode>();
      for (var file : files.sorted().toList()) {
        dashboards.add(new JsonMapper().readTree(Files.readString(file)));
      }
      return dashboards;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode yaml(Path file) {
    try {
      var text = Files.readString(file);
      var read = new Load(LoadSettings.builder().build()).loadFromString(text);
      return new JsonMapper().valueToTree(read);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
