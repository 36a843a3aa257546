package hub.simulator.clearquest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hub.simulator.Browser.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Reference §8, items 5 to 7: numbers, what a PUT means, concurrent changes.
class RecordWriteTest {
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
  void a_new_record_gets_the_numbers_of_its_site() {
    String address = client.createWithHeadline("Numre");

    JsonNode record = client.read(address);

    assertThat(record.path("cq:id").asText()).matches("NSP\\d{8}");
    assertThat(address).matches(".*/record/16777301-335544\\d\\d");
    assertThat(record.path("dcterms:identifier").asText())
        .isEqualTo(record.path("cq:dbid").asText());
    assertThat(record.path("oslc:shortTitle").asText()).isEqualTo(record.path("cq:id").asText());
    assertThat(record.path("cq:version").asInt()).isEqualTo(1);
    assertThat(record.path("cq:State").asText()).isEqualTo("Submitted");
    assertThat(record.path("cq:Priority").asText()).isEqualTo("P3");
  }

  @Test
  void a_refused_record_takes_no_number() {
    String first = client.read(client.createWithHeadline("Før")).path("cq:id").asText();
    client.json.post(client.database + "/record", "{\"dcterms:type\":\"Incident\"}");
    String second = client.read(client.createWithHeadline("Efter")).path("cq:id").asText();

    assertThat(number(second)).isEqualTo(number(first) + 1);
  }

  private static int number(String id) {
    return Integer.parseInt(id.substring(3));
  }

  @Test
  void a_partial_update_writes_the_listed_fields_and_no_others() {
    String address = client.createWithHeadline("Delvis");

    Answer answer =
        client.modify(
            address, "cq:Priority", "{\"cq:Priority\":\"P1\",\"cq:Headline\":\"Ignoreres\"}");

    assertThat(answer.status()).isEqualTo(200);
    JsonNode record = client.read(address);
    assertThat(record.path("cq:Priority").asText()).isEqualTo("P1");
    assertThat(record.path("cq:Headline").asText()).isEqualTo("Delvis");
    assertThat(record.path("cq:version").asInt()).isEqualTo(2);
  }

  @Test
  void a_listed_field_that_is_not_sent_is_emptied() {
    String address =
        client.create(
            "{\"dcterms:type\":\"Incident\",\"cq:Headline\":\"Tøm\",\"cq:JiraKey\":\"DRIFT-1\"}");

    client.modify(address, "cq:JiraKey", "{}");

    assertThat(client.read(address).path("cq:JiraKey").asText()).isEmpty();
  }

  @Test
  void without_a_list_every_field_is_written() {
    String address =
        client.create(
            "{\"dcterms:type\":\"Incident\",\"cq:Headline\":\"Alt\",\"cq:JiraKey\":\"DRIFT-1\"}");

    Answer incomplete = client.json.put(address, "{\"cq:JiraKey\":\"DRIFT-2\"}");
    assertThat(incomplete.status()).isEqualTo(409);
    assertThat(incomplete.text()).contains("Headline").contains("Priority");

    Answer complete =
        client.json.put(address, "{\"cq:Headline\":\"Alt igen\",\"cq:Priority\":\"P2\"}");
    assertThat(complete.status()).isEqualTo(200);
    assertThat(client.read(address).path("cq:JiraKey").asText()).isEmpty();
  }

  @Test
  void an_echoed_read_only_field_is_refused() {
    String address = client.createWithHeadline("Ekko");
    String submitted = client.read(address).path("cq:Submit_Date").asText();

    Answer answer =
        client.json.put(
            address,
            "{\"cq:Headline\":\"Ekko\",\"cq:Priority\":\"P3\",\"cq:Submit_Date\":\"%s\"}"
                .formatted(submitted));

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.text()).contains("currently read-only").contains("Submit_Date");
  }

  @Test
  void an_action_changes_the_state_if_the_state_allows_it() {
    String address = client.createWithHeadline("Tilstand");

    assertThat(client.act(address, "Resolve").status()).isEqualTo(409);
    assertThat(client.act(address, "Assign").status()).isEqualTo(200);
    assertThat(client.read(address).path("cq:State").asText()).isEqualTo("Assigned");
    assertThat(client.act(address, "open").status()).isEqualTo(200);
    assertThat(client.act(address, "Resolve").status()).isEqualTo(200);
    assertThat(client.act(address, "Close").status()).isEqualTo(200);
    assertThat(client.act(address, "Assign").text()).contains("Assign").contains("Closed");
    assertThat(client.act(address, "Reopen").status()).isEqualTo(200);
    assertThat(client.read(address).path("cq:State").asText()).isEqualTo("Opened");
  }

  @Test
  void a_record_waits_for_a_release_and_goes_on() {
    String address = client.createWithHeadline("Release");
    client.open(address);

    assertThat(client.act(address, "Pend").status()).isEqualTo(200);
    assertThat(client.read(address).path("oslc_cm:status").asText()).isEqualTo("Pending_Release");
    assertThat(client.act(address, "Resolve").status()).isEqualTo(409);
    assertThat(client.act(address, "Unpend").status()).isEqualTo(200);
    assertThat(client.act(address, "Reject").status()).isEqualTo(200);
    assertThat(client.act(address, "Reopen").status()).isEqualTo(200);
  }

  @Test
  void a_record_has_an_etag_and_a_stale_one_is_refused() {
    String address = client.createWithHeadline("ETag");
    String etag = client.json.get(address).header("ETag").orElseThrow();
    assertThat(etag).isEqualTo("\"1\"");

    String body = "{\"cq:Priority\":\"P2\"}";
    String target = address + "?oslc.properties=cq:Priority";
    assertThat(client.json.with("If-Match", etag).put(target, body).status()).isEqualTo(200);
    assertThat(client.json.with("If-Match", etag).put(target, body).status()).isEqualTo(412);
    assertThat(client.json.put(target, body).status()).isEqualTo(200);
    assertThat(client.json.get(address).header("ETag")).contains("\"3\"");
  }

  @Test
  void values_outside_a_choice_list_or_too_long_are_refused() {
    String address = client.createWithHeadline("Valg");

    Answer priority = client.modify(address, "cq:Priority", "{\"cq:Priority\":\"Highest\"}");
    Answer headline =
        client.modify(
            address, "cq:Headline", "{\"cq:Headline\":\"%s\"}".formatted("x".repeat(255)));
    Answer unknown = client.modify(address, "cq:Farve", "{\"cq:Farve\":\"blå\"}");

    assertThat(priority.status()).isEqualTo(409);
    assertThat(priority.text()).contains("Priority").contains("Highest");
    assertThat(headline.status()).isEqualTo(409);
    assertThat(unknown.status()).isEqualTo(409);
    assertThat(unknown.text()).contains("does not have a field named \\\"Farve\\\"");
    assertThat(client.read(address).path("cq:version").asInt()).isEqualTo(1);
  }

  @Test
  void a_record_is_not_deleted_without_an_action_for_that() {
    String address = client.createWithHeadline("Slet");

    assertThat(client.json.delete(address).status()).isEqualTo(403);
    assertThat(client.json.get(address).status()).isEqualTo(200);
  }

  @Test
  void malformed_bodies_are_refused() {
    String address = client.createWithHeadline("Vrøvl");
    String target = address + "?oslc.properties=cq:Priority";

    assertThat(client.json.put(target, "{\"cq:Priority\":").status()).isEqualTo(400);
    assertThat(
            client
                .rdf
                .with("Content-Type", "application/rdf+xml")
                .put(target, "<a><b></a>")
                .status())
        .isEqualTo(400);
    assertThat(
            client
                .rdf
                .with("Content-Type", "application/rdf+xml")
                .put(target, "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>")
                .status())
        .isEqualTo(400);
    assertThat(client.json.get(client.database + "/record/16777301-99").status()).isEqualTo(404);
    assertThat(client.json.get(client.database + "/record/nonsense").status()).isEqualTo(404);
  }

  @Test
  void rdf_creates_and_updates_too() {
    Answer created =
        client
            .rdf
            .with("Content-Type", "application/rdf+xml; charset=utf-8")
            .post(client.database + "/record", rdf("<cq:Headline>Fra RDF &amp; æøå</cq:Headline>"));
    assertThat(created.status()).isEqualTo(201);
    String address = created.header("Location").orElseThrow();
    assertThat(client.read(address).path("dcterms:title").asText()).isEqualTo("Fra RDF & æøå");

    Answer updated =
        client
            .rdf
            .with("Content-Type", "application/xml")
            .put(
                address + "?rcm.action=Modify&oslc.properties=cq:Resolution,dcterms:title",
                rdf("<cq:Resolution>a\nb</cq:Resolution><dcterms:title>Nyt</dcterms:title>"));
    assertThat(updated.status()).isEqualTo(200);
    assertThat(client.read(address).path("cq:Resolution").asText()).isEqualTo("a\nb");
    assertThat(client.read(address).path("cq:Headline").asText()).isEqualTo("Nyt");
  }

  static String rdf(String properties) {
    return """
    <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
        xmlns:dcterms="http://purl.org/dc/terms/"
        xmlns:oslc_cm="http://open-services.net/ns/cm#"
        xmlns:cq="http://www.ibm.com/xmlns/prod/rational/clearquest/1.0/">
      <oslc_cm:ChangeRequest>
        <dcterms:type>Incident</dcterms:type>
        %s
      </oslc_cm:ChangeRequest>
    </rdf:RDF>
    """
        .formatted(properties);
  }
}
