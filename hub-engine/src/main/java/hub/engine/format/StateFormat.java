package hub.engine.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import hub.incident.Entry;
import hub.incident.SpaceMap;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;

/// How entries of the state lie in the store. Equal entries are equal bytes.
public final class StateFormat {

  /// Raised when the bytes of an entry change; the engine then folds anew.
  public static final int VERSION = 1;

  private final ObjectWriter writer = HubJson.mapper().writerFor(Entry.class);
  private final ObjectReader reader = HubJson.mapper().readerFor(Entry.class);

  public byte[] encode(Entry entry) {
    try {
      return writer.writeValueAsBytes(entry);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an entry cannot be written: " + entry.key(), e);
    }
  }

  /// All entries of a state with their keys, in the order of those; made side by side.
  public Stream<Map.Entry<String, byte[]>> encode(SpaceMap state) {
    return state.entries().parallelStream().map(entry -> Map.entry(entry.key(), encode(entry)));
  }

  /// Reads what [#encode(Entry)] wrote.
  ///
  /// @throws UnreadableRecordException if it is something else
  public Entry decode(byte[] bytes) {
    try {
      return reader.readValue(bytes);
    } catch (IOException e) {
      throw new UnreadableRecordException("the entry cannot be read: " + Trouble.of(e), e);
    }
  }
}
