package hub.space;

import static hub.space.CounterpartTest.ISSUE;
import static hub.space.CounterpartTest.RECORD;
import static hub.space.CounterpartTest.RECORD_KEY;
import static hub.space.CounterpartTest.issue;
import static hub.space.CounterpartTest.record;
import static hub.space.NspExample.FMK;
import static hub.space.NspExample.JIRA;
import static hub.space.NspExample.OPERATIONS;
import static org.assertj.core.api.Assertions.assertThat;

import hub.delivery.Command.RefreshTicket;
import hub.delivery.Command.UpdateTicket;
import hub.delivery.Outcome;
import hub.incident.IncidentEvent.CommentAdded;
import hub.incident.IncidentEvent.CommentDeleted;
import hub.incident.IncidentEvent.SystemRewound;
import hub.ticket.Comment;
import hub.ticket.Field;
import hub.ticket.Fields;
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

  /// What a write left in it was not seen, so that it is looked at; meanwhile its tool was
  /// restored.
  @Test
  void D5_a_look_that_finds_an_earlier_version_pauses_the_system_and_is_not_repeated() {
    var fields = record(OPERATIONS).with(Field.counterpart(JIRA), "DRIFT-1");
    var issue = issue("", RECORD_KEY).with(Field.PRIORITY, "P3");
    hub.sees(RECORD, RECORD_KEY, fields);
    hub.sees(ISSUE, "DRIFT-1", issue);
    var update =
        hub.sees(ISSUE, "DRIFT-1", issue.with(Field.PRIORITY, "P1")).command(UpdateTicket.class);
    var readBack = hub.ticket(RECORD, RECORD_KEY, fields.with(Field.PRIORITY, "P1"));
    hub.sees(RECORD, RECORD_KEY, fields.with(Field.PRIORITY, "P2"));
    hub.reports(update, new Outcome.Delivered(readBack, update.desired(), List.of()));
    var look = hub.command(RefreshTicket.class);

    var restored = Ticket.of(RECORD, RECORD_KEY, new Version(1), fields);
    hub.reports(look, new Outcome.Delivered(restored, Fields.NONE, List.of())).hasNoCommand();

    assertThat(hub.last(SystemRewound.class)).hasSize(1);
    assertThat(hub.space.shadow(RECORD).orElseThrow().version()).isEqualTo(new Version(1));
  }

  private Comment comment(String id) {
    return new Comment(id, "desk", hub.now(), "Note " + id, false, "");
  }
}
