package hub.service.search;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is counted of one kind of what needs a person.
///
/// @param bySystem how many there are by configured tool; empty for what concerns none
/// @param oldest since when the oldest of them waits; null if there is none
public record MatterFigures(
    AttentionKind kind, Map<String, Integer> bySystem, @Nullable Instant oldest) {

  /// Where matters stand that concern no tool.
  public static final String NO_SYSTEM = "";

  public MatterFigures {
    bySystem = Map.copyOf(bySystem);
  }
}
