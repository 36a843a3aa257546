package hub.connector.jira;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import hub.connector.webhook.Hint;
import hub.connector.webhook.HintReader.NotAHint;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JiraHintsTest {

  @Test
  void a_webhook_names_its_issue_by_id() throws Exception {
    assertThat(read("{\"webhookEvent\":\"jira:issue_updated\",\"issue\":{\"id\":\"10001\"}}"))
        .contains(new Hint("10001", false));
    assertThat(read("{\"webhookEvent\":\"jira:issue_deleted\",\"issue\":{\"id\":\"10001\"}}"))
        .contains(new Hint("10001", true));
  }

  @Test
  void what_is_not_about_an_issue_is_left_alone() throws Exception {
    assertThat(read("{\"webhookEvent\":\"user_created\",\"user\":{}}")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "\"text\"",
        "{\"webhookEvent\":\"jira:issue_updated\"}",
        "{\"webhookEvent\":\"jira:issue_updated\",\"issue\":{\"id\":\"../../admin\"}}",
        "{\"webhookEvent\":\"comment_created\",\"comment\":{\"self\":\"http://x/issue/a\"}}"
      })
  void what_makes_no_sense_is_refused(String payload) {
    assertThatThrownBy(() -> read(payload)).isInstanceOf(NotAHint.class);
  }

  private static Optional<Hint> read(String payload) throws Exception {
    return new JiraHints().read(new JsonMapper().readTree(payload));
  }
}
