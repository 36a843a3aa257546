package hub.simulator.clearquest;

import hub.simulator.http.BasicLogin;
import hub.simulator.http.HttpCall;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Who is signed in. Every call that signs in without a cookie leaves a session behind, and
/// sessions are limited by the licences.
final class Sessions {
  /// A session and whether it was opened by this call.
  record Open(String id, String user, boolean isNew) {}

  private record Session(String user, Instant lastUsed) {}

  private static final Pattern COOKIE = Pattern.compile("JSESSIONID=([^;\\s]+)");

  private final Schema schema;
  private final ClearQuestSettings settings;
  private final Messages messages;
  private final Clock clock;
  private final Map<String, Session> open = new LinkedHashMap<>();
  private int counter;

  Sessions(Schema schema, ClearQuestSettings settings, Messages messages, Clock clock) {
    this.schema = schema;
    this.settings = settings;
    this.messages = messages;
    this.clock = clock;
  }

  /// The session of the call, opened if it signs in; a [Rejection] with 401 or for want of a
  /// licence.
  Open require(HttpCall call) {
    Instant now = clock.instant();
    open.values()
        .removeIf(session -> session.lastUsed().plus(settings.sessionTimeout()).isBefore(now));
    Optional<String> cookie = cookie(call);
    Optional<Session> present = cookie.map(open::get);
    if (present.isPresent()) {
      open.put(cookie.get(), new Session(present.get().user(), now));
      return new Open(cookie.get(), present.get().user(), false);
    }
    String user =
        login(call).orElseThrow(() -> Rejection.of(401, messages.text("not-authenticated")));
    if (open.size() >= settings.sessionLimit()) {
      throw Rejection.of(403, messages.text("no-licence", open.size()));
    }
    counter++;
    String id = "%016X%s".formatted(counter, Long.toHexString(now.toEpochMilli()));
    open.put(id, new Session(user, now));
    return new Open(id, user, true);
  }

  void close(HttpCall call) {
    cookie(call).ifPresent(open::remove);
  }

  void closeAll() {
    open.clear();
  }

  int count() {
    return open.size();
  }

  /// Who the call says it is, whether or not it may sign in.
  String userOf(HttpCall call) {
    return cookie(call)
        .map(open::get)
        .map(Session::user)
        .or(() -> BasicLogin.of(call).map(BasicLogin::user))
        .orElse("-");
  }

  private Optional<String> login(HttpCall call) {
    return BasicLogin.of(call)
        // Basic works for plain ASCII names only; others have to use OAuth.
        .filter(login -> StandardCharsets.US_ASCII.newEncoder().canEncode(login.user()))
        .filter(login -> schema.logins().contains(new Schema.Login(login.user(), login.password())))
        .map(BasicLogin::user);
  }

  private static Optional<String> cookie(HttpCall call) {
    Matcher matcher = COOKIE.matcher(call.header("Cookie").orElse(""));
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
