package hub.engine.chain;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Base64;
import java.util.regex.Pattern;

/// Keys as text (RFC 7468), as OpenSSL reads and writes them.
final class Pem {

  private static final int COLUMNS = 64;

  private Pem() {}

  static String write(String label, byte[] bytes) {
    var lines = Base64.getMimeEncoder(COLUMNS, "\n".getBytes(US_ASCII)).encodeToString(bytes);
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(label, lines);
  }

  /// The first block of the label.
  ///
  /// @throws IllegalArgumentException if there is none
  static byte[] read(String label, String text) {
    var block =
        Pattern.compile(
                "-----BEGIN %1$s-----([A-Za-z0-9+/=\\s]*)-----END %1$s-----".formatted(label))
            .matcher(text);
    if (!block.find()) {
      throw new IllegalArgumentException("no " + label + " in PEM");
    }
    return Base64.getMimeDecoder().decode(block.group(1));
  }
}
