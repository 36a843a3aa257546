package hub.service.chain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hub.engine.chain.Head;
import hub.engine.chain.StoredRecord;
import hub.engine.chain.StoredRecord.StoredHeader;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogProofTest {

  private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");

  @Test
  void an_event_cannot_choose_the_space_that_is_compared() {
    var proof = new LogProof(null, List.of(new Head("nsp", 2, "abc", MONDAY)));
    proof.accept(record("elsewhere", "1"));

    assertThat(proof.result().space()).isEqualTo("nsp");
    assertThat(proof.result().held().foreign()).isOne();
    assertThat(proof.result().broken())
        .hasValueSatisfying(broken -> assertThat(broken.means()).contains("were cut off"));
  }

  @Test
  void what_is_no_event_is_a_break() {
    var proof = new LogProof("nsp", List.of());
    proof.accept(new StoredRecord(7, null, List.of(), null));

    assertThat(proof.result().broken())
        .hasValueSatisfying(broken -> {
          assertThat(broken.offset()).isEqualTo(7);
          assertThat(broken.differs()).contains("is no event");
        });
  }

  @Test
  void heads_of_several_spaces_ask_for_one() {
    var heads = List.of(new Head("nsp", 2, "a", MONDAY), new Head("fmk", 2, "b", MONDAY));
    assertThatThrownBy(() -> new LogProof(null, heads)).hasMessageContaining("fmk, nsp");
    assertThat(new LogProof("fmk", heads).result().space()).isEqualTo("fmk");
  }

  private static StoredRecord record(String space, String sequence) {
    var headers =
        List.of(
            new StoredHeader("ce_space", space.getBytes(UTF_8)),
            new StoredHeader("ce_sequence", sequence.getBytes(UTF_8)));
    return new StoredRecord(0, space + "/" + sequence, headers, new byte[0]);
  }
}
