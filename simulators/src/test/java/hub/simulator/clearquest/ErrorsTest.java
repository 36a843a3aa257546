package hub.simulator.clearquest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hub.simulator.Browser;
import hub.simulator.Browser.Answer;
import org.junit.jupiter.api.Test;

/// Reference §2.11 and §8, item 8: refusals in all their shapes.
class ErrorsTest {
  private static final String NO_HEADLINE = "{\"dcterms:type\":\"Incident\"}";

  @Test
  void a_validation_error_names_its_fields_in_rdf() {
    try (OslcClient client = OslcClient.start()) {
      Answer answer =
          client
              .rdf
              .with("Content-Type", "application/json")
              .post(client.database + "/record", NO_HEADLINE);

      assertThat(answer.status()).isEqualTo(409);
      assertThat(answer.text())
          .contains("<rdf:RDF")
          .contains("<Error><message>The record could not be saved.</message>")
          .contains(
              "<details><invalidFields><Headline><message>A value is required for the field"
                  + " \"Headline\".</message></Headline></invalidFields></details>");
    }
  }

  @Test
  void the_same_error_is_bare_xml_json_or_a_page_for_others() {
    try (OslcClient client = OslcClient.start()) {
      String missing = client.database + "/record/16777301-1";

      assertThat(client.version1.get(missing).text())
          .contains("<Error><message>CRRCM9996E")
          .doesNotContain("rdf:RDF");
      JsonNode old = client.version1.with("Accept", "application/json").get(missing).json();
      assertThat(old.path("oslc_cm:statusCode").asText()).isEqualTo("404");
      JsonNode newer = client.json.get(missing).json().path("oslc:Error");
      assertThat(newer.path("oslc:message").asText()).startsWith("CRRCM9996E");
      assertThat(client.version1.with("Accept", "text/html").get(missing).text())
          .contains("<h1>Error 404</h1>");
    }
  }

  @Test
  void texts_are_in_the_language_of_the_server() {
    try (OslcClient client = OslcClient.start(ClearQuestSettings.DEFAULTS.withLanguage("de"))) {
      Answer answer = client.json.post(client.database + "/record", NO_HEADLINE);

      assertThat(answer.status()).isEqualTo(409);
      assertThat(answer.text()).contains("Für das Feld");
    }
  }

  @Test
  void an_overload_is_a_409_and_a_lost_session_a_401_by_the_error_fault() {
    try (OslcClient client = OslcClient.start()) {
      Browser admin = Browser.at(client.simulators().url() + "/admin/clearquest");
      admin.post("/faults", "{\"kind\":\"error\",\"status\":409}");
      assertThat(client.json.get("/repo/NSP").status()).isEqualTo(409);
      admin.post("/faults", "{\"kind\":\"error\",\"status\":401}");
      assertThat(client.json.get("/repo/NSP").status()).isEqualTo(401);
      assertThat(client.json.get("/repo/NSP").status()).isEqualTo(200);
    }
  }
}
