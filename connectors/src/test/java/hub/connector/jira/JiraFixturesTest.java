package hub.connector.jira;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import hub.config.ValueMap;
import hub.connector.TestSystem;
import hub.connector.http.ToolResponse;
import hub.connector.http.ToolTrouble;
import hub.connector.mapping.MappingProblem;
import hub.connector.mapping.TicketMapping;
import hub.delivery.DeliveryAnswer.FieldsRefused;
import hub.ticket.Field;
import hub.ticket.Ticket;
import hub.ticket.Ticket.Presence;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.camel.impl.engine.SimpleCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Payloads that Jiras of several kinds and ages really sent: each is read, or refused for a
/// reason.
class JiraFixturesTest {

  private static final Path FIXTURES =
      Path.of(System.getProperty("hub.shared", "absent"), "fixtures", "jira");
  private static final JsonMapper JSON = new JsonMapper();

  /// What is asked of each fixture.
  private static final Map<String, Consumer<JsonNode>> EXPECTED = expected();

  @BeforeAll
  static void fixturesAreThere() {
    assumeTrue(
        Files.isDirectory(FIXTURES), "the fixtures are not there (-Dhub.shared=…): not read");
  }

  static Stream<String> fixtures() throws IOException {
    if (!Files.isDirectory(FIXTURES)) {
      return Stream.of("absent");
    }
    try (var files = Files.list(FIXTURES)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".json"))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void a_payload_is_read_or_refused_for_its_reason(String name) throws IOException {
    var expected = Objects.requireNonNull(EXPECTED.get(name), () -> "nothing is asked of " + name);
    expected.accept(JSON.readTree(Files.readString(FIXTURES.resolve(name))));
  }

  @Test
  void no_expectation_is_without_its_payload() throws IOException {
    assertThat(fixtures().toList()).containsExactlyInAnyOrderElementsOf(EXPECTED.keySet());
  }

  private static Map<String, Consumer<JsonNode>> expected() {
    var all = new TreeMap<String, Consumer<JsonNode>>();
    webhooks(all);
    issues(all);
    answers(all);
    all.put(
        "webhook.mm.issue-created-with-security-level.json",
        payload -> {
          assertThat(new JiraHints().read(payload)).isPresent();
          assertThatThrownBy(() -> mapped(payload))
              .isInstanceOf(MappingProblem.class)
              .hasMessageContaining("security level");
        });
    return all;
  }

  private static void webhooks(Map<String, Consumer<JsonNode>> all) {
    for (var whole :
        List.of(
            "cloud-issue-created-many-fields",
            "cloud-issue-updated-custom-field",
            "issue-updated-resolved",
            "issue-updated-multiple-values",
            "issue-assigned-empty-changelog",
            "issue-updated-assigned-on-server",
            "server-issue-updated-resolved",
            "server-issue-updated-comment-edited",
            "server-old-issue-updated-no-event-type-commented",
            "server-updated-custom-field",
            "cloud-comment-created",
            "cloud-comment-created-mention-user",
            "cloud-comment-deleted")) {
      all.put(
          "webhook.mm." + whole + ".json",
          payload -> {
            var hint = new JiraHints().read(payload).orElseThrow();
            assertThat(hint.saysDeleted()).isFalse();
            var ticket = mapped(payload);
            assertThat(ticket.ref().id()).isEqualTo(hint.ticketId());
            assertThat(ticket.key()).isEqualTo(payload.at("/issue/key").asText());
            assertThat(ticket.fields().getOrEmpty(Field.STATUS)).isEqualTo("IN_PROGRESS");
          });
    }
    all.put(
        "webhook.mm.issue-deleted.json",
        payload -> {
          assertThat(new JiraHints().read(payload).orElseThrow().saysDeleted()).isTrue();
          assertThat(mapped(payload).presence()).isEqualTo(Presence.DELETED);
        });
    // Without an issue the id comes from the comment's address; there is nothing to be mapped.
    for (var hintOnly : List.of("server-comment-created", "server-comment-deleted")) {
      all.put(
          "webhook.mm." + hintOnly + ".json",
          payload -> {
            var self = payload.at("/comment/self").asText();
            var hint = new JiraHints().read(payload).orElseThrow();
            assertThat(self).contains("/issue/" + hint.ticketId() + "/comment/");
            assertThatThrownBy(() -> mapped(payload)).hasMessageContaining("no issue");
          });
    }
  }

  private static void issues(Map<String, Consumer<JsonNode>> all) {
    all.put(
        "http.dd.issue-get-200.json",
        payload -> {
          var ticket = mapped(payload.at("/response/body"));
          assertThat(ticket.version().isKnown()).isTrue();
          assertThat(ticket.createdAt()).isBefore(Instant.now());
        });
    all.put(
        "http.dd.issue-with-comments-200.json",
        payload -> {
          var ticket = mapped(payload.at("/response/body"));
          assertThat(ticket.commentsRead()).isTrue();
          assertThat(ticket.comments()).isNotEmpty();
        });
    all.put(
        "http.dd.agile-epic-issues-200.json",
        payload ->
            payload
                .at("/response/body/issues")
                .forEach(issue -> assertThat(mapped(issue)).isNotNull()));
    all.put(
        "docexample.cloud-v3.search-jql-page.json",
        payload ->
            payload
                .path("issues")
                .forEach(issue ->
                    assertThat(mapped(issue).fields().getOrEmpty(Field.DESCRIPTION))
                        .isEqualTo("Main order flow broken")));
    all.put(
        "rest.jrjc.issue-all-expanded.json",
        payload ->
            assertThat(mapped(payload).fields().getOrEmpty(Field.STATUS)).isEqualTo("IN_PROGRESS"));
    all.put(
        "rest.jrjc.issue-with-changelog.json",
        payload -> {
          var ticket = mapped(payload);
          assertThat(ticket.changes()).isNotEmpty();
          assertThat(ticket.changes().values()).allMatch(change -> change.isExact());
        });
    all.put(
        "rest.jrjc.issue-restricted-comments.json",
        payload ->
            assertThat(mapped(payload).comments())
                .extracting(comment -> comment.isRestricted())
                .containsExactly(true, false, true, false));
  }

  private static void answers(Map<String, Consumer<JsonNode>> all) {
    all.put(
        "http.dd.field-list-200.json",
        payload -> {
          var fields = new JiraFields(payload.at("/response/body"), JiraFlavour.DATA_CENTER);
          assertThat(fields.id("Summary")).isEqualTo("summary");
          assertThat(fields.id("summary")).isEqualTo("summary");
          assertThatThrownBy(() -> fields.id("No such field"))
              .isInstanceOf(JiraFields.NoSuchField.class);
          payload
              .at("/response/body")
              .forEach(
                  field -> assertThat(fields.shaped(field.path("id").asText(), "1")).isNotNull());
        });
    for (var success :
        List.of(
            "issue-create-201", "issue-update-204", "issue-transition-204", "comment-create-201")) {
      all.put(
          "http.dd." + success + ".json",
          payload -> assertThat(accepted(recorded(payload)).isSuccess()).isTrue());
    }
    all.put(
        "docexample.cloud-v3.remotelink-400.json",
        payload ->
            assertThatThrownBy(() ->
                    accepted(
                        new ToolResponse(
                            400, Map.of(), payload.toString().getBytes(StandardCharsets.UTF_8))))
                .isInstanceOfSatisfying(
                    ToolTrouble.class,
                    trouble ->
                        assertThat(((FieldsRefused) trouble.answer()).cause())
                            .contains("'title' is required.")));
    all.put(
        "rest.gj.remote-links.json",
        payload ->
            assertThat(payload.findValuesAsText("globalId"))
                .noneMatch(id -> id.startsWith("incident-hub")));
    all.put(
        "rest.gj.transitions-with-fields.json",
        payload ->
            assertThat(payload.path("transitions"))
                .anyMatch(transition -> JiraTransitions.leadsTo(transition, "Closed"))
                .anyMatch(transition -> JiraTransitions.leadsTo(transition, "10000")));
    metadata(all);
  }

  private static void metadata(Map<String, Consumer<JsonNode>> all) {
    // Values, not references to them: these tables are for people who write value maps.
    all.put(
        "rest.gj.priorities.json",
        payload ->
            assertThat(payload).allMatch(priority -> !priority.path("name").asText().isEmpty()));
    // The connector asks for none of these: what it needs of them comes with the issue, its
    // transitions, or the refusal of a write.
    for (var notAskedFor :
        List.of(
            "http.dd.createmeta-deprecated",
            "rest.mm.server-createmeta",
            "rest.jrjc.createmeta-allowedvalues-array-of-array",
            "http.dd.serverinfo",
            "rest.gj.issuelinktypes",
            "rest.jrjc.issue-links",
            "docexample.cloud-v3.changelog-page")) {
      all.put(
          notAskedFor + ".json",
          payload ->
              assertThatThrownBy(() ->
                      mapped(
                          payload.at("/response/body").isMissingNode()
                              ? payload
                              : payload.at("/response/body")))
                  .isInstanceOf(MappingProblem.class));
    }
  }

  private static ToolResponse recorded(JsonNode exchange) {
    var headers = new HashMap<String, String>();
    exchange
        .at("/response/headers")
        .properties()
        .forEach(header -> headers.put(header.getKey(), header.getValue().asText()));
    var body = exchange.at("/response/body");
    return new ToolResponse(
        exchange.at("/response/status").asInt(),
        headers,
        body.isNull() ? new byte[0] : body.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static ToolResponse accepted(ToolResponse response) {
    var exchange = new DefaultExchange(new SimpleCamelContext());
    exchange.getMessage().setBody(response);
    return JiraAnswers.success(exchange, Map.of(), Instant.now());
  }

  private static Ticket mapped(JsonNode payload) {
    var values = new HashMap<Field, ValueMap>();
    values.put(Field.PRIORITY, every(payload, "priority", "P2"));
    values.put(Field.STATUS, every(payload, "status", "IN_PROGRESS"));
    return TicketMapping.of("jira", TestSystem.of("jira", null, Map.of(), values)).map(payload);
  }

  /// The names are each site's own; here they all mean the same.
  private static ValueMap every(JsonNode payload, String field, String canonical) {
    var in = new HashMap<String, String>();
    var found = new ArrayList<JsonNode>(payload.findValues(field));
    found.forEach(value -> in.put(value.path("name").asText(), canonical));
    in.remove("");
    return new ValueMap(Map.of(), in, Map.of());
  }
}
