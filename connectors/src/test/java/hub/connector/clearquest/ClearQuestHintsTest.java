package hub.connector.clearquest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import hub.connector.webhook.Hint;
import hub.connector.webhook.HintReader.NotAHint;
import org.junit.jupiter.api.Test;

class ClearQuestHintsTest {

  private static Hint hint(String json) {
    try {
      return new ClearQuestHints().read(new ObjectMapper().readTree(json)).orElseThrow();
    } catch (JsonProcessingException wrong) {
      throw new IllegalArgumentException(wrong);
    }
  }

  @Test
  void a_record_is_named_by_its_visible_id_its_internal_one_or_its_address() {
    assertThat(hint("{\"id\":\" NSP00000012 \"}")).isEqualTo(new Hint("NSP00000012", false));
    assertThat(hint("{\"id\":\"7-33554433\"}")).isEqualTo(new Hint("7-33554433", false));
    assertThat(hint("{\"id\":\"https://cq/cqweb/oslc/repo/N/db/N/record/7-33554433\"}"))
        .isEqualTo(new Hint("7-33554433", false));
  }

  @Test
  void anything_else_is_no_hint() {
    for (var json :
        new String[] {
          "{}", "[]", "null", "{\"id\":42}", "{\"id\":\"x\\\" or 1\"}", "{\"id\":{\"a\":1}}"
        }) {
      assertThatThrownBy(() -> hint(json)).as(json).isInstanceOf(NotAHint.class);
    }
  }
}
