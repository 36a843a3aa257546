package hub.engine;

import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which spaces this process owns: it has their partition from Kafka, and their state is restored.
///
/// Pollers run only where the space is owned (design D3). Two processes may both believe it for a
/// moment, which can only cause readings twice.
public final class SpaceOwnership implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SpaceOwnership.class);

  private final Set<String> owned = new TreeSet<>();
  private final CopyOnWriteArrayList<Listener> listeners = new CopyOnWriteArrayList<>();
  private final ExecutorService notifier =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("space-ownership").factory());

  /// Told in order, on a thread of its own that may take its time.
  public interface Listener {
    void gained(String space);

    void lost(String space);
  }

  /// Whether this process owns the space now.
  public synchronized boolean owns(String space) {
    return owned.contains(space);
  }

  /// Tells the listener of every change, and at once of what is owned already.
  public synchronized void listen(Listener listener) {
    listeners.add(listener);
    for (var space : owned) {
      tell(() -> listener.gained(space));
    }
  }

  synchronized void gain(String space) {
    if (owned.add(space)) {
      listeners.forEach(listener -> tell(() -> listener.gained(space)));
    }
  }

  synchronized void lose(String space) {
    if (owned.remove(space)) {
      listeners.forEach(listener -> tell(() -> listener.lost(space)));
    }
  }

  private void tell(Runnable news) {
    if (notifier.isShutdown()) {
      return;
    }
    notifier.execute(() -> {
      try {
        news.run();
      } catch (RuntimeException e) {
        LOG.error("A listener for the ownership of spaces failed", e);
      }
    });
  }

  @Override
  public void close() {
    notifier.shutdown();
  }
}
