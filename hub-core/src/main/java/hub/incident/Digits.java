package hub.incident;

/// Numbers within the keys of entries, with zeros in front so that keys sort by them.
///
/// Keys are asked for several times with each event, too often for `String.format`.
final class Digits {

  private Digits() {}

  /// Twelve digits: incidents, comments, contact tasks.
  static String twelve(long number) {
    return padded(number, 12);
  }

  /// Fifteen digits: moments in milliseconds since 1970.
  static String fifteen(long number) {
    return padded(number, 15);
  }

  private static String padded(long number, int width) {
    var digits = Long.toString(number);
    return "0".repeat(Math.max(0, width - digits.length())) + digits;
  }
}
