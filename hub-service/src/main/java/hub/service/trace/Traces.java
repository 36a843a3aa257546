package hub.service.trace;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import hub.delivery.Command;
import hub.engine.DecisionTrace;
import hub.engine.format.InputPosition;
import hub.incident.IncidentId;
import hub.incident.Input;
import hub.incident.Input.OutcomeReported;
import hub.incident.Input.TicketObserved;
import hub.ticket.TicketRef;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Tells whoever collects traces what becomes of an input: from a tool's hint over the log and the
/// decision to the writes that follow, and their outcomes.
///
/// A span says where, when, and which system, incident, input and command. It never has a text, a
/// name or an address. Where nobody collects traces, nothing is noted.
@Singleton
public final class Traces implements DecisionTrace {

  private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("hub.system");
  private static final AttributeKey<String> KIND = AttributeKey.stringKey("hub.kind");
  private static final AttributeKey<String> INPUT = AttributeKey.stringKey("hub.input");
  private static final AttributeKey<String> INCIDENT = AttributeKey.stringKey("hub.incident");
  private static final AttributeKey<List<String>> INCIDENTS =
      AttributeKey.stringArrayKey("hub.incidents");
  private static final AttributeKey<String> COMMAND = AttributeKey.stringKey("hub.command");
  private static final AttributeKey<Long> ATTEMPT = AttributeKey.longKey("hub.attempt");
  private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("hub.outcome");

  private static final W3CTraceContextPropagator FORMAT = W3CTraceContextPropagator.getInstance();
  private static final String HEADER = "traceparent";

  /// What is read of a ticket so long after a hint is taken for what the hint was about.
  private static final Duration HINTED = Duration.ofMinutes(1);

  private static final int MOST_HINTS = 10_000;

  private final Tracer tracer;
  private final Map<String, Span> writes = new ConcurrentHashMap<>();
  private final Cache<TicketRef, Span> hints =
      Caffeine.newBuilder().maximumSize(MOST_HINTS).expireAfterWrite(HINTED).build();

  public Traces(OpenTelemetry telemetry) {
    tracer = telemetry.getTracer("incident-hub");
  }

  /// A tool says that something has happened to a ticket.
  ///
  /// @param ticketId the tool's internal id
  public void hinted(String system, String ticketId) {
    var span =
        tracer
            .spanBuilder("hint")
            .setNoParent()
            .setSpanKind(SpanKind.SERVER)
            .setAttribute(SYSTEM, system)
            .startSpan();
    span.end();
    if (isNoted(span)) {
      hints.put(new TicketRef(system, ticketId), span);
    }
  }

  /// Takes an input in, and ends the write whose outcome it is.
  ///
  /// @param append puts it into the log, with the trace that it belongs to; null if there is none
  public InputPosition takenIn(
      Input input, String system, Function<@Nullable String, InputPosition> append) {
    var span =
        tracer
            .spanBuilder("take in")
            .setParent(before(input))
            .setSpanKind(SpanKind.PRODUCER)
            .setAttribute(SYSTEM, system)
            .setAttribute(KIND, input.getClass().getSimpleName())
            .startSpan();
    try {
      var position = append.apply(header(span));
      span.setAttribute(INPUT, position.toString());
      return position;
    } catch (RuntimeException e) {
      // Why, the log says: what stands in messages of others is not known here.
      span.setStatus(StatusCode.ERROR);
      throw e;
    } finally {
      span.end();
    }
  }

  /// What an input follows from, as far as this process has seen it.
  private Context before(Input input) {
    if (input instanceof TicketObserved seen) {
      return under(hints.asMap().remove(seen.ticket().ref()));
    }
    if (input instanceof OutcomeReported report) {
      var write = writes.remove(report.command());
      if (write != null) {
        write.setAttribute(OUTCOME, report.outcome().getClass().getSimpleName());
        write.end();
      }
      return under(write);
    }
    return Context.root();
  }

  @Override
  public String noted(Decided decided) {
    var span =
        tracer
            .spanBuilder("decide")
            .setParent(context(decided.trace()))
            .setSpanKind(SpanKind.CONSUMER)
            .setAttribute(INPUT, decided.input().toString())
            .setAttribute(INCIDENTS, decided.incidents().stream().sorted().toList())
            .setStartTimestamp(decided.begun())
            .startSpan();
    span.end(decided.ended());
    return Objects.requireNonNullElse(header(span), decided.trace());
  }

  /// A command is attempted. One that an old input led to, such as a retry, begins a trace.
  ///
  /// @param trace that came with the command; null if none did
  public void writing(Command command, @Nullable String trace) {
    var span =
        tracer
            .spanBuilder("write")
            .setParent(trace == null ? Context.root() : context(trace))
            .setSpanKind(SpanKind.CLIENT)
            .setAttribute(SYSTEM, command.system())
            .setAttribute(INCIDENT, new IncidentId(command.incident()).toString())
            .setAttribute(COMMAND, command.id())
            .setAttribute(KIND, command.getClass().getSimpleName())
            .setAttribute(ATTEMPT, (long) command.attempt().number())
            .startSpan();
    if (isNoted(span)) {
      var unfinished = writes.put(command.id(), span);
      if (unfinished != null) {
        unfinished.end();
      }
    }
  }

  private static boolean isNoted(Span span) {
    return span.getSpanContext().isValid();
  }

  private static Context under(@Nullable Span span) {
    return span == null ? Context.root() : Context.root().with(span);
  }

  private static @Nullable String header(Span span) {
    var headers = new HashMap<String, String>();
    FORMAT.inject(under(span), headers, (to, name, value) -> to.put(name, value));
    return headers.get(HEADER);
  }

  private static Context context(String trace) {
    return FORMAT.extract(Context.root(), trace, TheHeader.GETTER);
  }

  private enum TheHeader implements TextMapGetter<String> {
    GETTER;

    @Override
    public Iterable<String> keys(String trace) {
      return List.of(HEADER);
    }

    @Override
    public @Nullable String get(@Nullable String trace, String name) {
      return name.equals(HEADER) ? trace : null;
    }
  }
}
