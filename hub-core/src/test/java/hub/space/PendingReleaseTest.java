package hub.space;

import static hub.space.NspExample.RFCS;
import static org.assertj.core.api.Assertions.assertThat;

import hub.delivery.Command.UpdateTicket;
import hub.incident.IncidentEvent.CommandIssued;
import hub.incident.IncidentEvent.RfcLinked;
import hub.incident.IncidentEvent.RfcStateChanged;
import hub.incident.IncidentEvent.RfcUnlinked;
import hub.incident.IncidentId;
import hub.incident.Input;
import hub.incident.Shadow;
import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.RfcState;
import hub.ticket.Ticket;
import hub.ticket.TicketRef;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Step 11 of the process: what an RFC or problem means for the incidents that wait for it.
class PendingReleaseTest {

  private static final TicketRef RECORD = new TicketRef("clearquest", "33554473");
  private static final TicketRef SECOND_RECORD = new TicketRef("clearquest", "33554474");
  private static final TicketRef ISSUE = new TicketRef("jira-ops", "10001");
  private static final TicketRef RFC = new TicketRef(RFCS, "20001");
  private static final TicketRef SECOND_RFC = new TicketRef(RFCS, "20002");

  private final SpaceScenario given = new SpaceScenario().with(NspExample.withRfcs());

  @Test
  void R11_4_an_rfc_that_names_a_record_sets_pending_release_in_clearquest_and_jira() {
    aSyncedIncident();

    given.sees(RFC, "SDS-1", rfc("OPEN", "NSP1"));

    assertThat(given.last(RfcLinked.class))
        .containsExactly(new RfcLinked(new IncidentId(1), RFC, "SDS-1", RECORD));
    assertThat(given.value(1, Field.STATUS)).isEqualTo("PENDING_RELEASE");
    assertThat(updates())
        .containsEntry(RECORD, Map.of("status", "PENDING_RELEASE", "rfc.jira-sds", "SDS-1"))
        .containsEntry(ISSUE, Map.of("status", "PENDING_RELEASE", "rfc.jira-sds", "SDS-1"))
        .doesNotContainKey(RFC);
  }

  @Test
  void R11_3_an_rfc_named_in_a_record_is_linked_in_all_three_tools() {
    aSyncedIncident();
    given.sees(RFC, "SDS-1", rfc("OPEN", ""));

    given.sees(RECORD, "NSP1", shown(RECORD).with(Field.rfc(RFCS), "SDS-1"));

    assertThat(given.value(1, Field.STATUS)).isEqualTo("PENDING_RELEASE");
    assertThat(updates())
        .containsEntry(RECORD, Map.of("status", "PENDING_RELEASE"))
        .containsEntry(ISSUE, Map.of("status", "PENDING_RELEASE", "rfc.jira-sds", "SDS-1"))
        .containsEntry(RFC, Map.of("causedBy", "NSP1"));
  }

  @Test
  void R11_3_the_order_in_which_rfc_and_record_are_seen_makes_no_difference() {
    given.sees(RFC, "SDS-1", rfc("OPEN", "nsp1"));
    assertThat(given.space.space().incidents()).isZero();

    given.sees(RECORD, "NSP1", record());

    assertThat(given.value(1, Field.STATUS)).isEqualTo("PENDING_RELEASE");

    given.sees(SECOND_RECORD, "NSP2", record().with(Field.rfc(RFCS), "SDS-2"));
    given.sees(SECOND_RFC, "SDS-2", rfc("OPEN", ""));

    assertThat(given.value(2, Field.STATUS)).isEqualTo("PENDING_RELEASE");
  }

  @Test
  void R11_2_the_release_takes_the_incident_back_to_work() {
    anIncidentHeldBackBy(RFC, "SDS-1");

    given.sees(RFC, "SDS-1", rfc("RELEASED", "NSP1"));

    assertThat(given.value(1, Field.STATUS)).isEqualTo("IN_PROGRESS");
    assertThat(given.last(RfcStateChanged.class))
        .containsExactly(new RfcStateChanged(new IncidentId(1), RFC, "SDS-1", RfcState.RELEASED));
  }

  @Test
  void R11_4_the_last_of_several_rfcs_counts() {
    anIncidentHeldBackBy(RFC, "SDS-1");
    given.sees(SECOND_RFC, "SDS-2", rfc("OPEN", "NSP1"));

    given.sees(RFC, "SDS-1", rfc("RELEASED", "NSP1"));
    assertThat(given.value(1, Field.STATUS)).isEqualTo("PENDING_RELEASE");

    given.sees(SECOND_RFC, "SDS-2", rfc("RELEASED", "NSP1"));
    assertThat(given.value(1, Field.STATUS)).isEqualTo("IN_PROGRESS");
  }

  @Test
  void R11_4_one_rfc_holds_and_releases_three_incidents_and_merges_none() {
    for (var number = 1; number <= 3; number++) {
      given.sees(new TicketRef("clearquest", "" + number), "NSP" + number, record());
    }

    given.sees(RFC, "SDS-1", rfc("OPEN", "NSP1, NSP2;NSP3"));
    for (var number = 1; number <= 3; number++) {
      assertThat(given.value(number, Field.STATUS)).isEqualTo("PENDING_RELEASE");
      assertThat(given.incident(number).members()).hasSize(1);
    }

    given.sees(RFC, "SDS-1", rfc("RELEASED", "NSP1, NSP2;NSP3"));
    for (var number = 1; number <= 3; number++) {
      assertThat(given.value(number, Field.STATUS)).isEqualTo("IN_PROGRESS");
    }
  }

  @Test
  void R11_2_a_rejected_or_withdrawn_rfc_is_told_and_changes_no_status() {
    anIncidentHeldBackBy(RFC, "SDS-1");

    given.sees(RFC, "SDS-1", rfc("REJECTED", "NSP1"));
    assertThat(given.value(1, Field.STATUS)).isEqualTo("PENDING_RELEASE");
    assertThat(given.last(RfcStateChanged.class)).hasSize(1);

    given.sees(Ticket.gone(RFC, Ticket.Presence.DELETED));
    assertThat(given.last(RfcStateChanged.class))
        .extracting(RfcStateChanged::state)
        .containsExactly(RfcState.WITHDRAWN);
    assertThat(given.value(1, Field.STATUS)).isEqualTo("PENDING_RELEASE");
  }

  @Test
  void R11_4_a_resolved_incident_is_only_linked() {
    given.sees(RECORD, "NSP1", record().with(Field.STATUS, "RESOLVED"));

    given.sees(RFC, "SDS-1", rfc("OPEN", "NSP1"));

    assertThat(given.value(1, Field.STATUS)).isEqualTo("RESOLVED");
    assertThat(updates()).containsEntry(RECORD, Map.of("rfc.jira-sds", "SDS-1"));
  }

  @Test
  void R11_4_an_rfc_that_is_released_already_is_only_linked() {
    aSyncedIncident();

    given.sees(RFC, "SDS-1", rfc("RELEASED", "NSP1"));

    assertThat(given.value(1, Field.STATUS)).isEqualTo("IN_PROGRESS");
  }

  @Test
  void R11_4_a_person_who_goes_on_working_is_not_overruled() {
    anIncidentHeldBackBy(RFC, "SDS-1");

    given.sees(RECORD, "NSP1", shown(RECORD).with(Field.STATUS, "IN_PROGRESS"));
    given.sees(RFC, "SDS-1", rfc("OPEN", "NSP1"));

    assertThat(given.value(1, Field.STATUS)).isEqualTo("IN_PROGRESS");
    given.hasNoCommandFor(RECORD, Field.STATUS);
  }

  @Test
  void R11_3_a_key_that_a_person_takes_away_is_taken_away_everywhere() {
    anIncidentHeldBackBy(RFC, "SDS-1");

    given.sees(RFC, "SDS-1", rfc("OPEN", ""));

    assertThat(given.last(RfcUnlinked.class)).hasSize(1);
    assertThat(updates())
        .containsEntry(RECORD, Map.of("rfc.jira-sds", ""))
        .containsEntry(ISSUE, Map.of("rfc.jira-sds", ""));
    assertThat(given.value(1, Field.STATUS)).isEqualTo("PENDING_RELEASE");
  }

  @Test
  void R11_3_the_shown_key_follows_a_move() {
    anIncidentHeldBackBy(RFC, "SDS-1");

    given.sees(RFC, "CHG-9", rfc("OPEN", "NSP1"));

    assertThat(updates())
        .containsEntry(RECORD, Map.of("rfc.jira-sds", "CHG-9"))
        .containsEntry(ISSUE, Map.of("rfc.jira-sds", "CHG-9"));
    assertThat(given.last(RfcUnlinked.class)).isEmpty();
  }

  @Test
  void R11_4_words_about_an_rfc_set_nothing() {
    aSyncedIncident();
    given.sees(RFC, "SDS-1", rfc("OPEN", "").with(Field.DESCRIPTION, "see NSP1"));

    given.sees(RECORD, "NSP1", record().with(Field.DESCRIPTION, "perhaps SDS-1"));

    assertThat(given.all(RfcLinked.class)).isEmpty();
    assertThat(given.value(1, Field.STATUS)).isEqualTo("IN_PROGRESS");
  }

  @Test
  void R11_3_words_of_people_in_the_field_of_keys_stay() {
    aSyncedIncident();
    given.sees(SECOND_RECORD, "NSP2", record());

    given.sees(RFC, "SDS-1", rfc("OPEN", "ITSM-77 NSP1"));
    given.sees(SECOND_RECORD, "NSP2", record().with(Field.rfc(RFCS), "SDS-1"));

    assertThat(updates()).containsEntry(RFC, Map.of("causedBy", "ITSM-77, NSP1, NSP2"));
  }

  @Test
  void R11_3_incidents_that_are_merged_or_taken_apart_take_their_rfcs_with_them() {
    given.sees(RECORD, "NSP1", record().with(Field.ASSIGNEE, NspExample.FMK));
    given.sees(ISSUE, "DRIFT-1", issue(""));
    given.sees(RFC, "SDS-1", rfc("OPEN", "DRIFT-1"));

    given.when(new Input.MergeRequested("operator", new IncidentId(1), new IncidentId(2)));
    assertThat(given.space.rfcs(given.incident(1))).extracting(Shadow::ticket).containsExactly(RFC);

    given.when(new Input.UnmergeRequested("operator", new IncidentId(1), List.of(ISSUE)));
    assertThat(given.space.rfcs(given.incident(1))).isEmpty();
    assertThat(given.space.rfcs(given.incident(3))).extracting(Shadow::ticket).containsExactly(RFC);
  }

  private void anIncidentHeldBackBy(TicketRef rfc, String key) {
    aSyncedIncident();
    given.sees(rfc, key, rfc("OPEN", "NSP1"));
    deliverAll();
  }

  /// A record and its issue, both in progress.
  private void aSyncedIncident() {
    given.sees(RECORD, "NSP1", record().with(Field.counterpart("jira-ops"), "DRIFT-1"));
    given.sees(ISSUE, "DRIFT-1", issue("NSP1"));
    assertThat(given.incident(1).members()).hasSize(2);
    deliverAll();
  }

  private void deliverAll() {
    given.last(CommandIssued.class).stream()
        .map(CommandIssued::command)
        .filter(UpdateTicket.class::isInstance)
        .map(UpdateTicket.class::cast)
        .forEach(given::delivers);
  }

  private Map<TicketRef, Map<String, String>> updates() {
    return given.last(CommandIssued.class).stream()
        .map(CommandIssued::command)
        .filter(UpdateTicket.class::isInstance)
        .map(UpdateTicket.class::cast)
        .collect(Collectors.toMap(UpdateTicket::ticket, update -> texts(update.desired())));
  }

  private static Map<String, String> texts(Fields fields) {
    return fields.values().entrySet().stream()
        .collect(Collectors.toMap(entry -> entry.getKey().name(), Map.Entry::getValue));
  }

  private Fields shown(TicketRef ticket) {
    return given.space.shadow(ticket).orElseThrow().fields();
  }

  private static Fields record() {
    return Fields.NONE
        .with(Field.TITLE, "Login fails")
        .with(Field.PRIORITY, "P3")
        .with(Field.STATUS, "IN_PROGRESS")
        .with(Field.counterpart("jira-ops"), "")
        .with(Field.rfc(RFCS), "");
  }

  private static Fields issue(String record) {
    return Fields.NONE
        .with(Field.TITLE, "Login fails")
        .with(Field.PRIORITY, "P3")
        .with(Field.STATUS, "IN_PROGRESS")
        .with(Field.counterpart("clearquest"), record)
        .with(Field.rfc(RFCS), "");
  }

  private static Fields rfc(String state, String causedBy) {
    return Fields.NONE
        .with(Field.TITLE, "New certificate store")
        .with(Field.RFC_STATE, state)
        .with(Field.CAUSED_BY, causedBy);
  }
}
