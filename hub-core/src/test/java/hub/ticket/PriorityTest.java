package hub.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PriorityTest {

  @Test
  void P1_is_more_severe_than_P2() {
    assertThat(Priority.P1.isMoreSevereThan(Priority.P2)).isTrue();
    assertThat(Priority.P2.isMoreSevereThan(Priority.P2)).isFalse();
  }
}
