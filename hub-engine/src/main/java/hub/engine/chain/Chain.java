package hub.engine.chain;

import static java.nio.charset.StandardCharsets.UTF_8;

import hub.engine.format.Encoded;
import hub.engine.format.EventFormat;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// How the events of a space hang together (ADR 7): each bears a link, which is a hash over the
/// link of the event before it and over everything of its own record but the link.
///
/// A record's digest is SHA-256 over its key, its value as it is stored, and its headers in order,
/// each with its length before it. A link is SHA-256 over a tag, the link before and the digest, so
/// that the chain can be shown to somebody who may not see every record.
public final class Chain {

  private static final String TAG = "incident-hub chain 1\n";
  private static final int ABSENT = -1;
  private static final HexFormat HEX = HexFormat.of();

  private Chain() {}

  /// What the first chained event of a space is linked to.
  ///
  /// @param sequence of that event: 1, or higher where older events were written without links
  public static String genesis(String space, long sequence) {
    var digest = sha256();
    digest.update((TAG + "genesis\n" + space + "\n" + sequence + "\n").getBytes(UTF_8));
    return HEX.formatHex(digest.digest());
  }

  /// The link of a record.
  ///
  /// @param previous the link of the record before it, or the genesis
  /// @param recordDigest see [#digest]
  public static String link(String previous, String recordDigest) {
    var digest = sha256();
    digest.update(TAG.getBytes(UTF_8));
    digest.update(previous.getBytes(UTF_8));
    digest.update(recordDigest.getBytes(UTF_8));
    return HEX.formatHex(digest.digest());
  }

  /// What there is of a record, but for its link.
  public static String digest(StoredRecord record) {
    var digest = sha256();
    var key = record.key();
    add(digest, key == null ? null : key.getBytes(UTF_8));
    add(digest, record.value());
    for (var header : record.headers()) {
      if (!header.name().equals(EventFormat.LINK)) {
        add(digest, header.name().getBytes(UTF_8));
        add(digest, header.value());
      }
    }
    return HEX.formatHex(digest.digest());
  }

  /// Links a record that is about to be written.
  ///
  /// @param previous the link of the event before it; null if there is none
  /// @return its link
  public static String append(@Nullable String previous, Encoded record) {
    var stored = StoredRecord.of(-1, record.key(), record.headers(), record.value());
    var before = previous == null ? genesis(stored.space(), stored.sequence()) : previous;
    var link = link(before, digest(stored));
    record.headers().add(EventFormat.LINK, link.getBytes(UTF_8));
    return link;
  }

  private static void add(MessageDigest digest, byte @Nullable [] bytes) {
    digest.update(
        ByteBuffer.allocate(Integer.BYTES).putInt(bytes == null ? ABSENT : bytes.length).flip());
    if (bytes != null) {
      digest.update(bytes);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}
