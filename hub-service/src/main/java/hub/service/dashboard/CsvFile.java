package hub.service.dashboard;

import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A table as a file for a spreadsheet: RFC 4180 in UTF-8, with the mark by which Excel knows it.
///
/// A cell never becomes a formula: what could begin one gets an apostrophe before it, since texts
/// come from people in other tools.
final class CsvFile {

  private static final String TYPE = "text/csv; charset=UTF-8";
  private static final String MARK = "\uFEFF";
  private static final String LINE_END = "\r\n";

  /// What spreadsheets take for the beginning of a formula, also in its wide form; a tab or a line
  /// end before it is skipped by some.
  private static final String FORMULA = "=+-@\t\r\n＝＋－＠";

  private static final Pattern BLANKS = Pattern.compile("^[\\s\\h]+");

  private final List<List<String>> rows = new ArrayList<>();

  CsvFile(List<String> head) {
    rows.add(head);
  }

  CsvFile add(List<String> cells) {
    rows.add(cells);
    return this;
  }

  /// The file as an answer.
  Response answer(String name) {
    return Response.ok(text().getBytes(StandardCharsets.UTF_8), TYPE)
        .header("Content-Disposition", "attachment; filename=\"%s\"".formatted(name))
        .header("Cache-Control", "no-store")
        .build();
  }

  String text() {
    return rows.stream()
        .map(row -> row.stream().map(CsvFile::cell).collect(Collectors.joining(",")))
        .collect(Collectors.joining(LINE_END, MARK, LINE_END));
  }

  private static String cell(String value) {
    var begins = BLANKS.matcher(value).replaceFirst("");
    var isFormula = isFormula(value) || isFormula(begins);
    var safe = isFormula ? "'" + value : value;
    return '"' + safe.replace("\"", "\"\"") + '"';
  }

  private static boolean isFormula(String value) {
    return !value.isEmpty() && FORMULA.indexOf(value.charAt(0)) >= 0;
  }
}
