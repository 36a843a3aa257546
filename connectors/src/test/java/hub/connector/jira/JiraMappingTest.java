package hub.connector.jira;

import static hub.connector.TestSystem.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hub.connector.TestSystem;
import hub.connector.mapping.MappingProblem;
import hub.connector.mapping.TicketMapping;
import hub.ticket.Change;
import hub.ticket.Field;
import hub.ticket.Reference;
import hub.ticket.Ticket;
import hub.ticket.Version;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JiraMappingTest {

  private static final String ISSUE =
      """
      {"id":"10001","key":"DRIFT-1",
       "names":{"customfield_10301":"ClearQuest ID","customfield_10302":"User impact",
                "customfield_10303":"Root cause","summary":"Summary"},
       "properties":{"incident-hub":{"marker":"nsp-1"}},
       "fields":{
         "summary":"Login fails","description":"Since 8","issuetype":{"name":"Incident"},
         "priority":{"id":"2","name":"High"},"status":{"id":"3","name":"In Progress"},
         "created":"2026-01-16T21:00:00.000+0100","updated":"2026-01-16T22:00:00.123+0100",
         "labels":["db","hub-nsp-1"],
         "customfield_10301":" NSP00000042 ","customfield_10302":{"id":"10401","value":"Yes"},
         "customfield_10303":null,
         "issuelinks":[{"type":{"name":"Relates"},"outwardIssue":{"key":"DRIFT-9"}}],
         "comment":{"total":2,"comments":[
           {"id":"7","author":{"name":"ann","displayName":"Ann"},
            "created":"2026-01-16T21:30:00.000+0100","body":"secret",
            "visibility":{"type":"role","value":"Administrators"}},
           {"id":"8","author":{"name":"hub"},"created":"2026-01-16T21:31:00.000+0100",
            "body":"Bo: hello\\r\\n\\r\\n\\\\[hub:nsp-1-c2]"}]}},
       "changelog":{"histories":[
         {"id":"99","created":"2026-01-16T21:10:00.000+0100","author":{"name":"ann"},
          "items":[{"field":"priority","toString":"Low"},{"field":"Root cause"}]},
         {"id":"100","created":"2026-01-16T22:00:00.123+0100","author":{"name":"bo"},
          "items":[{"field":"priority","toString":"High"},{"field":"RemoteIssueLink"}]}]}}\
      """;

  @Test
  void an_issue_is_read_with_its_custom_fields_by_name() throws Exception {
    var ticket = mapped(ISSUE);

    assertThat(ticket.ref().toString()).isEqualTo("jira-ops:10001");
    assertThat(ticket.key()).isEqualTo("DRIFT-1");
    assertThat(ticket.kind()).isEqualTo("Incident");
    assertThat(ticket.marker()).isEqualTo("nsp-1");
    assertThat(ticket.version())
        .isEqualTo(new Version(Instant.parse("2026-01-16T21:00:00.123Z").toEpochMilli()));
    assertThat(ticket.fields().values())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                Field.TITLE,
                "Login fails",
                Field.DESCRIPTION,
                "Since 8",
                Field.PRIORITY,
                "P2",
                Field.STATUS,
                "IN_PROGRESS",
                Field.USER_IMPACT,
                "yes",
                Field.ROOT_CAUSE,
                "",
                Field.counterpart("clearquest"),
                "NSP00000042"));
    assertThat(ticket.references())
        .contains(
            new Reference(Reference.Kind.SAME, "clearquest", "NSP00000042"),
            new Reference(Reference.Kind.MENTION, "jira-ops", "DRIFT-9"));
  }

  @Test
  void the_changelog_says_who_changed_which_field_last() throws Exception {
    var ticket = mapped(ISSUE);

    assertThat(ticket.changes())
        .containsOnly(
            Map.entry(
                Field.PRIORITY, new Change(Instant.parse("2026-01-16T21:00:00.123Z"), "bo", true)),
            Map.entry(
                Field.ROOT_CAUSE, new Change(Instant.parse("2026-01-16T20:10:00Z"), "ann", true)));
    assertThat(ticket.lastChange())
        .isEqualTo(new Change(Instant.parse("2026-01-16T21:00:00.123Z"), "bo", false));
  }

  @Test
  void a_changelog_may_have_the_newest_entry_first() throws Exception {
    var issue = (ObjectNode) json(ISSUE);
    var histories =
        (com.fasterxml.jackson.databind.node.ArrayNode) issue.at("/changelog/histories");
    histories.add(histories.remove(0));

    assertThat(mapping().map(issue).changes().get(Field.PRIORITY))
        .isEqualTo(new Change(Instant.parse("2026-01-16T21:00:00.123Z"), "bo", true));
  }

  @Test
  void restricted_comments_are_flagged_and_mirrors_known_by_their_marker() throws Exception {
    var comments = mapped(ISSUE).comments();

    assertThat(comments.get(0).isRestricted()).isTrue();
    assertThat(comments.get(0).isMirror()).isFalse();
    assertThat(comments.get(1).marker()).isEqualTo("nsp-1-c2");
    assertThat(comments.get(1).text()).isEqualTo("Bo: hello");
  }

  @Test
  void comments_that_are_not_complete_are_not_taken_for_all_there_are() throws Exception {
    assertThat(mapped(ISSUE.replace("\"total\":2", "\"total\":99")).commentsRead()).isFalse();
  }

  @Test
  void the_label_serves_as_marker_unless_the_issue_is_a_clone() throws Exception {
    var bare = ISSUE.replace("\"properties\":{\"incident-hub\":{\"marker\":\"nsp-1\"}},", "");

    assertThat(mapped(bare).marker()).isEqualTo("nsp-1");
    assertThat(mapped(bare.replace("Relates", "Cloners")).marker()).isEmpty();
  }

  @Test
  void an_issue_with_a_security_level_is_refused() {
    assertThatThrownBy(() ->
            mapped(ISSUE.replace("\"labels\":", "\"security\":{\"name\":\"Staff\"},\"labels\":")))
        .isInstanceOf(MappingProblem.class)
        .hasMessageContaining("security level");
  }

  @Test
  void two_fields_of_one_name_are_refused_with_their_ids() {
    assertThatThrownBy(() ->
            mapped(
                ISSUE.replace(
                    "\"customfield_10303\":\"Root cause\"",
                    "\"customfield_10303\":\"ClearQuest ID\"")))
        .hasMessageContaining("customfield_10301")
        .hasMessageContaining("customfield_10303");
  }

  @Test
  void a_status_may_be_mapped_by_its_id() throws Exception {
    var byId =
        TicketMapping.of(
            "jira-ops",
            TestSystem.of(
                "jira",
                null,
                Map.of(),
                Map.of(Field.PRIORITY, map("P2", "2"), Field.STATUS, map("IN_PROGRESS", "3"))));

    assertThat(byId.map(json(ISSUE)).fields().getOrEmpty(Field.STATUS)).isEqualTo("IN_PROGRESS");
  }

  @Test
  void a_payload_that_is_no_issue_is_refused() {
    assertThatThrownBy(() -> mapped("{\"errorMessages\":[\"gone\"]}"))
        .hasMessageContaining("no issue");
    assertThatThrownBy(() -> mapped("[1,2]")).isInstanceOf(MappingProblem.class);
    assertThatThrownBy(() -> mapped("\"text\"")).isInstanceOf(MappingProblem.class);
    assertThatThrownBy(() -> mapped("{\"id\":{\"a\":1},\"fields\":[]}"))
        .isInstanceOf(MappingProblem.class);
  }

  private static Ticket mapped(String issue) throws Exception {
    return mapping().map(json(issue));
  }

  private static TicketMapping mapping() {
    return TicketMapping.of(
        "jira-ops",
        TestSystem.of(
            "jira",
            null,
            Map.of(
                Field.USER_IMPACT,
                "User impact",
                Field.ROOT_CAUSE,
                "Root cause",
                Field.TITLE,
                "summary",
                Field.PRIORITY,
                "priority",
                Field.STATUS,
                "status",
                Field.counterpart("clearquest"),
                "ClearQuest ID"),
            Map.of(
                Field.PRIORITY, map("P2", "High"),
                Field.STATUS, map("IN_PROGRESS", "In Progress"),
                Field.USER_IMPACT, map("yes", "Yes"))));
  }

  private static JsonNode json(String text) throws Exception {
    return new JsonMapper().readTree(text);
  }
}
