package hub.simulator.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Tells the outside that something has changed, the way real tools do: some time later, in no
/// particular order, signed, and once: what cannot be delivered is lost.
public final class WebhookSender implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(WebhookSender.class.getName());
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int LONGEST_DELAY_MILLIS = 150;

  /// How many webhooks may wait; more are dropped, as the real tool does.
  private static final int LONGEST_QUEUE = 1_000;

  private final URI target;
  private final String secret;
  private final Random delays;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final ScheduledThreadPoolExecutor sender =
      new ScheduledThreadPoolExecutor(
          2, Thread.ofPlatform().daemon().name("webhook-", 0).factory());

  public WebhookSender(URI target, String secret, long seed) {
    this.target = target;
    this.secret = secret;
    this.delays = new Random(seed);
  }

  /// Sends the payload some time later, or drops it if too many are waiting.
  public void send(ObjectNode payload) {
    if (sender.getQueue().size() >= LONGEST_QUEUE) {
      LOG.log(System.Logger.Level.WARNING, "A webhook was dropped: too many are waiting");
      return;
    }
    byte[] body = payload.toString().getBytes(StandardCharsets.UTF_8);
    long delay = delays.nextInt(LONGEST_DELAY_MILLIS);
    Future<?> unused = sender.schedule(() -> deliver(body), delay, TimeUnit.MILLISECONDS);
  }

  private void deliver(byte[] body) {
    HttpRequest request =
        HttpRequest.newBuilder(target)
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json; charset=UTF-8")
            .header("User-Agent", "Atlassian HttpClient (simulator)")
            .header("X-Hub-Signature", signature(secret, body))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    client
        .sendAsync(request, HttpResponse.BodyHandlers.discarding())
        .exceptionally(lost -> {
          LOG.log(System.Logger.Level.DEBUG, "A webhook was lost");
          return null;
        });
  }

  /// `sha256=` and the HMAC-SHA256 of the raw body in hexadecimal digits.
  public static String signature(String secret, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("Every JDK knows HmacSHA256", impossible);
    }
  }

  @Override
  public void close() {
    sender.shutdownNow();
    client.shutdownNow();
  }
}
