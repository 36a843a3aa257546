package hub.simulator.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// A user and a password from an `Authorization: Basic` header.
public record BasicLogin(String user, String password) {

  /// Empty if the header is missing, of another scheme or malformed.
  public static Optional<BasicLogin> of(HttpCall call) {
    return call.header("Authorization").flatMap(BasicLogin::of);
  }

  private static Optional<BasicLogin> of(String header) {
    if (!header.regionMatches(true, 0, "Basic ", 0, 6)) {
      return Optional.empty();
    }
    try {
      byte[] decoded = Base64.getDecoder().decode(header.substring(6).strip());
      String[] parts = new String(decoded, StandardCharsets.UTF_8).split(":", 2);
      return parts.length == 2 ? Optional.of(new BasicLogin(parts[0], parts[1])) : Optional.empty();
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }
}
