package hub.incident;

import static org.assertj.core.api.Assertions.assertThat;

import hub.incident.Entry.Timer;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DraftTest {

  private static final Timer TIMER = new Timer("wake", Instant.parse("2026-03-02T09:00:00Z"));

  private final SpaceMap state = new SpaceMap();

  @Test
  void nothing_changes_where_nothing_was() {
    var draft = new Draft(state);

    draft.remove(TIMER.key());
    draft.put(TIMER);
    draft.remove(TIMER.key());

    assertThat(draft.changes()).isEmpty();
  }

  @Test
  void what_was_there_is_removed_whatever_was_put_in_its_place() {
    state.fold(new IncidentEvent.TimerSet(TIMER.id(), TIMER.due()));
    var draft = new Draft(state);

    draft.put(TIMER);
    draft.remove(TIMER.key());

    assertThat(draft.get(TIMER.key())).isEmpty();
    assertThat(draft.changes()).containsExactly(new StateChange.Remove(TIMER.key()));
  }
}
