package hub.engine.privacy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/// Makes personal numbers and writes them in every form that must be found.
public final class PersonalNumberWriter {

  private final Random random;

  public PersonalNumberWriter(Random random) {
    this.random = random;
  }

  /// Ten digits: a Danish date and any serial.
  public String danish() {
    return "%02d%02d%02d%04d"
        .formatted(
            1 + random.nextInt(28),
            1 + random.nextInt(12),
            random.nextInt(100),
            random.nextInt(10_000));
  }

  /// Ten digits: a Swedish date, a serial and its check digit.
  public String swedish() {
    var day = 1 + random.nextInt(28) + (random.nextBoolean() ? 60 : 0);
    var nine =
        "%02d%02d%02d%03d"
            .formatted(random.nextInt(100), 1 + random.nextInt(12), day, random.nextInt(1000));
    return nine + luhn(nine);
  }

  static int luhn(String nine) {
    var sum = 0;
    for (var i = 0; i < nine.length(); i++) {
      var product = (nine.charAt(i) - '0') * (i % 2 == 0 ? 2 : 1);
      sum += product / 10 + product % 10;
    }
    return (10 - sum % 10) % 10;
  }

  /// Puts separators between the digits the way people do.
  public String grouped(String ten) {
    var date = ten.substring(0, 6);
    var serial = ten.substring(6);
    return switch (random.nextInt(9)) {
      case 0 -> ten;
      case 1 -> date + "-" + serial;
      case 2 -> date + " " + serial;
      case 3 -> date + "\u00a0" + serial;
      case 4 -> date + " \u2013 " + serial;
      case 5 -> ten.replaceAll("(..)(?=.)", "$1 ");
      case 6 -> ten.replaceAll("(.)(?=.)", "$1.");
      case 7 -> ten.replaceFirst("(..)(..)(..)", "$1.$2.$3-");
      default -> date + "\u200b-\u200b" + serial;
    };
  }

  /// Writes a text so that it reads the same only after decoding.
  public String encoded(String text) {
    var encoders = encoders();
    return encoders.get(random.nextInt(encoders.size())).apply(text);
  }

  static List<UnaryOperator<String>> encoders() {
    return List.of(
        text -> text,
        text -> each(text, c -> "\\u%04x".formatted((int) c)),
        text -> each(text, c -> "&#%d;".formatted((int) c)),
        text -> each(text, c -> "&#x%X;".formatted((int) c)),
        text -> bytes(text, "%"),
        text -> bytes(text, "="),
        text -> Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)),
        text ->
            Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8)),
        text -> Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_16LE)),
        text -> digits(text, '\uff10'),
        text -> digits(text, '\u0660'),
        text -> digits(text, '\u0966'),
        text ->
            each(
                text,
                c ->
                    c >= '0' && c <= '9'
                        ? new String(Character.toChars(0x1D7CE + c - '0'))
                        : String.valueOf(c)));
  }

  private static String digits(String text, char zero) {
    return each(text, c -> String.valueOf(c >= '0' && c <= '9' ? (char) (zero + c - '0') : c));
  }

  private static String bytes(String text, String introducer) {
    var written = new StringBuilder();
    for (var b : text.getBytes(StandardCharsets.UTF_8)) {
      written.append(introducer).append("%02X".formatted(b & 0xff));
    }
    return written.toString();
  }

  private static String each(String text, CharWriter writer) {
    var written = new StringBuilder();
    text.chars().forEach(c -> written.append(writer.write((char) c)));
    return written.toString();
  }

  private interface CharWriter {
    String write(char c);
  }
}
