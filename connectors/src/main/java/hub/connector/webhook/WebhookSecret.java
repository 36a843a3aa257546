package hub.connector.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Decides whether a webhook comes from someone who knows the secret.
///
/// Tools that sign send `X-Hub-Signature: sha256=<hex HMAC-SHA256 of the raw body>`. Others send
/// the secret itself, as the header `X-Hub-Secret` or the query parameter `secret`. Comparison
/// takes the same time wherever the difference is.
public final class WebhookSecret {

  /// The header of a signature, by the convention that Jira follows.
  public static final String SIGNATURE_HEADER = "X-Hub-Signature";

  /// The header of a plain secret.
  public static final String SECRET_HEADER = "X-Hub-Secret";

  /// The query parameter of a plain secret, for tools that can set no header.
  public static final String SECRET_PARAMETER = "secret";

  private static final String SHA_256 = "sha256=";
  private static final String HMAC = "HmacSHA256";

  private final byte[] secret;

  public WebhookSecret(String secret) {
    if (secret.isBlank()) {
      throw new IllegalArgumentException("a webhook needs a secret that is not empty");
    }
    this.secret = secret.getBytes(StandardCharsets.UTF_8);
  }

  /// Whether the sender knows the secret. A signature that is present must be right, even if the
  /// plain secret is given too.
  ///
  /// @param body the raw bytes, before anything has parsed them
  /// @param signature the value of [#SIGNATURE_HEADER]; null if absent
  /// @param plain the value of [#SECRET_HEADER] or [#SECRET_PARAMETER]; null if absent
  public boolean isKnownTo(byte[] body, @Nullable String signature, @Nullable String plain) {
    if (signature != null) {
      return isSignature(body, signature.strip().toLowerCase(Locale.ROOT));
    }
    return plain != null && MessageDigest.isEqual(secret, plain.getBytes(StandardCharsets.UTF_8));
  }

  /// The signature that a tool would send, for tests and simulators.
  public String sign(byte[] body) {
    return SHA_256 + HexFormat.of().formatHex(hmac(body));
  }

  private boolean isSignature(byte[] body, String signature) {
    if (!signature.startsWith(SHA_256)) {
      return false;
    }
    try {
      var given = HexFormat.of().parseHex(signature.substring(SHA_256.length()));
      return MessageDigest.isEqual(hmac(body), given);
    } catch (IllegalArgumentException notHex) {
      return false;
    }
  }

  private byte[] hmac(byte[] body) {
    try {
      var mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(secret, HMAC));
      return mac.doFinal(body);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java has " + HMAC, impossible);
    }
  }
}
