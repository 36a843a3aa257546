package hub.service.site;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A file of routes, or of one Kamelet.
///
/// @param name without directory; a site's file replaces the shipped one of the same name
/// @param origin where people find it
/// @param file null if it is shipped inside the application
/// @param text its content
/// @param overrides where the file lies that it replaces; null if it replaces none
public record RouteFile(
    String name, String origin, @Nullable Path file, String text, @Nullable String overrides) {

  static final String KAMELET = ".kamelet.yaml";
  static final String ROUTE = ".camel.yaml";

  /// Whether it describes a Kamelet, not plain routes.
  public boolean isKamelet() {
    return name.endsWith(KAMELET);
  }

  /// Whether a site wrote it.
  public boolean isOwn() {
    return file != null;
  }

  /// The name without the ending: the Kamelet's, or the id of the route.
  public String stem() {
    return name.substring(0, name.length() - (isKamelet() ? KAMELET : ROUTE).length());
  }

  RouteFile overriding(RouteFile lower) {
    return new RouteFile(name, origin, file, text, lower.origin);
  }
}
