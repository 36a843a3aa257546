package hub.service.leak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Looks in logs for the secrets of the tests, also within Base64, for personal numbers and for
/// proofs of who somebody is. What is found is never repeated.
final class LogScan {

  private static final String DATE = "(?:0[1-9]|[12]\\d|3[01])(?:0[1-9]|1[0-2])\\d\\d";

  /// A row of ten digits behind `=` or `:` may be a count of bytes.
  private static final Pattern PERSONAL_NUMBER =
      Pattern.compile(
          "(?<![\\w.-])%1$s[- ]\\d{4}(?![\\w-])|(?<![\\w.=:-])%1$s\\d{4}(?![\\w-])"
              .formatted(DATE));

  private static final Pattern PROOF =
      Pattern.compile(
          "(?i)\\bauthorization[\"']?\\s*[:=]\\s*[\\[\"']*(?:basic|bearer|ar-jwt)\\s+[^\\s<*]"
              + "|\\b(?-i:Basic|Bearer|AR-JWT) (?=\\S*[\\d+/=.])[\\w+/=.~-]{12,}");

  private final Pattern secret =
      Pattern.compile(
          String.join(
              "|", Secrets.ALL.stream().flatMap(LogScan::forms).map(Pattern::quote).toList()));

  private final List<String> findings = new ArrayList<>();
  private long lines;

  /// A file and line for each finding, and of what kind it is.
  List<String> findings() {
    return List.copyOf(findings);
  }

  long lines() {
    return lines;
  }

  /// Looks at a whole log. Of a test's report in XML only what was printed counts: names of tests
  /// may hold what the tests are about.
  void read(Path file) {
    var isReport = file.toString().endsWith(".xml");
    var isPrinted = !isReport;
    var number = 0;
    for (var line : text(file).lines().toList()) {
      number++;
      isPrinted |= line.contains("<system-out>") || line.contains("<system-err>");
      if (isPrinted) {
        lines++;
        look(file, number, line);
      }
      isPrinted &= !isReport || !(line.contains("</system-out>") || line.contains("</system-err>"));
    }
  }

  private void look(Path file, int number, String line) {
    find(secret, "a secret", file, number, line);
    find(PERSONAL_NUMBER, "a personal number", file, number, line);
    find(PROOF, "a proof of who somebody is", file, number, line);
  }

  private void find(Pattern pattern, String kind, Path file, int number, String line) {
    if (pattern.matcher(line).find()) {
      findings.add("%s:%d holds %s".formatted(file, number, kind));
    }
  }

  /// As it stands, and as it reads in Base64 with anything before it.
  private static Stream<String> forms(String secret) {
    return Stream.concat(
        Stream.of(secret), IntStream.range(0, 3).mapToObj(before -> base64(secret, before)));
  }

  private static String base64(String secret, int before) {
    var bytes = (" ".repeat(before) + secret).getBytes(StandardCharsets.UTF_8);
    var encoded = Base64.getEncoder().withoutPadding().encodeToString(bytes);
    return encoded.substring((before * 8 + 5) / 6, bytes.length * 8 / 6);
  }

  private static String text(Path file) {
    try {
      // A process that is killed may leave half a character.
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
