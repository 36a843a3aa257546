package hub.connector.http;

import com.fasterxml.jackson.databind.JsonNode;
import hub.delivery.DeliveryAnswer.NotNow;
import hub.delivery.Outcome.Trouble;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.util.TimeUtils;
import org.jspecify.annotations.Nullable;

/// Puts a call into a session: logs in for a token where there is none, and once more where the
/// tool does not know it any longer.
///
/// A request that is answered by 401 has done nothing, so that one repeat of it, with a new token,
/// is no second attempt. One token serves all calls of a system, since tools count sessions.
public final class ToolLogin {

  /// Exchange property: `yes` while the call is to be made.
  public static final String CALLING = "hubCalling";

  /// Exchange property: `yes` if a token must be asked for first.
  public static final String LOG_IN = "hubLogIn";

  /// Before a token ends it is not used any more.
  static final Duration SPARE = Duration.ofSeconds(30);

  private static final String CALL = "hubSignedCall";

  private final InstantSource clock = InstantSource.system();
  private Scheme scheme = Scheme.NONE;
  private String clientId = "";
  private String clientSecret = "";
  private String scope = "";
  private String tokenField = "access_token";
  private String tokenHeader = "Authorization";
  private String tokenScheme = "Bearer";
  private Duration lifetime = Duration.ofMinutes(50);
  private @Nullable Token token;

  /// How a tool gives tokens.
  private enum Scheme {
    /// It gives none; credentials go with each call.
    NONE,
    /// OAuth 2, RFC 6749 §4.4; the client proves itself in the form.
    CLIENT_CREDENTIALS,
    /// A form with user name and password; the answer is the token itself, or JSON that holds it.
    FORM
  }

  private record Token(String value, Instant until) {}

  /// A call that waits for its token.
  private record Call(Map<String, Object> headers, @Nullable Object body, boolean hasLoggedIn) {}

  /// How the tool gives tokens: `none`, `client-credentials` or `form`.
  public void setLogin(String name) {
    this.scheme =
        switch (name) {
          case "none" -> Scheme.NONE;
          case "client-credentials" -> Scheme.CLIENT_CREDENTIALS;
          case "form" -> Scheme.FORM;
          default ->
              throw new IllegalArgumentException(
                  "login must be none, client-credentials or form, not " + name);
        };
  }

  /// The client, or the user.
  public void setClientId(String clientId) {
    this.clientId = clientId;
  }

  public void setClientSecret(String clientSecret) {
    this.clientSecret = clientSecret;
  }

  /// What the client asks for; may be empty.
  public void setScope(String scope) {
    this.scope = scope;
  }

  /// Where the token stands in an answer that is JSON.
  public void setTokenField(String tokenField) {
    this.tokenField = tokenField;
  }

  public void setTokenHeader(String tokenHeader) {
    this.tokenHeader = tokenHeader;
  }

  public void setTokenScheme(String tokenScheme) {
    this.tokenScheme = tokenScheme;
  }

  /// How long a token is good for where the answer does not say so, such as `50m`.
  public void setTokenLifetime(String lifetime) {
    this.lifetime = Duration.ofMillis(TimeUtils.toMilliSeconds(lifetime));
  }

  /// Begins with the call that the message describes.
  public void begin(Exchange exchange) {
    var message = exchange.getMessage();
    exchange.setProperty(
        CALL, new Call(Map.copyOf(message.getHeaders()), message.getBody(), false));
    show(exchange);
  }

  private synchronized void show(Exchange exchange) {
    var known = token;
    var isKnown = known != null && clock.instant().isBefore(known.until);
    exchange.setProperty(LOG_IN, scheme == Scheme.NONE || isKnown ? "no" : "yes");
    exchange.setProperty(CALLING, "yes");
  }

  /// Makes the log-in the next call.
  public void ask(Exchange exchange) {
    var call = call(exchange);
    exchange.setProperty(CALL, new Call(call.headers, call.body, true));
    var message = exchange.getMessage();
    message.removeHeaders("*");
    message.setHeader(Exchange.HTTP_METHOD, "POST");
    message.setHeader(Exchange.CONTENT_TYPE, "application/x-www-form-urlencoded");
    message.setHeader("Accept", "application/json, text/plain");
    message.setBody(form().getBytes(StandardCharsets.UTF_8));
  }

  private String form() {
    if (scheme == Scheme.FORM) {
      return "username=" + encoded(clientId) + "&password=" + encoded(clientSecret);
    }
    return "grant_type=client_credentials&client_id="
        + encoded(clientId)
        + "&client_secret="
        + encoded(clientSecret)
        + (scope.isEmpty() ? "" : "&scope=" + encoded(scope));
  }

  /// Takes the token.
  public synchronized void took(Exchange exchange) {
    var response = ToolCall.response(exchange);
    if (response.status() >= 400 && response.status() < 500 && response.status() != 429) {
      throw new ToolTrouble(
          new NotNow(Trouble.CREDENTIALS_REFUSED, "log-in failed: " + response.words(), null));
    }
    ToolCall.success(exchange, clock.instant());
    var json = response.json().filter(JsonNode::isObject);
    var value =
        json.map(answer -> answer.path(tokenField).asText())
            .orElseGet(() -> response.isHtml() ? "" : unquoted(response.text().strip()));
    if (value.isEmpty() || value.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw ToolTrouble.unreadable("the log-in gave no token: " + response.words());
    }
    var seconds = json.map(answer -> answer.path("expires_in").asLong()).orElse(0L);
    var life = seconds > 0 ? Duration.ofSeconds(seconds) : lifetime;
    token = new Token(value, clock.instant().plus(life).minus(SPARE));
  }

  private static String unquoted(String text) {
    return text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")
        ? text.substring(1, text.length() - 1)
        : text;
  }

  /// Makes the call itself the next one, with the token if there is one.
  public synchronized void sign(Exchange exchange) {
    var call = call(exchange);
    var message = exchange.getMessage();
    message.removeHeaders("*");
    message.setHeaders(new java.util.HashMap<>(call.headers));
    message.setBody(call.body);
    if (token != null && scheme != Scheme.NONE) {
      message.setHeader(tokenHeader, ToolCall.credentials(tokenScheme, token.value));
    }
  }

  /// Looks at the answer: a token that was kept may have ended before its time.
  public synchronized void judge(Exchange exchange) {
    exchange.setProperty(CALLING, "no");
    var isOver = scheme != Scheme.NONE && ToolCall.response(exchange).status() == 401;
    if (isOver) {
      token = null;
      if (!call(exchange).hasLoggedIn) {
        show(exchange);
      }
    }
  }

  private static Call call(Exchange exchange) {
    return exchange.getProperty(CALL, Call.class);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
