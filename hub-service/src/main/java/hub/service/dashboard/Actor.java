package hub.service.dashboard;

import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.NewCookie.SameSite;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The name under which a person acts where nobody logs in: asked once, kept in a cookie.
final class Actor {

  static final String COOKIE = "hub-actor";

  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} .@_'-]{1,59}");
  private static final int ONE_YEAR_SECONDS = 365 * 24 * 60 * 60;

  private Actor() {}

  /// A name that may stand in the log, without blanks around it.
  static Optional<String> valid(@Nullable String name) {
    var stripped = name == null ? "" : name.strip();
    return NAME.matcher(stripped).matches() ? Optional.of(stripped) : Optional.empty();
  }

  static @Nullable String decode(@Nullable String cookie) {
    if (cookie == null) {
      return null;
    }
    try {
      return valid(URLDecoder.decode(cookie, StandardCharsets.UTF_8)).orElse(null);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  static NewCookie cookie(String name) {
    return new NewCookie.Builder(COOKIE)
        .value(URLEncoder.encode(name, StandardCharsets.UTF_8))
        .path("/")
        .maxAge(ONE_YEAR_SECONDS)
        .httpOnly(true)
        .sameSite(SameSite.STRICT)
        .build();
  }
}
