package hub.engine.privacy;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A text as it reads after decoding, with the place in the original that each character came from.
final class DecodedText {

  private static final Map<String, Character> ENTITIES =
      Map.ofEntries(
          Map.entry("amp", '&'),
          Map.entry("nbsp", '\u00a0'),
          Map.entry("ensp", '\u2002'),
          Map.entry("emsp", '\u2003'),
          Map.entry("thinsp", '\u2009'),
          Map.entry("shy", '\u00ad'),
          Map.entry("hyphen", '\u2010'),
          Map.entry("dash", '\u2010'),
          Map.entry("ndash", '\u2013'),
          Map.entry("mdash", '\u2014'),
          Map.entry("minus", '\u2212'),
          Map.entry("period", '.'),
          Map.entry("plus", '+'),
          Map.entry("sol", '/'),
          Map.entry("lowbar", '_'),
          Map.entry("lt", '<'),
          Map.entry("gt", '>'),
          Map.entry("quot", '"'));
  private static final int LONGEST_ENTITY = 8;

  private final char[] chars;

  /// Null where each character stands for itself.
  private final int @Nullable [] from;

  private final int @Nullable [] to;
  private final int length;

  private DecodedText(char[] chars, int @Nullable [] from, int @Nullable [] to, int length) {
    this.chars = chars;
    this.from = from;
    this.to = to;
    this.length = length;
  }

  /// The ways in which a character can be written as others.
  enum Scheme {
    /// As in JSON and JavaScript: four or two hexadecimal digits, line breaks, tabs.
    BACKSLASH,
    /// `%30`, of bytes of UTF-8
    PERCENT,
    /// `=30`, of bytes of UTF-8; an `=` at the end of a line joins it with the next
    QUOTED_PRINTABLE,
    /// `&#48;`, `&#x30;`, `&nbsp;`
    ENTITY;

    private char introducer() {
      return switch (this) {
        case BACKSLASH -> '\\';
        case PERCENT -> '%';
        case QUOTED_PRINTABLE -> '=';
        case ENTITY -> '&';
      };
    }
  }

  /// The text as it stands.
  static DecodedText of(String text) {
    return new DecodedText(text.toCharArray(), null, null, text.length());
  }

  int length() {
    return length;
  }

  char charAt(int index) {
    return chars[index];
  }

  int codePointAt(int index) {
    return Character.codePointAt(chars, index, length);
  }

  /// Where the character at the index begins in the original.
  int from(int index) {
    return from == null ? index : from[index];
  }

  /// Where the character at the index ends in the original.
  int to(int index) {
    return to == null ? index + 1 : to[index];
  }

  @Override
  public String toString() {
    return new String(chars, 0, length);
  }

  /// The text with one scheme decoded; itself if nothing is written in that scheme.
  DecodedText decode(Scheme scheme) {
    if (indexOf(scheme.introducer()) < 0) {
      return this;
    }
    var out = new Out(length);
    var decoded = false;
    var i = 0;
    while (i < length) {
      var used = chars[i] == scheme.introducer() ? decodeAt(scheme, i, out) : 0;
      decoded |= used > 0;
      if (used == 0) {
        out.add(chars[i], from(i), to(i));
        used = 1;
      }
      i += used;
    }
    return decoded ? out.toText() : this;
  }

  private int indexOf(char wanted) {
    for (var i = 0; i < length; i++) {
      if (chars[i] == wanted) {
        return i;
      }
    }
    return -1;
  }

  /// How many characters were used up; 0 if nothing is encoded there.
  private int decodeAt(Scheme scheme, int i, Out out) {
    return switch (scheme) {
      case BACKSLASH -> backslash(i, out);
      case PERCENT -> bytes(i, '%', out);
      case QUOTED_PRINTABLE -> quotedPrintable(i, out);
      case ENTITY -> entity(i, out);
    };
  }

  private int backslash(int i, Out out) {
    if (i + 1 >= length) {
      return 0;
    }
    return switch (chars[i + 1]) {
      case 'u' -> hexadecimal(i, 2, 4, out);
      case 'x' -> hexadecimal(i, 2, 2, out);
      case 'n', 'r' -> put('\n', i, 2, out);
      case 't', 'b', 'f' -> put('\t', i, 2, out);
      case '/', '"', '\'', '\\' -> put(chars[i + 1], i, 2, out);
      default -> 0;
    };
  }

  private int hexadecimal(int i, int skip, int digits, Out out) {
    var value = hex(i + skip, digits);
    return value < 0 ? 0 : put((char) value, i, skip + digits, out);
  }

  private int quotedPrintable(int i, Out out) {
    if (i + 1 < length && chars[i + 1] == '\n') {
      return 2;
    }
    if (i + 2 < length && chars[i + 1] == '\r' && chars[i + 2] == '\n') {
      return 3;
    }
    // Control characters are never written so: in `nr=0102901234` the sign means equals.
    return hex(i + 1, 2) < ' ' ? 0 : bytes(i, '=', out);
  }

  /// One character of UTF-8 in bytes of the form introducer and two hexadecimal digits.
  private int bytes(int i, char introducer, Out out) {
    var first = hex(i + 1, 2);
    if (first < 0) {
      return 0;
    }
    var more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC0 ? 1 : 0;
    var codePoint = more == 0 ? first : first & (0x3F >> more);
    for (var k = 1; k <= more; k++) {
      var at = i + 3 * k;
      var next = at < length && chars[at] == introducer ? hex(at + 1, 2) : -1;
      if (next < 0 || (next & 0xC0) != 0x80) {
        return put((char) first, i, 3, out);
      }
      codePoint = (codePoint << 6) | (next & 0x3F);
    }
    return putCodePoint(codePoint, i, 3 * (more + 1), out);
  }

  private int entity(int i, Out out) {
    if (i + 2 < length && chars[i + 1] == '#') {
      return numericEntity(i, out);
    }
    var end = i + 1;
    while (end < length && end - i <= LONGEST_ENTITY && Character.isLetter(chars[end])) {
      end++;
    }
    var named = ENTITIES.get(new String(chars, i + 1, end - i - 1));
    if (named == null) {
      return 0;
    }
    return put(named, i, end - i + (end < length && chars[end] == ';' ? 1 : 0), out);
  }

  private int numericEntity(int i, Out out) {
    var isHex = chars[i + 2] == 'x' || chars[i + 2] == 'X';
    var radix = isHex ? 16 : 10;
    var start = isHex ? i + 3 : i + 2;
    var end = start;
    var value = 0;
    while (end < length && Character.digit(chars[end], radix) >= 0 && value <= 0x10FFFF) {
      value = value * radix + Character.digit(chars[end], radix);
      end++;
    }
    if (end == start || value > 0x10FFFF) {
      return 0;
    }
    return putCodePoint(value, i, end - i + (end < length && chars[end] == ';' ? 1 : 0), out);
  }

  private int hex(int start, int digits) {
    if (start + digits > length) {
      return -1;
    }
    var value = 0;
    for (var k = start; k < start + digits; k++) {
      var digit = chars[k] < 0x80 ? Character.digit(chars[k], 16) : -1;
      if (digit < 0) {
        return -1;
      }
      value = value * 16 + digit;
    }
    return value;
  }

  private int put(char c, int i, int used, Out out) {
    out.add(c, from(i), to(i + used - 1));
    return used;
  }

  private int putCodePoint(int codePoint, int i, int used, Out out) {
    for (var c : Character.toChars(Math.min(codePoint, Character.MAX_CODE_POINT))) {
      out.add(c, from(i), to(i + used - 1));
    }
    return used;
  }

  /// Never longer than what it is decoded from.
  private static final class Out {
    private final char[] chars;
    private final int[] from;
    private final int[] to;
    private int length;

    Out(int capacity) {
      chars = new char[capacity];
      from = new int[capacity];
      to = new int[capacity];
    }

    void add(char c, int begin, int end) {
      chars[length] = c;
      from[length] = begin;
      to[length] = end;
      length++;
    }

    DecodedText toText() {
      return new DecodedText(chars, from, to, length);
    }
  }
}
