package hub.connector.clearquest;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the whole result of a query from a server whose paging cannot be trusted (PH24473): each
/// page runs the query anew and unsorted, so that pages overlap and miss records while the total
/// looks right.
///
/// So the first page is made larger than the result wherever that is possible, pages are followed
/// only where it is not, every record counts once, and the whole is read again until as many
/// different records were seen as the server counted.
///
/// Not thread-safe: one sweep belongs to one exchange.
final class Sweep {

  /// No page is asked to be longer.
  static final int LONGEST_PAGE = 10_000;

  /// So many more than counted are asked for, for what is created meanwhile.
  private static final int SLACK = 50;

  private static final int MOST_RUNS = 3;
  private static final int MOST_PAGES = 200;

  /// A record as a query lists it.
  ///
  /// @param address where it can be read
  /// @param id the last segment of the address
  /// @param version -1 if unknown
  /// @param row the selected properties
  record Member(String address, String id, long version, JsonNode row) {}

  private final OslcQuery query;
  private final URI queryBase;
  private final ServerAddress server;
  private final Map<String, Member> seen = new LinkedHashMap<>();
  private final List<String> followed = new ArrayList<>();

  private int pageSize;
  private int run = 1;
  private int total = -1;
  private @Nullable URI next;
  private @Nullable Instant serverTime;

  Sweep(OslcQuery query, URI queryBase, ServerAddress server, int pageSize) {
    this.query = query;
    this.queryBase = queryBase;
    this.server = server;
    this.pageSize = pageSize;
    this.next = query.page(queryBase, pageSize);
  }

  /// The page to read now, or empty at the end.
  Optional<URI> next() {
    return Optional.ofNullable(next);
  }

  /// Takes the page that was read.
  void took(QueryPage page) {
    for (var row : page.members()) {
      var address = OslcJson.address(row);
      if (!address.isEmpty()) {
        var member =
            new Member(
                server.follow(address).toString(),
                ServerAddress.lastSegment(address),
                row.path("cq:version").asLong(-1),
                row);
        seen.merge(
            member.id(), member, (old, young) -> young.version() >= old.version() ? young : old);
      }
    }
    total = page.total();
    next = after(page);
  }

  private @Nullable URI after(QueryPage page) {
    if (total > pageSize && pageSize < LONGEST_PAGE && run == 1) {
      run++;
      pageSize = Math.min(LONGEST_PAGE, total + SLACK);
      return query.page(queryBase, pageSize);
    }
    var link = page.next().orElse("");
    if (!link.isEmpty() && followed.size() < MOST_PAGES && !followed.contains(link)) {
      followed.add(link);
      return server.follow(link);
    }
    if (!isComplete() && run < MOST_RUNS) {
      run++;
      followed.clear();
      return query.page(queryBase, pageSize);
    }
    return null;
  }

  /// Whether as many different records were seen as the server counted.
  boolean isComplete() {
    return seen.size() >= total;
  }

  /// Each record once, in the order of the given property and then of the id.
  List<Member> members(String orderProperty) {
    return seen.values().stream()
        .sorted(
            Comparator.<Member, String>comparing(m -> OslcJson.text(m.row(), orderProperty))
                .thenComparing(Member::id))
        .toList();
  }

  int total() {
    return total;
  }

  /// The server's clock when the sweep began, if it told.
  Optional<Instant> serverTime() {
    return Optional.ofNullable(serverTime);
  }

  void took(QueryPage page, Optional<Instant> serverClock) {
    if (serverTime == null) {
      serverTime = serverClock.orElse(null);
    }
    took(page);
  }

  int distinct() {
    return seen.size();
  }
}
