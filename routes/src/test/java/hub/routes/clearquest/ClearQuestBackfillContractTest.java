package hub.routes.clearquest;

import static org.assertj.core.api.Assertions.assertThat;

import hub.connector.HubBackfill.Page;
import hub.connector.HubBackfill.Stretch;
import hub.routes.Await;
import hub.routes.MemoryHub.GaveUp;
import hub.routes.contract.BackfillContract;
import hub.routes.contract.ConnectedTool;
import hub.ticket.Field;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClearQuestBackfillContractTest extends BackfillContract {

  @Override
  protected ConnectedTool tool() {
    return new ConnectedClearQuest();
  }

  @Test
  void a_text_that_the_page_cuts_is_read_whole_by_one_request_more() {
    create(3);
    var text = "0123456789".repeat(250);
    var id =
        ConnectedClearQuest.create(
            simulated().url(),
            "{\"dcterms:type\":\"Incident\",\"cq:Headline\":\"Long\",\"cq:Description\":\"%s\"}"
                .formatted(text));

    var hub = backfill(EVERYTHING, 10);
    untilDone(hub);

    assertThat(hub.seen(id).getFirst().ticket().fields().getOrEmpty(Field.DESCRIPTION))
        .isEqualTo(text);
    assertThat(pages(hub).stream().mapToInt(Page::requests).sum()).isEqualTo(2);
  }

  @Test
  void without_a_time_of_the_last_change_nothing_can_be_read_since() {
    create(1);

    var hub = backfill(new Stretch(Instant.now(), ""), 10, Map.of("lastModifiedField", ""));

    Await.until("it gives up", () -> !hub.all(GaveUp.class).isEmpty());
  }
}
