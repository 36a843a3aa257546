package hub.service.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// JSON Web Tokens, right and wrong ones. A library would not make the wrong ones.
final class Tokens {

  /// What an honest token says of itself.
  static final Map<String, Object> HEAD = Map.of("alg", "RS256", "typ", "JWT", "kid", "own");

  private static final ObjectMapper JSON = new ObjectMapper();

  private Tokens() {}

  static KeyPair keys() {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static String signed(Map<String, ?> head, Map<String, ?> claims, KeyPair by) {
    try {
      var text = unsigned(head, claims);
      var signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(by.getPrivate());
      signature.update(text.getBytes(StandardCharsets.US_ASCII));
      return text + "." + text(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Sealed by what everybody knows.
  static String sealed(Map<String, ?> head, Map<String, ?> claims, byte[] secret) {
    try {
      var text = unsigned(head, claims);
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return text + "." + text(mac.doFinal(text.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Head and claims, with nothing that proves them.
  static String unsigned(Map<String, ?> head, Map<String, ?> claims) {
    try {
      return text(JSON.writeValueAsBytes(head)) + "." + text(JSON.writeValueAsBytes(claims));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /// As a provider publishes it.
  static Map<String, String> publicKey(KeyPair keys) {
    var key = (RSAPublicKey) keys.getPublic();
    return Map.of(
        "kty",
        "RSA",
        "use",
        "sig",
        "alg",
        "RS256",
        "kid",
        "own",
        "n",
        text(withoutSign(key.getModulus().toByteArray())),
        "e",
        text(withoutSign(key.getPublicExponent().toByteArray())));
  }

  static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] withoutSign(byte[] number) {
    return number[0] == 0 ? Arrays.copyOfRange(number, 1, number.length) : number;
  }
}
