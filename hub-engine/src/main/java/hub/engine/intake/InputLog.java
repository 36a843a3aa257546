package hub.engine.intake;

import com.fasterxml.jackson.databind.node.TextNode;
import hub.engine.format.DeadLetterRetried;
import hub.engine.format.Encoded;
import hub.engine.format.InputFormat;
import hub.engine.format.InputPosition;
import hub.engine.format.Origin;
import hub.engine.format.ReceivedInput;
import hub.engine.format.SourcePayload;
import hub.engine.format.TraceHeader;
import hub.engine.format.Unreadable;
import hub.engine.intake.InputRefusedException.Reason;
import hub.engine.log.Connection;
import hub.engine.log.PartitionReader;
import hub.engine.topic.Topics;
import hub.incident.Input;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/// The one door to `hub.inputs`. Everything is redacted and measured before it reaches the log.
///
/// One idempotent producer, so that what is appended one after the other lies in the log in that
/// order: a poll position never gets ahead of its observations.
public final class InputLog implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /// So much of something unreadable is kept for people to look at.
  private static final int MAX_KEPT_CHARS = 100_000;

  private final Connection connection;
  private final Map<String, Integer> partitions;
  private final InputFormat format;
  private final FreeSpace freeSpace;
  private final Clock clock;
  private final KafkaProducer<byte[], byte[]> producer;

  private InputLog(IntakeSettings settings, Clock clock) {
    connection = settings.connection();
    partitions = settings.partitions();
    format = new InputFormat(settings.redaction());
    freeSpace = new FreeSpace(settings.guardedDirectory(), settings.floorBytes());
    this.clock = clock;
    producer =
        new KafkaProducer<>(
            settings
                .connection()
                .with(
                    Map.of(
                        "acks", "all",
                        "enable.idempotence", "true",
                        "linger.ms", "2",
                        "max.block.ms", Long.toString(PATIENCE.toMillis()),
                        "request.timeout.ms", Long.toString(PATIENCE.toMillis()),
                        "delivery.timeout.ms", Long.toString(3 * PATIENCE.toMillis()),
                        "max.request.size", Integer.toString(Topics.maxMessageBytes()))),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  public static InputLog open(IntakeSettings settings) {
    return new InputLog(settings, Clock.systemUTC());
  }

  /// Appends an input. The future completes when it is safe in the log, or fails with an
  /// [InputRefusedException].
  public CompletableFuture<InputPosition> append(String space, Input input, Origin origin) {
    return append(space, input, origin, null, null);
  }

  /// Appends an input with what the tool sent. If both together are too large, the input goes
  /// alone.
  public CompletableFuture<InputPosition> append(
      String space, Input input, Origin origin, @Nullable SourcePayload source) {
    return append(space, input, origin, source, null);
  }

  /// The same as part of a trace.
  ///
  /// @param trace as W3C Trace Context writes it; null if nobody follows it
  public CompletableFuture<InputPosition> append(
      String space,
      Input input,
      Origin origin,
      @Nullable SourcePayload source,
      @Nullable String trace) {
    var id = UUID.randomUUID().toString();
    var now = now();
    var encoded = format.encode(new ReceivedInput(id, space, input, origin, now, source));
    if (source != null && encoded.size() > Topics.MAX_INPUT_BYTES) {
      encoded = format.encode(new ReceivedInput(id, space, input, origin, now, null));
    }
    if (trace != null) {
      TraceHeader.put(encoded.headers(), trace);
    }
    return send(space, encoded);
  }

  /// Appends something that no input could be made of. The engine makes a dead letter of it.
  ///
  /// @param subject the ticket (`system:id`) it is about, or empty if that is unknown
  /// @param cause what is wrong, without free text of the payload
  /// @param remedy what a person can do
  /// @param payload what came; cut if it is long
  public CompletableFuture<InputPosition> appendUnreadable(
      String space, Origin origin, String subject, String cause, String remedy, String payload) {
    var kept =
        payload.length() <= MAX_KEPT_CHARS ? payload : payload.substring(0, MAX_KEPT_CHARS) + "…";
    var unreadable = new Unreadable(cause, remedy, TextNode.valueOf(kept));
    return send(
        space,
        format.encode(UUID.randomUUID().toString(), space, subject, origin, now(), unreadable));
  }

  /// Notes that a person tried a dead letter again.
  public CompletableFuture<InputPosition> appendRetried(
      String space, String deadLetter, String actor) {
    var retried = new DeadLetterRetried(deadLetter, actor);
    return send(space, format.encode(UUID.randomUUID().toString(), space, retried, now()));
  }

  /// Puts an input in once more, as it is: for requests and outcomes. An observation is never
  /// repeated; the ticket is read again instead.
  ///
  /// @throws InputRefusedException if the retention of the input is over
  public CompletableFuture<InputPosition> repeat(String space, InputPosition position) {
    try (var reader = new PartitionReader(connection, Topics.INPUTS, position.partition())) {
      var found = new ArrayList<Encoded>();
      reader.seek(position.offset());
      reader.readTo(
          position.offset() + 1,
          record -> found.add(new Encoded(record.key(), record.value(), record.headers())));
      if (found.isEmpty()) {
        throw new InputRefusedException(
            Reason.GONE, "the input is no longer kept; ask or send it anew", null);
      }
      return send(space, found.getFirst());
    }
  }

  /// Whether inputs are accepted now, as far as the disk goes.
  public boolean isOpen() {
    return freeSpace.isEnough();
  }

  /// Waits for what is under way, then closes.
  @Override
  public void close() {
    producer.close(PATIENCE);
  }

  private Instant now() {
    return clock.instant();
  }

  private CompletableFuture<InputPosition> send(String space, Encoded encoded) {
    var partition = partitions.get(space);
    if (partition == null) {
      throw new IllegalArgumentException("no space " + space + " in this configuration");
    }
    if (encoded.size() > Topics.MAX_INPUT_BYTES) {
      return refused(
          Reason.TOO_LARGE,
          "the input has %d bytes, the limit is %d; shorten it in the tool"
              .formatted(encoded.size(), Topics.MAX_INPUT_BYTES),
          null);
    }
    if (!freeSpace.isEnough()) {
      return refused(
          Reason.NO_SPACE,
          "only %d bytes are free on the disk of the log; make room, then send again"
              .formatted(freeSpace.bytes()),
          null);
    }
    var record =
        new ProducerRecord<>(
            Topics.INPUTS,
            partition,
            null,
            encoded.key().getBytes(StandardCharsets.UTF_8),
            encoded.value(),
            encoded.headers());
    var acknowledged = new CompletableFuture<InputPosition>();
    try {
      var _ =
          producer.send(
              record,
              (metadata, failure) -> {
                if (failure == null) {
                  acknowledged.complete(new InputPosition(partition, metadata.offset()));
                } else {
                  acknowledged.completeExceptionally(unavailable(failure));
                }
              });
    } catch (RuntimeException e) {
      acknowledged.completeExceptionally(unavailable(e));
    }
    return acknowledged;
  }

  private static InputRefusedException unavailable(Exception failure) {
    return new InputRefusedException(
        Reason.LOG_UNAVAILABLE, "the log did not acknowledge the input; send it again", failure);
  }

  private static CompletableFuture<InputPosition> refused(
      Reason reason, String message, @Nullable Throwable cause) {
    return CompletableFuture.failedFuture(new InputRefusedException(reason, message, cause));
  }
}
