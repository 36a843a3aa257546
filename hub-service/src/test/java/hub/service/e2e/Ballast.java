package hub.service.e2e;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A file that takes room on a disk for a while.
///
/// @param file where it lies
record Ballast(Path file) {

  static final long MEGABYTE = 1024 * 1024;

  /// Real bytes, since a hole takes no room.
  void load(long bytes) throws IOException {
    try (var channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      var block = ByteBuffer.allocate((int) (8 * MEGABYTE));
      for (var written = 0L; written < bytes; written += block.capacity()) {
        channel.write(block.rewind());
      }
    }
  }

  void drop() throws IOException {
    Files.deleteIfExists(file);
  }
}
