package hub.connector.clearquest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import hub.connector.clearquest.ServerFault.Form;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class ServerFaultReaderTest {

  private static final String XML = "application/rdf+xml";
  private static final String JSON = "application/json";

  @Test
  void a_refused_field_is_read_from_rdf() {
    var fault =
        ServerFaultReader.read(
            XML,
            """
            <?xml version="1.0"?>
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
              <Error><message>Die Änderung wurde nicht gespeichert.</message>
                <details><invalidFields>
                  <Resolution><message>Ein Wert fehlt.</message></Resolution>
                </invalidFields></details>
              </Error>
            </rdf:RDF>\
            """);
    assertThat(fault.form()).isEqualTo(Form.STRUCTURED);
    assertThat(fault.invalidFields()).containsExactly(entry("Resolution", "Ein Wert fehlt."));
    assertThat(fault.cause(409))
        .isEqualTo("ClearQuest answered 409: Die Änderung wurde nicht gespeichert.");
  }

  @Test
  void names_count_without_their_namespace() {
    var fault =
        ServerFaultReader.read(
            XML,
            """
            <oslc:Error xmlns:oslc="http://open-services.net/ns/core#"
                xmlns:q="http://www.ibm.com/xmlns/prod/rational/clearquest/1.0/">
              <oslc:message>outer</oslc:message>
              <q:error><q:Error><q:message>the hook says no</q:message></q:Error></q:error>
            </oslc:Error>\
            """);
    assertThat(fault.messages()).containsExactly("outer", "the hook says no");
  }

  @Test
  void both_versions_of_json_are_read() {
    assertThat(
            ServerFaultReader.read(
                    JSON, "{\"oslc_cm:statusCode\":\"404\",\"oslc_cm:message\":\"CRRCM9996E: no\"}")
                .codes())
        .containsExactly("CRRCM9996E");
    var fault =
        ServerFaultReader.read(
            JSON,
            """
            {"oslc:Error":{"oslc:statusCode":"409","oslc:message":"not saved",
              "cq:details":{"cq:invalidFields":{"cq:Priority":{"oslc:message":"bad"}}},
              "cq:error":[{"oslc:message":"inner"}]}}\
            """);
    assertThat(fault.messages()).containsExactly("not saved", "inner");
    assertThat(fault.invalidFields()).containsExactly(entry("Priority", "bad"));
  }

  @Test
  void a_page_of_a_proxy_is_told_apart_whatever_its_content_type() {
    var fault =
        ServerFaultReader.read(
            JSON, "\n<!DOCTYPE html><html><head><title> Access\n denied </title></head></html>");
    assertThat(fault.isPage()).isTrue();
    assertThat(fault.cause(403)).endsWith("status 403: Access denied");
  }

  @Test
  void external_entities_are_not_resolved() {
    var fault =
        ServerFaultReader.read(
            XML,
            """
            <?xml version="1.0"?>
            <!DOCTYPE Error [<!ENTITY x SYSTEM "file:///etc/passwd">]>
            <Error><message>&x;</message></Error>\
            """);
    assertThat(fault).isEqualTo(ServerFault.SILENT);
  }

  @Test
  void a_bomb_of_entities_is_refused_at_once() {
    var bomb = new StringBuilder("<?xml version=\"1.0\"?><!DOCTYPE e [<!ENTITY a \"aaaaaaaaaa\">");
    for (var c = 'b'; c <= 'z'; c++) {
      bomb.append("<!ENTITY ").append(c).append(" \"");
      bomb.append(("&" + (char) (c - 1) + ";").repeat(10)).append("\">");
    }
    bomb.append("]><Error><message>&z;</message></Error>");
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () ->
            assertThat(ServerFaultReader.read(XML, bomb.toString())).isEqualTo(ServerFault.SILENT));
  }

  @Test
  void a_huge_body_and_a_deep_one_end_without_harm() {
    var huge = "<Error><message>" + "x".repeat(5_000_000) + "</message></Error>";
    assertThat(ServerFaultReader.read(XML, huge)).isEqualTo(ServerFault.SILENT);
    var deep = "<a>".repeat(2_000) + "</a>".repeat(2_000);
    assertThat(ServerFaultReader.read(XML, deep)).isEqualTo(ServerFault.SILENT);
    var deepJson = "{\"a\":".repeat(900) + "1" + "}".repeat(900);
    assertThat(ServerFaultReader.read(JSON, deepJson)).isEqualTo(ServerFault.SILENT);
  }

  @Test
  void what_cannot_be_understood_is_silent() {
    for (var body : new String[] {"", "  ", "null", "42", "{", "<Error>", "nonsense", "[]"}) {
      assertThat(ServerFaultReader.read(JSON, body)).isEqualTo(ServerFault.SILENT);
    }
    assertThat(ServerFault.SILENT.cause(500)).isEqualTo("status 500 without an explanation");
  }

  @Test
  void a_byte_order_mark_and_line_breaks_in_messages_do_no_harm() {
    var fault = ServerFaultReader.read(XML, "\ufeff<Error><message>one\r\n\ttwo</message></Error>");
    assertThat(fault.messages()).containsExactly("one two");
  }
}
