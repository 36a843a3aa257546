package hub.space;

import static hub.space.CounterpartTest.ISSUE;
import static org.assertj.core.api.Assertions.assertThat;

import hub.delivery.Command.UpdateTicket;
import hub.delivery.Outcome;
import hub.incident.IncidentEvent.ConflictRecorded;
import hub.incident.IncidentEvent.InputSetAside;
import hub.ticket.Field;
import hub.ticket.Fields;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// D7: what becomes of a write whose answer is lost.
class UnansweredWriteTest extends TwoTicketsInSync {

  @Test
  void D7_a_write_that_takes_effect_late_is_no_change_of_a_person() {
    var lost = issueSays(Field.PRIORITY, "P1").command(UpdateTicket.class);
    hub.reports(lost, new Outcome.Unknown("reset", hub.now()));
    issueSays(Field.PRIORITY, "P4");

    recordSays(Field.PRIORITY, "P1");

    assertThat(hub.value(1, Field.PRIORITY)).isEqualTo("P4");
    assertThat(hub.all(ConflictRecorded.class)).isEmpty();
    assertThat(hub.last(InputSetAside.class)).hasSize(1);
    var repair = hub.after(NspExample.SETTLE).command(UpdateTicket.class);
    assertThat(repair.desired()).isEqualTo(Fields.of(Field.PRIORITY, "P4"));
    assertThat(repair.base()).isEqualTo(Fields.of(Field.PRIORITY, "P1"));
    hub.delivers(repair).hasNoCommand();
  }

  /// The answer was lost, or the tool went away before it could be read.
  @Test
  void D7_what_was_sent_without_an_answer_is_looked_for_before_more_is_asked() {
    var lost = issueSays(Field.PRIORITY, "P1").command(UpdateTicket.class);
    hub.reports(lost, new Outcome.Unknown("reset", hub.now()));
    var more = issueFields.with(Field.PRIORITY, "P1").with(Field.RESOLUTION, "a full disk");
    hub.sees(ISSUE, "DRIFT-1", more).hasNoCommand();

    var again = hub.after(Duration.ofSeconds(10)).command(UpdateTicket.class);

    assertThat(again.id()).isEqualTo(lost.id());
    assertThat(again.desired()).isEqualTo(Fields.of(Field.PRIORITY, "P1"));
    var rest = hub.delivers(again).command(UpdateTicket.class);
    assertThat(rest.desired()).isEqualTo(Fields.of(Field.RESOLUTION, "a full disk"));
  }

  /// A poll has found what the lost answer would have said.
  @Test
  void D7_what_was_never_sent_does_not_wait_for_what_was() {
    var lost = issueSays(Field.PRIORITY, "P1").command(UpdateTicket.class);
    hub.reports(lost, new Outcome.Unknown("reset", hub.now()));
    recordSays(Field.PRIORITY, "P1").hasNoCommand();
    var more = issueFields.with(Field.PRIORITY, "P1").with(Field.RESOLUTION, "a full disk");
    hub.sees(ISSUE, "DRIFT-1", more).hasNoCommand();

    var rest = hub.after(Duration.ofSeconds(10)).command(UpdateTicket.class);

    assertThat(rest.desired()).isEqualTo(Fields.of(Field.RESOLUTION, "a full disk"));
    assertThat(rest.attempt().lastMayHaveReachedAt()).isNull();
  }

  @Test
  void D7_another_value_waits_until_the_one_that_was_sent_has_settled() {
    var lost = issueSays(Field.PRIORITY, "P1").command(UpdateTicket.class);
    var sentAt = hub.now();
    hub.reports(lost, new Outcome.Unknown("reset", sentAt));
    issueSays(Field.PRIORITY, "P2").hasNoCommand();

    var again = hub.after(Duration.ofSeconds(10)).command(UpdateTicket.class);

    assertThat(again.desired()).isEqualTo(Fields.of(Field.PRIORITY, "P2"));
    assertThat(again.attempt().lastMayHaveReachedAt()).isEqualTo(sentAt);
  }

  /// Nothing can turn up any more, so one request will do.
  @Test
  void D7_what_never_took_effect_is_asked_for_with_all_that_is_due() {
    var lost = issueSays(Field.PRIORITY, "P1").command(UpdateTicket.class);
    var sentAt = hub.now();
    hub.reports(lost, new Outcome.Unknown("reset", sentAt));
    hub.sees(
        ISSUE,
        "DRIFT-1",
        issueFields.with(Field.PRIORITY, "P1").with(Field.RESOLUTION, "a full disk"));
    var look = hub.after(Duration.ofSeconds(10)).command(UpdateTicket.class);

    hub.reports(look, new Outcome.Unknown("an earlier attempt may still take effect", sentAt));

    var all = hub.after(NspExample.SETTLE).command(UpdateTicket.class);
    assertThat(all.desired().names()).containsExactlyInAnyOrder(Field.PRIORITY, Field.RESOLUTION);
  }

  /// What the tools' operators promise by `settle`. Nobody can tell it from a person's change.
  @Test
  void D7_what_turns_up_after_its_system_has_settled_is_taken_for_a_persons() {
    var lost = issueSays(Field.PRIORITY, "P1").command(UpdateTicket.class);
    hub.reports(lost, new Outcome.Unknown("reset", hub.now()));
    issueSays(Field.PRIORITY, "P4");
    hub.delivers(hub.after(NspExample.SETTLE.plusSeconds(10)).command(UpdateTicket.class));

    recordSays(Field.PRIORITY, "P1");

    assertThat(hub.value(1, Field.PRIORITY)).isEqualTo("P1");
  }

  @Test
  void D7_a_person_may_set_again_what_the_hub_has_written() {
    var lost = issueSays(Field.PRIORITY, "P1").command(UpdateTicket.class);
    hub.reports(lost, new Outcome.Unknown("reset", hub.now()));
    recordSays(Field.PRIORITY, "P1");
    recordSays(Field.PRIORITY, "P4");

    recordSays(Field.PRIORITY, "P1");

    assertThat(hub.value(1, Field.PRIORITY)).isEqualTo("P1");
  }
}
