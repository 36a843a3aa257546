package hub.connector.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// What a mail says newly: without what it quotes and without the signature.
///
/// Cuts with care, since a word too many does no harm and a word too few may: only at the hub's own
/// line, at what mail programs write above a quotation, and at the line of a signature. What is cut
/// stays in the payload.
final class NewText {

  private static final Pattern CUT_HERE =
      Pattern.compile(
          "[>\\s]*##-\\s*(Skriv over denne linje|Skriv ovanför denna rad|Write above this line)"
              + "\\s*-##.*");

  private static final List<Pattern> ABOVE_A_QUOTATION =
      List.of(
          Pattern.compile(
              "\\s*-{2,}\\s*(Oprindelig meddelelse|Videresendt meddelelse|Ursprungligt meddelande"
                  + "|Original Message|Forwarded message)\\s*-{2,}\\s*",
              Pattern.CASE_INSENSITIVE),
          Pattern.compile(
              "(Den|Den\\s|On|Am|D\\.)\\s.{4,200}\\s(skrev|wrote|schrieb)\\b.{0,120}:\\s*",
              Pattern.CASE_INSENSITIVE),
          Pattern.compile("_{20,}\\s*"));

  /// The first line of the block that Outlook writes above a quotation, and those that follow it.
  private static final Pattern FROM = Pattern.compile("\\s*\\*?(Fra|Från|From|Von):\\*?\\s.*");

  private static final Pattern BELOW_FROM =
      Pattern.compile(
          "\\s*\\*?(Sendt|Skickat|Sent|Dato|Datum|Date|Til|Till|To|Emne|Ämne|Subject|Cc|Kopi"
              + "|Kopia):\\*?(\\s.*)?");

  private static final Pattern SIGNATURE = Pattern.compile("--\\s?");
  private static final Pattern QUOTED = Pattern.compile("\\s*>.*");

  private NewText() {}

  static String of(String text) {
    var lines = text.lines().toList();
    var kept = new ArrayList<>(lines.subList(0, end(lines)));
    // Quoted lines between the answers stay, for the answers would be without sense; at the end
    // they are only the rest of a quotation.
    while (!kept.isEmpty() && (kept.getLast().isBlank() || isQuoted(kept.getLast()))) {
      kept.removeLast();
    }
    if (kept.stream().allMatch(line -> line.isBlank() || isQuoted(line))) {
      return "";
    }
    return String.join("\n", kept).strip();
  }

  private static int end(List<String> lines) {
    for (var i = 0; i < lines.size(); i++) {
      if (CUT_HERE.matcher(lines.get(i)).matches()) {
        return beforeIntroduction(lines, i);
      }
    }
    for (var i = 0; i < lines.size(); i++) {
      var line = lines.get(i);
      if (SIGNATURE.matcher(line).matches() || isAboveQuotation(lines, i)) {
        return i;
      }
    }
    return lines.size();
  }

  /// Mail programs introduce a quotation, so the hub's own line stands below such words.
  private static int beforeIntroduction(List<String> lines, int cut) {
    for (var i = 0; i < cut; i++) {
      if (SIGNATURE.matcher(lines.get(i)).matches() || isAboveQuotation(lines, i)) {
        return i;
      }
    }
    return cut;
  }

  private static boolean isAboveQuotation(List<String> lines, int at) {
    var line = lines.get(at);
    if (line.length() > 400) {
      return false;
    }
    // A long introduction is broken into two lines.
    var two = at + 1 < lines.size() ? line + " " + lines.get(at + 1).strip() : line;
    var isIntroduction =
        ABOVE_A_QUOTATION.stream()
            .anyMatch(words ->
                words.matcher(line).matches()
                    || (two.length() < 400
                        && line.matches("(Den|On|Am)\\s.*")
                        && words.matcher(two).matches()));
    return isIntroduction || isFromBlock(lines, at);
  }

  private static boolean isFromBlock(List<String> lines, int at) {
    if (!FROM.matcher(lines.get(at)).matches()) {
      return false;
    }
    var below = lines.subList(at + 1, Math.min(lines.size(), at + 6));
    return below.stream().filter(line -> BELOW_FROM.matcher(line).matches()).count() >= 2;
  }

  private static boolean isQuoted(String line) {
    return QUOTED.matcher(line).matches();
  }
}
