package hub.connector.check;

import com.fasterxml.jackson.databind.JsonNode;
import hub.config.SystemConfig;
import hub.connector.Observation;
import hub.connector.Refusal;
import hub.connector.check.Finding.Verdict;
import hub.connector.http.ToolResponse;
import hub.connector.http.ToolTrouble;
import hub.delivery.DeliveryAnswer.NotNow;
import hub.delivery.Outcome.Trouble;
import hub.ticket.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// Collects what a check of one system finds, and knows what is the same for every kind: an address
/// that does not answer, credentials that are not accepted, values that a tool does not know.
public final class Findings {

  private static final int MOST_SHOWN = 30;

  private final SystemConfig config;
  private final List<Finding> all = new ArrayList<>();

  /// @param config of the system, with its secrets
  public Findings(SystemConfig config) {
    this.config = config;
  }

  public void ok(String place, String what) {
    all.add(new Finding(Verdict.OK, place, what, ""));
  }

  public void wrong(String place, String cause, String remedy) {
    all.add(new Finding(Verdict.WRONG, place, cause, remedy));
  }

  public void unknown(String place, String what, String remedy) {
    all.add(new Finding(Verdict.UNKNOWN, place, what, remedy));
  }

  /// In the order in which they were found.
  public List<Finding> all() {
    return List.copyOf(all);
  }

  /// The answer to the first question, which shows whether the address is right.
  ///
  /// @param expected what answers at the right address, such as "Jira's REST interface"
  /// @return empty if it makes no sense to ask on; what is wrong is noted then
  public Optional<ToolResponse> reach(ToolDoor door, ToolDoor.Ask ask, String expected) {
    try {
      var response = door.ask(ask);
      if (isAnswer(response, expected)) {
        ok("connection.baseUrl", "answers at " + address());
        return Optional.of(response);
      }
    } catch (ToolTrouble trouble) {
      troubled(trouble);
    }
    return Optional.empty();
  }

  /// The tool has answered something that it shows to nobody unknown.
  public void accepted() {
    ok(credentials(), "is accepted");
  }

  private void troubled(ToolTrouble trouble) {
    var cause = ToolTrouble.cause(trouble.answer());
    if (trouble.answer() instanceof NotNow(var kind, _, _) && kind == Trouble.CREDENTIALS_REFUSED) {
      wrong(credentials(), "is not accepted: " + cause, "Correct user name and password, or token");
    } else {
      wrong(
          "connection.baseUrl",
          "does not answer at %s: %s".formatted(address(), cause),
          "Correct the address, or see whether the tool runs and may be reached from here");
    }
  }

  private boolean isAnswer(ToolResponse response, String expected) {
    switch (response.status()) {
      case 401 -> unauthorized();
      case 403 ->
          wrong(
              credentials(),
              "is known, and may not come in (HTTP 403)",
              "Give the account the right to use the interface; a browser shows whether the tool"
                  + " wants a CAPTCHA");
      default -> {
        if (response.isSuccess() && (response.json().isPresent() || response.status() == 204)) {
          return true;
        }
        wrong(
            "connection.baseUrl",
            "is %s, where %s is not: %s".formatted(address(), expected, response.words()),
            "Correct the address, with the path of the interface");
      }
    }
    return false;
  }

  private void unauthorized() {
    wrong(
        credentials(),
        "is not accepted (HTTP 401)",
        "Correct user name and password, or token; try them in a browser");
  }

  /// An answer as JSON.
  ///
  /// @param place what is wrong if there is none
  /// @param remedy how that is mended
  public Optional<JsonNode> json(ToolDoor door, ToolDoor.Ask ask, String place, String remedy) {
    try {
      var response = door.ask(ask);
      if (response.isSuccess() && response.json().isPresent()) {
        return response.json();
      }
      if (response.status() == 401) {
        unauthorized();
      } else {
        wrong(place, "is refused: " + response.words(), remedy);
      }
    } catch (ToolTrouble trouble) {
      wrong(place, "is refused: " + ToolTrouble.cause(trouble.answer()), remedy);
    }
    return Optional.empty();
  }

  /// An answer as JSON, where a tool may have none to give; nothing is noted then.
  public static Optional<JsonNode> perhaps(ToolDoor door, ToolDoor.Ask ask) {
    try {
      var response = door.ask(ask);
      return response.isSuccess() ? response.json() : Optional.empty();
    } catch (ToolTrouble trouble) {
      return Optional.empty();
    }
  }

  /// Whether the tool knows each of its values in the value map of a field.
  ///
  /// @param known all spellings that it takes
  public void values(Field field, Collection<String> known) {
    var map = config.values().get(field);
    if (map == null) {
      return;
    }
    var before = all.size();
    var place = "values." + field + ".";
    map.both().forEach((canonical, tool) -> value(place + "both." + canonical, tool, known));
    map.out().forEach((canonical, tool) -> value(place + "out." + canonical, tool, known));
    map.in()
        .keySet()
        .forEach(tool -> {
          if (!known.contains(tool)) {
            unknown(place + "in." + tool, "is a value that the tool does not have", "Remove it");
          }
        });
    if (all.size() == before) {
      ok("values." + field, "are all known to the tool");
    }
  }

  private void value(String place, String tool, Collection<String> known) {
    if (!known.contains(tool)) {
      wrong(
          place,
          "is \"%s\", which the tool does not know; it has %s"
              .formatted(
                  tool,
                  String.join(", ", new TreeSet<>(known).stream().limit(MOST_SHOWN).toList())),
          "Write the value as the tool has it, or add it there");
    }
  }

  /// Reads a ticket as the hub does: every field that the hub writes must be there to be read back.
  public void ticket(ToolDoor door, String id) {
    switch (door.read(id).orElse(null)) {
      case Observation seen -> {
        var missing = new TreeSet<>(config.writes());
        missing.removeIf(field -> seen.ticket().fields().values().containsKey(field));
        if (missing.isEmpty()) {
          ok("in", "makes a ticket of " + seen.ticket().ref().id() + ", with all that is written");
        } else {
          wrong(
              "in",
              "makes a ticket of %s without %s, which the hub writes"
                  .formatted(seen.ticket().ref().id(), missing),
              "Let in yield them, or take them out of writes");
        }
      }
      case Refusal refused ->
          wrong("in", "makes no ticket of %s: %s".formatted(id, refused.cause()), "Correct it");
      case null -> {
        // Nothing to ask.
      }
    }
  }

  private String address() {
    return config.connection().getOrDefault("baseUrl", "");
  }

  /// Which property holds the credentials.
  private String credentials() {
    for (var name : List.of("token", "clientSecret", "password", "username")) {
      if (!config.connection().getOrDefault(name, "").isEmpty()) {
        return "connection." + name;
      }
    }
    return "connection";
  }
}
