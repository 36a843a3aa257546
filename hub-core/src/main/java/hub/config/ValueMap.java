package hub.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A two-way value map of one field: canonical value ↔ the tool's value.
///
/// `both` serves where the two lists match one to one. Where several canonical values share a
/// tool's value, `out` says which value each is written as, and `in` which one the tool's value is
/// read as; a collision is never implied.
public record ValueMap(
    @Describe("Canonical value: tool's value, in both directions.") Map<String, String> both,
    @Describe("Tool's value: canonical value, when reading only.") Map<String, String> in,
    @Describe("Canonical value: tool's value, when writing only.") Map<String, String> out) {

  public ValueMap {
    both = Collections.unmodifiableMap(new LinkedHashMap<>(both));
    in = Collections.unmodifiableMap(new LinkedHashMap<>(in));
    out = Collections.unmodifiableMap(new LinkedHashMap<>(out));
  }

  /// The tool's value for a canonical one, or empty for a hole in the map.
  public Optional<String> toTool(String canonical) {
    var own = out.get(canonical);
    return Optional.ofNullable(own != null ? own : both.get(canonical));
  }

  /// The canonical value for a tool's, or empty for a hole in the map.
  public Optional<String> toCanonical(String tool) {
    var own = in.get(tool);
    if (own != null) {
      return Optional.of(own);
    }
    return both.entrySet().stream()
        .filter(entry -> entry.getValue().equals(tool))
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
