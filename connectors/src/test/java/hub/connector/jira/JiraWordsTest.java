package hub.connector.jira;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import hub.connector.mapping.CommentMarker;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JiraWordsTest {

  @Test
  void a_comment_runs_no_macro_calls_nobody_and_keeps_its_marker() {
    var comment = JiraWords.comment("Ann: {code}x{code} [~bob] [link]", "nsp-1-c2");

    assertThat(comment).isEqualTo("Ann: \\{code}x\\{code} \\[~bob] [link]\n\n\\[hub:nsp-1-c2]");
    assertThat(CommentMarker.read(comment).marker()).isEqualTo("nsp-1-c2");
  }

  @Test
  void a_comment_is_cut_to_what_jira_takes_without_losing_its_marker() {
    var comment = JiraWords.comment("x".repeat(40_000), "nsp-1-c2");

    assertThat(comment).hasSizeLessThanOrEqualTo(JiraWords.LONGEST_COMMENT);
    assertThat(CommentMarker.read(comment).marker()).isEqualTo("nsp-1-c2");
  }

  @Test
  void a_summary_has_one_line_and_a_limit() {
    assertThat(JiraWords.summary(" a\r\n b \n")).isEqualTo("a b");
    assertThat(JiraWords.summary("😀".repeat(200))).hasSize(254);
  }

  @Test
  void texts_cannot_break_out_of_a_query() {
    assertThat(JiraWords.quoted("a\" OR \"\\")).isEqualTo("\"a\\\" OR \\\"\\\\\"");
    assertThat(JiraWords.phrase("a\" OR x\\")).isEqualTo("\"\\\"a OR x\\\"\"");
  }

  @ParameterizedTest
  @CsvSource({
    "option, Red, '{\"value\":\"Red\"}'",
    "option, 10401, '{\"id\":\"10401\"}'",
    "priority, High, '{\"name\":\"High\"}'",
    "number, 3.50, 3.50",
    "string, text, '\"text\"'",
    "user, ann, '{\"name\":\"ann\"}'",
    "option-with-child, A / B, '{\"value\":\"A\",\"child\":{\"value\":\"B\"}}'"
  })
  void values_have_the_shape_of_their_field(String type, String value, String json)
      throws Exception {
    var schema = new JsonMapper().createObjectNode().put("type", type);

    assertThat(JiraFields.shaped(schema, value, JiraFlavour.DATA_CENTER)).hasToString(json);
    assertThat(JiraFields.shaped(schema, "", JiraFlavour.DATA_CENTER).isNull()).isTrue();
  }

  @Test
  void lists_are_separated_by_commas() {
    var schema = new JsonMapper().createObjectNode().put("type", "array").put("items", "option");

    assertThat(JiraFields.shaped(schema, "A, B", JiraFlavour.DATA_CENTER))
        .hasToString("[{\"value\":\"A\"},{\"value\":\"B\"}]");
    assertThat(JiraFields.shaped(schema, "", JiraFlavour.DATA_CENTER)).isEmpty();
  }

  @Test
  void a_way_through_the_workflow_is_found_step_by_step() throws Exception {
    var paths = WorkflowPaths.parse("To Do > In Progress > Resolved; Resolved > Closed");
    var offered =
        List.of(
            new JsonMapper().readTree("{\"id\":\"1\",\"to\":{\"name\":\"Parked\"}}"),
            new JsonMapper().readTree("{\"id\":\"2\",\"to\":{\"name\":\"In Progress\"}}"));

    assertThat(paths.next(offered, "To Do", "Closed"))
        .hasValueSatisfying(step -> assertThat(step.path("id").asText()).isEqualTo("2"));
    assertThat(paths.next(offered, "Closed", "To Do")).isEmpty();
    assertThat(WorkflowPaths.parse("").next(offered, "To Do", "Closed")).isEmpty();
  }
}
