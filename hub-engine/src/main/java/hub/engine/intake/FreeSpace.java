package hub.engine.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Watches the disk under the log. Looks at most once a second.
final class FreeSpace {

  private static final long INTERVAL = Duration.ofSeconds(1).toNanos();

  private final @Nullable Path directory;
  private final long floorBytes;
  private final AtomicLong lookedAt = new AtomicLong(System.nanoTime() - INTERVAL - 1);
  private volatile long usable = Long.MAX_VALUE;

  FreeSpace(@Nullable Path directory, long floorBytes) {
    this.directory = directory;
    this.floorBytes = floorBytes;
  }

  boolean isEnough() {
    return bytes() >= floorBytes;
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
