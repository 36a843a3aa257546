package hub.service.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import hub.engine.intake.InputRefusedException.Reason;
import hub.service.search.AttentionKind;
import hub.service.search.SystemStatus.Condition;
import hub.service.words.PageLanguage;
import hub.service.words.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// docs/reference/metrics.md says what the code says. After a change run this test with
/// `-Dhub.approve=true`, which writes it anew.
class MetricsReferenceTest {

  private static final Path PAGE =
      Path.of(System.getProperty("hub.root", "..")).resolve("docs/reference/metrics.md");

  private static final String INTRODUCTION =
      """
      # Metrics

      `GET /q/metrics` answers in Prometheus' text form. This page is made from the code; a test
      keeps it as it should be. Rules on these metrics lie in `docker/prometheus/alerts.yml`, what
      to do about each in [the runbook](../how-to/runbook-alerts.md), dashboards in
      `docker/grafana`, and what health checks tell in [health](health.md).

      Gauges are read from the search index of the instance that is scraped, when it is scraped;
      nothing is scanned for them. What is counted begins at 0 with the process. With several
      instances each shows what it knows itself: the table says who knows best. JVM and HTTP metrics
      come from Quarkus (`jvm_…`, `process_…`, `system_…`, `http_server_…`).

      | name | type | labels | unit | meaning | normal |
      |---|---|---|---|---|---|
      """;

  private final Words words = Words.in(PageLanguage.EN);

  @Test
  void the_reference_page_says_what_the_code_says() throws IOException {
    var generated = page();
    if (Boolean.getBoolean("hub.approve")) {
      Files.writeString(PAGE, generated);
    }
    assertThat(PAGE)
        .as(
            "docs/reference/metrics.md: run ./mvnw -pl hub-service -am verify"
                + " -Dtest=MetricsReferenceTest -Dhub.approve=true")
        .hasContent(generated);
  }

  @Test
  void names_follow_the_conventions_of_Prometheus() {
    for (var metric : HubMetric.values()) {
      var isCounter = metric.type() == HubMetric.Type.COUNTER;
      assertThat(metric.exposed()).matches("hub(_[a-z]+)+");
      assertThat(metric.exposed().endsWith("_total")).as(metric.exposed()).isEqualTo(isCounter);
      assertThat(metric.exposed().endsWith("_seconds"))
          .as(metric.exposed())
          .isEqualTo(metric.unit().equals("seconds"));
    }
  }

  private String page() {
    var page = new StringBuilder(INTRODUCTION);
    for (var metric : HubMetric.values()) {
      page.append(row(metric));
    }
    page.append(
        "\nA histogram has `_bucket`, `_count`, `_sum` and a `_max` of the last minutes.\n");
    page.append("\n## Labels\n\n| label | values |\n|---|---|\n");
    page.append("| `system` | the names of the tools in `hub.yaml` |\n");
    page.append(label("`condition`", Condition.values()));
    page.append(label("`state`", EngineState.values()));
    page.append(label("`outcome`", HubCounts.Ending.values()));
    page.append(label("`reason`", Reason.values()));
    page.append(label("`kind` of `hub_inputs_total`", HubCounts.Kind.values()));
    page.append(
        "\n## Kinds of matters that need a person\n\n| kind | on the dashboard |\n|---|---|\n");
    for (var kind : AttentionKind.values()) {
      page.append("| `%s` | %s |\n".formatted(kind, words.say("kind." + kind)));
    }
    return page.toString();
  }

  private static String row(HubMetric metric) {
    return "| `%s` | %s | %s | %s | %s | %s |\n"
        .formatted(
            metric.exposed(),
            metric.type().name().toLowerCase(Locale.ROOT),
            metric.labels().stream()
                .map(label -> "`" + label + "`")
                .collect(Collectors.joining(", ")),
            metric.unit(),
            metric.meaning(),
            metric.normal());
  }

  private static String label(String name, Enum<?>[] values) {
    return "| %s | %s |\n"
        .formatted(
            name,
            Arrays.stream(values)
                .map(value -> "`" + value.name() + "`")
                .collect(Collectors.joining(", ")));
  }
}
