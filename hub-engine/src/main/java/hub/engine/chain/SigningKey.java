package hub.engine.chain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;

/// The key pair with which the hub signs what leaves it: Ed25519, in PEM, the public half in a file
/// of the same name with `.pub` at its end.
public final class SigningKey {

  /// What the name of the public half's file ends with.
  public static final String PUBLIC = ".pub";

  private static final String LABEL = "PRIVATE KEY";
  private static final String ONLY_OWNER = "rw-------";

  private final PrivateKey secret;
  private final VerifyingKey verifyingKey;

  private SigningKey(PrivateKey secret, VerifyingKey verifyingKey) {
    this.secret = secret;
    this.verifyingKey = verifyingKey;
  }

  /// Reads the pair, and makes one if there is none.
  ///
  /// @throws UnusableKeyException if the files hold no pair
  public static SigningKey openOrMake(Path file) {
    if (!Files.exists(file)) {
      make(file);
    }
    return open(file);
  }

  /// Reads the pair.
  ///
  /// @throws UnusableKeyException if the files hold no pair
  public static SigningKey open(Path file) {
    var verifying = VerifyingKey.read(publicFile(file));
    try {
      var bytes = Pem.read(LABEL, Files.readString(file));
      var secret =
          KeyFactory.getInstance(VerifyingKey.ALGORITHM)
              .generatePrivate(new PKCS8EncodedKeySpec(bytes));
      var pair = new SigningKey(secret, verifying);
      var sample = "a pair?".getBytes(java.nio.charset.StandardCharsets.UTF_8);
      if (!verifying.verifies(sample, pair.sign(sample))) {
        throw new UnusableKeyException(
            "%s and %s are not a pair; write the second one anew: openssl pkey -in … -pubout"
                .formatted(file, publicFile(file)),
            null);
      }
      return pair;
    } catch (IOException | IllegalArgumentException | GeneralSecurityException e) {
      throw new UnusableKeyException(
          file
              + " holds no private key of Ed25519 in PEM; make one: openssl genpkey -algorithm"
              + " ed25519",
          e);
    }
  }

  /// The half that everybody may know.
  public VerifyingKey verifyingKey() {
    return verifyingKey;
  }

  /// Signs; the signature has 64 bytes.
  public byte[] sign(byte[] bytes) {
    try {
      var signature = Signature.getInstance(VerifyingKey.ALGORITHM);
      signature.initSign(secret);
      signature.update(bytes);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no Ed25519", e);
    }
  }

  private static Path publicFile(Path file) {
    return file.resolveSibling(file.getFileName() + PUBLIC);
  }

  /// The public half comes first and the private one by renaming, so that no crash leaves half.
  private static void make(Path file) {
    try {
      var pair = KeyPairGenerator.getInstance(VerifyingKey.ALGORITHM).generateKeyPair();
      var directory = file.toAbsolutePath().getParent();
      Files.createDirectories(directory);
      var onlyOwner =
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(ONLY_OWNER));
      var fresh = Files.createTempFile(directory, "signing", ".new", onlyOwner);
      Files.writeString(fresh, Pem.write(LABEL, pair.getPrivate().getEncoded()));
      Files.writeString(publicFile(file), VerifyingKey.of(pair.getPublic()).toPem());
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("the key that signs heads cannot be made: " + file, e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no Ed25519", e);
    }
  }
}
