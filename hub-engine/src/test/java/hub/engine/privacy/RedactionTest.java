package hub.engine.privacy;

import static hub.engine.privacy.Redaction.MARK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

  private static final Redaction REDACTION = Redaction.STANDARD;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "010290-1234",
        "0102901234",
        "010290 1234",
        "01 02 90 1234",
        "01.02.90-1234",
        "01 02 90 12 34",
        "0 1 0 2 9 0 1 2 3 4",
        "010290\u00a01234",
        "010290 - 1234",
        "010290\u20131234",
        "\uff10\uff11\uff10\uff12\uff19\uff10-\uff11\uff12\uff13\uff14",
        "\\u0030\\u00310290\\u002d1234",
        "%30%3102901234",
        "010290%2D1234",
        "010290=2D1234",
        "0102=\r\n90-1234",
        "010290&#45;1234",
        "010290&#x2d;1234",
        "010290&nbsp;1234",
        "010290&amp;#45;1234",
        "%2530102901234",
        "01021990-1234",
        "610290-1234",
        "19900102-0016",
        "199001020016",
        "500102-0014",
        "500102+0014",
        "5001020014",
        "500162-0011",
        "MDEwMjkwLTEyMzQ=",
        "MDEwMjkwMTIzNA==",
        "MDEwMjkwMTIzNA",
      })
  void every_written_form_of_a_personal_number_is_taken_out(String number) {
    for (var text : List.of("%s", "cpr %s.", "Hanne (%s) ringer", "\"%s\"", "nr=%s&x=1", "[%s]")) {
      var redacted = REDACTION.redact(text.formatted(number));
      assertThat(redacted).doesNotContain(number);
      if (!number.startsWith("MDE")) {
        assertThat(redacted).isEqualTo(text.formatted(MARK));
      } else {
        assertThat(redacted)
            .contains(
                Base64.getEncoder()
                    .withoutPadding()
                    .encodeToString(MARK.getBytes(StandardCharsets.UTF_8)));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NSP00000012",
        "DRIFT-1234",
        "INC0102901234",
        "1772438400000",
        "2026-03-02T08:00:00Z",
        "2026-03-02 10:30",
        "2010-05-06 11:30",
        "20260302101010123",
        "+45 33 12 34 56",
        "33123456",
        "3912901234",
        "0113901234",
        "3002901234",
        "10.11.125.125",
        "01.02.26-28.02.26",
        "500102-0018",
        "5001020018",
        "1.012.901.234",
        "a0102901234f",
        "0f8fad5b-d9cb-469f-a165-70867728950e",
        "DK5000400440116243",
      })
  void what_only_looks_a_little_like_one_stays(String text) {
    assertThat(REDACTION.redact(text)).isEqualTo(text);
    assertThat(REDACTION.redact("see " + text + ", please")).isEqualTo("see " + text + ", please");
  }

  @Test
  void a_label_may_stand_right_before_the_number() {
    assertThat(REDACTION.redact("CPR0102901234")).isEqualTo("CPR" + MARK);
    assertThat(REDACTION.redact("{\\n0102901234\\n}")).isEqualTo("{\\n" + MARK + "\\n}");
  }

  @RepeatedTest(5)
  void any_number_in_any_form_in_any_place_is_taken_out() {
    var seed = new Random().nextLong();
    var random = new Random(seed);
    var writer = new PersonalNumberWriter(random);
    for (var round = 0; round < 400; round++) {
      var ten = random.nextBoolean() ? writer.danish() : writer.swedish();
      var number = writer.grouped(ten);
      var sentence = "Borger " + number + " kan ikke logge ind";
      var text = "før " + writer.encoded(random.nextBoolean() ? number : sentence) + " efter";

      var redacted = REDACTION.redact(text);

      assertThat(redacted).as("seed %d: %s", seed, text).isNotEqualTo(text);
      assertThat(REDACTION.redact(redacted)).as("seed %d, twice", seed).isEqualTo(redacted);
    }
  }

  @Test
  void texts_keep_everything_else() {
    var random = new Random(7);
    for (var round = 0; round < 300; round++) {
      var text = new StringBuilder();
      for (var k = 0; k < 40; k++) {
        text.append(
            "Sag %d: p\u00e5 vej %%41 &amp; \\u0041 =41 \uD83D\uDE00 "
                .formatted(random.nextInt(100_000)));
      }
      assertThat(REDACTION.redact(text.toString())).isEqualTo(text.toString());
    }
  }

  @Test
  void trees_are_redacted_in_strings_keys_and_numbers() throws Exception {
    var json = new ObjectMapper();
    var tree =
        json.readTree(
            """
            {"text": "cpr 010290-1234", "0102901234": 1, "010290-1234": 2,
             "list": [1012901234, 1772438400000, 12.5, true, null, {"deep": "010290 1234"}]}
            """);

    assertThat(REDACTION.redact(tree))
        .isEqualTo(
            json.readTree(
                """
                {"text": "cpr [redacted]", "[redacted]": 1, "[redacted] 2": 2,
                 "list": ["[redacted]", 1772438400000, 12.5, true, null, {"deep": "[redacted]"}]}
                """));
  }

  @Test
  void ids_in_the_hubs_own_inputs_stay_apart() throws Exception {
    var json = new ObjectMapper();
    var tree =
        json.readTree(
            """
            {"ticket": {"ref": "jira-ops:1012901234", "version": 1012901234, "key": "010290-1234",
              "fields": {"title": "1012901234"}}}
            """);

    assertThat(REDACTION.redactMessage(tree))
        .isEqualTo(
            json.readTree(
                """
                {"ticket": {"ref": "jira-ops:1012901234", "version": 1012901234,
                  "key": "[redacted]", "fields": {"title": "[redacted]"}}}
                """));
  }

  @Test
  void a_sites_own_patterns_are_taken_out_in_decoded_form_too() {
    var redaction = new Redaction(List.of("PT-[0-9]{4}"));
    assertThat(redaction.redact("see PT-1234 and PT%2D1234"))
        .isEqualTo("see [redacted] and [redacted]");
    assertThatThrownBy(() -> new Redaction(List.of("(a")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'(a'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "1 ", "%31", "\\u0031", "=31", "&#49;", "A", "0102901234 ", "x"})
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void five_megabytes_of_anything_take_a_bounded_time(String piece) {
    var text = piece.repeat(5_000_000 / piece.length());
    assertThat(REDACTION.redact(text)).isNotNull();
  }
}
