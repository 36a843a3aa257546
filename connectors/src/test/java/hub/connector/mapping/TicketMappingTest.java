package hub.connector.mapping;

import static hub.connector.TestSystem.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import hub.connector.TestSystem;
import hub.ticket.Change;
import hub.ticket.Field;
import hub.ticket.Reference;
import hub.ticket.TicketRef;
import hub.ticket.Version;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TicketMappingTest {

  private static final String AS_IT_IS = ".";

  @Test
  void a_payload_becomes_a_ticket_with_canonical_values() throws Exception {
    var ticket =
        mapping(AS_IT_IS)
            .map(
                json(
                    """
                    {"id":"10001","key":"DRIFT-1","kind":"Incident",
                     "version":"2026-01-16T21:59:19.673+0100",
                     "fields":{"title":"Login fails","priority":["2","High"],
                       "description":null,"size":3},
                     "counterparts":{"clearquest":" NSP00000042 "},
                     "comments":[{"id":"7","author":"ann","writtenAt":"2026-01-16T20:00:00Z",
                       "text":"From NSP: hello\\n\\n[hub:nsp-1-c3]","restricted":true}],
                     "references":[{"kind":"RELATED","system":"jira-sds","key":"SDS-4"}],
                     "marker":"nsp-1-jira-ops-0","createdAt":"2026-01-16T19:00:00.000+0000",
                     "lastChange":{"at":"2026-01-16T21:59:19.673+0100","by":"ann"},
                     "changes":{"priority":{"at":1768597159673,"by":"bob"}}}\
                    """));

    assertThat(ticket.ref()).isEqualTo(new TicketRef("jira-ops", "10001"));
    assertThat(ticket.version())
        .isEqualTo(new Version(Instant.parse("2026-01-16T20:59:19.673Z").toEpochMilli()));
    assertThat(ticket.fields().values())
        .containsEntry(Field.TITLE, "Login fails")
        .containsEntry(Field.PRIORITY, "P2")
        .containsEntry(Field.DESCRIPTION, "")
        .containsEntry(new Field("size"), "3")
        .containsEntry(Field.counterpart("clearquest"), "NSP00000042");
    assertThat(ticket.comments().getFirst().text()).isEqualTo("From NSP: hello");
    assertThat(ticket.comments().getFirst().marker()).isEqualTo("nsp-1-c3");
    assertThat(ticket.comments().getFirst().isRestricted()).isTrue();
    assertThat(ticket.commentsRead()).isTrue();
    assertThat(ticket.references())
        .containsExactly(
            new Reference(Reference.Kind.SAME, "clearquest", "NSP00000042"),
            new Reference(Reference.Kind.RELATED, "jira-sds", "SDS-4"));
    assertThat(ticket.changes())
        .containsEntry(
            Field.PRIORITY, new Change(Instant.ofEpochMilli(1768597159673L), "bob", true));
    assertThat(ticket.marker()).isEqualTo("nsp-1-jira-ops-0");
  }

  @Test
  void every_mistake_of_a_payload_is_named_at_once() throws Exception {
    var payload =
        json(
            """
            {"key":"DRIFT-1","fields":{"priority":"Urgent","status":"Waiting","title":{"a":1}},
             "createdAt":"yesterday","refused":"it has a security level","commments":[]}\
            """);

    assertThatThrownBy(() -> mapping(AS_IT_IS).map(payload))
        .isInstanceOfSatisfying(
            MappingProblem.class,
            problem ->
                assertThat(problem.reasons())
                    .anySatisfy(reason ->
                        assertThat(reason)
                            .isEqualTo(
                                "jira-ops: priority \"Urgent\" is not in the value map, which has"
                                    + " [Highest, High]; add it under"
                                    + " systems.jira-ops.values.priority"))
                    .anySatisfy(reason -> assertThat(reason).contains("status \"Waiting\""))
                    .anySatisfy(reason -> assertThat(reason).contains("title must be a text"))
                    .anySatisfy(reason -> assertThat(reason).contains("no internal id"))
                    .anySatisfy(reason -> assertThat(reason).contains("createdAt is not a time"))
                    .anySatisfy(reason -> assertThat(reason).contains("security level"))
                    .anySatisfy(reason -> assertThat(reason).contains("\"commments\"")));
  }

  @Test
  void a_mistake_in_the_jq_is_named_with_its_line() {
    assertThatThrownBy(() -> mapping("{\n  id: .id,\n  key: .key |\n}"))
        .isInstanceOfSatisfying(
            Jq.JqProblem.class,
            problem -> {
              assertThat(problem.line()).isEqualTo(4);
              assertThat(problem.where()).isEqualTo("systems.jira-ops.in");
            });
  }

  @Test
  void a_function_that_is_not_there_is_named_before_any_payload_comes() {
    assertThatThrownBy(() -> mapping("{\n  id: .id,\n  key: trimmed(.key)\n}"))
        .isInstanceOf(Jq.JqProblem.class)
        .hasMessage("systems.jira-ops.in:3: Function trimmed/1 does not exist");
  }

  @Test
  void a_sites_jq_can_build_on_the_shipped_one() throws Exception {
    var config = TestSystem.of("sample", "shipped | .key = \"X-\" + .key", Map.of(), Map.of());

    assertThat(TicketMapping.of("s", config).map(json("{\"id\":\"1\",\"name\":\"7\"}")).key())
        .isEqualTo("X-7");
  }

  @Test
  void jq_that_makes_no_value_or_two_is_refused() {
    assertThatThrownBy(() -> mapping("empty").map(json("{}"))).hasMessageContaining("no value");
    assertThatThrownBy(() -> mapping("., .").map(json("{}"))).hasMessageContaining("more than one");
    assertThatThrownBy(() -> mapping("error(\"broken\")").map(json("{}")))
        .isInstanceOf(MappingProblem.class)
        .hasMessageContaining("broken");
  }

  @Test
  void jq_sees_no_environment() throws Exception {
    var payload = json("{\"id\":\"1\"}");

    assertThat(mapping("{id, key: ($ENV | tostring), kind: (env | tostring)}").map(payload))
        .satisfies(ticket -> assertThat(ticket.key() + ticket.kind()).isEqualTo("{}{}"));
  }

  @Test
  void an_explanation_names_the_line_and_the_value_map_of_each_field() throws Exception {
    var explained =
        mapping("{\n  id: .id,\n  fields: {\n    priority: .prio,\n    title: .head\n  }\n}")
            .explain(json("{\"id\":\"1\",\"prio\":\"High\",\"head\":\"Hi\"}"));

    assertThat(explained.ticket()).isPresent();
    assertThat(explained.rules().getFirst())
        .isEqualTo(
            new MappingExplanation.FieldRule(
                Field.PRIORITY,
                "High",
                "P2",
                List.of(
                    "systems.jira-ops.in:4: priority: .prio,",
                    "systems.jira-ops.values.priority: High → P2")));
  }

  @Test
  void outgoing_fields_name_what_the_tool_cannot_hold() {
    var config =
        TestSystem.of("jira", null, Map.of(), Map.of(Field.PRIORITY, map("P1", "Highest")));
    var fields =
        hub.ticket.Fields.of(
            Map.of(Field.TITLE, "Hi", Field.PRIORITY, "P4", Field.ROOT_CAUSE, "none"));

    var out =
        OutgoingFields.of(
            "jira-ops", config, Map.of(Field.TITLE, "summary", Field.PRIORITY, "priority"), fields);

    assertThat(out.fields())
        .containsExactly(new OutgoingFields.ToolField(Field.TITLE, "summary", "Hi"));
    assertThat(out.refused()).containsOnlyKeys(Field.PRIORITY, Field.ROOT_CAUSE);
  }

  private static TicketMapping mapping(String in) {
    return TicketMapping.of(
        "jira-ops",
        TestSystem.of(
            "test", in, Map.of(), Map.of(Field.PRIORITY, map("P1", "Highest", "P2", "High"))));
  }

  private static JsonNode json(String text) throws JsonProcessingException {
    return new JsonMapper().readTree(text);
  }
}
