package hub.routes.jira;

import static org.assertj.core.api.Assertions.assertThat;

import hub.connector.HubBackfill.Stretch;
import hub.routes.contract.BackfillContract;
import hub.routes.contract.ConnectedTool;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JiraBackfillContractTest extends BackfillContract {

  private final ConnectedJira jira = new ConnectedJira();

  @Override
  protected ConnectedTool tool() {
    return jira;
  }

  private String key(String id) {
    return simulated().ticket(id).path("key").asText();
  }

  private String issueIn(String project, String label) {
    return jira.person(simulated().url())
        .post(
            "/rest/api/2/issue",
            """
            {"fields":{"project":{"key":"%s"},"issuetype":{"name":"Incident"},
             "summary":"Made by hand","labels":["%s"]}}\
            """
                .formatted(project, label))
        .json()
        .path("id")
        .asText();
  }

  @Test
  void where_the_last_issue_was_deleted_it_goes_on_behind_one_before() {
    var ids = create(5);
    var place = ";DRIFT;%s,%s".formatted(key(ids.get(2)), key(ids.get(1)));
    simulated().remove(key(ids.get(2)));

    var hub = backfill(new Stretch(Instant.EPOCH, place), 10);
    untilDone(hub);

    assertThat(seen(hub)).containsExactly(ids.get(3), ids.get(4));
  }

  @Test
  void a_scope_over_several_projects_is_walked_one_by_one() {
    var drift = create(3);
    var plat = Stream.of("a", "b", "c").map(label -> issueIn("PLAT", label)).toList();

    var hub = backfill(EVERYTHING, 2, Map.of("jql", "project in (PLAT, DRIFT) OR labels = x"));
    untilDone(hub);

    assertThat(seen(hub))
        .containsExactlyElementsOf(Stream.concat(drift.stream(), plat.stream()).toList());
    assertThat(pages(hub).getFirst().left()).isEqualTo(6);
  }

  @Test
  void what_the_hub_may_have_made_is_read_with_its_marker() {
    var id = issueIn("DRIFT", "hub-nsp-i7-g0");
    jira.person(simulated().url())
        .put("/rest/api/2/issue/" + id + "/properties/incident-hub", "{\"marker\":\"nsp-i8-g0\"}");

    var hub = backfill(EVERYTHING, 10);
    untilDone(hub);

    assertThat(hub.seen(id).getFirst().ticket().marker()).isEqualTo("nsp-i8-g0");
  }
}
