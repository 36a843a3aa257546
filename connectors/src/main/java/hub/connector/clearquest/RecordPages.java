package hub.connector.clearquest;

import com.fasterxml.jackson.databind.JsonNode;
import hub.connector.clearquest.RecordReads.Seen;
import hub.connector.http.ToolTrouble;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Walks through all records by their internal numbers, a window at a time.
///
/// A window is one page of a query that asks for the numbers from here to there, so neither equal
/// times nor pages that overlap (PH24473) can hide a record or show it for ever. That a window is
/// whole is told by the server's own count, whatever order it has sorted in.
final class RecordPages {

  private static final String NUMBER = "cq:dbid";

  /// Windows that are tried until one fits on a page.
  private static final int MOST_TRIES = 64;

  /// A window of records.
  ///
  /// @param rows ascending by number, each as a query shows it
  /// @param reached all records up to this number were seen
  /// @param left how many there are behind it; -1 if the server does not count
  /// @param isLast whether it is known that nothing is behind it
  record Window(List<JsonNode> rows, long reached, long left, boolean isLast) {
    Window {
      rows = List.copyOf(rows);
    }
  }

  private final ClearQuestSite site;
  private final RecordReads reads;
  private final @Nullable Instant since;
  private final int size;

  /// @param since only records changed since; null for all
  /// @param size records of a window at most
  RecordPages(ClearQuestSite site, RecordReads reads, @Nullable Instant since, int size) {
    this.site = site;
    this.reads = reads;
    this.since = since;
    this.size = size;
  }

  /// The next records behind a number.
  Errand<Window> behind(long number) {
    return reads.services().then(services -> begin(services, number));
  }

  private Errand<Window> begin(RecordServices services, long number) {
    return reads
        .page(rows(services, List.of(behindTerm(number))).page(services.query(), size))
        .then(page -> {
          var rows = sorted(page, number);
          if (rows.isEmpty() || (page.total() >= 0 && page.total() <= rows.size())) {
            return Errand.done(new Window(rows, last(rows, number), 0, true));
          }
          if (page.total() < 0) {
            throw ToolTrouble.refused("the server does not count what a query finds");
          }
          return checked(services, number, rows, page.total());
        });
  }

  /// Is there nothing else up to the last of them?
  private Errand<Window> checked(
      RecordServices services, long number, List<JsonNode> rows, int total) {
    var reached = last(rows, number);
    var terms = List.of(behindTerm(number), upToTerm(reached));
    var count = query(terms, List.of(NUMBER));
    return reads
        .page(count.page(services.query(), 1))
        .then(counted ->
            counted.total() == rows.size()
                ? Errand.done(new Window(rows, reached, total - (long) rows.size(), false))
                : narrower(services, number, reached, total, counted.total(), 0));
  }

  /// The server has sorted in another way: a range of numbers that should hold half a page.
  private Errand<Window> narrower(
      RecordServices services, long number, long upTo, int total, int found, int tries) {
    if (tries >= MOST_TRIES) {
      throw ToolTrouble.refused("the server counts otherwise than it lists");
    }
    var width = Math.max(1, (long) ((upTo - number) * (double) size / Math.max(1, 2L * found)));
    var reached = number + Math.min(width, upTo - number);
    var terms = List.of(behindTerm(number), upToTerm(reached));
    return reads
        .page(rows(services, terms).page(services.query(), size))
        .then(page -> {
          var rows = sorted(page, number);
          return page.total() <= rows.size()
              ? Errand.done(new Window(rows, reached, total - (long) rows.size(), false))
              : narrower(services, number, reached, total, page.total(), tries + 1);
        });
  }

  /// One record as a query has shown it; only texts that were cut are asked for.
  Errand<Seen> record(JsonNode row) {
    return reads.listed(ServerAddress.lastSegment(OslcJson.address(row)), row);
  }

  private OslcQuery rows(RecordServices services, List<String> terms) {
    return query(terms, reads.everything(services));
  }

  private OslcQuery query(List<String> terms, List<String> columns) {
    var where = new ArrayList<String>();
    where.add(site.scope());
    if (since != null) {
      where.add(OslcQuery.since(site.lastModifiedField(), since));
    }
    where.addAll(terms);
    return new OslcQuery(where, columns, List.of("+" + NUMBER));
  }

  private static String behindTerm(long number) {
    return NUMBER + ">\"" + number + "\"";
  }

  private static String upToTerm(long number) {
    return NUMBER + "<=\"" + number + "\"";
  }

  private static List<JsonNode> sorted(QueryPage page, long number) {
    return page.members().stream()
        .filter(row -> numberOf(row) > number)
        .sorted(Comparator.comparingLong(RecordPages::numberOf))
        .toList();
  }

  private static long last(List<JsonNode> rows, long number) {
    return rows.isEmpty() ? number : numberOf(rows.getLast());
  }

  private static long numberOf(JsonNode row) {
    try {
      return Long.parseLong(OslcJson.text(row, NUMBER));
    } catch (NumberFormatException none) {
      throw ToolTrouble.unreadable("a query shows a record without its number");
    }
  }
}
