package hub.engine;

import hub.engine.format.EventFormat;
import hub.engine.format.InputFormat;
import hub.engine.format.InputFormat.Decoded;
import hub.engine.format.InputPosition;
import hub.engine.format.ReceivedInput;
import hub.engine.format.RecordedEvent;
import hub.engine.format.UnreadableRecordException;
import hub.engine.log.Connection;
import hub.engine.log.KeyRing;
import hub.engine.log.PartitionReader;
import hub.engine.privacy.Redaction;
import hub.engine.topic.Topics;
import hub.incident.SpaceView;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// Goes through a space's past decision by decision: each input that is still kept, with the state
/// that it met and the events that it led to. Writes nothing.
///
/// It folds `hub.events` once, from the first event on, and reads `hub.inputs` as far back as their
/// retention reaches.
public final class Retrospect {

  private static final Duration POLL = Duration.ofMillis(200);

  private final Connection connection;
  private final Path scratch;
  private final Redaction redaction;

  /// @param scratch a directory for what does not fit into memory; for one walk at a time
  public Retrospect(Connection connection, Path scratch, Redaction redaction) {
    this.connection = connection;
    this.scratch = scratch;
    this.redaction = redaction;
  }

  /// One input and what it led to.
  ///
  /// @param before the state that it met; changes when the walk goes on
  /// @param events those that name it as their cause
  /// @param at when it was decided; when it was received, if nothing followed from it
  public record Decided(
      InputPosition position,
      ReceivedInput received,
      SpaceView before,
      List<RecordedEvent> events,
      Instant at) {}

  /// Called for each input in the order of the log.
  @FunctionalInterface
  public interface Visitor {
    void see(Decided decided);
  }

  /// How far back it could be looked.
  ///
  /// @param oldest when the oldest input that is kept was received; null if none is
  /// @param inputs how many there were
  /// @param events how many were folded
  public record Reach(@Nullable Instant oldest, long inputs, long events) {}

  /// Walks through all that is kept. What the log gets meanwhile is left out.
  public Reach walk(String space, int partition, Visitor visitor) {
    try (var inputs = new PartitionReader(connection, Topics.INPUTS, partition);
        var events = new PartitionReader(connection, Topics.EVENTS, partition);
        var keys = new KeyRing(connection, space, partition);
        var state = new PastState(scratch)) {
      var inputsEnd = inputs.committedEnd();
      var eventsEnd = events.end();
      // After the end of the events is known: every event before it then has its key, or none.
      keys.refresh();
      var walk = new Walk(space, new Tape(events, eventsEnd), keys, state, visitor);
      var tape = new Tape(inputs, inputsEnd);
      var format = new InputFormat(redaction);
      for (var record = tape.next(); record.isPresent(); record = tape.next()) {
        walk.take(partition, record.get(), format);
      }
      return new Reach(walk.oldest, walk.inputs, walk.folded);
    }
  }

  /// Called for each input that is kept, in the order of the log.
  @FunctionalInterface
  public interface Reader {
    void read(ReceivedInput received);
  }

  /// Reads all inputs that are kept, without what followed from them.
  public void inputs(String space, int partition, Reader reader) {
    try (var inputs = new PartitionReader(connection, Topics.INPUTS, partition)) {
      var format = new InputFormat(redaction);
      inputs.readTo(
          inputs.committedEnd(), record -> received(space, record, format).ifPresent(reader::read));
    }
  }

  private static Optional<ReceivedInput> received(
      String space, ConsumerRecord<String, byte[]> record, InputFormat format) {
    try {
      return format.decode(record.value(), record.headers())
                  instanceof Decoded.Accepted(var received)
              && received.space().equals(space)
          ? Optional.of(received)
          : Optional.empty();
    } catch (UnreadableRecordException _) {
      // It became a dead letter, and led to nothing.
      return Optional.empty();
    }
  }

  /// The state, and the events that are not folded yet.
  private static final class Walk {
    private final EventFormat format = new EventFormat();
    private final Deque<RecordedEvent> ahead = new ArrayDeque<>();
    private final String space;
    private final Tape events;
    private final KeyRing keys;
    private final PastState state;
    private final Visitor visitor;
    private @Nullable Instant oldest;
    private long inputs;
    private long folded;

    Walk(String space, Tape events, KeyRing keys, PastState state, Visitor visitor) {
      this.space = space;
      this.events = events;
      this.keys = keys;
      this.state = state;
      this.visitor = visitor;
    }

    void take(int partition, ConsumerRecord<String, byte[]> record, InputFormat inputFormat) {
      var received = received(space, record, inputFormat);
      if (received.isEmpty()) {
        return;
      }
      var input = received.get();
      inputs++;
      oldest = oldest == null ? input.receivedAt() : oldest;
      lookAhead(record.offset());
      var own = ownEvents(record.offset(), input.receivedAt());
      var at = own.isEmpty() ? input.receivedAt() : own.getFirst().at();
      var position = new InputPosition(partition, record.offset());
      visitor.see(new Decided(position, input, state.view(), own, at));
      own.forEach(this::fold);
    }

    /// Until the first event that this input or a later one led to.
    private void lookAhead(long offset) {
      while (ahead.isEmpty() || offsetOf(ahead.getLast()) < offset) {
        var record = events.next();
        if (record.isEmpty()) {
          return;
        }
        var recorded = format.decode(record.get().value(), record.get().headers(), keys);
        if (recorded.space().equals(space)) {
          ahead.add(recorded);
        }
      }
    }

    /// Folds what came before the input, and takes what it led to.
    ///
    /// If nothing followed from it, events of the clock beside it are told apart by time.
    private List<RecordedEvent> ownEvents(long offset, Instant receivedAt) {
      var hasOwn = ahead.stream().anyMatch(event -> offsetOf(event) == offset);
      while (!ahead.isEmpty() && comesBefore(ahead.getFirst(), offset, hasOwn, receivedAt)) {
        fold(ahead.removeFirst());
      }
      var own = new ArrayList<RecordedEvent>();
      while (hasOwn) {
        own.add(ahead.removeFirst());
        lookAhead(offset + 1);
        hasOwn = !ahead.isEmpty() && offsetOf(ahead.getFirst()) == offset;
      }
      return own;
    }

    private static boolean comesBefore(
        RecordedEvent event, long offset, boolean hasOwn, Instant receivedAt) {
      var cause = event.cause().input();
      return cause == null ? hasOwn || !event.at().isAfter(receivedAt) : cause.offset() < offset;
    }

    private static long offsetOf(RecordedEvent event) {
      var cause = event.cause().input();
      return cause == null ? -1 : cause.offset();
    }

    private void fold(RecordedEvent recorded) {
      state.apply(SpaceLogic.CORE.evolve(state.view(), recorded.event()));
      folded++;
    }
  }

  /// The records of a partition one by one, up to an end.
  private static final class Tape {
    private final PartitionReader reader;
    private final long end;
    private final Deque<ConsumerRecord<String, byte[]>> read = new ArrayDeque<>();

    Tape(PartitionReader reader, long end) {
      this.reader = reader;
      this.end = end;
    }

    Optional<ConsumerRecord<String, byte[]>> next() {
      while (read.isEmpty() && reader.position() < end) {
        for (var record : reader.poll(POLL)) {
          if (record.offset() < end) {
            read.add(record);
          }
        }
      }
      return Optional.ofNullable(read.poll());
    }
  }
}
