package hub.simulator.clearquest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hub.simulator.Browser;
import hub.simulator.Browser.Answer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Reference §1.4 and §8, item 3: how records are found.
class QueryTest {
  private static OslcClient client;

  @BeforeAll
  static void start() {
    client = OslcClient.start();
    for (String priority : List.of("P1", "P2", "P3")) {
      client.create(
          "{\"dcterms:type\":\"Incident\",\"cq:Headline\":\"Nr %1$s\",\"cq:Priority\":\"%1$s\"}"
              .formatted(priority));
    }
    client.create(
        """
        {"dcterms:type":"Incident","cq:Headline":"Med \\"citat\\"","cq:JiraKey":"DRIFT-9"}\
        """);
  }

  @AfterAll
  static void stop() {
    client.close();
  }

  private static List<String> ids(Answer answer) {
    List<String> ids = new ArrayList<>();
    answer.json().path("rdfs:member").forEach(one -> ids.add(one.path("cq:id").asText()));
    return ids;
  }

  @Test
  void terms_are_joined_by_and() {
    assertThat(ids(client.query("cq:Priority=\"P1\"", "cq:id"))).containsExactly("NSP00000001");
    assertThat(
            ids(client.query("cq:Priority in [\"P1\",\"P2\"] and cq:State=\"Submitted\"", "cq:id")))
        .containsExactly("NSP00000001", "NSP00000002");
    assertThat(ids(client.query("cq:Priority!=\"P3\" and cq:version>=1", "cq:id")))
        .containsExactly("NSP00000001", "NSP00000002");
    assertThat(ids(client.query("cq:Headline=\"Med \\\"citat\\\"\"", "cq:id"))).hasSize(1);
    assertThat(ids(client.query("cq:State=\"Closed\"", "cq:id"))).isEmpty();
  }

  @Test
  void there_is_no_or_and_no_unknown_field() {
    assertThat(client.query("cq:Priority=\"P1\" or cq:Priority=\"P2\"", "cq:id").status())
        .isEqualTo(400);
    assertThat(client.query("cq:Farve=\"blå\"", "cq:id").status()).isEqualTo(400);
    assertThat(client.query("cq:Priority=", "cq:id").status()).isEqualTo(400);
  }

  @Test
  void moments_and_numbers_are_compared_as_such() {
    assertThat(ids(client.query("cq:Last_Modified>=\"2020-01-01T00:00:00Z\"", "cq:id"))).hasSize(4);
    assertThat(ids(client.query("cq:Last_Modified<\"2020-01-01T00:00:00+01:00\"", "cq:id")))
        .isEmpty();
    assertThat(ids(client.query("cq:dbid>9", "cq:id"))).hasSize(4);
  }

  @Test
  void references_are_followed_in_where_and_select() {
    Answer answer =
        client.query("cq:Submitter{cq:login_name=\"demo\"}", "cq:id,cq:Submitter{cq:login_name}");

    JsonNode first = answer.json().path("rdfs:member").path(0);
    assertThat(first.path("cq:Submitter").path("cq:login_name").asText()).isEqualTo("demo");
    String user = first.path("cq:Submitter").path("rdf:about").asText();
    assertThat(ids(client.query("cq:Submitter=<" + user + ">", "cq:id"))).hasSize(4);
    assertThat(ids(client.query("cq:Submitter{cq:groups{cq:name=\"Integration\"}}", "cq:id")))
        .hasSize(4);
  }

  @Test
  void without_a_selection_only_addresses_come() {
    Answer answer = client.json.get(client.database + "/simpleQuery/16777301");

    JsonNode member = answer.json().path("rdfs:member").path(0);
    assertThat(member.size()).isEqualTo(1);
    assertThat(member.path("rdf:about").asText()).contains("/record/16777301-");
  }

  @Test
  void pages_follow_one_another_by_an_object_link() {
    List<String> ids = new ArrayList<>();
    String next =
        client.database
            + "/simpleQuery/16777301?oslc.select=cq:id&oslc.orderBy=-cq:dbid&oslc.pageSize=3";
    int pages = 0;
    while (!next.isEmpty()) {
      Answer answer = client.json.get(next);
      ids.addAll(ids(answer));
      JsonNode info = answer.json().path("oslc:responseInfo");
      assertThat(info.path("oslc:totalCount").asInt()).isEqualTo(4);
      next = info.path("oslc:nextPage").path("rdf:resource").asText();
      pages++;
    }
    assertThat(pages).isEqualTo(2);
    assertThat(ids).containsExactly("NSP00000004", "NSP00000003", "NSP00000002", "NSP00000001");
  }

  @Test
  void a_result_in_rdf_tells_its_size_and_its_next_page() {
    String rdf =
        client
            .rdf
            .get(client.database + "/record/?rcm.type=incident&oslc.select=cq:id&oslc.pageSize=2")
            .text();

    assertThat(rdf)
        .contains("<oslc:ResponseInfo")
        .contains(">4</oslc:totalCount>")
        .contains("rcm.startIndex=3")
        .contains("<cq:id>NSP00000001</cq:id>");
  }

  @Test
  void the_older_version_answers_with_a_feed() {
    String feed =
        client
            .version1
            .get(
                client.database
                    + "/record/?rcm.type=Incident&oslc_cm.properties=id,State&oslc_cm.pageSize=3"
                    + "&oslc_cm.query="
                    + Browser.encode("Submitter.login_name=\"demo\""))
            .text();

    assertThat(feed)
        .contains("<oslc_cm:totalCount>4</oslc_cm:totalCount>")
        .contains("rel=\"next\"")
        .contains("<title>NSP00000001</title>")
        .contains("<State>Submitted</State>")
        .doesNotContain("<Headline>");
  }

  @Test
  void the_older_version_finds_by_name_and_by_emptiness_in_json() {
    Browser json = client.version1.with("Accept", "application/json");
    String base = client.database + "/record/?rcm.type=Incident";

    JsonNode byName = json.get(base + "&rcm.name=nsp00000002").json();
    JsonNode empty =
        json.get(base + "&oslc_cm.query=" + Browser.encode("JiraKey in [\"\"]")).json();
    JsonNode filled = json.get(base + "&oslc.where=" + Browser.encode("JiraKey in [*]")).json();

    assertThat(byName.path("oslc_cm:results").path(0).path("cq:Headline").asText())
        .isEqualTo("Nr P2");
    assertThat(empty.path("oslc_cm:totalCount").asInt()).isEqualTo(3);
    assertThat(filled.path("oslc_cm:totalCount").asInt()).isEqualTo(1);
  }

  @Test
  void saved_queries_run_by_number_and_by_path() {
    JsonNode byPath =
        client
            .json
            .get(client.database + "/query/?rcm.name=Public%20Queries/All%20Incidents")
            .json();
    JsonNode byNumber = client.json.get(client.database + "/query/33554481").json();

    assertThat(byPath.path("rdfs:member")).hasSize(4);
    assertThat(byNumber.path("rdfs:member").path(0).path("cq:Headline").asText())
        .isEqualTo("Nr P1");
    assertThat(client.json.get(client.database + "/query/1").status()).isEqualTo(404);
  }

  @Test
  void stateless_records_are_found_by_their_key() {
    JsonNode user =
        client
            .json
            .get(
                client.database
                    + "/record/?rcm.type=users&rcm.name=kirsten"
                    + "&oslc.select="
                    + Browser.encode("cq:fullname,cq:groups{cq:name}"))
            .json()
            .path("rdfs:member")
            .path(0);

    assertThat(user.path("cq:fullname").asText()).isEqualTo("Kirsten Servicedesk");
    assertThat(user.path("cq:groups").path(0).path("cq:name").asText())
        .isEqualTo("National Service Desk");
    assertThat(client.json.get(client.database + "/user/kirsten").status()).isEqualTo(200);
  }
}
