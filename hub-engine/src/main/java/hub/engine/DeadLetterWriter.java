package hub.engine;

import com.fasterxml.jackson.databind.JsonNode;
import hub.engine.deadletter.DeadLetter;
import hub.engine.deadletter.DeadLetter.Retry;
import hub.engine.deadletter.DeadLetterFormat;
import hub.engine.deadletter.DeadLetterFormat.Retried;
import hub.engine.format.Cause;
import hub.engine.format.DeadLetterRetried;
import hub.engine.format.InputFormat.Decoded;
import hub.engine.format.InputPosition;
import hub.engine.format.UnreadableRecordException;
import hub.engine.privacy.Redaction;
import hub.engine.topic.Topics;
import hub.incident.Input;
import hub.ticket.TicketRef;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/// Turns a failure into a dead letter. It must not fail itself, whatever came.
final class DeadLetterWriter {

  private static final int MAX_CHARS = 200;

  private final DeadLetterFormat format = new DeadLetterFormat();
  private final String space;
  private final Redaction redaction;

  DeadLetterWriter(String space, Redaction redaction) {
    this.space = space;
    this.redaction = redaction;
  }

  /// An input that could not be read or processed.
  ///
  /// @param decoded null if it could not be read
  Effect forInput(
      InputPosition position,
      Headers headers,
      byte @Nullable [] value,
      @Nullable Decoded decoded,
      Throwable failure,
      Instant now) {
    var subject = header(headers, "ce_subject");
    var letter =
        new DeadLetter(
            "input-" + position.partition() + "-" + position.offset(),
            space,
            cause(failure),
            remedy(failure),
            position.toString(),
            header(headers, "ce_type"),
            header(headers, "ce_causesystem"),
            subject,
            retry(decoded, header(headers, "ce_type"), subject),
            now);
    var payload = value == null ? "" : redaction.redact(new String(value, StandardCharsets.UTF_8));
    return effect(letter, payload);
  }

  /// Somebody tried again.
  Effect retried(DeadLetterRetried retried, Instant at) {
    return retried(new Retried(retried.deadLetter(), retried.actor(), at));
  }

  /// A timer that the core failed on has fired after all, so nobody needs to see to it.
  Effect timerFired(String timer, Instant at) {
    return retried(new Retried(idOf(timer), Cause.CLOCK.system(), at));
  }

  private Effect retried(Retried retried) {
    var effect = new Effect();
    effect.send(Topics.DEAD_LETTERS, 0, format.encode(retried));
    return effect;
  }

  /// Something the door gave up on.
  Effect forGivenUp(InputPosition position, Decoded.GivenUp given, Instant now) {
    var unreadable = given.unreadable();
    var letter =
        new DeadLetter(
            "input-" + position.partition() + "-" + position.offset(),
            space,
            start(unreadable.cause()),
            start(unreadable.remedy()),
            position.toString(),
            "",
            start(given.origin().system()),
            cut(given.subject()),
            isTicket(given.subject()) ? Retry.READ_AGAIN : Retry.SEND_AGAIN,
            now);
    return effect(letter, text(redaction.redact(unreadable.payload())));
  }

  /// A timer that the core fails on.
  Effect forTimer(String timer, Throwable failure, Instant now) {
    var letter =
        new DeadLetter(
            idOf(timer),
            space,
            cause(failure),
            "The timer is tried again, ever more seldom. Report it; the place is in the cause.",
            null,
            "TimerDue",
            Cause.CLOCK.system(),
            cut(timer),
            Retry.SEND_AGAIN,
            now);
    return effect(letter, "");
  }

  private String idOf(String timer) {
    return "timer-"
        + UUID.nameUUIDFromBytes((space + "/" + timer).getBytes(StandardCharsets.UTF_8));
  }

  private Effect effect(DeadLetter letter, String redactedPayload) {
    var effect = new Effect();
    effect.send(Topics.DEAD_LETTERS, 0, format.encode(letter));
    if (!redactedPayload.isEmpty()) {
      effect.send(
          Topics.DEAD_LETTER_PAYLOADS, 0, format.encodePayload(letter.id(), redactedPayload));
    }
    return effect;
  }

  private static Retry retry(@Nullable Decoded decoded, String type, String subject) {
    if (decoded instanceof Decoded.Accepted(var received)) {
      return received.input() instanceof Input.TicketObserved
          ? Retry.READ_AGAIN
          : Retry.PUT_IN_AGAIN;
    }
    return type.endsWith(Input.TicketObserved.class.getSimpleName()) && isTicket(subject)
        ? Retry.READ_AGAIN
        : Retry.SEND_AGAIN;
  }

  private static boolean isTicket(String subject) {
    try {
      return !TicketRef.parse(subject).id().isBlank();
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  /// Messages of foreign exceptions may quote what came, so of those only the place is told.
  private static String cause(Throwable failure) {
    return switch (failure) {
      case UnreadableRecordException unreadable -> start(String.valueOf(unreadable.getMessage()));
      case Effect.TooLargeException large -> start(String.valueOf(large.getMessage()));
      default -> "the hub failed on it: " + failure.getClass().getSimpleName() + place(failure);
    };
  }

  private static String remedy(Throwable failure) {
    return switch (failure) {
      case UnreadableRecordException _ ->
          "Find out who wrote this to hub.inputs; the hub's own door writes no such record.";
      case Effect.TooLargeException _ ->
          "Shorten the text or the comment in the tool, then try again.";
      default -> "Report it with this cause; try again after an update of the hub.";
    };
  }

  private static String place(Throwable failure) {
    return Arrays.stream(failure.getStackTrace())
        .filter(frame -> frame.getClassName().startsWith("hub."))
        .findFirst()
        .map(frame -> " at %s:%d".formatted(frame.getFileName(), frame.getLineNumber()))
        .orElse("");
  }

  private String header(Headers headers, String name) {
    var header = headers.lastHeader(name);
    return header == null || header.value() == null
        ? ""
        : cut(new String(header.value(), StandardCharsets.UTF_8));
  }

  private String cut(String text) {
    return redaction.redact(start(text));
  }

  /// Enough for people. Whatever came, the dead letter itself stays small.
  private static String start(String text) {
    return text.length() <= MAX_CHARS ? text : text.substring(0, MAX_CHARS) + "…";
  }

  private static String text(JsonNode node) {
    return node.isTextual() ? node.asText() : node.isNull() ? "" : node.toString();
  }
}
