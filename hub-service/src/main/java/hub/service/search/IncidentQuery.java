package hub.service.search;

import hub.ticket.Priority;
import hub.ticket.Status;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What to look for. Everything empty finds every incident, the last changed first.
///
/// @param words full text over titles, descriptions, comments and keys
/// @param systems incidents with a ticket in one of these
/// @param sync only incidents in this condition; null for all
/// @param includesFinal whether closed and rejected incidents are found too
/// @param page from 0
public record IncidentQuery(
    String words,
    Set<String> systems,
    Set<Priority> priorities,
    Set<Status> statuses,
    @Nullable SyncCondition sync,
    boolean includesFinal,
    int page,
    int pageSize) {

  public static final int MAX_PAGE_SIZE = 200;
  public static final int MAX_WORDS_LENGTH = 200;
  public static final IncidentQuery EVERYTHING =
      new IncidentQuery("", Set.of(), Set.of(), Set.of(), null, true, 0, 50);

  public IncidentQuery {
    words = words.length() > MAX_WORDS_LENGTH ? words.substring(0, MAX_WORDS_LENGTH) : words;
    systems = new TreeSet<>(systems);
    priorities = sorted(priorities, Priority.class);
    statuses = sorted(statuses, Status.class);
    page = Math.max(0, page);
    pageSize = Math.clamp(pageSize, 1, MAX_PAGE_SIZE);
  }

  private static <E extends Enum<E>> Set<E> sorted(Set<E> values, Class<E> type) {
    var copy = EnumSet.noneOf(type);
    copy.addAll(values);
    return copy;
  }
}
