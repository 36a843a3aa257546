package hub.space;

import static hub.space.CounterpartTest.RECORD;
import static hub.space.CounterpartTest.RECORD_KEY;
import static hub.space.CounterpartTest.record;
import static hub.space.NspExample.FMK;
import static org.assertj.core.api.Assertions.assertThat;

import hub.incident.IncidentEvent.CommentAdded;
import hub.incident.IncidentEvent.CommentDeleted;
import hub.incident.IncidentEvent.SystemRewound;
import hub.ticket.Comment;
import hub.ticket.Field;
import hub.ticket.Ticket;
import hub.ticket.Version;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A tool that was restored from backup (design D5).
class RestoredToolTest {

  private final SpaceScenario hub = new SpaceScenario();

  @Test
  void D5_a_comment_made_after_the_restoration_is_known_and_one_that_it_took_is_not_deleted() {
    var fields = record(FMK);
    var lost = comment("c1");
    var made = comment("c2");
    hub.sees(hub.ticket(RECORD, RECORD_KEY, fields));
    hub.sees(hub.ticket(RECORD, RECORD_KEY, fields.with(Field.PRIORITY, "P1")));
    hub.sees(hub.ticket(RECORD, RECORD_KEY, fields).withComments(List.of(lost)));

    hub.sees(Ticket.of(RECORD, RECORD_KEY, new Version(2), fields).withComments(List.of(made)));

    assertThat(hub.last(SystemRewound.class)).hasSize(1);
    assertThat(hub.last(CommentAdded.class))
        .extracting(CommentAdded::comment)
        .containsExactly(made);
    assertThat(hub.last(CommentDeleted.class)).isEmpty();
  }

  private Comment comment(String id) {
    return new Comment(id, "desk", hub.now(), "Note " + id, false, "");
  }
}
