package hub.service.trace;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hub.delivery.Command;
import hub.delivery.Command.Attempt;
import hub.delivery.Outcome;
import hub.engine.DecisionTrace.Decided;
import hub.engine.format.InputPosition;
import hub.incident.Input;
import hub.incident.Input.OutcomeReported;
import hub.incident.Input.TicketObserved;
import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.Reading;
import hub.ticket.Ticket;
import hub.ticket.TicketRef;
import hub.ticket.Version;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TracesTest {

  private static final Instant MONDAY = Instant.parse("2026-03-02T09:00:00Z");
  private static final TicketRef ISSUE = new TicketRef("jira-ops", "10042");
  private static final TicketRef RECORD = new TicketRef("clearquest", "33554437");
  private static final InputPosition PLACE = new InputPosition(0, 7);
  private static final String CAME = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  private final Kept kept = new Kept();
  private final Traces traces = new Traces(noting());

  private OpenTelemetry noting() {
    return OpenTelemetrySdk.builder()
        .setTracerProvider(
            SdkTracerProvider.builder().addSpanProcessor(SimpleSpanProcessor.create(kept)).build())
        .build();
  }

  @Test
  void what_is_read_after_a_hint_is_followed_to_the_outcome_of_the_write() {
    traces.hinted(ISSUE.system(), ISSUE.id());
    var carried = carried(takeIn(traces, seen()));
    traces.writing(update(1), carried);
    takeIn(traces, delivered());

    assertThat(kept.spans)
        .extracting(SpanData::getName)
        .containsExactly("hint", "take in", "decide", "write", "take in");
    for (var place = 1; place < kept.spans.size(); place++) {
      var before = kept.spans.get(place - 1);
      assertThat(kept.spans.get(place).getTraceId()).isEqualTo(before.getTraceId());
      assertThat(kept.spans.get(place).getParentSpanId()).isEqualTo(before.getSpanId());
    }
  }

  @Test
  void what_a_poll_brings_begins_a_trace_and_so_does_the_next_one_after_a_hint() {
    traces.hinted(ISSUE.system(), ISSUE.id());
    takeIn(traces, seen());
    takeIn(traces, seen());

    assertThat(kept.spans).extracting(SpanData::getTraceId).hasSize(3);
    assertThat(kept.spans.getLast().getTraceId()).isNotEqualTo(kept.spans.getFirst().getTraceId());
    assertThat(kept.spans.getLast().getParentSpanContext().isValid()).isFalse();
  }

  @Test
  void a_retry_by_a_timer_begins_a_trace_that_names_the_command() {
    traces.writing(update(2), null);
    takeIn(traces, delivered());

    assertThat(kept.spans.getFirst().getParentSpanContext().isValid()).isFalse();
    assertThat(kept.spans.getFirst().getAttributes().asMap().toString())
        .contains("hub.command", "u-1", "hub.attempt", "2", "hub.incident", "I-17", "Delivered");
  }

  @Test
  void a_command_that_comes_again_ends_the_attempt_that_brought_no_outcome() {
    traces.writing(update(1), CAME);
    traces.writing(update(1), CAME);
    takeIn(traces, delivered());

    assertThat(kept.spans)
        .extracting(SpanData::getName)
        .containsExactly("write", "write", "take in");
  }

  @Test
  void an_input_that_the_log_refuses_is_an_error_without_words() {
    assertThatThrownBy(() ->
            traces.takenIn(
                seen(),
                ISSUE.system(),
                _ -> {
                  throw new IllegalStateException("Hanne");
                }))
        .hasMessage("Hanne");

    assertThat(kept.spans)
        .singleElement()
        .satisfies(span -> {
          assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
          assertThat(span.toString()).doesNotContain("Hanne");
        });
  }

  @Test
  void no_span_tells_what_an_input_or_a_command_says() {
    traces.hinted(ISSUE.system(), ISSUE.id());
    traces.writing(update(1), carried(takeIn(traces, seen())));
    takeIn(traces, delivered());

    assertThat(kept.spans.toString())
        .contains("jira-ops", "clearquest")
        .doesNotContain("Hanne", "DRIFT-42", "10042", "33554437");
  }

  @Test
  void where_nobody_collects_traces_no_input_has_one_and_what_came_is_handed_on() {
    var nobody = new Traces(OpenTelemetry.noop());
    nobody.hinted(ISSUE.system(), ISSUE.id());

    assertThat(takeIn(nobody, seen())).isNull();
    assertThat(nobody.noted(decided(CAME))).isEqualTo(CAME);
  }

  /// @return what the record carries
  private static @Nullable String takeIn(Traces traces, Input input) {
    var carried = new ArrayList<@Nullable String>();
    var position =
        traces.takenIn(
            input,
            ISSUE.system(),
            trace -> {
              carried.add(trace);
              return PLACE;
            });
    assertThat(position).isEqualTo(PLACE);
    return carried.getFirst();
  }

  private String carried(@Nullable String trace) {
    return traces.noted(decided(requireNonNull(trace)));
  }

  private static Decided decided(String trace) {
    return new Decided(trace, PLACE, Set.of("I-17"), MONDAY, MONDAY.plusMillis(3));
  }

  private static Input seen() {
    var fields = Fields.of(Field.TITLE, "Login fails for Hanne");
    return new TicketObserved(
        Ticket.of(ISSUE, "DRIFT-42", new Version(1), fields), Reading.at(MONDAY));
  }

  private static Command update(int attempt) {
    return new Command.UpdateTicket(
        "u-1",
        17,
        RECORD,
        Fields.NONE,
        Fields.of(Field.TITLE, "Login fails for Hanne"),
        new Attempt(attempt, null));
  }

  private static Input delivered() {
    var ticket =
        Ticket.of(
            RECORD, "NSP00000042", new Version(2), Fields.of(Field.TITLE, "Login fails for Hanne"));
    return new OutcomeReported(
        "u-1", new Outcome.Delivered(ticket, Fields.NONE, List.of()), Reading.at(MONDAY));
  }

  /// Keeps what ends, in that order.
  private static final class Kept implements SpanExporter {
    private final List<SpanData> spans = new ArrayList<>();

    @Override
    public CompletableResultCode export(Collection<SpanData> ended) {
      spans.addAll(ended);
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }
}
