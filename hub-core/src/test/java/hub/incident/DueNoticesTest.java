package hub.incident;

import static org.assertj.core.api.Assertions.assertThat;

import hub.delivery.NoticeKind;
import hub.delivery.Recipient;
import hub.ticket.Fields;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Notices that wait lie by incident, whichever system sends them.
class DueNoticesTest {

  private static final IncidentId ONE = new IncidentId(1);
  private static final IncidentId TWO = new IncidentId(2);
  private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

  private final SpaceMap state = new SpaceMap();

  /// The names are such that one is a beginning of the others.
  @Test
  void an_incidents_notices_are_found_whichever_system_sends_them() {
    for (var system : List.of("mail", "mail-2", "mail0", "another")) {
      put(due(ONE, system + "/1", system));
      put(due(TWO, system + "/2", system));
    }
    put(due(ONE, "sent", "mail").ended(new Notice.End("<sent@hub>", 1, "", NOW)));

    assertThat(state.dueNotices(ONE))
        .extracting(Notice::id)
        .containsExactlyInAnyOrder("mail/1", "mail-2/1", "mail0/1", "another/1");
  }

  @Test
  void a_draft_knows_what_it_has_put_and_taken_out() {
    var ended = due(ONE, "ended", "mail");
    put(ended);
    put(due(ONE, "waits", "mail"));
    var draft = new Draft(state);

    draft.move(ended.key(), ended.ended(new Notice.End("<ended@hub>", 1, "", NOW)));
    draft.put(due(ONE, "new", "mail"));
    draft.put(due(TWO, "another's", "mail"));

    assertThat(draft.dueNotices(ONE)).extracting(Notice::id).containsExactly("new", "waits");
  }

  private void put(Entry entry) {
    state.apply(List.of(new StateChange.Put(entry)));
  }

  private static Notice due(IncidentId incident, String id, String system) {
    return new Notice(
        incident,
        id,
        id,
        system,
        NoticeKind.TASK,
        new Recipient.DistributionList("everybody"),
        "task",
        Fields.NONE,
        NOW,
        null);
  }
}
