package hub.service.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvFileTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=HYPERLINK(\"http://evil.example\")",
        "+1+1",
        "-2+3",
        "@SUM(A1:A9)",
        "\t=1+1",
        "\r=1+1",
        "  =1+1",
        "\u00A0=1+1",
        "＝1+1",
        "＠SUM(A1)"
      })
  void no_cell_is_a_formula(String text) {
    var cell = "'" + text.replace("\"", "\"\"");
    assertThat(new CsvFile(List.of(text)).text()).isEqualTo("\uFEFF\"" + cell + "\"\r\n");
  }

  @Test
  void quotes_commas_and_lines_stay_in_their_cell() {
    var file = new CsvFile(List.of("a", "b")).add(List.of("say \"no\", or\nnot", "æøå"));
    assertThat(file.text())
        .isEqualTo("\uFEFF\"a\",\"b\"\r\n\"say \"\"no\"\", or\nnot\",\"æøå\"\r\n");
  }

  @Test
  void a_file_is_utf_8_with_its_mark_and_is_not_kept() {
    try (var answer = new CsvFile(List.of("Gårsdag")).answer("audit.csv")) {
      assertThat(answer.getMediaType().toString()).containsIgnoringCase("charset=utf-8");
      assertThat(answer.getHeaderString("Content-Disposition")).contains("audit.csv");
      assertThat(answer.getHeaderString("Cache-Control")).isEqualTo("no-store");
      assertThat((byte[]) answer.getEntity())
          .startsWith(0xEF, 0xBB, 0xBF)
          .endsWith("Gårsdag\"\r\n".getBytes(StandardCharsets.UTF_8));
    }
  }
}
