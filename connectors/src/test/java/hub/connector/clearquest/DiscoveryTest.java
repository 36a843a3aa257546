package hub.connector.clearquest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hub.connector.clearquest.Discovery.NotOffered;
import org.junit.jupiter.api.Test;

class DiscoveryTest {

  private static final String BASE = "https://cq.example/cqweb/oslc";
  private static final Discovery.Goal GOAL =
      new Discovery.Goal(ServerAddress.of(BASE), "NSP", "NSP", "Incident");

  private static final String CATALOG =
      """
      {"oslc:serviceProviderCatalog":[{"rdf:about":"%1$s/repo/OTHER","cq:label":"OTHER"},
        {"rdf:about":"%1$s/repo/NSP","cq:label":"NSP"}]}\
      """
          .formatted(BASE);
  private static final String REPOSITORY =
      """
      {"oslc:serviceProvider":{"oslc:ServiceProvider":{"rdf:about":"%s/repo/NSP/db/NSP"}}}\
      """
          .formatted(BASE);
  private static final String DATABASE =
      """
      {"oslc:service":[{"oslc:queryCapability":[
           {"dcterms:title":"IncidentTask","oslc:queryBase":{"rdf:resource":"%1$s/q/9"}},
           {"dcterms:title":"Query for Incident","oslc:queryBase":"%1$s/q/8",
            "oslc:resourceShape":[{"rdf:resource":"%1$s/record-type/8"}]},
           {"dcterms:title":"incident","oslc:queryBase":{"rdf:resource":"%1$s/q/7"}}],
         "oslc:creationFactory":{"dcterms:title":"All",
            "oslc:creation":{"rdf:resource":"%1$s/record"},
            "oslc:resourceShape":{"rdf:resource":"%1$s/record-type/7"}}}]}\
      """
          .formatted(BASE);
  private static final String SHAPE =
      """
      {"oslc:property":[
         {"oslc:name":"Headline","oslc:maxSize":254,"oslc:readOnly":"false",
          "oslc:valueType":{"rdf:resource":"http://www.w3.org/2001/XMLSchema#string"},
          "oslc:propertyDefinition":{"rdf:resource":
            "http://www.ibm.com/xmlns/prod/rational/clearquest/1.0/Headline"}},
         {"oslc:name":"Owner","oslc:readOnly":true,
          "oslc:valueType":{"rdf:resource":"http://open-services.net/ns/core#Resource"}}]}\
      """;

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException wrong) {
      throw new IllegalArgumentException(wrong);
    }
  }

  @Test
  void the_services_of_the_type_are_found_by_following_documents() {
    var at = Discovery.begin(GOAL);
    assertThat(at.next()).hasValueSatisfying(uri -> assertThat(uri).hasToString(BASE + "/"));
    at = at.read(json(CATALOG));
    assertThat(at.next().orElseThrow()).hasToString(BASE + "/repo/NSP");
    at = at.read(json(REPOSITORY)).read(json(DATABASE));
    assertThat(at.next().orElseThrow()).hasToString(BASE + "/record-type/7");
    var services = at.read(json(SHAPE)).services().orElseThrow();
    assertThat(services.query()).hasToString(BASE + "/q/7");
    assertThat(services.creation()).hasToString(BASE + "/record");
    assertThat(services.record("7-33554433")).hasToString(BASE + "/record/7-33554433");
    assertThat(services.isReference("Owner")).isTrue();
    assertThat(services.field("headline").orElseThrow().maxSize()).isEqualTo(254);
    assertThat(services.lacks("JiraKey")).isTrue();
  }

  @Test
  void a_server_without_shapes_is_no_hindrance() {
    var at = Discovery.begin(GOAL).read(json(CATALOG)).read(json(REPOSITORY)).read(json(DATABASE));
    var services = at.readNothing().services().orElseThrow();
    assertThat(services.lacks("Anything")).isFalse();
  }

  @Test
  void what_is_not_offered_is_said_with_what_is() {
    assertThatThrownBy(() ->
            Discovery.begin(new Discovery.Goal(GOAL.address(), "MASTR", "NSP", "Incident"))
                .read(json(CATALOG)))
        .isInstanceOf(NotOffered.class)
        .hasMessage("the server has no schema repository \"MASTR\". It has: OTHER, NSP");
    assertThatThrownBy(() ->
            Discovery.begin(new Discovery.Goal(GOAL.address(), "NSP", "NSP", "Defect"))
                .read(json(CATALOG))
                .read(json(REPOSITORY))
                .read(json(DATABASE)))
        .hasMessageContaining("no queryCapability for record type Defect")
        .hasMessageContaining("IncidentTask");
  }

  @Test
  void without_a_name_the_only_offer_is_taken() {
    var goal = new Discovery.Goal(GOAL.address(), "", "", "Incident");
    var only =
        json("{\"oslc:serviceProviderCatalog\":[{\"rdf:about\":\"%s/repo/X\"}]}".formatted(BASE));
    assertThat(Discovery.begin(goal).read(only).next().orElseThrow()).hasToString(BASE + "/repo/X");
    assertThatThrownBy(() -> Discovery.begin(goal).read(json(CATALOG)))
        .isInstanceOf(NotOffered.class)
        .hasMessageContaining("OTHER, NSP");
  }

  @Test
  void a_catalog_that_leads_elsewhere_is_refused() {
    var evil = json("{\"oslc:serviceProviderCatalog\":[{\"rdf:about\":\"https://evil/NSP\"}]}");
    assertThatThrownBy(() -> Discovery.begin(GOAL).read(evil))
        .isInstanceOf(ServerAddress.ForeignLink.class);
  }
}
