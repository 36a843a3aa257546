package hub.service.site;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One property that a Kamelet declares.
///
/// @param form what it must look like: its `format`, such as `password`, `jq` or `duration`, or
///   else its `type`, such as `integer`
/// @param byDefault its value where none is given; null if it has none
/// @param example what one may write; empty if there is no example
/// @param choices the values that it takes; empty for any
public record KameletProperty(
    String name,
    String title,
    String description,
    String form,
    @Nullable String byDefault,
    String example,
    List<String> choices) {

  public KameletProperty {
    choices = List.copyOf(choices);
  }

  /// Whether its value must not stand in a file.
  public boolean isSecret() {
    return form.equals("password");
  }

  /// Whether it is a program that only the connector reads.
  public boolean isProgram() {
    return form.equals("jq");
  }
}
