package hub.engine.chain;

import com.fasterxml.jackson.core.JsonProcessingException;
import hub.engine.format.HubJson;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/// A head as it leaves the hub: one line of JSON.
///
/// @param key id of the key it is signed with, see [VerifyingKey#id]
/// @param signature Ed25519 in Base64
public record SignedHead(
    String space, long sequence, String link, Instant at, String key, String signature) {

  /// Signs a head.
  public static SignedHead of(Head head, SigningKey key) {
    return new SignedHead(
        head.space(),
        head.sequence(),
        head.link(),
        head.at(),
        key.verifyingKey().id(),
        Base64.getEncoder().encodeToString(key.sign(head.toBytes())));
  }

  /// Reads a line; nothing if it is no head.
  public static Optional<SignedHead> parse(String line) {
    try {
      return Optional.of(HubJson.mapper().readValue(line, SignedHead.class));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /// What it says.
  public Head head() {
    return new Head(space, sequence, link, at);
  }

  /// Whether the key has signed this, and nothing else.
  public boolean isSignedBy(VerifyingKey by) {
    try {
      return by.verifies(head().toBytes(), Base64.getDecoder().decode(signature));
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  /// As one line, without its end.
  public String toLine() {
    try {
      return HubJson.mapper().writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a head cannot be written", e);
    }
  }
}
