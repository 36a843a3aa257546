package hub.engine.privacy;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Finds Danish CPR numbers and Swedish personnummer and samordningsnummer in a decoded text.
///
/// A number is 10 or 12 digits (of any script) that stand for a date and a serial, in one of the
/// groupings people use. CPR numbers have had no check digit since 2007, so a plausible date is all
/// there is to go by; Swedish ones have one, and it must be right.
///
/// Taken by mistake: other numbers of ten digits in a row that begin with a date (about 4 in 100 of
/// random ones, and epoch seconds of 2024 and 2027), `dd.mm.yy hhmm` without colon, French
/// telephone numbers. Left by mistake: numbers cut in two by words, spelled in words, or with
/// letters in the serial. Not taken: anything with a letter next to it (`NSP00000012`), and longer
/// or shorter rows of digits (epoch milliseconds, order numbers).
final class PersonalNumbers {

  private static final int MAX_SEPARATORS = 3;
  private static final int SHORT = 10;
  private static final int LONG = 12;
  private static final int CAPACITY = 256;

  private static final int NONE = 0;
  private static final int MIXED = 1;
  private static final int BEGIN = 2;
  private static final int LINE = '\n';

  /// Words that may stand before a number without a blank.
  private static final Set<String> LABELS =
      Set.of("cpr", "cprnr", "cprno", "pnr", "persnr", "personnr", "personnummer", "ssn");

  private static final int LONGEST_LABEL = 12;

  private static final int[] DAYS = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

  private final DecodedText text;
  private final BitSet taken;

  /// Digits of the present run: value, place in the text, and what separates it from the digit
  /// before: [#NONE], [#BEGIN], [#LINE], [#MIXED] or the one character. A long run passes through.
  private final int[] values = new int[CAPACITY];

  private final int[] places = new int[CAPACITY];
  private final int[] ends = new int[CAPACITY];
  private final int[] gaps = new int[CAPACITY];
  private int count;
  private boolean isRunBegun;

  private PersonalNumbers(DecodedText text, BitSet taken) {
    this.text = text;
    this.taken = taken;
  }

  /// Marks in `taken` what part of the original a personal number stands for.
  static void find(DecodedText text, BitSet taken) {
    new PersonalNumbers(text, taken).scan();
  }

  private void scan() {
    var separators = 0;
    var gap = NONE;
    for (var i = 0; i < text.length(); ) {
      var codePoint = text.codePointAt(i);
      var next = i + Character.charCount(codePoint);
      var digit = digit(codePoint);
      if (digit >= 0) {
        if (separators > MAX_SEPARATORS) {
          endRun();
          gap = NONE;
        }
        add(digit, i, next, gap);
        separators = 0;
        gap = NONE;
      } else if (isSeparator(codePoint)) {
        separators++;
        gap = combine(gap, codePoint);
      } else if (!isInvisible(codePoint)) {
        endRun();
        separators = 0;
        gap = NONE;
      }
      i = next;
    }
    endRun();
  }

  private static int combine(int gap, int codePoint) {
    if (codePoint == '\n' || codePoint == '\r' || gap == LINE) {
      return LINE;
    }
    return gap == NONE || gap == codePoint ? codePoint : MIXED;
  }

  private void add(int digit, int place, int end, int gap) {
    if (count == CAPACITY) {
      passOn();
    }
    values[count] = digit;
    places[count] = place;
    ends[count] = end;
    gaps[count] = isRunBegun ? gap : BEGIN;
    isRunBegun = true;
    count++;
  }

  private void endRun() {
    look(count);
    count = 0;
    isRunBegun = false;
  }

  /// Makes room: what has been looked at goes, what may be the beginning of a number stays.
  private void passOn() {
    var kept = count - look(count - LONG);
    for (var column : List.of(values, places, ends, gaps)) {
      System.arraycopy(column, count - kept, column, 0, kept);
    }
    count = kept;
  }

  /// Looks at every window that begins before `limit`, and returns where the next one may begin.
  private int look(int limit) {
    var start = 0;
    while (start < limit) {
      var length = isGroupStart(start) ? numberAt(start) : 0;
      if (length > 0) {
        take(start, start + length - 1);
      }
      start += Math.max(length, 1);
    }
    return start;
  }

  private boolean isGroupStart(int start) {
    return gaps[start] != NONE;
  }

  private boolean isGroupEnd(int end) {
    return end == count || (end < count && gaps[end] != NONE);
  }

  private int numberAt(int start) {
    if (isAfterLetter(start)) {
      return 0;
    }
    if (isGroupEnd(start + LONG) && !isBeforeLetter(start + LONG) && isLongNumber(start)) {
      return LONG;
    }
    if (isGroupEnd(start + SHORT) && !isBeforeLetter(start + SHORT) && isShortNumber(start)) {
      return SHORT;
    }
    return 0;
  }

  private boolean isShortNumber(int start) {
    return hasGrouping(start, SHORT, Set.of(0L, bits(6), bits(2, 4), bits(2, 4, 6), bits(6, 8)))
        && (isDanish(start) || isSwedish(start));
  }

  private boolean isLongNumber(int start) {
    if (hasGrouping(start, LONG, Set.of(0L, bits(8), bits(4, 6, 8)))
        && isCentury(start)
        && isSwedish(start + 2)) {
      return true;
    }
    return (hasGrouping(start, LONG, Set.of(0L, bits(8)))
            || (isUniform(start, LONG) && grouping(start, LONG) == bits(2, 4, 8)))
        && isCentury(start + 4)
        && isDate(pair(start), pair(start + 2), false);
  }

  /// Allowed groups, or one and the same character between all digits or all pairs of digits.
  private boolean hasGrouping(int start, int length, Set<Long> allowed) {
    var grouping = grouping(start, length);
    if (allowed.contains(grouping)) {
      return hasLineOnlyBeforeSerial(start, length);
    }
    return isUniform(start, length)
        && (grouping == every(1, length) || grouping == every(2, length));
  }

  private long grouping(int start, int length) {
    var grouping = 0L;
    for (var k = 1; k < length; k++) {
      if (gaps[start + k] != NONE) {
        grouping |= 1L << k;
      }
    }
    return grouping;
  }

  private boolean isUniform(int start, int length) {
    var one = NONE;
    for (var k = 1; k < length; k++) {
      var gap = gaps[start + k];
      if (gap != NONE) {
        if (gap == MIXED || gap == LINE || (one != NONE && one != gap)) {
          return false;
        }
        one = gap;
      }
    }
    return true;
  }

  /// A text may be wrapped between date and serial; numbers in a column are not one number.
  private boolean hasLineOnlyBeforeSerial(int start, int length) {
    for (var k = 1; k < length; k++) {
      if (gaps[start + k] == LINE && k != length - 4) {
        return false;
      }
    }
    return true;
  }

  private static long bits(int... positions) {
    var bits = 0L;
    for (var position : positions) {
      bits |= 1L << position;
    }
    return bits;
  }

  private static long every(int step, int length) {
    var bits = 0L;
    for (var k = step; k < length; k += step) {
      bits |= 1L << k;
    }
    return bits;
  }

  /// ddmmyy and a serial; replacement numbers have 60 added to the day and are known by the gap.
  private boolean isDanish(int start) {
    return isDate(pair(start), pair(start + 2), gaps[start + 6] != NONE);
  }

  /// yymmdd and a serial whose last digit checks the rest.
  private boolean isSwedish(int start) {
    return isDate(pair(start + 4), pair(start + 2), true) && isLuhn(start);
  }

  private boolean isCentury(int start) {
    var century = pair(start);
    return century >= 18 && century <= 20;
  }

  private int pair(int start) {
    return values[start] * 10 + values[start + 1];
  }

  private static boolean isDate(int day, int month, boolean mayAddSixty) {
    var plain = mayAddSixty && day > 60 ? day - 60 : day;
    return month >= 1 && month <= 12 && plain >= 1 && plain <= DAYS[month - 1];
  }

  private boolean isLuhn(int start) {
    var sum = 0;
    for (var k = 0; k < SHORT; k++) {
      var product = values[start + k] * (k % 2 == 0 ? 2 : 1);
      sum += product / 10 + product % 10;
    }
    return sum % 10 == 0;
  }

  private boolean isAfterLetter(int start) {
    var place = places[start] - 1;
    if (place < 0 || gaps[start] != BEGIN || !isLetterAt(place)) {
      return false;
    }
    var label = new StringBuilder();
    while (place >= 0 && label.length() <= LONGEST_LABEL && isLetterAt(place)) {
      label.append(text.charAt(place));
      place--;
    }
    return !LABELS.contains(label.reverse().toString().toLowerCase(Locale.ROOT));
  }

  private boolean isBeforeLetter(int end) {
    var place = ends[end - 1];
    return end == count && place < text.length() && isLetterAt(place);
  }

  private boolean isLetterAt(int place) {
    return Character.isLetter(text.charAt(place));
  }

  private void take(int first, int last) {
    taken.set(text.from(places[first]), text.to(ends[last] - 1));
  }

  // Asked for signs that are numbers but no digits, so the values of letters do not matter.
  @SuppressWarnings("CharacterGetNumericValue")
  static int digit(int codePoint) {
    if (codePoint >= '0' && codePoint <= '9') {
      return codePoint - '0';
    }
    if (codePoint < 0x80) {
      return -1;
    }
    var digit = Character.digit(codePoint, 10);
    if (digit < 0 && Character.getType(codePoint) == Character.OTHER_NUMBER) {
      // Superscripts, circled digits and the like.
      var value = Character.getNumericValue(codePoint);
      return value >= 0 && value <= 9 ? value : -1;
    }
    return digit;
  }

  private static boolean isSeparator(int codePoint) {
    return switch (codePoint) {
      case '-', '.', '/', '_', '+', ' ', '\t', '\n', '\r', '\u00b7', '\u2212' -> true;
      default ->
          codePoint >= 0x80
              && (Character.isSpaceChar(codePoint)
                  || Character.getType(codePoint) == Character.DASH_PUNCTUATION);
    };
  }

  /// What is there and not seen: zero-width characters, soft hyphens, marks on a digit.
  private static boolean isInvisible(int codePoint) {
    if (codePoint < 0x80) {
      return false;
    }
    var type = Character.getType(codePoint);
    return type == Character.FORMAT
        || type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK;
  }
}
