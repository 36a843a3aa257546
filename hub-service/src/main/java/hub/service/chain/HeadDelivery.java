package hub.service.chain;

import hub.engine.chain.Head;
import hub.engine.chain.HeadFile;
import hub.engine.chain.SignedHead;
import hub.engine.chain.SigningKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes the head of the chain out of Kafka at intervals, whenever it has moved: into a file, and
/// by mail where somebody wants it. What lies in other hands cannot be changed with the log.
public final class HeadDelivery implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HeadDelivery.class);

  /// The first one soon after the start, so that a hub that never runs for long delivers too.
  private static final Duration FIRST = Duration.ofSeconds(30);

  private static final Duration STOP_PATIENCE = Duration.ofSeconds(2);

  private final Log log;
  private final SigningKey key;
  private final HeadFile file;
  private final Letters letters;
  private final InstantSource clock;
  private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
  private @Nullable SignedHead delivered;
  private boolean isAlarmed;

  /// The log whose heads are delivered.
  public interface Log {

    String space();

    /// The last committed event with its link, as a head of the moment; nothing while there is
    /// none, or while another process serves the space.
    Optional<Head> head(InstantSource clock);
  }

  /// Who wants heads by mail.
  @FunctionalInterface
  public interface Letters {

    /// Nobody does.
    Letters NOBODY = _ -> {};

    void send(SignedHead head) throws Exception;
  }

  HeadDelivery(Log log, SigningKey key, HeadFile file, Letters letters, InstantSource clock) {
    this.log = log;
    this.key = key;
    this.file = file;
    this.letters = letters;
    this.clock = clock;
  }

  /// Begins.
  public static HeadDelivery start(
      Log log, SigningKey key, HeadFile file, Letters letters, Duration interval) {
    var delivery = new HeadDelivery(log, key, file, letters, InstantSource.system());
    var first = interval.compareTo(FIRST) < 0 ? interval : FIRST;
    var _ =
        delivery.executor.scheduleWithFixedDelay(
            delivery::tryDeliver, first.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    return delivery;
  }

  private void tryDeliver() {
    try {
      deliver();
    } catch (RuntimeException e) {
      LOG.error("The head of the chain was not delivered; the hub tries again", e);
    }
  }

  /// Delivers the head if it has moved.
  void deliver() {
    var head = log.head(clock);
    if (head.isEmpty()) {
      return;
    }
    if (delivered == null) {
      delivered = file.read().last(log.space()).orElse(null);
    }
    var known = delivered;
    if (known != null && contradicts(known, head.get())) {
      if (!isAlarmed) {
        LOG.error(
            "The log is not the one whose heads were delivered; look with ./hub verify space={}"
                + " sequence={} delivered={}",
            log.space(),
            head.get().sequence(),
            known.sequence());
      }
      isAlarmed = true;
      return;
    }
    if (known != null && known.sequence() == head.get().sequence()) {
      return;
    }
    var signed = SignedHead.of(head.get(), key);
    file.append(signed);
    delivered = signed;
    try {
      letters.send(signed);
    } catch (Exception e) {
      // The next one says all that this one would have said.
      LOG.warn("The head of the chain was not mailed sequence={}", signed.sequence(), e);
    }
  }

  private static boolean contradicts(SignedHead known, Head head) {
    return head.sequence() < known.sequence()
        || (head.sequence() == known.sequence() && !head.link().equals(known.link()));
  }

  /// Ends after the delivery under way.
  @Override
  public void close() {
    executor.shutdown();
    try {
      if (!executor.awaitTermination(STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        executor.shutdownNow();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
