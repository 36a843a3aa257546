package hub.service.rest;

import hub.incident.IncidentId;
import hub.service.search.IncidentQuery;
import hub.service.search.SyncCondition;
import hub.ticket.Priority;
import hub.ticket.Status;
import hub.ticket.TicketRef;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads what a request asks for; what makes no sense gets 400 with the way out.
final class Query {

  private static final int LONGEST = 200;

  private Query() {}

  static IncidentId incident(String text) {
    try {
      return IncidentId.parse(text);
    } catch (NumberFormatException _) {
      throw Problem.notFound("No incident has the number " + shortened(text) + "; write I-17");
    }
  }

  static TicketRef ticket(String text, Collection<String> systems) {
    var colon = text.indexOf(':');
    if (colon < 1 || colon == text.length() - 1) {
      throw Problem.badRequest(
          "\"%s\" is no ticket; write <system>:<key>".formatted(shortened(text)));
    }
    return new TicketRef(system(text.substring(0, colon), systems), text.substring(colon + 1));
  }

  static String system(String id, Collection<String> systems) {
    if (!systems.contains(id)) {
      throw Problem.badRequest(
          "No system is called \"%s\"; there are %s".formatted(shortened(id), systems));
    }
    return id;
  }

  static IncidentQuery incidents(
      @Nullable String words,
      List<String> systems,
      List<String> priorities,
      List<String> statuses,
      @Nullable String sync,
      @Nullable Boolean open,
      int page,
      int size) {
    return new IncidentQuery(
        words == null ? "" : words,
        Set.copyOf(systems),
        priorities.stream()
            .map(name -> named(Priority.class, "priority", name))
            .collect(Collectors.toSet()),
        statuses.stream()
            .map(name -> named(Status.class, "status", name))
            .collect(Collectors.toSet()),
        sync == null ? null : named(SyncCondition.class, "sync", sync),
        open == null || !open,
        page,
        size);
  }

  static int number(@Nullable String text, String name, int byDefault, int highest) {
    if (text == null) {
      return byDefault;
    }
    try {
      var number = Integer.parseInt(text);
      if (number >= 0 && number <= highest) {
        return number;
      }
    } catch (NumberFormatException _) {
      // Told below, together with what is out of range.
    }
    throw Problem.badRequest(
        "%s is \"%s\"; write a number from 0 to %d".formatted(name, shortened(text), highest));
  }

  static Instant instant(String text, String name) {
    try {
      return DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from);
    } catch (DateTimeException _) {
      throw Problem.badRequest(
          "%s is \"%s\"; write an instant such as 2026-03-02T09:00:00Z (a + of an offset as %%2B)"
              .formatted(name, shortened(text)));
    }
  }

  static LocalDate day(String text, String name) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException _) {
      throw Problem.badRequest(
          "%s is \"%s\"; write a day such as 2026-03-02".formatted(name, shortened(text)));
    }
  }

  static <E extends Enum<E>> E named(Class<E> type, String parameter, String name) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            Problem.badRequest(
                "%s is \"%s\"; possible are %s"
                    .formatted(
                        parameter, shortened(name), Arrays.toString(type.getEnumConstants()))));
  }

  static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
