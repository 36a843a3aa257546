package hub.engine.format;

import org.jspecify.annotations.Nullable;

/// What led to an event.
///
/// @param input where the input lies; null if no input did, but time passing
/// @param system whose input it was: an external system, `hub`, or `clock` for time passing
/// @param actor the person who asked; null if none did
public record Cause(@Nullable InputPosition input, String system, @Nullable String actor) {

  /// The wall-clock punctuation of the engine (design D13).
  public static final Cause CLOCK = new Cause(null, "clock", null);
}
