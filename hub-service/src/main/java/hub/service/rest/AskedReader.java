package hub.service.rest;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.databind.ObjectMapper;
import hub.service.access.Caller;
import jakarta.inject.Singleton;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads what a person asks: a small JSON body, or none.
@Singleton
public class AskedReader {

  /// The header that names who asks, where nobody has to prove a name.
  public static final String ACTOR = "X-Hub-Actor";

  private static final String SOMEBODY = "operations";
  private static final int LARGEST = 64 * 1024;
  private static final int LONGEST_ACTOR = 100;

  private final ObjectMapper mapper;
  private final Caller caller;

  AskedReader(ObjectMapper mapper, Caller caller) {
    this.mapper = mapper;
    this.caller = caller;
  }

  /// What was asked, and by whom.
  record Complete(Asked asked, String actor) {

    String need(String part) {
      return find(part).orElseThrow(() -> Problem.badRequest("The body lacks " + part));
    }

    Optional<String> find(String part) {
      var value =
          switch (part) {
            case "ticket" -> asked.ticket();
            case "system" -> asked.system();
            case "field" -> asked.field();
            case "value" -> asked.value();
            case "other" -> asked.other();
            case "task" -> asked.task();
            case "reached" -> asked.reached();
            case "how" -> asked.how();
            case "gate" -> asked.gate();
            case "reason" -> asked.reason();
            case "since" -> asked.since();
            default -> throw new IllegalArgumentException("no part " + part);
          };
      return Optional.ofNullable(value).filter(text -> !text.isBlank());
    }

    List<String> needLetters() {
      var letters = asked.letters();
      if (letters == null || letters.isEmpty()) {
        throw Problem.badRequest("The body lacks letters");
      }
      return letters;
    }

    List<String> needTickets() {
      var tickets = asked.tickets();
      if (tickets == null || tickets.isEmpty()) {
        throw Problem.badRequest("The body lacks tickets");
      }
      return tickets;
    }
  }

  Complete read(InputStream body, @Nullable String type, @Nullable String header) {
    var bytes = Bodies.read(body, LARGEST);
    var asked = bytes.length == 0 ? Asked.NOTHING : parse(bytes, type);
    var typed = asked.actor() != null ? asked.actor() : header;
    var actor = requireNonNullElse(caller.name(typed), SOMEBODY);
    if (actor.isBlank() || actor.length() > LONGEST_ACTOR) {
      throw Problem.badRequest("actor must have 1 to %d characters".formatted(LONGEST_ACTOR));
    }
    return new Complete(asked, actor);
  }

  private Asked parse(byte[] bytes, @Nullable String type) {
    Bodies.requireJson(type);
    return Bodies.parse(mapper, bytes, Asked.class);
  }
}
