package hub.engine.deadletter;

import hub.engine.deadletter.DeadLetterFormat.Laid;
import hub.engine.deadletter.DeadLetterFormat.Retried;
import hub.engine.format.UnreadableRecordException;
import hub.engine.log.Connection;
import hub.engine.log.PartitionReader;
import hub.engine.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The dead letters as this process sees them: read from the log by itself, kept in memory.
///
/// The same failure twice is one dead letter. The newest [#MAX_KEPT] are shown; the log keeps all.
public final class DeadLetters implements AutoCloseable {

  static final int MAX_KEPT = 100_000;

  private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);

  private final Connection connection;
  private final DeadLetterFormat format = new DeadLetterFormat();
  private final SequencedMap<String, KeptDeadLetter> letters = new LinkedHashMap<>();
  private final Map<String, Long> payloads = new LinkedHashMap<>();
  private final Thread follower;
  private volatile boolean isStopped;

  private DeadLetters(Connection connection) {
    this.connection = connection;
    follower = Thread.ofPlatform().daemon().name("dead-letters").unstarted(this::follow);
  }

  /// A dead letter, and whether somebody tried again.
  ///
  /// @param retriedAt when a person last tried again, or a timer fired after all; null if neither
  /// @param retriedBy that person, or the clock
  public record KeptDeadLetter(
      DeadLetter letter, @Nullable Instant retriedAt, @Nullable String retriedBy) {}

  /// Begins to follow the log from its beginning.
  public static DeadLetters follow(Connection connection) {
    var deadLetters = new DeadLetters(connection);
    deadLetters.follower.start();
    return deadLetters;
  }

  /// All that are kept, the oldest first.
  public List<KeptDeadLetter> all() {
    synchronized (letters) {
      return List.copyOf(letters.values());
    }
  }

  public Optional<KeptDeadLetter> find(String id) {
    synchronized (letters) {
      return Optional.ofNullable(letters.get(id));
    }
  }

  /// What came, redacted; empty if there was nothing to keep or its retention is over.
  public Optional<String> payload(String id) {
    Long offset;
    synchronized (letters) {
      offset = payloads.get(id);
    }
    if (offset == null) {
      return Optional.empty();
    }
    var found = new String[1];
    try (var reader = new PartitionReader(connection, Topics.DEAD_LETTER_PAYLOADS, 0)) {
      reader.seek(offset);
      reader.readTo(
          offset + 1,
          record -> {
            if (record.key().equals(id)) {
              found[0] = new String(record.value(), StandardCharsets.UTF_8);
            }
          });
    }
    return Optional.ofNullable(found[0]);
  }

  /// Stops following.
  @Override
  public void close() {
    isStopped = true;
    try {
      follower.join(STOP_PATIENCE);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void follow() {
    while (!isStopped) {
      try (var letterReader = new PartitionReader(connection, Topics.DEAD_LETTERS, 0);
          var payloadReader = new PartitionReader(connection, Topics.DEAD_LETTER_PAYLOADS, 0)) {
        while (!isStopped) {
          letterReader.poll(POLL).forEach(this::take);
          payloadReader.poll(Duration.ZERO).forEach(this::takePayload);
        }
      } catch (WakeupException _) {
        return;
      } catch (KafkaException e) {
        LOG.warn("The dead letters cannot be read cause={}", e.getClass().getSimpleName());
        pause();
      }
    }
  }

  private void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException _) {
      isStopped = true;
    }
  }

  private void take(ConsumerRecord<String, byte[]> record) {
    try {
      var entry = format.decode(record.value(), record.headers());
      synchronized (letters) {
        switch (entry) {
          case Laid(var letter) -> lay(letter);
          case Retried(var id, var actor, var at) ->
              letters.computeIfPresent(
                  id, (_, kept) -> new KeptDeadLetter(kept.letter(), at, actor));
        }
      }
    } catch (UnreadableRecordException e) {
      LOG.warn("A dead letter cannot be read offset={}", record.offset());
    }
  }

  private void lay(DeadLetter letter) {
    letters.putLast(letter.id(), new KeptDeadLetter(letter, null, null));
    if (letters.size() > MAX_KEPT) {
      payloads.remove(letters.pollFirstEntry().getKey());
    }
  }

  private void takePayload(ConsumerRecord<String, byte[]> record) {
    synchronized (letters) {
      payloads.put(record.key(), record.offset());
    }
  }
}
