package hub.simulator.clearquest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hub.simulator.Browser.Answer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Reference §5 and §8, item 9: habits and defects, each with its switch.
class HabitsTest {
  private static final String LONG = "x".repeat(2_500);

  private static String createLong(OslcClient client) {
    return client.create(
        "{\"dcterms:type\":\"Incident\",\"cq:Headline\":\"Lang\",\"cq:Description\":\"%s\"}"
            .formatted(LONG));
  }

  @Test
  void texts_are_cut_at_2000_characters_in_reads_and_queries() {
    try (OslcClient client = OslcClient.start()) {
      String address = createLong(client);

      assertThat(client.read(address).path("cq:Description").asText()).hasSize(2_000);
      assertThat(client.read(address).path("dcterms:description").asText()).hasSize(2_000);
      assertThat(
              client
                  .query("cq:Headline=\"Lang\"", "cq:Description")
                  .json()
                  .path("rdfs:member")
                  .path(0)
                  .path("cq:Description")
                  .asText())
          .hasSize(2_000);
      assertThat(client.rdf.get(address).text()).doesNotContain(LONG);
    }
  }

  @Test
  void a_single_read_in_the_older_version_gives_the_whole_text_unless_the_site_cuts_there_too() {
    try (OslcClient client = OslcClient.start()) {
      assertThat(client.version1.get(createLong(client)).text()).contains(LONG);
      assertThat(client.version1.get(client.database + "/record/?rcm.type=Incident").text())
          .doesNotContain(LONG);
    }
    try (OslcClient client =
        OslcClient.start(ClearQuestSettings.DEFAULTS.with(Habit.CUT_IN_VERSION_1))) {
      assertThat(client.version1.get(createLong(client)).text()).doesNotContain(LONG);
    }
  }

  @Test
  void a_site_can_lift_the_limit() {
    try (OslcClient client = OslcClient.start(ClearQuestSettings.DEFAULTS.withTextLimit(0))) {
      assertThat(client.read(createLong(client)).path("cq:Description").asText()).isEqualTo(LONG);
    }
  }

  @Test
  void PH24473_pages_overlap_and_leave_gaps_while_the_total_looks_right() {
    try (OslcClient client =
        OslcClient.start(ClearQuestSettings.DEFAULTS.with(Habit.UNSTABLE_PAGING))) {
      for (int i = 0; i < 20; i++) {
        client.createWithHeadline("Nr " + i);
      }
      List<String> seen = new ArrayList<>();
      String next = client.database + "/simpleQuery/16777301?oslc.select=cq:id&oslc.pageSize=5";
      while (!next.isEmpty()) {
        JsonNode page = client.json.get(next).json();
        page.path("rdfs:member").forEach(one -> seen.add(one.path("cq:id").asText()));
        assertThat(page.path("oslc:responseInfo").path("oslc:totalCount").asInt()).isEqualTo(20);
        next = page.path("oslc:responseInfo").path("oslc:nextPage").path("rdf:resource").asText();
      }
      Set<String> distinct = new HashSet<>(seen);
      assertThat(seen).hasSize(20);
      assertThat(distinct).hasSizeLessThan(20);
    }
  }

  @Test
  void PH49193_xml_spells_a_type_as_it_was_first_asked_for() {
    try (OslcClient client =
        OslcClient.start(ClearQuestSettings.DEFAULTS.with(Habit.TYPE_NAME_AS_FIRST_ASKED))) {
      client.version1.get(client.database + "/record/?rcm.type=INCIDENT");
      String address = client.createWithHeadline("Stavning");

      assertThat(client.version1.get(address).text()).contains("<INCIDENT xmlns");
      assertThat(client.read(address).path("dcterms:type").asText()).isEqualTo("Incident");
    }
  }

  @Test
  void PM51613_resources_selected_over_two_levels_come_twice_in_rdf() {
    try (OslcClient client =
        OslcClient.start(ClearQuestSettings.DEFAULTS.with(Habit.DUPLICATED_NESTED_RESOURCES))) {
      String address = client.createWithHeadline("Dobbelt");
      String two = "?oslc.properties=cq:Submitter%7Bcq:groups%7Bcq:name%7D%7D";

      String rdf = client.rdf.get(address + two).text();

      assertThat(rdf.split("<cq:groups>", -1)).hasSize(3);
      assertThat(client.read(address + two).path("cq:Submitter").path("cq:groups")).hasSize(1);
    }
  }

  @Test
  void characters_outside_the_data_code_page_are_refused() {
    try (OslcClient client =
        OslcClient.start(ClearQuestSettings.DEFAULTS.withCodePage("windows-1252"))) {
      String address = client.createWithHeadline("Æøå går godt");

      Answer answer = client.modify(address, "cq:Resolution", "{\"cq:Resolution\":\"Ω er løst\"}");

      assertThat(answer.status()).isEqualTo(409);
      assertThat(answer.text()).contains("windows-1252");
    }
  }

  @Test
  void records_mastered_at_another_site_cannot_be_changed() {
    try (OslcClient client =
        OslcClient.start(
            ClearQuestSettings.DEFAULTS.withMasteredElsewhere(Set.of("NSP00000001")))) {
      String address = client.createWithHeadline("Fremmed");

      Answer answer = client.modify(address, "cq:Priority", "{\"cq:Priority\":\"P1\"}");

      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.text()).contains("mastered at another site");
    }
  }

  @Test
  void full_text_search_works_where_it_is_enabled() {
    try (OslcClient client =
        OslcClient.start(ClearQuestSettings.DEFAULTS.with(Habit.FULL_TEXT_SEARCH))) {
      client.createWithHeadline("Gateway nede");
      client.createWithHeadline("FMK langsom");
      String base = client.database + "/simpleQuery/16777301?oslc.select=cq:id";

      JsonNode found = client.json.get(base + "&oslc.searchTerms=%22gateway%22").json();

      assertThat(found.path("rdfs:member")).hasSize(1);
    }
    try (OslcClient client = OslcClient.start()) {
      String base = client.database + "/simpleQuery/16777301?oslc.select=cq:id";
      assertThat(client.json.get(base + "&oslc.searchTerms=x").status()).isEqualTo(400);
    }
  }
}
