package hub.service.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

/// Before the hub runs; with a running one an integration test asks.
class HealthChecksTest {

  private final RunningHub hub = new RunningHub();

  @Test
  void a_process_is_started_once_its_engine_has_left_the_start_and_stays_so() {
    var check = new StartedCheck(hub);
    var before = check.call();
    assertThat(before.getStatus()).isEqualTo(Status.DOWN);
    assertThat(before.getData().orElseThrow()).containsEntry("state", "STARTING");

    hub.refused("the hub runs with another configuration; give this process the same");

    assertThat(check.call().getStatus()).isEqualTo(Status.UP);
  }

  @Test
  void a_hub_that_starts_or_waits_is_alive_and_says_so() {
    var check = new EngineCheck(hub);
    assertThat(check.call().getStatus()).isEqualTo(Status.UP);

    hub.refused("the hub runs with another configuration; give this process the same");

    assertThat(check.call().getStatus()).isEqualTo(Status.UP);
    assertThat(check.call().getData().orElseThrow()).containsEntry("state", "WAITING");
  }

  @Test
  void tools_make_no_process_unready() {
    assertThat(new ToolsCheck(hub).call().getStatus()).isEqualTo(Status.UP);
  }
}
