package hub.connector.http;

import static java.util.Comparator.naturalOrder;
import static java.util.function.BinaryOperator.maxBy;

import hub.delivery.DeliveryAnswer.NotNow;
import hub.delivery.Outcome.Trouble;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/// What surrounds each HTTP call: before it the credentials, after it the answer as one
/// [ToolResponse] in the body.
///
/// After a call no header is left, so that nothing a tool sent, and no credential, gets into the
/// next call. A tool that has asked for a pause by 429 is left alone until it is over, whoever
/// wants to call: the next command, a sweep or the hint of a webhook.
///
/// A bean of the Kamelets. It takes its credentials as properties, since Camel takes the parameter
/// of a constructor for a number if it looks like one.
public final class ToolCall {

  /// Exchange property: whether the call under way, or the last one, could change something.
  public static final String IS_WRITE = "hubCallIsWrite";

  private static final String AUTHORIZATION = "Authorization";
  private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

  private final InstantSource clock = InstantSource.system();
  private String token = "";
  private String tokenHeader = AUTHORIZATION;
  private String tokenScheme = "Bearer";
  private String username = "";
  private String password = "";
  private boolean readOnly;
  private final AtomicReference<Instant> notBefore = new AtomicReference<>(Instant.MIN);

  /// Sent if it is not empty.
  public void setToken(String token) {
    this.token = token;
  }

  /// The header in which the token is sent.
  public void setTokenHeader(String tokenHeader) {
    this.tokenHeader = tokenHeader;
  }

  /// The word before the token, such as Bearer; may be empty.
  public void setTokenScheme(String tokenScheme) {
    this.tokenScheme = tokenScheme;
  }

  /// Together with the password sent as Basic, if there is no token.
  public void setUsername(String username) {
    this.username = username;
  }

  public void setPassword(String password) {
    this.password = password;
  }

  /// Whether no request changes anything at the tool, whatever its method.
  public void setReadOnly(boolean readOnly) {
    this.readOnly = readOnly;
  }

  private void authorize(Message message) {
    if (!token.isEmpty()) {
      message.setHeader(tokenHeader, credentials(tokenScheme, token));
    } else if (!username.isEmpty()) {
      var pair = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
      message.setHeader(AUTHORIZATION, "Basic " + Base64.getEncoder().encodeToString(pair));
    }
  }

  /// A token as it goes into its header, after the word that says what it is, if there is one.
  static String credentials(String scheme, String token) {
    return scheme.isEmpty() ? token : scheme + " " + token;
  }

  /// Call this last before the request.
  public void before(Exchange exchange) {
    var wait = Duration.between(clock.instant(), notBefore.get());
    if (wait.isPositive()) {
      throw new ToolTrouble(
          new NotNow(Trouble.RATE_LIMITED, "not asked: it wants a pause, as it said before", wait));
    }
    var message = exchange.getMessage();
    var method = message.getHeader(Exchange.HTTP_METHOD, "GET", String.class);
    message.setHeader(Exchange.HTTP_METHOD, method);
    exchange.setProperty(IS_WRITE, !readOnly && !READS.contains(method));
    message.removeHeader(Exchange.HTTP_URI);
    ToolClock.asked(exchange, clock.instant());
    authorize(message);
    if (READS.contains(method)) {
      message.setBody(null);
    }
  }

  /// Call this first after the request.
  public void after(Exchange exchange) {
    var message = exchange.getMessage();
    var status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
    if (status == 0) {
      throw new IllegalStateException("the HTTP call left no status");
    }
    var body = message.getBody(byte[].class);
    var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    message
        .getHeaders()
        .forEach((name, value) -> {
          if (value != null
              && !name.startsWith("Camel")
              && !name.equalsIgnoreCase(AUTHORIZATION)
              && !name.equalsIgnoreCase(tokenHeader)) {
            headers.put(name, value.toString());
          }
        });
    message.removeHeaders("*");
    var response = new ToolResponse(status, headers, body == null ? new byte[0] : body);
    var now = clock.instant();
    ToolClock.answered(exchange, response, now);
    // Calls run side by side: the answer that comes last may ask for the shorter pause.
    HttpVerdict.pause(response, now)
        .map(now::plus)
        .ifPresent(until -> notBefore.accumulateAndGet(until, maxBy(naturalOrder())));
    message.setBody(response);
  }

  /// The last call's answer.
  public static ToolResponse response(Exchange exchange) {
    if (exchange.getMessage().getBody() instanceof ToolResponse response) {
      return response;
    }
    throw new IllegalStateException("no HTTP call was made before");
  }

  /// The last call's answer if it is a success; otherwise the step ends with what its status means.
  public static ToolResponse success(Exchange exchange, Instant now) {
    var response = response(exchange);
    HttpVerdict.of(response, isWrite(exchange), now)
        .ifPresent(answer -> {
          throw new ToolTrouble(answer);
        });
    return response;
  }

  public static boolean isWrite(Exchange exchange) {
    return exchange.getProperty(IS_WRITE, false, Boolean.class);
  }
}
