package hub.engine.chain;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The heads that were delivered, one line of JSON each, the oldest first. Lines are only added.
public final class HeadFile {

  private final Path file;

  public HeadFile(Path file) {
    this.file = file;
  }

  /// What a file holds.
  ///
  /// @param unreadable lines that are no heads, counted from 1, such as one that a power loss cut
  public record Content(List<SignedHead> heads, List<Integer> unreadable) {

    public Content {
      heads = List.copyOf(heads);
      unreadable = List.copyOf(unreadable);
    }

    /// The last one of a space.
    public Optional<SignedHead> last(String space) {
      return heads.stream().filter(head -> head.space().equals(space)).reduce((_, last) -> last);
    }
  }

  /// Adds a head. When this returns, it is on the disk.
  public synchronized void append(SignedHead head) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      try (var channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
        var start = endsInLine(channel) ? "" : "\n";
        var bytes = ByteBuffer.wrap((start + head.toLine() + "\n").getBytes(UTF_8));
        channel.position(channel.size());
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a head cannot be added to " + file, e);
    }
  }

  /// What is there; nothing if the file does not exist yet.
  public Content read() {
    if (!Files.exists(file)) {
      return new Content(List.of(), List.of());
    }
    var heads = new ArrayList<SignedHead>();
    var unreadable = new ArrayList<Integer>();
    // Byte for byte, so that no line of something else keeps the others from being read.
    try (var lines = Files.lines(file, ISO_8859_1)) {
      var number = 0;
      for (var line : (Iterable<String>) lines::iterator) {
        number++;
        var head = SignedHead.parse(new String(line.getBytes(ISO_8859_1), UTF_8));
        if (head.isPresent()) {
          heads.add(head.get());
        } else if (!line.isBlank()) {
          unreadable.add(number);
        }
      }
      return new Content(heads, unreadable);
    } catch (IOException e) {
      throw new UncheckedIOException("the heads cannot be read: " + file, e);
    }
  }

  /// A power loss may have cut the last line; the next one must not be lost with it.
  private static boolean endsInLine(FileChannel channel) throws IOException {
    var last = ByteBuffer.allocate(1);
    return channel.size() == 0
        || (channel.read(last, channel.size() - 1) == 1 && last.get(0) == '\n');
  }
}
