package hub.service.check;

import static org.assertj.core.api.Assertions.assertThat;

import hub.connector.check.Finding;
import hub.connector.check.Finding.Verdict;
import hub.engine.format.HubJson;
import hub.service.site.SecretReference;
import hub.service.site.SiteReader;
import hub.simulator.SimulatorOptions;
import hub.simulator.Simulators;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `./hub check` against the simulated tools by HTTP, with one thing wrong at a time.
class SiteCheckTest {

  private static final Path CONFIG =
      Path.of(System.getProperty("hub.root", "..")).resolve("config").toAbsolutePath();

  private static Simulators tools;
  private static Map<String, String> environment = Map.of();

  @TempDir private Path directory = Path.of(".");

  @BeforeAll
  static void start() {
    tools =
        Simulators.start(
            SimulatorOptions.forTests()
                .withSeedIncidents(30)
                .withLocalDesks(Set.of("topdesk", "servicenow", "remedy")));
    var url = tools.url();
    var known = new HashMap<String, String>();
    known.put("CLEARQUEST_URL", url + "/clearquest/cqweb/oslc");
    known.put("JIRA_OPS_URL", url + "/jira-ops");
    known.put("JIRA_SDS_URL", url + "/jira-sds");
    known.put("JIRA_FMK_URL", url + "/jira-fmk");
    known.put("JIRA_FMK_USER", "hub@example.com");
    known.put("TOPDESK_URL", url + "/topdesk/tas/api");
    known.put("SERVICENOW_URL", url + "/servicenow/api/now/v2");
    known.put("REMEDY_URL", url + "/remedy/api");
    known.put("REMEDY_LOGIN_URL", url + "/remedy/api/jwt/login");
    for (var user : List.of("TOPDESK", "SERVICENOW", "REMEDY")) {
      known.put(user + "_USER", "hub");
    }
    known.put("CLEARQUEST_USER", "demo");
    environment = Map.copyOf(known);
  }

  @AfterAll
  static void stop() {
    tools.close();
  }

  @ParameterizedTest
  @CsvSource({
    "nsp, clearquest",
    "nsp, jira-ops",
    "nsp, jira-sds",
    "nsp, jira-fmk",
    "topdesk, topdesk",
    "servicenow, servicenow",
    "remedy, remedy"
  })
  void nothing_is_wrong_with_a_shipped_site_and_nothing_is_written(String site, String system)
      throws IOException, InterruptedException {
    log("DELETE", system);

    var findings = check(CONFIG.resolve(site), system);

    assertThat(findings).noneMatch(one -> one.verdict() == Verdict.WRONG);
    assertThat(findings).anyMatch(one -> one.verdict() == Verdict.OK);
    assertThat(HubJson.mapper().readTree(log("GET", system)))
        .isNotEmpty()
        .allSatisfy(request -> {
          // A log-in gets a token, and a session that is ended frees a licence.
          var line = request.path("method").asText() + " " + request.path("path").asText();
          assertThat(line).matches("GET .*|POST .*/jwt/login|DELETE .*/session/?");
        });
  }

  @ParameterizedTest
  @CsvSource({"clearquest, password", "jira-ops, token", "jira-fmk, password"})
  void credentials_that_are_not_accepted_are_told_from_a_dead_address(
      String system, String property) {
    var site = CONFIG.resolve("nsp");
    var refused = new HashMap<>(environment);
    passwords(refused, "wrong");
    var dead = new HashMap<String, String>();
    environment.forEach(
        (name, value) -> dead.put(name, value.startsWith("http") ? "http://localhost:1/x" : value));
    passwords(dead, "demo");

    wrong(check(site, system, refused), "connection." + property, "HTTP 401");
    assertThat(wrong(check(site, system, dead), "connection.baseUrl", "does not answer").remedy())
        .contains("Correct the address");
  }

  @ParameterizedTest
  @CsvSource({
    "topdesk, topdesk, password",
    "servicenow, servicenow, password",
    "remedy, remedy, clientSecret"
  })
  void a_desk_that_refuses_the_credentials_is_told(String site, String system, String property) {
    var refused = new HashMap<>(environment);
    passwords(refused, "wrong");

    wrong(check(CONFIG.resolve(site), system, refused), "connection." + property, "not accepted");
  }

  @Test
  void an_address_of_something_else_is_told() {
    var elsewhere = new HashMap<>(environment);
    passwords(elsewhere, "demo");
    elsewhere.put("JIRA_OPS_URL", tools.url());

    wrong(check(CONFIG.resolve("nsp"), "jira-ops", elsewhere), "connection.baseUrl", "HTTP 404");
  }

  @Test
  void a_variable_that_is_not_set_is_told_before_anything_is_asked() {
    var findings = check(CONFIG.resolve("nsp"), "jira-ops", environment);

    wrong(findings, "connection.token", "JIRA_OPS_TOKEN is not set");
    assertThat(findings).allMatch(one -> one.verdict() == Verdict.WRONG);
  }

  @Test
  void fields_and_values_that_jira_does_not_have_are_told_each() throws IOException {
    var findings =
        site(
            "jira-ops",
            """
            connection: { issueType: Bug, resolution: Perfect }
            out: { rootCause: Cause }
            values:
              priority: { both: { P1: Blocker } }
              status: { both: { IN_PROGRESS: Doing } }
            """);

    wrong(findings, "out.rootCause", "no field called \"Cause\"");
    wrong(findings, "connection.issueType", "it has Incident");
    wrong(findings, "connection.resolution", "Fixed");
    wrong(findings, "values.status.both.IN_PROGRESS", "\"Doing\", which the tool does not know");
    var unknown = site("jira-ops", "values: { priority: { both: { P1: Blocker } } }");
    assertThat(wrong(unknown, "values.priority.both.P1", "\"Blocker\"").what())
        .contains("it has 1, 2, 3, 4, High, Highest");
    wrong(site("jira-ops", "connection: { project: NONE }"), "connection.project", "HTTP 404");
  }

  @Test
  void fields_and_values_that_clearquest_does_not_have_are_told_each() throws IOException {
    var findings =
        site(
            "clearquest",
            """
            connection: { commentField: Note }
            out: { rootCause: Cause }
            values: { assignee: { both: { OPERATIONS_SUPPLIER: Drift } } }
            """);

    wrong(findings, "out.rootCause", "\"Cause\", which the record type does not have");
    wrong(findings, "connection.commentField", "\"Note\"");
    wrong(findings, "values.assignee.both.OPERATIONS_SUPPLIER", "Driftleverandoer");
    wrong(site("clearquest", "connection: { database: X }"), "connection.database", "It has: NSP");
    wrong(site("clearquest", "connection: { recordType: X }"), "connection.recordType", "X");
  }

  @Test
  void programs_that_do_not_fit_the_desk_are_told() throws IOException {
    Files.writeString(
        directory.resolve("hub.yaml"),
        """
        extends: %s
        systems:
          topdesk:
            connection:
              find: '{path: "/incidents", query: {query: "hubMarker==\\(.marker)"}}'
              choices: '{priority: {path: "/incidents/priorities"}}'
            values: { priority: { both: { P1: Kritisk } } }
        """
            .formatted(CONFIG.resolve("topdesk")));

    var findings = check(directory, "topdesk");

    wrong(findings, "connection.find", "HTTP 400");
    wrong(findings, "values.priority.both.P1", "\"Kritisk\"");
  }

  /// The requests that the simulated tool has had.
  private static String log(String method, String system) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(tools.url() + "/admin/" + system + "/log"))
            .method(method, BodyPublishers.noBody())
            .build();
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.ofString()).body();
    }
  }

  private static Finding wrong(List<Finding> findings, String place, String words) {
    assertThat(findings)
        .anySatisfy(one -> {
          assertThat(one.verdict()).isEqualTo(Verdict.WRONG);
          assertThat(one.place()).isEqualTo(place);
          assertThat(one.what()).contains(words);
          assertThat(one.remedy()).isNotBlank();
        });
    return findings.stream().filter(one -> one.place().equals(place)).findFirst().orElseThrow();
  }

  /// The shipped site with a system that differs in one thing.
  private List<Finding> site(String system, String differs) throws IOException {
    Files.writeString(
        directory.resolve("hub.yaml"),
        "extends: %s\nsystems:\n  %s:\n%s"
            .formatted(CONFIG.resolve("nsp"), system, differs.indent(4)));
    return check(directory, system);
  }

  private static List<Finding> check(Path site, String system) {
    var right = new HashMap<>(environment);
    passwords(right, "demo");
    return check(site, system, right);
  }

  private static List<Finding> check(Path site, String system, Map<String, String> environment) {
    var reading = SiteReader.read(site);
    assertThat(reading.mistakes()).isEmpty();
    return new SiteCheck(reading.site().orElseThrow(), new SecretReference(site, environment::get))
        .run(system);
  }

  private static void passwords(Map<String, String> environment, String secret) {
    for (var system : List.of("CLEARQUEST", "TOPDESK", "SERVICENOW", "REMEDY")) {
      environment.put(system + "_PASSWORD", secret);
    }
    for (var system : List.of("JIRA_OPS", "JIRA_SDS", "JIRA_FMK")) {
      environment.put(system + "_TOKEN", secret);
      environment.put(system + "_WEBHOOK_SECRET", secret);
    }
  }
}
