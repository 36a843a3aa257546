package hub.connector.clearquest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RecordWriterTest {

  @Test
  void a_new_record_names_its_type_and_the_order_of_its_fields() {
    var root =
        SafeXml.parse(
            RecordWriter.created(
                "Incident",
                List.of(
                    new RecordWriter.Entry("Headline", "Login <fails> & more"),
                    new RecordWriter.Entry("Note_Entry", "first"))));
    var parts = SafeXml.children(root);
    var record = parts.getFirst();
    assertThat(record.getLocalName()).isEqualTo("ChangeRequest");
    var fields = SafeXml.children(record);
    assertThat(fields.get(0).getTextContent()).isEqualTo("Incident");
    assertThat(fields.get(1).getTextContent()).isEqualTo("Login <fails> & more");
    assertThat(parts.get(1).getAttribute("rdf:about")).isEqualTo("#Headline");
    assertThat(parts.get(1).getTextContent()).isEqualTo("1");
    assertThat(parts.get(2).getAttribute("rdf:about")).isEqualTo("#Note_Entry");
    assertThat(parts.get(2).getTextContent()).isEqualTo("2");
  }

  @Test
  void what_xml_forbids_is_left_out_and_line_ends_are_plain() {
    assertThat(RecordWriter.clean("\ufeffa\u0000\u0008b\r\nc\rd\te\uffff\ud800f😀"))
        .isEqualTo("ab\nc\nd\te\ufffdf😀");
    var text = RecordWriter.changed("http://x/1", List.of(new RecordWriter.Entry("A", "\u0001x")));
    assertThat(SafeXml.parse(text).getTextContent()).contains("x").doesNotContain("\u0001");
  }

  @Test
  void an_empty_value_clears_and_a_reference_is_an_address() {
    var text =
        RecordWriter.changed(
            "http://cq/record/1-2",
            List.of(
                new RecordWriter.Entry("Assignee", ""),
                new RecordWriter.Entry("Owner", "http://cq/record/3-4", true)));
    var record = SafeXml.children(SafeXml.parse(text)).getFirst();
    assertThat(record.getAttribute("rdf:about")).isEqualTo("http://cq/record/1-2");
    assertThat(SafeXml.children(record).get(0).getTextContent()).isEmpty();
    assertThat(SafeXml.children(record).get(1).getAttribute("rdf:resource"))
        .isEqualTo("http://cq/record/3-4");
  }

  @Test
  void only_names_that_xml_can_carry_are_written() {
    assertThat(RecordWriter.canWrite("Root_Cause")).isTrue();
    assertThat(RecordWriter.canWrite("dcterms:title")).isTrue();
    assertThat(RecordWriter.canWrite("Årsag")).isTrue();
    assertThat(RecordWriter.canWrite("Root Cause")).isFalse();
    assertThat(RecordWriter.canWrite("a/b")).isFalse();
    assertThat(RecordWriter.canWrite("evil:x")).isFalse();
    assertThat(RecordWriter.canWrite("")).isFalse();
  }
}
