package hub.connector.clearquest;

import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// A query as OSLC writes it. There is neither "or" nor "like": only terms that must all hold.
///
/// @param where terms joined by `and`; empty for all records
/// @param select properties with prefix
/// @param orderBy properties with prefix and sign
record OslcQuery(List<String> where, List<String> select, List<String> orderBy) {

  OslcQuery {
    where = where.stream().filter(term -> !term.isBlank()).toList();
    select = List.copyOf(select);
    orderBy = List.copyOf(orderBy);
  }

  /// A term that holds where the field has exactly this text.
  static String is(String field, String text) {
    return RecordWriter.property(field) + "=" + quoted(text);
  }

  /// A term that holds from this second on, in UTC as ClearQuest keeps its times.
  static String since(String field, Instant time) {
    return RecordWriter.property(field)
        + ">="
        + quoted(time.truncatedTo(ChronoUnit.SECONDS).toString());
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /// The address of one page.
  URI page(URI queryBase, int size) {
    var parameters = new LinkedHashMap<String, String>();
    if (!where.isEmpty()) {
      parameters.put("oslc.where", String.join(" and ", where));
    }
    parameters.put("oslc.select", String.join(",", select));
    if (!orderBy.isEmpty()) {
      parameters.put("oslc.orderBy", String.join(",", orderBy));
    }
    parameters.put("oslc.paging", "true");
    parameters.put("oslc.pageSize", Integer.toString(size));
    var separator = queryBase.getRawQuery() == null ? "?" : "&";
    return URI.create(queryBase + separator + ServerAddress.query(parameters));
  }

  /// The same, with more terms.
  OslcQuery and(String term) {
    var terms = new ArrayList<>(where);
    terms.add(term);
    return new OslcQuery(terms, select, orderBy);
  }
}
