package hub.engine.privacy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.spec.GCMParameterSpec;

/// Seals personal texts with AES-256-GCM. A sealed text is the id of its key, a dot, and nonce with
/// ciphertext in URL-safe Base64; it opens only where it was sealed (space, incident, event type).
public final class Cipher {

  /// What is read where the key is gone.
  public static final String ERASED = "erased";

  private static final String ALGORITHM = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  /// To find one takes as long as to use it.
  private static final ThreadLocal<javax.crypto.Cipher> CIPHERS =
      ThreadLocal.withInitial(Cipher::newCipher);

  private Cipher() {}

  /// Where a text belongs. Moved elsewhere it does not open.
  public record Place(String space, long incident, String eventType) {

    private byte[] toBytes() {
      return String.join("\n", space, Long.toString(incident), eventType)
          .getBytes(StandardCharsets.UTF_8);
    }
  }

  /// Encrypts; twice the same text gives two different results.
  public static String seal(IncidentKey key, Place place, String text) {
    try {
      var nonce = new byte[NONCE_BYTES];
      RANDOM.nextBytes(nonce);
      var cipher = CIPHERS.get();
      cipher.init(
          javax.crypto.Cipher.ENCRYPT_MODE, key.secret(), new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(place.toBytes());
      var plain = text.getBytes(StandardCharsets.UTF_8);
      var sealed = Arrays.copyOf(nonce, NONCE_BYTES + cipher.getOutputSize(plain.length));
      cipher.doFinal(plain, 0, plain.length, sealed, NONCE_BYTES);
      return key.id() + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    } catch (GeneralSecurityException e) {
      throw noAlgorithm(e);
    }
  }

  /// Decrypts, or gives [#ERASED] if the key it was sealed with is gone.
  ///
  /// @throws IllegalArgumentException if the text was changed, moved, or never sealed
  public static String open(Optional<IncidentKey> key, Place place, String sealed) {
    var dot = sealed.indexOf('.');
    if (dot < 0) {
      throw new IllegalArgumentException("not a sealed text");
    }
    if (key.isEmpty() || !key.get().id().equals(sealed.substring(0, dot))) {
      return ERASED;
    }
    try {
      var bytes = Base64.getUrlDecoder().decode(sealed.substring(dot + 1));
      var cipher = CIPHERS.get();
      cipher.init(
          javax.crypto.Cipher.DECRYPT_MODE,
          key.get().secret(),
          new GCMParameterSpec(TAG_BITS, bytes, 0, NONCE_BYTES));
      cipher.updateAAD(place.toBytes());
      var plain = cipher.doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES);
      return new String(plain, StandardCharsets.UTF_8);
    } catch (AEADBadTagException e) {
      throw new IllegalArgumentException("a sealed text was changed or moved", e);
    } catch (GeneralSecurityException e) {
      throw noAlgorithm(e);
    }
  }

  private static javax.crypto.Cipher newCipher() {
    try {
      return javax.crypto.Cipher.getInstance(ALGORITHM);
    } catch (GeneralSecurityException e) {
      throw noAlgorithm(e);
    }
  }

  private static IllegalStateException noAlgorithm(GeneralSecurityException cause) {
    return new IllegalStateException("this Java has no AES-256-GCM", cause);
  }
}
