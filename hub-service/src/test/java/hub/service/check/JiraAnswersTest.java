package hub.service.check;

import static org.assertj.core.api.Assertions.assertThat;

import hub.connector.Sighting;
import hub.connector.check.Finding;
import hub.connector.check.Finding.Verdict;
import hub.connector.check.ToolDoor;
import hub.connector.http.ToolResponse;
import hub.connector.jira.JiraCheck;
import hub.service.site.SiteReader;
import hub.simulator.SimulatorOptions;
import hub.simulator.Simulators;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a Jira can answer that the simulated one does not, made of its answers on the way.
class JiraAnswersTest {

  private static final Path NSP =
      Path.of(System.getProperty("hub.root", "..")).resolve("config/nsp");

  private Simulators tools;

  @BeforeEach
  void start() {
    tools = Simulators.start(SimulatorOptions.forTests().withSeedIncidents(40));
  }

  @AfterEach
  void stop() {
    tools.close();
  }

  @Test
  void a_status_to_which_no_transition_leads_is_told() {
    // The administrator has taken Close away: the account is offered no way to it.
    var findings =
        check("/transitions", answer -> answer.replaceAll("\\{\"id\":\"61\"[^}]*}[^}]*}},?", ""));

    assertThat(findings)
        .filteredOn(one -> one.verdict() == Verdict.WRONG)
        .singleElement()
        .satisfies(one -> {
          assertThat(one.place()).isEqualTo("values.status.both.CLOSED");
          assertThat(one.what()).contains("\"Closed\", to which no transition leads");
        });
  }

  @Test
  void a_status_is_not_called_unreachable_where_no_issue_can_be_asked() {
    tools.close();
    tools = Simulators.start(SimulatorOptions.forTests());

    var findings = check("", answer -> answer);

    assertThat(findings).noneMatch(one -> one.verdict() == Verdict.WRONG);
    assertThat(findings)
        .filteredOn(one -> one.place().equals("values.status"))
        .anySatisfy(one -> assertThat(one.verdict()).isEqualTo(Verdict.UNKNOWN));
  }

  @Test
  void a_right_that_is_not_granted_is_told() {
    var findings =
        check(
            "/mypermissions",
            answer ->
                answer.replaceFirst(
                    "(\"TRANSITION_ISSUES\",\"type\":\"PROJECT\",\"havePermission\":)true",
                    "$1false"));

    assertThat(findings)
        .anySatisfy(one -> {
          assertThat(one.verdict()).isEqualTo(Verdict.WRONG);
          assertThat(one.what()).isEqualTo("does not grant the account Transition Issues");
        });
  }

  @Test
  void a_field_that_is_not_on_the_screen_is_told() {
    var findings =
        check("/createmeta/", answer -> answer.replace("customfield_10303", "customfield_1"));

    assertThat(findings)
        .anySatisfy(one -> {
          assertThat(one.place()).isEqualTo("out.rootCause");
          assertThat(one.what()).contains("not on the screen");
        });
  }

  @Test
  void a_webhook_is_looked_for_where_the_account_may_see_it() {
    var registered = "[{\"url\":\"https://hub.example/webhooks/jira-ops\",\"enabled\":true}]";

    assertThat(check("/rest/webhooks/1.0/webhook", _ -> registered))
        .anyMatch(
            one -> one.place().equals("connection.webhookSecret") && one.verdict() == Verdict.OK);
    assertThat(check("/rest/webhooks/1.0/webhook", _ -> "[]"))
        .anyMatch(one ->
            one.place().equals("connection.webhookSecret") && one.verdict() == Verdict.WRONG);
    assertThat(check("", answer -> answer))
        .anyMatch(one ->
            one.place().equals("connection.webhookSecret") && one.verdict() == Verdict.UNKNOWN);
  }

  /// @param changed part of the path whose answers are others than the simulated Jira's
  private List<Finding> check(String changed, UnaryOperator<String> change) {
    var shipped =
        SiteReader.read(NSP).site().orElseThrow().config().system("jira-ops").orElseThrow();
    var connection = new HashMap<>(shipped.connection());
    connection.putAll(
        Map.of("baseUrl", tools.url() + "/jira-ops", "token", "demo", "webhookSecret", "demo"));
    var door = new ChangedAnswers(tools.url() + "/jira-ops", changed, change);
    return new JiraCheck("jira-ops", shipped.withConnection(connection), true).run(door);
  }

  /// The way to the tool, with something else in some of its answers.
  private record ChangedAnswers(String url, String changed, UnaryOperator<String> change)
      implements ToolDoor {

    @Override
    public ToolResponse ask(Ask ask) {
      var query = ask.query().isEmpty() ? "" : "?" + ask.query();
      var request =
          HttpRequest.newBuilder(URI.create(url + ask.path() + query))
              .header("Authorization", "Bearer demo")
              .build();
      try (var client = HttpClient.newHttpClient()) {
        var answer = client.send(request, BodyHandlers.ofString());
        var isChanged = !changed.isEmpty() && ask.path().contains(changed);
        var text = isChanged ? change.apply(answer.body()) : answer.body();
        var status = isChanged ? 200 : answer.statusCode();
        return new ToolResponse(status, Map.of(), text.getBytes(StandardCharsets.UTF_8));
      } catch (IOException failed) {
        throw new IllegalStateException(failed);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(stopped);
      }
    }

    @Override
    public Optional<Sighting> read(String ticket) {
      return Optional.empty();
    }
  }
}
