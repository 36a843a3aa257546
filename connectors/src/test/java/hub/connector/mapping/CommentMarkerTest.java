package hub.connector.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommentMarkerTest {

  private static final String MARKER = "nsp-17-c4-r1";

  @Test
  void what_is_written_is_read() {
    var read = CommentMarker.read(CommentMarker.write("Ann wrote:\nhello", MARKER));

    assertThat(read).isEqualTo(new CommentMarker.Marked("Ann wrote:\nhello", MARKER));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hello [hub:nsp-17-c4-r1]",
        "hello\r\n\r\n[hub:nsp-17-c4-r1]\r\n",
        "hello\n\\[hub:nsp-17-c4-r1\\]",
        "<p>hello</p><p>[hub:nsp-17-c4-r1]</p>\n</div>",
        "hello &#91;hub:nsp-17-c4-r1&#93;",
        "hello\u00a0[hub: nsp-17-c4-r1 ]\u200b<br/>"
      })
  void a_marker_survives_what_tools_do_to_texts(String text) {
    assertThat(CommentMarker.read(text).marker()).isEqualTo(MARKER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "> hello [hub:nsp-17-c4-r1]\nI agree",
        "[hub:]",
        "[hub:a b]",
        "hub:nsp-17",
        "[hub:nsp-17",
        "hello"
      })
  void a_text_that_does_not_end_with_a_marker_has_none(String text) {
    assertThat(CommentMarker.read(text)).isEqualTo(new CommentMarker.Marked(text, ""));
  }

  @Test
  void a_marker_in_the_text_itself_does_not_displace_ours() {
    var read = CommentMarker.read(CommentMarker.write("see [hub:other]", MARKER));

    assertThat(read).isEqualTo(new CommentMarker.Marked("see [hub:other]", MARKER));
  }

  @Test
  void a_long_text_is_cut_before_the_marker_and_between_characters() {
    var written = CommentMarker.write("x".repeat(50) + "😀".repeat(50), MARKER, 80);

    assertThat(written).hasSizeLessThanOrEqualTo(80).doesNotContain("\ud83d…");
    assertThat(CommentMarker.read(written).marker()).isEqualTo(MARKER);
  }

  @Test
  void a_marker_with_brackets_is_refused() {
    assertThatThrownBy(() -> CommentMarker.write("x", "a]b"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
