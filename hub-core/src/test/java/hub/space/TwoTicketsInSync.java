package hub.space;

import static hub.space.CounterpartTest.ISSUE;
import static hub.space.CounterpartTest.RECORD;
import static hub.space.CounterpartTest.RECORD_KEY;
import static hub.space.CounterpartTest.issue;
import static hub.space.CounterpartTest.record;
import static hub.space.NspExample.JIRA;
import static hub.space.NspExample.OPERATIONS;
import static org.assertj.core.api.Assertions.assertThat;

import hub.ticket.Field;
import hub.ticket.Fields;
import org.junit.jupiter.api.BeforeEach;

/// A record and its issue that say the same.
abstract class TwoTicketsInSync {

  final SpaceScenario hub = new SpaceScenario();
  final Fields recordFields =
      record(OPERATIONS).with(Field.counterpart(JIRA), "DRIFT-1").with(Field.RESOLUTION, "");
  final Fields issueFields =
      issue("", RECORD_KEY).with(Field.PRIORITY, "P3").with(Field.RESOLUTION, "");

  @BeforeEach
  void two_tickets_in_sync() {
    hub.sees(RECORD, RECORD_KEY, recordFields);
    hub.sees(ISSUE, "DRIFT-1", issueFields).hasNoCommand();
    assertThat(hub.incident(1).members()).containsOnlyKeys(RECORD, ISSUE);
  }

  SpaceScenario recordSays(Field field, String value) {
    return hub.sees(RECORD, RECORD_KEY, recordFields.with(field, value));
  }

  SpaceScenario issueSays(Field field, String value) {
    return hub.sees(ISSUE, "DRIFT-1", issueFields.with(field, value));
  }
}
