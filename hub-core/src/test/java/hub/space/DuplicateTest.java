package hub.space;

import static hub.space.CounterpartTest.ISSUE;
import static hub.space.CounterpartTest.OTHER_ISSUE;
import static hub.space.CounterpartTest.RECORD;
import static hub.space.CounterpartTest.RECORD_KEY;
import static hub.space.CounterpartTest.issue;
import static hub.space.CounterpartTest.record;
import static hub.space.NspExample.FMK;
import static hub.space.NspExample.JIRA;
import static hub.space.NspExample.OPERATIONS;
import static org.assertj.core.api.Assertions.assertThat;

import hub.delivery.Command.CloseDuplicate;
import hub.delivery.Command.CreateTicket;
import hub.delivery.Outcome;
import hub.incident.Entry.OpenDuplicate;
import hub.incident.IncidentEvent.DuplicateLeftOpen;
import hub.incident.IncidentId;
import hub.incident.Input.MergeRequested;
import hub.incident.Input.RetryRequested;
import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.Ticket;
import hub.ticket.TicketRef;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A tool's own race has made a ticket too many, and closing it does not go smoothly (D7).
class DuplicateTest {

  private final SpaceScenario hub = new SpaceScenario();

  /// The hub has found the second ticket, and is about to close it.
  private CloseDuplicate closing() {
    var create = hub.sees(RECORD, RECORD_KEY, record(OPERATIONS)).command(CreateTicket.class);
    var made = hub.ticket(ISSUE, "DRIFT-1", create.fields()).withMarker(create.marker());
    hub.reports(create, new Outcome.Delivered(made, create.fields(), List.of()));
    hub.sees(duplicate("ASSIGNED").withMarker(create.marker()));
    return hub.command(CloseDuplicate.class);
  }

  private Ticket duplicate(String status) {
    return hub.ticket(OTHER_ISSUE, "DRIFT-2", issue("", RECORD_KEY).with(Field.STATUS, status));
  }

  private CloseDuplicate refused() {
    var close = closing();
    hub.reports(close, new Outcome.Refused(Map.of(), "a resolution is required", null));
    return close;
  }

  private Optional<OpenDuplicate> leftOpen() {
    return hub.space.get(OpenDuplicate.key(OTHER_ISSUE), OpenDuplicate.class);
  }

  @Test
  void one_that_its_tool_does_not_let_go_is_shown_and_not_tried_on_and_on() {
    refused();

    hub.hasNoCommand();
    assertThat(hub.last(DuplicateLeftOpen.class)).hasSize(1);
    assertThat(leftOpen().orElseThrow().cause()).isEqualTo("a resolution is required");
    hub.after(Duration.ofHours(2)).hasNoCommand();
  }

  @Test
  void one_left_open_is_tried_again_when_somebody_asks() {
    refused();

    hub.when(new RetryRequested("op", new IncidentId(1), JIRA, OTHER_ISSUE));

    var again = hub.command(CloseDuplicate.class);
    assertThat(again.ticket()).isEqualTo(OTHER_ISSUE);
    assertThat(leftOpen()).isEmpty();
    hub.reports(again, new Outcome.Delivered(duplicate("CLOSED"), Fields.NONE, List.of()));
    hub.hasNoCommand();
    assertThat(leftOpen()).isEmpty();
  }

  @Test
  void one_left_open_is_tried_again_when_somebody_has_changed_it() {
    refused();

    hub.sees(duplicate("RESOLVED"));

    assertThat(hub.command(CloseDuplicate.class).ticket()).isEqualTo(OTHER_ISSUE);
  }

  @Test
  void one_left_open_that_is_deleted_is_no_matter_any_more() {
    refused();

    hub.sees(Ticket.gone(OTHER_ISSUE, Ticket.Presence.DELETED));
    hub.reports(
        hub.command(CloseDuplicate.class),
        new Outcome.Outdated(Ticket.gone(OTHER_ISSUE, Ticket.Presence.DELETED)));

    assertThat(leftOpen()).isEmpty();
    hub.after(Duration.ofHours(2)).hasNoCommand();
  }

  @Test
  void one_that_somebody_changes_while_it_is_closed_is_closed_later() {
    var close = closing();

    hub.reports(close, new Outcome.Outdated(duplicate("IN_PROGRESS"))).hasNoCommand();
    hub.after(Duration.ofMinutes(6));

    assertThat(hub.command(CloseDuplicate.class).ticket()).isEqualTo(OTHER_ISSUE);
  }

  @Test
  void one_left_open_stays_with_its_incident_when_that_is_merged() {
    hub.sees(new TicketRef(FMK, "1"), "FMK-1", Fields.of(Field.TITLE, "Slow"));
    refused();

    hub.when(new MergeRequested("op", new IncidentId(1), new IncidentId(2)));

    assertThat(leftOpen().orElseThrow().incident()).isEqualTo(new IncidentId(1));
  }
}
