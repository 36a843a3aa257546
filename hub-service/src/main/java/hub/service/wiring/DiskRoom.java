package hub.service.wiring;

import hub.engine.intake.InputLog;
import hub.service.search.Room;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The room under the log: short as soon as the log takes nothing in.
final class DiskRoom implements Room {

  private final InputLog log;
  private final Path directory;
  private final long floor;
  private final InstantSource clock;
  private final AtomicReference<@Nullable Instant> since = new AtomicReference<>();

  DiskRoom(InputLog log, Path directory, long floor, InstantSource clock) {
    this.log = log;
    this.directory = directory;
    this.floor = floor;
    this.clock = clock;
  }

  @Override
  public Optional<Shortage> shortage() {
    if (log.isOpen()) {
      since.set(null);
      return Optional.empty();
    }
    var now = clock.instant();
    var began = since.updateAndGet(known -> known == null ? now : known);
    return Optional.of(new Shortage(free(), floor, began == null ? now : began));
  }

  private long free() {
    try {
      return Files.getFileStore(directory).getUsableSpace();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot see the free space of " + directory, e);
    }
  }
}
