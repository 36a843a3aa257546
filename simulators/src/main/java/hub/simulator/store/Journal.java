package hub.simulator.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import hub.simulator.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The append-only file that lets a simulated tool outlive its process: one JSON line per change,
/// handed to the operating system before the change is answered. Without a file it keeps nothing.
final class Journal implements AutoCloseable {
  /// One change. `value` is null for what is gone, `target` is the moment a rewind goes back to.
  record Entry(
      Instant at,
      Kind kind,
      @Nullable String shelf,
      long id,
      @Nullable JsonNode value,
      @Nullable Instant target) {

    enum Kind {
      PUT,
      REMOVE,
      REWIND,
      RESET
    }
  }

  private final @Nullable FileChannel channel;
  private final List<Entry> past;

  private Journal(@Nullable FileChannel channel, List<Entry> past) {
    this.channel = channel;
    this.past = past;
  }

  static Journal inMemory() {
    return new Journal(null, List.of());
  }

  /// Opens or creates the file. A torn last line, left by a process that was killed, is cut off:
  /// its change was never answered.
  static Journal at(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      byte[] content = Files.readAllBytes(file);
      int whole = lastLineEnd(content) + 1;
      channel.truncate(whole);
      channel.position(whole);
      return new Journal(channel, parse(new String(content, 0, whole, StandardCharsets.UTF_8)));
    } catch (IOException broken) {
      throw new UncheckedIOException("The journal " + file + " cannot be opened", broken);
    }
  }

  /// What was written before this start, oldest first.
  List<Entry> past() {
    return past;
  }

  void append(Entry entry) {
    if (channel == null) {
      return;
    }
    try {
      String line = Json.MAPPER.writeValueAsString(entry) + "\n";
      ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException broken) {
      throw new UncheckedIOException("The journal cannot be written", broken);
    }
  }

  @Override
  public void close() {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
    }
  }

  private static int lastLineEnd(byte[] content) {
    for (int i = content.length - 1; i >= 0; i--) {
      if (content[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  private static List<Entry> parse(String lines) throws JsonProcessingException {
    List<Entry> entries = new ArrayList<>();
    for (String line : lines.lines().toList()) {
      if (!line.isBlank()) {
        entries.add(Json.MAPPER.readValue(line, Entry.class));
      }
    }
    return entries;
  }
}
