package hub.simulator.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hub.simulator.http.BadCall;
import hub.simulator.http.Json;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One fault as asked for. Without an operation it concerns any request (for faults of writes: any
/// write); `count` is how often it strikes, null for until cleared; `duration` is how long an
/// outage lasts or an answer waits, what `Retry-After` says, how far a search lags or a rewind goes
/// back, or when a late commit comes.
public record Fault(
    FaultKind kind,
    @Nullable Operation operation,
    @Nullable Integer count,
    @Nullable Duration duration,
    @Nullable String field,
    @Nullable Integer status,
    boolean cut) {
  private static final Set<String> MEMBERS =
      Set.of("kind", "operation", "count", "seconds", "millis", "field", "status", "cut");

  /// The fault in a request body such as `{"kind":"lost-answer","operation":"create","count":1}`. A
  /// [BadCall] says what is wrong with it.
  public static Fault read(String body) {
    ObjectNode json = Json.readObject(body);
    json.fieldNames()
        .forEachRemaining(name -> {
          if (!MEMBERS.contains(name)) {
            throw new BadCall("Unknown member \"" + name + "\"; known are " + sorted(MEMBERS));
          }
        });
    FaultKind kind = kind(json.path("kind").asText());
    Fault fault =
        new Fault(
            kind,
            operation(json.path("operation").asText("any")),
            number(json, "count").orElse(kind.strikesOnce() ? 1 : null),
            duration(json).orElse(null),
            json.hasNonNull("field") ? json.get("field").asText() : null,
            number(json, "status").orElse(null),
            json.path("cut").asBoolean());
    if (kind == FaultKind.REFUSE_FIELD && fault.field == null) {
      throw new BadCall("refuse-field needs the member \"field\"");
    }
    return fault;
  }

  Duration durationOr(Duration otherwise) {
    return duration == null ? otherwise : duration;
  }

  int statusOr(int otherwise) {
    return status == null ? otherwise : status;
  }

  boolean concerns(Operation asked) {
    return (operation == null || operation == asked)
        && (!kind.isForWritesOnly() || asked.isWrite());
  }

  /// How the admin interface lists it.
  public ObjectNode toJson() {
    ObjectNode json = Json.object().put("kind", kind.label());
    json.put("operation", operation == null ? "any" : operation.label());
    json.put("count", count);
    if (duration != null) {
      json.put("millis", duration.toMillis());
    }
    if (field != null) {
      json.put("field", field);
    }
    if (status != null) {
      json.put("status", status);
    }
    if (cut) {
      json.put("cut", true);
    }
    return json;
  }

  private static FaultKind kind(String label) {
    return FaultKind.of(label)
        .orElseThrow(() ->
            new BadCall(
                "Unknown kind \""
                    + label
                    + "\"; known are "
                    + Arrays.stream(FaultKind.values())
                        .map(FaultKind::label)
                        .collect(Collectors.joining(", "))));
  }

  private static @Nullable Operation operation(String label) {
    if (label.equals("any")) {
      return null;
    }
    return Operation.of(label)
        .orElseThrow(() ->
            new BadCall(
                "Unknown operation \""
                    + label
                    + "\"; known are any, "
                    + Arrays.stream(Operation.values())
                        .map(Operation::label)
                        .collect(Collectors.joining(", "))));
  }

  private static Optional<Integer> number(JsonNode json, String name) {
    JsonNode value = json.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.canConvertToInt() || value.asInt() < 0) {
      throw new BadCall("\"" + name + "\" must be a whole number, not " + value);
    }
    return Optional.of(value.asInt());
  }

  private static Optional<Duration> duration(JsonNode json) {
    return number(json, "seconds")
        .map(Duration::ofSeconds)
        .or(() -> number(json, "millis").map(Duration::ofMillis));
  }

  private static String sorted(Set<String> names) {
    return names.stream().sorted().collect(Collectors.joining(", "));
  }
}
