package hub.engine.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import hub.engine.privacy.DecodedText.Scheme;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Takes civil registration numbers and what a site's patterns name out of texts, in every decoded
/// form, before anything reaches the log (design D12, invariant 10).
///
/// A text is looked at as it stands and with JSON, URL, quoted-printable and HTML escapes decoded,
/// also one within another, and so is what it holds in Base64. Digits may be of any script and be
/// written in groups. The time it takes grows with the length of the text, never faster.
public final class Redaction {

  /// What stands in place of what was taken out.
  public static final String MARK = "[redacted]";

  /// Without patterns of a site.
  public static final Redaction STANDARD = new Redaction(List.of());

  /// Escapes within escapes are followed so far; less in very long texts.
  private static final int MAX_DEPTH = 3;

  private static final int LONG_TEXT = 100_000;
  private static final int MAX_BASE64_DEPTH = 2;
  private static final int FEWEST_DIGITS = 10;

  /// Components of inputs that identify a ticket, comment or command. A row of ten digits there is
  /// an id, and ids must stay apart; a number with its hyphen is still taken out.
  private static final Set<String> IDENTITIES =
      Set.of(
          "ref",
          "key",
          "id",
          "marker",
          "command",
          "position",
          "timer",
          "hash",
          "incident",
          "one",
          "other",
          "ticket",
          "tickets",
          "duplicates",
          "system");

  private static final int MOST_NAMES = 5_000;
  private static final int LONGEST_NAME = 100;

  private final List<Pattern> patterns;

  /// Names of properties that hold nothing: the same ones come with every payload.
  private final Set<String> cleanNames = ConcurrentHashMap.newKeySet();

  /// Adds patterns in RE2 syntax.
  ///
  /// @throws IllegalArgumentException if one cannot be read; the message names it
  public Redaction(List<String> patterns) {
    this.patterns = patterns.stream().map(Redaction::compile).toList();
  }

  /// The text without personal numbers; the same object if it held none.
  public String redact(String text) {
    return redact(text, MAX_BASE64_DEPTH);
  }

  /// The tree with every string redacted, every key, and every whole number that is one itself.
  public JsonNode redact(JsonNode tree) {
    return switch (tree) {
      case TextNode text -> redacted(text);
      case ObjectNode object -> {
        var copy = JsonNodeFactory.instance.objectNode();
        object
            .properties()
            .forEach(
                entry -> copy.set(freeKey(copy, name(entry.getKey())), redact(entry.getValue())));
        yield copy;
      }
      case ArrayNode array -> {
        var copy = JsonNodeFactory.instance.arrayNode(array.size());
        array.forEach(element -> copy.add(redact(element)));
        yield copy;
      }
      case JsonNode number when number.isIntegralNumber() -> {
        var text = number.asText();
        yield redact(text).equals(text) ? number : TextNode.valueOf(MARK);
      }
      case JsonNode other -> other;
    };
  }

  /// One of the hub's own inputs, whose structure is known: ids stay apart, versions stay numbers.
  public JsonNode redactMessage(JsonNode tree) {
    return switch (tree) {
      case TextNode text -> redacted(text);
      case ObjectNode object -> {
        var copy = JsonNodeFactory.instance.objectNode();
        object
            .properties()
            .forEach(entry -> {
              var value = entry.getValue();
              copy.set(
                  freeKey(copy, name(entry.getKey())),
                  IDENTITIES.contains(entry.getKey())
                      ? redactIdentity(value)
                      : redactMessage(value));
            });
        yield copy;
      }
      case ArrayNode array -> {
        var copy = JsonNodeFactory.instance.arrayNode(array.size());
        array.forEach(element -> copy.add(redactMessage(element)));
        yield copy;
      }
      case JsonNode other -> other;
    };
  }

  private JsonNode redactIdentity(JsonNode value) {
    if (value instanceof TextNode text) {
      return isRowOfDigits(text.asText()) ? text : redacted(text);
    }
    if (value instanceof ArrayNode array) {
      var copy = JsonNodeFactory.instance.arrayNode(array.size());
      array.forEach(element -> copy.add(redactIdentity(element)));
      return copy;
    }
    return redactMessage(value);
  }

  /// An id, or one with its system before it, without any separator in the number.
  private static boolean isRowOfDigits(String text) {
    var id = text.substring(text.lastIndexOf(':') + 1);
    return !id.isEmpty() && id.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private TextNode redacted(TextNode node) {
    var text = node.asText();
    var redacted = redact(text);
    return redacted.equals(text) ? node : TextNode.valueOf(redacted);
  }

  private String name(String name) {
    if (cleanNames.contains(name)) {
      return name;
    }
    var redacted = redact(name);
    if (redacted.equals(name) && name.length() <= LONGEST_NAME && cleanNames.size() < MOST_NAMES) {
      cleanNames.add(name);
    }
    return redacted;
  }

  /// Two keys may read the same once they are redacted; both values stay.
  private static String freeKey(ObjectNode object, String key) {
    var free = key;
    for (var number = 2; object.has(free); number++) {
      free = key + " " + number;
    }
    return free;
  }

  private String redact(String text, int base64Depth) {
    if (text.length() < FEWEST_DIGITS) {
      return text;
    }
    var plain = mayHoldDigits(text) || !patterns.isEmpty() ? redactEscapes(text) : text;
    return base64Depth == 0
        ? plain
        : Base64Text.redact(plain, decoded -> redact(decoded, base64Depth - 1));
  }

  private String redactEscapes(String text) {
    var taken = new BitSet();
    var depth = text.length() > LONG_TEXT ? MAX_DEPTH - 1 : MAX_DEPTH;
    look(DecodedText.of(text), depth, taken);
    return taken.isEmpty() ? text : without(text, taken);
  }

  private void look(DecodedText text, int depth, BitSet taken) {
    PersonalNumbers.find(text, taken);
    if (!patterns.isEmpty()) {
      findPatterns(text, taken);
    }
    if (depth == 0) {
      return;
    }
    for (var scheme : Scheme.values()) {
      var decoded = text.decode(scheme);
      if (decoded != text) {
        look(decoded, depth - 1, taken);
      }
    }
  }

  private void findPatterns(DecodedText text, BitSet taken) {
    var plain = text.toString();
    for (var pattern : patterns) {
      var matcher = pattern.matcher(plain);
      while (matcher.find()) {
        if (matcher.end() > matcher.start()) {
          taken.set(text.from(matcher.start()), text.to(matcher.end() - 1));
        }
      }
    }
  }

  private static String without(String text, BitSet taken) {
    var result = new StringBuilder(text.length());
    var copied = 0;
    for (var start = taken.nextSetBit(0); start >= 0; ) {
      var end = taken.nextClearBit(start);
      result.append(text, copied, start).append(MARK);
      copied = end;
      start = taken.nextSetBit(end);
    }
    return result.append(text, copied, text.length()).toString();
  }

  /// However a digit is written, some digit stands there.
  private static boolean mayHoldDigits(String text) {
    var digits = 0;
    for (var i = 0; i < text.length() && digits < FEWEST_DIGITS; i++) {
      var c = text.charAt(i);
      if ((c >= '0' && c <= '9') || (c >= 0x80 && isForeignDigit(c))) {
        digits++;
      }
    }
    return digits >= FEWEST_DIGITS;
  }

  private static boolean isForeignDigit(char c) {
    return Character.isSurrogate(c) || PersonalNumbers.digit(c) >= 0;
  }

  private static Pattern compile(String pattern) {
    try {
      return Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "the pattern '%s' is not in RE2 syntax: %s".formatted(pattern, e.getDescription()), e);
    }
  }
}
