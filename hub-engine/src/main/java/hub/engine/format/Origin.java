package hub.engine.format;

import org.jspecify.annotations.Nullable;

/// Where an input comes from.
///
/// @param system the external system that showed or answered it, or `hub` for people's requests
/// @param actor the person who asked; null for tools
public record Origin(String system, @Nullable String actor) {

  /// The system of what people ask the hub itself.
  public static final String HUB = "hub";

  public static Origin of(String system) {
    return new Origin(system, null);
  }

  public static Origin person(String actor) {
    return new Origin(HUB, actor);
  }
}
