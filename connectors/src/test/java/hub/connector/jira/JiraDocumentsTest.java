package hub.connector.jira;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import hub.config.TextForm;
import hub.connector.mapping.DocumentText;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Texts become documents of Jira Cloud, and say the same when they are read back.
class JiraDocumentsTest {

  private static final JsonMapper JSON = new JsonMapper();

  /// What people write, and what they should not.
  private static final List<String> PIECES =
      List.of(
          "a",
          "Ærø – 😀",
          " ",
          "\t",
          "\n",
          "\n",
          "\n\n",
          "\r\n",
          "\r",
          "- et punkt",
          "1. først",
          "> citat",
          "{code}",
          "[~accountid:1]",
          "@Ann",
          "https://x.example.com/a?b=c&d=%20.",
          "(http://y.example.com)",
          "\u00a0",
          "e\u0301",
          "[hub:nsp-1-c2]",
          "\"\\/",
          "<b>");

  @RepeatedTest(400)
  void any_text_says_the_same_when_it_is_read_back(RepetitionInfo repetition) {
    var random = new Random(repetition.getCurrentRepetition());
    var text = new StringBuilder();
    for (var i = random.nextInt(12); i >= 0; i--) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }

    var document = JiraDocuments.of(text.toString());

    assertThat(TextForm.PLAIN.of(DocumentText.of(document)))
        .as("seed %d: %s", repetition.getCurrentRepetition(), document)
        .isEqualTo(TextForm.PLAIN.of(text.toString()));
    assertThat(document.findValuesAsText("text")).doesNotContain("");
  }

  @Test
  void paragraphs_and_line_breaks_stay_what_they_are() {
    assertThat(JiraDocuments.of("Since 8.\r\nSecond line.\n\nNew paragraph."))
        .hasToString(
            """
            {"type":"doc","version":1,"content":[{"type":"paragraph","content":[\
            {"type":"text","text":"Since 8."},{"type":"hardBreak"},\
            {"type":"text","text":"Second line."}]},\
            {"type":"paragraph","content":[{"type":"text","text":"New paragraph."}]}]}\
            """);
  }

  @Test
  void a_web_address_can_be_followed_and_ends_before_the_full_stop() {
    var link = JiraDocuments.of("See https://x.example.com/a?b=1.").at("/content/0/content/1");

    assertThat(link.path("text").asText()).isEqualTo("https://x.example.com/a?b=1");
    assertThat(link.at("/marks/0/attrs/href")).isEqualTo(link.path("text"));
  }

  @Test
  void characters_that_nobody_can_read_are_left_out() {
    assertThat(DocumentText.of(JiraDocuments.of("a\u0000b\u001bc"))).isEqualTo("abc");
  }

  @Test
  void a_text_beyond_the_limit_is_cut_and_shows_it() {
    var cut = DocumentText.of(JiraFlavour.CLOUD.text("😀".repeat(20_000)));

    assertThat(cut).hasSizeLessThanOrEqualTo(JiraWords.LONGEST_TEXT).endsWith("😀…");
    assertThat(DocumentText.of(JiraFlavour.CLOUD.comment("x".repeat(40_000), "m-1")))
        .hasSizeLessThanOrEqualTo(JiraWords.LONGEST_COMMENT)
        .endsWith("…\n\n[hub:m-1]");
  }

  @Test
  void users_are_named_by_account_id_and_texts_of_one_line_stay_texts() {
    var user = JSON.createObjectNode().put("type", "user");
    var line =
        JSON.createObjectNode().put("type", "string").put("custom", "x.customfieldtypes:textfield");
    var area =
        JSON.createObjectNode().put("type", "string").put("custom", "x.customfieldtypes:textarea");

    assertThat(JiraFields.shaped(user, "712020:a", JiraFlavour.CLOUD))
        .hasToString("{\"accountId\":\"712020:a\"}");
    assertThat(JiraFields.shaped(line, "a", JiraFlavour.CLOUD).isTextual()).isTrue();
    assertThat(DocumentText.isDocument(JiraFields.shaped(area, "a", JiraFlavour.CLOUD))).isTrue();
    assertThat(JiraFields.shaped(area, "a", JiraFlavour.DATA_CENTER).isTextual()).isTrue();
  }

  @Test
  void lists_tasks_and_quotations_read_as_people_write_them() throws Exception {
    assertThat(
            text(
                """
                {"type":"bulletList","content":[
                  {"type":"listItem","content":[
                    {"type":"paragraph","content":[{"type":"text","text":"one"}]},
                    {"type":"orderedList","attrs":{"order":3},"content":[
                      {"type":"listItem","content":[
                        {"type":"paragraph","content":[{"type":"text","text":"three"}]}]}]}]},
                  {"type":"listItem","content":[
                    {"type":"paragraph","content":[{"type":"text","text":"two"}]}]}]},
                {"type":"taskList","content":[
                  {"type":"taskItem","attrs":{"state":"DONE"},"content":[
                    {"type":"text","text":"restart"}]},
                  {"type":"taskItem","attrs":{"state":"OPEN"},"content":[
                    {"type":"text","text":"look"}]}]},
                {"type":"blockquote","content":[
                  {"type":"paragraph","content":[{"type":"text","text":"said"},
                    {"type":"hardBreak"},{"type":"text","text":"Ann"}]}]}
                """))
        .isEqualTo("- one\n  3. three\n- two\n\n[x] restart\n[ ] look\n\n> said\n> Ann");
  }

  @Test
  void a_table_has_a_line_for_each_row() throws Exception {
    assertThat(
            text(
                """
                {"type":"table","content":[
                  {"type":"tableRow","content":[
                    {"type":"tableHeader","content":[
                      {"type":"paragraph","content":[{"type":"text","text":"Node"}]}]},
                    {"type":"tableHeader","content":[
                      {"type":"paragraph","content":[{"type":"text","text":"State"}]}]}]},
                  {"type":"tableRow","content":[
                    {"type":"tableCell","content":[
                      {"type":"paragraph","content":[{"type":"text","text":"3"}]}]},
                    {"type":"tableCell","content":[
                      {"type":"paragraph","content":[{"type":"text","text":"down"}]},
                      {"type":"paragraph","content":[{"type":"text","text":"since 8"}]}]}]}]}
                """))
        .isEqualTo("Node | State\n3 | down / since 8");
  }

  @Test
  void mentions_links_cards_and_code_keep_what_they_say() throws Exception {
    assertThat(
            text(
                """
                {"type":"paragraph","content":[
                  {"type":"mention","attrs":{"id":"712020:a","text":"@Ann"}},
                  {"type":"text","text":" see "},
                  {"type":"text","text":"the log","marks":[{"type":"strong"},
                    {"type":"link","attrs":{"href":"https://x.example.com"}}]},
                  {"type":"text","text":" "},
                  {"type":"inlineCard","attrs":{"url":"https://y.example.com"}},
                  {"type":"emoji","attrs":{"shortName":":fire:"}},
                  {"type":"status","attrs":{"text":"LATE"}},
                  {"type":"date","attrs":{"timestamp":"1778112000000"}}]},
                {"type":"codeBlock","attrs":{"language":"java"},"content":[
                  {"type":"text","text":"a();\\n\\n  b();"}]},
                {"type":"mediaSingle","content":[
                  {"type":"media","attrs":{"id":"f-1","alt":"screen.png"}}]},
                {"type":"rule"},
                {"type":"panel","attrs":{"panelType":"note"},"content":[
                  {"type":"heading","content":[{"type":"text","text":"Mind"}]}]}
                """))
        .isEqualTo(
            "@Ann see the log (https://x.example.com) https://y.example.com:fire:[LATE]2026-05-07"
                + "\n\na();\n\n  b();\n\n[file: screen.png]\n\n----\n\nMind");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"hologram\",\"content\":[{\"type\":\"paragraph\",\"content\":["
            + "{\"type\":\"text\",\"text\":\"KEPT\"}]}]}",
        "{\"type\":\"hologram\",\"content\":[{\"type\":\"text\",\"text\":\"KEPT\"}]}",
        "{\"type\":\"hologram\",\"attrs\":{\"text\":\"KEPT\"}}",
        "{\"type\":\"KEPT\"}",
        "{\"type\":\"paragraph\",\"content\":[{\"type\":\"KEPT\"}]}",
        "{\"type\":\"extension\",\"attrs\":{\"extensionKey\":\"KEPT\"}}",
        "{\"text\":\"KEPT\"}"
      })
  void what_is_not_known_is_not_lost(String node) throws Exception {
    assertThat(text(node)).contains("KEPT");
  }

  @Test
  void damaged_and_deep_documents_do_no_harm() throws Exception {
    var deep = new StringBuilder("{\"type\":\"text\",\"text\":\"deep\"}");
    for (var i = 0; i < 400; i++) {
      deep.insert(0, "{\"type\":\"blockquote\",\"content\":[").append("]}");
    }

    assertThat(text(deep.toString())).contains("…");
    assertThat(text("{}, null, 3, \"x\", {\"type\":7}, {\"type\":\"table\",\"content\":[{}]}"))
        .isNotNull();
    assertThat(DocumentText.isDocument(JSON.readTree("{\"type\":\"doc\"}"))).isFalse();
  }

  @Test
  void a_text_that_is_split_over_nodes_is_whole_afterwards() throws Exception {
    var issue =
        JSON.readTree(
            """
            {"fields":{"description":{"type":"doc","version":1,"content":[
              {"type":"paragraph","content":[
                {"type":"text","text":"010190-"},
                {"type":"text","text":"1234","marks":[{"type":"strong"}]}]}]},
             "comment":{"comments":[{"body":{"type":"doc","version":1,"content":[]}}]}}}\
            """);

    var plain = DocumentText.plain(issue);

    assertThat(plain.at("/fields/description").asText()).isEqualTo("010190-1234");
    assertThat(plain.at("/fields/comment/comments/0/body").asText("?")).isEmpty();
  }

  private static String text(String blocks) throws Exception {
    JsonNode document =
        JSON.readTree("{\"type\":\"doc\",\"version\":1,\"content\":[" + blocks + "]}");
    return DocumentText.of(document);
  }
}
