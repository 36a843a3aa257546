package hub.routes.jira;

import static org.assertj.core.api.Assertions.assertThat;

import hub.connector.HubBackfill.Page;
import hub.routes.contract.BackfillContract;
import hub.routes.contract.ConnectedTool;
import org.junit.jupiter.api.Test;

class CloudJiraBackfillContractTest extends BackfillContract {

  private static final int MORE_THAN_LISTED = 22;

  private final ConnectedCloudJira jira = new ConnectedCloudJira();

  @Override
  protected ConnectedTool tool() {
    return jira;
  }

  @Test
  void what_a_search_shows_in_part_is_read_whole() {
    var ids = create(3);
    for (var number = 0; number < MORE_THAN_LISTED; number++) {
      comment(ids.get(0), number);
      jira.editByHand(simulated().url(), ids.get(1), jira.values().get(number % 2));
    }

    var hub = backfill(EVERYTHING, 10);
    untilDone(hub);

    assertThat(hub.seen(ids.get(0)).getFirst().ticket().comments()).hasSize(MORE_THAN_LISTED);
    var payload = hub.seen(ids.get(1)).getFirst().payload();
    assertThat(payload).isNotNull();
    assertThat(payload.at("/changelog/histories")).hasSizeGreaterThanOrEqualTo(MORE_THAN_LISTED);
    assertThat(pages(hub).stream().mapToInt(Page::requests).sum()).isEqualTo(3);
  }

  private void comment(String id, int number) {
    var text =
        """
        {"body":{"type":"doc","version":1,"content":[{"type":"paragraph",
         "content":[{"type":"text","text":"Comment %d"}]}]}}\
        """
            .formatted(number);
    jira.person(simulated().url()).post("/rest/api/3/issue/" + id + "/comment", text);
  }
}
