package hub.space;

import static hub.space.CounterpartTest.ISSUE;
import static hub.space.CounterpartTest.RECORD;
import static hub.space.CounterpartTest.RECORD_KEY;
import static hub.space.CounterpartTest.issue;
import static hub.space.CounterpartTest.record;
import static hub.space.NspExample.JIRA;
import static hub.space.NspExample.OPERATIONS;
import static org.assertj.core.api.Assertions.assertThat;

import hub.config.SystemConfig.Mode;
import hub.delivery.Command.CloseDuplicate;
import hub.delivery.Command.CreateTicket;
import hub.delivery.Command.UpdateTicket;
import hub.delivery.Outcome;
import hub.incident.IncidentEvent.CommandHeld;
import hub.incident.IncidentEvent.CommandIssued;
import hub.incident.Input;
import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.Ticket;
import hub.ticket.TicketRef;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Design D10: what is planned for an observed system is shown and not sent, and a configuration
/// may change while commands are under way.
class ObserveModeTest {

  private static final Fields WANTED = Fields.of(Field.PRIORITY, "P1");

  private final SpaceScenario hub = new SpaceScenario();
  private final Fields issueFields = issue("", RECORD_KEY).with(Field.PRIORITY, "P3");

  @BeforeEach
  void two_tickets_in_sync() {
    hub.sees(RECORD, RECORD_KEY, record(OPERATIONS).with(Field.counterpart(JIRA), "DRIFT-1"));
    hub.sees(ISSUE, "DRIFT-1", issueFields).hasNoCommand();
  }

  @Test
  void D10_a_command_that_waits_is_not_sent_again_to_a_system_that_is_observed_now() {
    var update = raised().command(UpdateTicket.class);
    hub.reports(update, new Outcome.Unavailable(Outcome.Trouble.DEAD, "HTTP 503", null));
    adopts(Mode.OBSERVE);

    hub.after(Duration.ofMinutes(6)).hasNoCommand();

    assertThat(hub.last(CommandHeld.class)).hasSize(1);
  }

  @Test
  void D10_what_was_only_planned_is_sent_when_the_system_is_no_longer_only_observed() {
    adopts(Mode.OBSERVE);
    raised().hasNoCommand();

    adopts(Mode.SYNC);

    assertThat(hub.command(UpdateTicket.class).desired()).isEqualTo(WANTED);
  }

  @Test
  void a_paused_system_stays_paused_under_another_configuration() {
    hub.when(new Input.PauseRequested("op", RECORD.system()));
    raised().hasNoCommand();

    adopts(Mode.SYNC);

    hub.hasNoCommand();
  }

  @Test
  void a_duplicate_is_closed_when_its_system_may_be_written_to_again() {
    var record = new TicketRef(RECORD.system(), "2");
    var fields = record(OPERATIONS).with(Field.counterpart(JIRA), "");
    var create = hub.sees(record, "NSP2", fields).command(CreateTicket.class);
    var made = new TicketRef(JIRA, "21");
    var second = new TicketRef(JIRA, "22");
    hub.sees(marked(made, create));
    hub.when(new Input.PauseRequested("op", JIRA));
    hub.sees(marked(second, create)).hasNoCommand();
    hub.after(Duration.ofMinutes(6)).hasNoCommand();

    hub.when(new Input.ResumeRequested("op", JIRA));
    hub.after(Duration.ofMinutes(6));

    assertThat(hub.all(CommandIssued.class))
        .extracting(CommandIssued::command)
        .filteredOn(CloseDuplicate.class::isInstance)
        .extracting(close -> ((CloseDuplicate) close).ticket())
        .containsExactly(second);
  }

  private Ticket marked(TicketRef ticket, CreateTicket create) {
    return hub.ticket(ticket, "DRIFT-" + ticket.id(), create.fields()).withMarker(create.marker());
  }

  private SpaceScenario raised() {
    return hub.sees(ISSUE, "DRIFT-1", issueFields.with(Field.PRIORITY, "P1"));
  }

  private void adopts(Mode mode) {
    hub.with(NspExample.config(mode)).when(new Input.ConfigurationOffered("with " + mode));
  }
}
