package hub.connector.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import hub.connector.HubBackfill;
import hub.connector.HubBackfill.Stretch;
import hub.connector.HubIntake;
import hub.connector.Observation;
import hub.connector.Refusal;
import hub.connector.http.ToolTrouble;
import hub.delivery.DeliveryAnswer.NotNow;
import hub.delivery.Outcome.Trouble;
import hub.incident.Input;
import hub.ticket.TicketRef;
import hub.ticket.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.impl.engine.SimpleCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BackfillTurnsTest {

  private static final Stretch EVERYTHING = new Stretch(Instant.EPOCH, "");

  private final Notes hub = new Notes();
  private Instant now = Instant.now();
  private final BackfillTurns turns =
      new BackfillTurns("jira-ops", "30s", "500ms", hub, hub, () -> now);

  private Exchange swept() {
    var exchange = new DefaultExchange(new SimpleCamelContext());
    exchange.setProperty(BackfillTurns.SWEPT, "yes");
    return exchange;
  }

  private @Nullable Instant failsWith(Exception failure, String place, boolean isReading) {
    var exchange = swept();
    exchange.setProperty(Exchange.EXCEPTION_CAUGHT, failure);
    return turns.failed(exchange, place, isReading);
  }

  @Test
  void there_is_no_turn_after_a_sweep_that_broke() {
    var broken = swept();
    broken.setProperty(BackfillTurns.SWEPT, "no");

    assertThat(turns.begin(broken)).isEmpty();
    assertThat(turns.begin(swept())).contains(EVERYTHING);
  }

  @Test
  void a_turn_ends_when_the_next_sweep_is_due() {
    turns.begin(swept());
    assertThat(turns.mayGoOn()).isTrue();

    now = now.plusSeconds(31);

    assertThat(turns.mayGoOn()).isFalse();
  }

  @Test
  void requests_keep_their_pause() {
    var exchange = swept();
    turns.begin(exchange);

    turns.ask(exchange);
    assertThat(exchange.getProperty(BackfillTurns.PAUSE)).isEqualTo(0L);
    turns.ask(exchange);
    assertThat(exchange.getProperty(BackfillTurns.PAUSE)).isEqualTo(500L);
    turns.ask(exchange);
    turns.ask(exchange);
    turns.ask(exchange);
    assertThat(exchange.getProperty(BackfillTurns.PAUSE)).isEqualTo(1000L);
    assertThat(turns.mayGoOn()).isFalse();

    now = now.plusSeconds(5);
    assertThat(turns.mayGoOn()).isTrue();
  }

  @Test
  void a_tool_that_wants_rest_gets_it() {
    var rest =
        failsWith(
            new ToolTrouble(new NotNow(Trouble.RATE_LIMITED, "429", Duration.ofMinutes(10))),
            "",
            false);

    assertThat(rest).isEqualTo(now.plus(Duration.ofMinutes(10)));
    assertThat(hub.told).containsExactly("waits: 429");
    now = now.plus(Duration.ofMinutes(9));
    assertThat(turns.begin(swept())).isEmpty();
    now = now.plus(Duration.ofMinutes(1));
    assertThat(turns.begin(swept())).contains(EVERYTHING);
  }

  @Test
  void an_outage_is_waited_out_however_long_it_takes() {
    for (var turn = 0; turn < 20; turn++) {
      failsWith(ToolTrouble.unreadable("down"), "DRIFT-9", false);
    }

    assertThat(hub.told).hasSize(20).containsOnly("waits: down");
    now = now.plus(Duration.ofMinutes(5));
    assertThat(turns.begin(swept())).contains(EVERYTHING);
  }

  @Test
  void what_is_refused_three_times_ends_it() {
    for (var turn = 0; turn < 3; turn++) {
      failsWith(ToolTrouble.refused("no such field"), "DRIFT-9", false);
    }

    assertThat(hub.told.getLast()).isEqualTo("gave up: no such field");
  }

  @Test
  void a_ticket_that_breaks_three_turns_is_passed_over() {
    for (var turn = 0; turn < 3; turn++) {
      assertThat(turns.isSetAside("10042")).isFalse();
      failsWith(ToolTrouble.unreadable("500"), "10042", true);
    }

    assertThat(turns.isSetAside("10042")).isTrue();
    assertThat(hub.told.getLast()).startsWith("refused: 3 turns of a backfill broke at it");
  }

  @Test
  void a_ticket_is_not_to_blame_for_a_refused_log_in() {
    for (var turn = 0; turn < 4; turn++) {
      failsWith(
          new ToolTrouble(new NotNow(Trouble.CREDENTIALS_REFUSED, "401", null)), "10042", true);
    }

    assertThat(turns.isSetAside("10042")).isFalse();
  }

  @Test
  void a_page_that_the_hub_does_not_take_is_no_fault_of_the_tool() {
    failsWith(new IllegalStateException("the log takes nothing"), "DRIFT-9", false);

    assertThat(hub.told).isEmpty();
    assertThat(turns.begin(swept())).contains(EVERYTHING);
  }

  /// Keeps what it is told.
  private static final class Notes implements HubBackfill, HubIntake {

    private final List<String> told = new ArrayList<>();

    @Override
    public Optional<Stretch> turn(String system) {
      return Optional.of(EVERYTHING);
    }

    @Override
    public boolean isNews(Observation observation) {
      return true;
    }

    @Override
    public void advanced(String system, Page page) {
      told.add("page of " + page.tickets());
    }

    @Override
    public boolean mayGoOn(String system) {
      return true;
    }

    @Override
    public void waits(String system, String cause) {
      told.add("waits: " + cause);
    }

    @Override
    public void gaveUp(String system, String cause) {
      told.add("gave up: " + cause);
    }

    @Override
    public void observed(Observation observation) {
      told.add("observed");
    }

    @Override
    public void reported(Input.OutcomeReported outcome) {
      told.add("reported");
    }

    @Override
    public Version handedIn(TicketRef ticket) {
      return Version.NONE;
    }

    @Override
    public void answered(Input.NoticeAnswered answer) {
      told.add("answered");
    }

    @Override
    public void returned(Input.NoticeReturned report) {
      told.add("returned");
    }

    @Override
    public void refused(Refusal refusal) {
      told.add("refused: " + refusal.cause());
    }
  }
}
