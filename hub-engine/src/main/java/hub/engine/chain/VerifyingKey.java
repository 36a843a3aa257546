package hub.engine.chain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;

/// The public half of a [SigningKey]: with it anybody can tell what the hub has signed.
public final class VerifyingKey {

  static final String ALGORITHM = "Ed25519";

  private static final String LABEL = "PUBLIC KEY";
  private static final int ID_BYTES = 8;
  private static final long LARGEST_FILE = 64 * 1024;

  private final PublicKey key;

  private VerifyingKey(PublicKey key) {
    this.key = key;
  }

  static VerifyingKey of(PublicKey key) {
    return new VerifyingKey(key);
  }

  /// Reads a file in PEM, as `openssl pkey -pubout` writes it.
  ///
  /// @throws UnusableKeyException if it holds no such key; the message names the file
  public static VerifyingKey read(Path file) {
    try {
      if (Files.size(file) > LARGEST_FILE) {
        throw new UnusableKeyException(file + " is too large for a key", null);
      }
      return parse(Files.readString(file));
    } catch (IOException | IllegalArgumentException e) {
      throw new UnusableKeyException(
          file + " holds no public key of Ed25519 in PEM; the hub writes one beside its own key",
          e);
    }
  }

  /// Reads PEM.
  ///
  /// @throws IllegalArgumentException if it is none, or another kind of key
  public static VerifyingKey parse(String pem) {
    try {
      var bytes = Pem.read(LABEL, pem);
      return of(KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(bytes)));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("no public key of Ed25519", e);
    }
  }

  /// In PEM.
  public String toPem() {
    return Pem.write(LABEL, key.getEncoded());
  }

  /// A short name of the key, by which people compare: the beginning of the SHA-256 of its DER
  /// form.
  public String id() {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
      return HexFormat.of().formatHex(hash, 0, ID_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }

  /// Whether the bytes were signed with the private half.
  public boolean verifies(byte[] bytes, byte[] signature) {
    try {
      var check = Signature.getInstance(ALGORITHM);
      check.initVerify(key);
      check.update(bytes);
      return check.verify(signature);
    } catch (SignatureException _) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no Ed25519", e);
    }
  }
}
