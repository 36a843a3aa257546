package hub.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import hub.engine.format.HubJson;
import hub.engine.format.StateFormat;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// What a store says about itself, beside the state: which code made it, and how far it is.
///
/// @param lastInput offset of the last input it knows of, or -1
/// @param link of the last event, which the next one is tied to; null if it has none
record Meta(
    int evolveVersion, int formatVersion, String space, long lastInput, @Nullable String link) {

  static final String KEY = "#meta";

  /// Nothing of the core starts with it, so what the shell keeps in the store stays apart.
  static final String INTERNAL = "#";

  static Meta fresh(SpaceLogic logic, String space) {
    return new Meta(logic.version(), StateFormat.VERSION, space, -1, null);
  }

  Meta after(long input) {
    return new Meta(evolveVersion, formatVersion, space, Math.max(lastInput, input), link);
  }

  Meta linked(@Nullable String last) {
    return new Meta(evolveVersion, formatVersion, space, lastInput, last);
  }

  /// Whether the state beside it was made by this code.
  boolean fits(SpaceLogic logic, String ofSpace) {
    return evolveVersion == logic.version()
        && formatVersion == StateFormat.VERSION
        && space.equals(ofSpace);
  }

  byte[] toBytes() {
    try {
      return HubJson.mapper().writeValueAsBytes(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the store's description cannot be written", e);
    }
  }

  /// Null if there is none, or it is of a kind this code does not know: the store is then rebuilt.
  static @Nullable Meta parse(byte @Nullable [] bytes) {
    if (bytes == null) {
      return null;
    }
    try {
      return HubJson.mapper().readValue(bytes, Meta.class);
    } catch (IOException _) {
      return null;
    }
  }
}
