package hub.engine;

import hub.engine.format.StateFormat;
import hub.incident.SpaceMap;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A fingerprint of a space's whole state: SHA-256 over the entries in the order of their keys.
///
/// @param sequence of the last event in it; two hashes compare only at the same sequence
/// @param entries how many there are
/// @param hash in hex
public record StateHash(long sequence, long entries, String hash) {

  /// Of a state in memory.
  static StateHash of(SpaceMap state, long sequence) {
    var hash = builder();
    new StateFormat()
        .encode(state)
        .forEachOrdered(entry -> hash.add(entry.getKey(), entry.getValue()));
    return hash.build(sequence);
  }

  static Builder builder() {
    return new Builder();
  }

  /// Takes the entries one by one, so that a large state needs no memory.
  static final class Builder {
    private final MessageDigest digest;
    private long entries;

    private Builder() {
      try {
        digest = MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("this Java has no SHA-256", e);
      }
    }

    /// Lengths go in too, so that no two different states are the same row of bytes.
    void add(String key, byte[] value) {
      var keyBytes = key.getBytes(StandardCharsets.UTF_8);
      digest.update((keyBytes.length + ":" + value.length + ":").getBytes(StandardCharsets.UTF_8));
      digest.update(keyBytes);
      digest.update(value);
      entries++;
    }

    StateHash build(long sequence) {
      return new StateHash(sequence, entries, HexFormat.of().formatHex(digest.digest()));
    }
  }
}
