package hub.simulator.clearquest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hub.simulator.Browser.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Reference §8, items 1 to 3: versions, content types, catalogs, shapes.
class DiscoveryTest {
  private static OslcClient client;

  @BeforeAll
  static void start() {
    client = OslcClient.start();
  }

  @AfterAll
  static void stop() {
    client.close();
  }

  @Test
  void the_base_catalog_is_open_and_nothing_else_is() {
    assertThat(client.anonymous.get("/").status()).isEqualTo(200);

    Answer closed = client.anonymous.get("/repo/NSP");

    assertThat(closed.status()).isEqualTo(401);
    assertThat(closed.header("WWW-Authenticate")).contains("Basic realm=\"ClearQuest\"");
  }

  @Test
  void a_client_finds_the_query_and_the_factory_of_a_type_by_following_documents() {
    JsonNode catalog = client.json.get("/").json();
    String repository =
        catalog.path("oslc:serviceProviderCatalog").path(0).path("rdf:about").asText();
    JsonNode databases = client.json.get(repository).json();
    JsonNode provider = databases.path("oslc:serviceProvider").path(0);
    assertThat(provider.path("cq:label").asText()).isEqualTo("NSP");

    JsonNode service =
        client.json.get(provider.path("rdf:about").asText()).json().path("oslc:service").path(0);
    JsonNode query = service.path("oslc:queryCapability").path(0);
    JsonNode factory = service.path("oslc:creationFactory").path(0);

    assertThat(query.path("dcterms:title").asText()).isEqualTo("Incident");
    String queryBase = query.path("oslc:queryBase").path("rdf:resource").asText();
    assertThat(queryBase).contains("/simpleQuery/");
    assertThat(client.json.get(queryBase).status()).isEqualTo(200);
    assertThat(factory.path("oslc:creation").path("rdf:resource").asText()).endsWith("/record");
  }

  @Test
  void the_shape_of_a_type_says_what_its_fields_take() {
    JsonNode shape = client.json.get(client.database + "/record-type/16777301").json();

    JsonNode priority = property(shape, "Priority");
    assertThat(priority.path("oslc:allowedValue")).hasSize(4);
    assertThat(priority.path("oslc:occurs").path("rdf:resource").asText()).endsWith("#Exactly-one");
    assertThat(property(shape, "Notes_Log").path("oslc:readOnly").asText()).isEqualTo("true");
  }

  private static JsonNode property(JsonNode shape, String name) {
    for (JsonNode property : shape.path("oslc:property")) {
      if (property.path("oslc:name").asText().equals(name)) {
        return property;
      }
    }
    throw new AssertionError("The shape has no property " + name);
  }

  @Test
  void the_version_header_chooses_between_two_protocols_on_the_same_address() {
    String record = client.createWithHeadline("To udgaver");

    assertThat(client.rdf.get(record).text())
        .contains("<rdf:RDF")
        .contains("oslc_cm:ChangeRequest");
    assertThat(client.version1.get(record).text())
        .contains("<Incident xmlns=\"http://www.ibm.com/xmlns/prod/rational/clearquest/1.0/\"");
  }

  @Test
  void rdf_is_the_default_and_the_parameter_beats_the_header() {
    String record = client.createWithHeadline("Format");

    assertThat(type(client.rdf.get(record))).startsWith("application/rdf+xml");
    assertThat(type(client.rdf.with("Accept", "application/xml").get(record)))
        .startsWith("application/rdf+xml");
    assertThat(type(client.json.get(record))).startsWith("application/json");
    assertThat(type(client.json.get(record + "?rcm.contentType=application/rdf%2Bxml")))
        .startsWith("application/rdf+xml");
    assertThat(type(client.rdf.get(record + "?rcm.contentType=text/html"))).startsWith("text/html");
  }

  @Test
  void the_older_version_lists_types_as_a_feed_and_a_type_as_a_schema() {
    String types = client.version1.get(client.database + "/record-type/").text();
    assertThat(types).contains("<title>Incident</title>").contains("/record-type/16777301");

    String type = client.version1.get(client.database + "/record-type/16777301").text();
    assertThat(type).contains("cqf:multilineString").contains("cq:systemOwned=\"true\"");
    assertThat(client.version1.get(client.database).text())
        .contains("supportsOslcSearchTerms=\"false\"");
  }

  @Test
  void another_repository_or_database_does_not_exist() {
    assertThat(client.json.get("/repo/OTHER").status()).isEqualTo(404);
    assertThat(client.json.get("/repo/NSP/db/OTHER").status()).isEqualTo(404);
  }

  private static String type(Answer answer) {
    return answer.header("Content-Type").orElse("");
  }
}
