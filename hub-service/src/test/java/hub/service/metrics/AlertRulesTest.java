package hub.service.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hub.engine.intake.InputRefusedException.Reason;
import hub.service.search.AttentionKind;
import hub.service.search.SystemStatus.Condition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The rules that wake people up, and the dashboards they look at then: neither may name what is
/// not there. That what they name is scraped, an integration test asks of a real Prometheus.
class AlertRulesTest {

  private static final Path RUNBOOK = Watched.ROOT.resolve("docs/how-to/runbook-alerts.md");
  private static final Path UNIT_TESTS = Watched.PROMETHEUS.resolve("alerts-test.yml");

  private static final Map<String, Set<String>> LABELS =
      Map.of(
          HubMetric.Label.CONDITION, names(Condition.values()),
          HubMetric.Label.STATE, names(EngineState.values()),
          HubMetric.Label.OUTCOME, names(HubCounts.Ending.values()),
          HubMetric.Label.REASON, names(Reason.values()));

  private static final Set<String> SUFFIXES = Set.of("_bucket", "_count", "_sum", "_max");

  private static Set<String> names(Enum<?>[] values) {
    return Arrays.stream(values).map(Enum::name).collect(Collectors.toSet());
  }

  private static Set<String> alerts() {
    return Watched.rules().stream()
        .map(rule -> rule.path("alert").asText())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void each_alert_says_what_it_is_how_urgent_and_what_to_do() {
    assertThat(Watched.rules()).isNotEmpty();
    for (var rule : Watched.rules()) {
      var alert = rule.path("alert").asText();
      assertThat(rule.at("/labels/severity").asText()).as(alert).isIn("critical", "warning");
      assertThat(annotation(rule, "summary")).as(alert).isNotBlank();
      assertThat(annotation(rule, "description")).as(alert).hasSizeGreaterThan(60).endsWith(".");
      assertThat(annotation(rule, "runbook"))
          .isEqualTo("docs/how-to/runbook-alerts.md#" + alert.toLowerCase(Locale.ROOT));
      assertThat(rule.path("for").asText()).as(alert).isNotBlank();
    }
  }

  private static String annotation(JsonNode rule, String name) {
    return rule.at("/annotations/" + name).asText();
  }

  @Test
  void the_runbook_has_one_section_for_each_alert_and_no_other() throws IOException {
    var sections = Files.readString(RUNBOOK).split("\n## ");
    assertThat(
            Arrays.stream(sections).skip(1).map(section -> section.lines().findFirst().orElse("")))
        .containsExactlyInAnyOrderElementsOf(alerts());
    assertThat(Arrays.stream(sections).skip(1))
        .allSatisfy(section ->
            assertThat(section).contains("**What it means.**", "**Look at.**", "**Do.**"));
  }

  @Test
  void each_alert_is_seen_to_fire_in_a_unit_test() throws IOException {
    var tested =
        Pattern.compile("alertname=\"([A-Za-z]+)\"")
            .matcher(Files.readString(UNIT_TESTS))
            .results()
            .map(result -> result.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(tested).isEqualTo(alerts());
  }

  @Test
  void rules_and_dashboards_name_only_metrics_labels_and_values_that_there_are() {
    var known = Arrays.stream(HubMetric.values()).map(HubMetric::exposed).toList();
    for (var expression : Watched.expressions()) {
      assertThat(expression.metrics()).as("%s", expression).isNotEmpty();
      assertThat(expression.metrics().stream().filter(name -> name.startsWith("hub_")))
          .as("%s", expression)
          .allMatch(name -> known.contains(base(name)));
      expression.values().forEach((metric, byLabel) -> check(expression, metric, byLabel));
    }
  }

  @Test
  void each_metric_is_on_a_dashboard() {
    var shown =
        Watched.panels().stream()
            .flatMap(expression -> expression.metrics().stream())
            .map(AlertRulesTest::base)
            .collect(Collectors.toSet());
    assertThat(shown)
        .containsAll(Arrays.stream(HubMetric.values()).map(HubMetric::exposed).toList());
  }

  private static void check(
      Watched.Expression expression, String metric, Map<String, List<String>> byLabel) {
    Arrays.stream(HubMetric.values())
        .filter(one -> one.exposed().equals(base(metric)))
        .forEach(one ->
            byLabel.forEach((label, values) -> {
              assertThat(one.labels()).as("%s", expression).contains(label);
              if (!label.equals(HubMetric.Label.SYSTEM)) {
                assertThat(allowed(one, label)).as("%s", expression).containsAll(values);
              }
            }));
  }

  private static Set<String> allowed(HubMetric metric, String label) {
    if (label.equals(HubMetric.Label.KIND)) {
      return metric == HubMetric.INPUTS
          ? names(HubCounts.Kind.values())
          : names(AttentionKind.values());
    }
    return LABELS.getOrDefault(label, Set.of());
  }

  private static String base(String name) {
    return SUFFIXES.stream()
        .filter(name::endsWith)
        .map(suffix -> name.substring(0, name.length() - suffix.length()))
        .filter(HubMetric.CONVERGENCE.exposed()::equals)
        .findFirst()
        .orElse(name);
  }

  @Test
  void promtool_accepts_the_rules_and_the_configuration() {
    var rules = Prometheus.promtool("check", "rules", "alerts.yml");
    assertThat(rules.code()).as(rules.said()).isZero();
    // The files that it names are there in the container only.
    var configuration = Prometheus.promtool("check", "config", "--syntax-only", "prometheus.yml");
    assertThat(configuration.code()).as(configuration.said()).isZero();
  }

  @Test
  void the_rules_pass_their_unit_tests() {
    var tests = Prometheus.promtool("test", "rules", "alerts-test.yml");
    assertThat(tests.code()).as(tests.said()).isZero();
  }
}
