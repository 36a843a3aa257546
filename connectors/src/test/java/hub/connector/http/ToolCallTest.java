package hub.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import hub.delivery.DeliveryAnswer.NotNow;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class ToolCallTest {

  private final ToolCall call = new ToolCall();

  @Test
  void of_two_pauses_asked_for_side_by_side_the_longer_is_obeyed() {
    var one = underWay();
    var other = underWay();
    limit(one, "60");
    limit(other, "1");

    var trouble = catchThrowableOfType(ToolTrouble.class, this::underWay);

    assertThat(trouble.answer())
        .isInstanceOfSatisfying(
            NotNow.class,
            answer ->
                assertThat(answer.retryAfter())
                    .isBetween(Duration.ofSeconds(2), Duration.ofSeconds(60)));
  }

  private Exchange underWay() {
    var exchange = new DefaultExchange(new DefaultCamelContext());
    call.before(exchange);
    return exchange;
  }

  private void limit(Exchange exchange, String seconds) {
    exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, 429);
    exchange.getMessage().setHeader("Retry-After", seconds);
    call.after(exchange);
  }
}
