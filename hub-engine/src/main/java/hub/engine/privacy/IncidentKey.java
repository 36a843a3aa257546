package hub.engine.privacy;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/// The key that personal content of one incident is encrypted with in `hub.events`.
///
/// Its id tells which key a text was sealed with: after an erasure the incident may get another
/// key, and what the first one sealed stays erased.
public final class IncidentKey {

  private static final int KEY_BYTES = 32;
  private static final int ID_BYTES = 8;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final byte[] id;
  private final SecretKey secret;

  private IncidentKey(byte[] id, byte[] secret) {
    this.id = id;
    this.secret = new SecretKeySpec(secret, "AES");
  }

  /// A new key.
  public static IncidentKey generate() {
    var id = new byte[ID_BYTES];
    var secret = new byte[KEY_BYTES];
    RANDOM.nextBytes(id);
    RANDOM.nextBytes(secret);
    return new IncidentKey(id, secret);
  }

  /// Reads what [#toBytes()] wrote.
  ///
  /// @throws IllegalArgumentException if it is something else
  public static IncidentKey fromBytes(byte[] bytes) {
    if (bytes.length != ID_BYTES + KEY_BYTES) {
      throw new IllegalArgumentException("a key has %d bytes".formatted(ID_BYTES + KEY_BYTES));
    }
    return new IncidentKey(
        Arrays.copyOf(bytes, ID_BYTES), Arrays.copyOfRange(bytes, ID_BYTES, bytes.length));
  }

  /// Id and secret, for `hub.keys` alone.
  public byte[] toBytes() {
    var secretBytes = secret.getEncoded();
    var bytes = Arrays.copyOf(id, ID_BYTES + KEY_BYTES);
    System.arraycopy(secretBytes, 0, bytes, ID_BYTES, KEY_BYTES);
    return bytes;
  }

  /// The id as it stands before a sealed text.
  String id() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(id);
  }

  SecretKey secret() {
    return secret;
  }

  @Override
  public String toString() {
    return "key " + HexFormat.of().formatHex(id);
  }
}
