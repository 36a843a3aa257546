package hub.simulator.remedy;

import hub.simulator.desk.DeskAccount;
import hub.simulator.http.HttpCall;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// Who is signed in: a token for each log-in, good for an hour.
final class Tokens {
  static final Duration LIFETIME = Duration.ofHours(1);

  private static final String SCHEME = "AR-JWT ";

  private record Session(DeskAccount account, Instant until) {}

  private final Map<String, Session> sessions = new ConcurrentHashMap<>();
  private final Clock clock;

  Tokens(Clock clock) {
    this.clock = clock;
  }

  /// A new token; empty if name and password are not somebody's.
  Optional<String> logIn(String login, String password) {
    return DeskAccount.of(login, password)
        .map(account -> {
          String token = "eyJ." + UUID.randomUUID() + ".sig";
          sessions.put(token, new Session(account, clock.instant().plus(LIFETIME)));
          return token;
        });
  }

  Optional<DeskAccount> caller(HttpCall call) {
    return token(call)
        .map(sessions::get)
        .filter(session -> clock.instant().isBefore(session.until()))
        .map(Session::account);
  }

  void logOut(HttpCall call) {
    token(call).ifPresent(sessions::remove);
  }

  private static Optional<String> token(HttpCall call) {
    return call.header("Authorization")
        .filter(header -> header.startsWith(SCHEME))
        .map(header -> header.substring(SCHEME.length()));
  }
}
