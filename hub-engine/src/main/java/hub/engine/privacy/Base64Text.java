package hub.engine.privacy;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.UnaryOperator;

/// Looks into what may be Base64 within a text, and writes it anew where something was redacted.
final class Base64Text {

  /// Ten digits are fourteen characters of Base64.
  private static final int SHORTEST = 14;

  private final String text;
  private final UnaryOperator<String> redact;
  private final StringBuilder result = new StringBuilder();
  private int copied;

  private Base64Text(String text, UnaryOperator<String> redact) {
    this.text = text;
    this.redact = redact;
  }

  /// The text with every run of Base64 redacted.
  static String redact(String text, UnaryOperator<String> redact) {
    return new Base64Text(text, redact).run();
  }

  private String run() {
    var i = 0;
    while (i < text.length()) {
      if (!isBase64(text.charAt(i))) {
        i++;
        continue;
      }
      var end = endOfRun(i);
      if (end - i >= SHORTEST) {
        look(i, end);
      }
      i = end;
    }
    return copied == 0 ? text : result.append(text, copied, text.length()).toString();
  }

  /// Lines of a mail body, or line breaks written as `\n` within JSON, do not end a run.
  private int endOfRun(int start) {
    var i = start;
    while (i < text.length()) {
      if (isBase64(text.charAt(i))) {
        i++;
        continue;
      }
      var afterBreak = afterLineBreak(i);
      if (afterBreak == i || afterBreak >= text.length() || !isBase64(text.charAt(afterBreak))) {
        return i;
      }
      i = afterBreak;
    }
    return i;
  }

  private int afterLineBreak(int start) {
    var i = start;
    while (i < text.length()) {
      var c = text.charAt(i);
      if (c == '\r' || c == '\n') {
        i++;
      } else if (c == '\\' && i + 1 < text.length() && "rn".indexOf(text.charAt(i + 1)) >= 0) {
        i += 2;
      } else {
        return i;
      }
    }
    return i;
  }

  /// What precedes the Base64 may be of its alphabet too (`path/MTAw…`), so try each alignment.
  private void look(int start, int end) {
    var packed = pack(start, end);
    for (var skip = 0; skip < 4 && packed.length() - skip >= SHORTEST; skip++) {
      var decoded = decode(packed.substring(skip));
      var charset = charset(decoded);
      var before = new String(decoded, charset);
      var after = redact.apply(before);
      if (!after.equals(before)) {
        var isUrlSafe = packed.indexOf('-') >= 0 || packed.indexOf('_') >= 0;
        var encoder = isUrlSafe ? Base64.getUrlEncoder() : Base64.getEncoder();
        var isPadded = end < text.length() && text.charAt(end) == '=';
        result.append(text, copied, start).append(packed, 0, skip);
        result.append(
            (isPadded ? encoder : encoder.withoutPadding())
                .encodeToString(after.getBytes(charset)));
        copied = end;
        while (copied < text.length() && text.charAt(copied) == '=') {
          copied++;
        }
        return;
      }
    }
  }

  private String pack(int start, int end) {
    var packed = new StringBuilder(end - start);
    for (var i = start; i < end; i++) {
      var c = text.charAt(i);
      if (isBase64(c)) {
        packed.append(c);
      } else {
        i = afterLineBreak(i) - 1;
      }
    }
    return packed.toString();
  }

  private static byte[] decode(String packed) {
    // A last group of one character holds no byte.
    var usable = packed.length() % 4 == 1 ? packed.length() - 1 : packed.length();
    var standard = packed.substring(0, usable).replace('-', '+').replace('_', '/');
    return Base64.getDecoder().decode(standard);
  }

  private static Charset charset(byte[] bytes) {
    if (isMostlyZero(bytes, 1)) {
      return StandardCharsets.UTF_16LE;
    }
    if (isMostlyZero(bytes, 0)) {
      return StandardCharsets.UTF_16BE;
    }
    // In ISO 8859-1 every byte is a character, so what is not redacted stays what it was.
    return isUtf8(bytes) ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
  }

  /// Addresses and names are of the alphabet too, and hardly ever are; an exception for each would
  /// take most of the time that redaction takes.
  private static boolean isUtf8(byte[] bytes) {
    var decoder = StandardCharsets.UTF_8.newDecoder();
    var end = decoder.decode(ByteBuffer.wrap(bytes), CharBuffer.allocate(bytes.length), true);
    return !end.isError();
  }

  private static boolean isMostlyZero(byte[] bytes, int start) {
    var sample = Arrays.copyOf(bytes, Math.min(bytes.length & ~1, 64));
    var zeros = 0;
    for (var i = start; i < sample.length; i += 2) {
      if (sample[i] == 0) {
        zeros++;
      }
    }
    return sample.length >= 16 && zeros * 2 >= sample.length * 3 / 4;
  }

  private static boolean isBase64(char c) {
    return (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || (c >= '0' && c <= '9')
        || "+/-_".indexOf(c) >= 0;
  }
}
