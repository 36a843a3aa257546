package hub.service.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

class ConfigurationCheckTest {

  @Test
  void D10_a_process_with_another_configuration_is_not_ready_and_says_what_helps() {
    var hub = new RunningHub();
    var check = new ConfigurationCheck(hub);
    assertThat(check.call().getStatus()).isEqualTo(Status.UP);

    hub.refused("the hub runs with another configuration; give this process the same");

    var response = check.call();
    assertThat(response.getStatus()).isEqualTo(Status.DOWN);
    assertThat(response.getData().orElseThrow()).containsKey("cause");
  }
}
