package hub.engine.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import hub.incident.Entry;
import java.io.IOException;

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

  /// Reads what [#encode] wrote.
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
