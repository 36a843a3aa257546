package hub.connector.clearquest;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// Where the OSLC interface is, and which links lead there.
///
/// A server behind a proxy writes its inner name into its links, and a hostile document may point
/// anywhere. So a link is followed only below the configured path, and always at the configured
/// host: credentials never go elsewhere.
///
/// @param base such as `https://cq.example/cqweb/oslc`, without a slash at the end
record ServerAddress(URI base) {

  ServerAddress {
    if (base.getHost() == null || base.getScheme() == null || base.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "address: \"" + base.getRawPath() + "\" is no address. Write https://host/cqweb/oslc");
    }
  }

  /// Reads the configured address; a slash at the end does not matter.
  static ServerAddress of(String text) {
    try {
      return new ServerAddress(new URI(text.strip().replaceAll("/+$", "")));
    } catch (URISyntaxException notAnAddress) {
      throw new IllegalArgumentException(
          "address: " + notAnAddress.getReason() + ". Write https://host/cqweb/oslc", notAnAddress);
    }
  }

  /// A place below the base.
  URI at(String path) {
    return URI.create(base + path);
  }

  /// The link as this hub may follow it.
  ///
  /// @throws ForeignLink if it leads outside the interface
  URI follow(String link) {
    try {
      var target = base.resolve(new URI(link.strip())).normalize();
      var path = target.getRawPath() == null ? "" : target.getRawPath();
      if (!path.equals(base.getRawPath()) && !path.startsWith(base.getRawPath() + "/")) {
        throw new ForeignLink(link);
      }
      var query = target.getRawQuery() == null ? "" : "?" + target.getRawQuery();
      return URI.create(base.getScheme() + "://" + base.getRawAuthority() + path + query);
    } catch (URISyntaxException notALink) {
      throw new ForeignLink(link);
    }
  }

  /// The last segment of a link's path: the internal id of a record, the name of a database.
  static String lastSegment(String link) {
    var path = link.replaceAll("[?#].*$", "").replaceAll("/+$", "");
    return URLDecoder.decode(path.substring(path.lastIndexOf('/') + 1), StandardCharsets.UTF_8);
  }

  /// A query string, fully escaped.
  static String query(SequencedMap<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(ServerAddress::parameter)
        .collect(Collectors.joining("&"));
  }

  private static String parameter(Map.Entry<String, String> parameter) {
    return parameter.getKey() + "=" + escaped(parameter.getValue());
  }

  static String escaped(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /// A link that must not be followed.
  static final class ForeignLink extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ForeignLink(String link) {
      super(
          "the server links to \""
              + (link.length() > 200 ? link.substring(0, 200) + "…" : link)
              + "\", which is outside the configured address");
    }
  }
}
