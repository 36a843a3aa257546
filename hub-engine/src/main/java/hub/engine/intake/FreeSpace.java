package hub.engine.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Watches the disk under the log. Looks at most once a second.
final class FreeSpace {

  private static final Logger LOG = LoggerFactory.getLogger(FreeSpace.class);
  private static final long INTERVAL = Duration.ofSeconds(1).toNanos();

  private final @Nullable Path directory;
  private final long floorBytes;
  private final AtomicLong lookedAt = new AtomicLong(System.nanoTime() - INTERVAL - 1);
  private volatile long usable = Long.MAX_VALUE;
  private final AtomicBoolean wasEnough = new AtomicBoolean(true);

  FreeSpace(@Nullable Path directory, long floorBytes) {
    this.directory = directory;
    this.floorBytes = floorBytes;
  }

  boolean isEnough() {
    var free = bytes();
    var isEnough = free >= floorBytes;
    if (wasEnough.compareAndSet(!isEnough, isEnough)) {
      tell(isEnough, free);
    }
    return isEnough;
  }

  private void tell(boolean isEnough, long free) {
    if (isEnough) {
      LOG.info("There is room on the disk of the log again free={} floor={}", free, floorBytes);
    } else {
      LOG.warn(
          "The disk of the log is nearly full: nothing is taken in until there is room"
              + " free={} floor={}",
          free,
          floorBytes);
    }
  }

  long bytes() {
    var before = lookedAt.get();
    var now = System.nanoTime();
    if (directory != null && now - before > INTERVAL && lookedAt.compareAndSet(before, now)) {
      try {
        usable = Files.getFileStore(directory).getUsableSpace();
      } catch (IOException e) {
        throw new UncheckedIOException("cannot see the free space of " + directory, e);
      }
    }
    return usable;
  }
}
