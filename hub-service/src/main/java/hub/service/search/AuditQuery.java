package hub.service.search;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Which doings to look for. Everything empty finds all of them, the newest first.
///
/// @param words in what was done, by whom and to which ticket or incident
/// @param systems only in one of these tools
/// @param actor only by this person, or on their behalf; [#HUB] for the hub itself; or empty
/// @param day in the zone of the site; null for all days
/// @param page from 0
public record AuditQuery(
    String words,
    Set<String> systems,
    Set<Deed> deeds,
    String actor,
    @Nullable LocalDate day,
    int page,
    int pageSize) {

  /// The hub, where it acts itself.
  public static final String HUB = "hub";

  public static final int MAX_PAGE_SIZE = 200;

  private static final int MAX_LENGTH = 200;

  public AuditQuery {
    words = shortened(words);
    actor = shortened(actor).strip();
    systems = new TreeSet<>(systems);
    var sorted = EnumSet.noneOf(Deed.class);
    sorted.addAll(deeds);
    deeds = sorted;
    page = Math.max(0, page);
    pageSize = Math.clamp(pageSize, 1, MAX_PAGE_SIZE);
  }

  /// The same for other tools.
  public AuditQuery in(Set<String> others) {
    return new AuditQuery(words, others, deeds, actor, day, page, pageSize);
  }

  /// The same for other kinds of doing.
  public AuditQuery of(Set<Deed> others) {
    return new AuditQuery(words, systems, others, actor, day, page, pageSize);
  }

  private static String shortened(String text) {
    return text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) : text;
  }
}
