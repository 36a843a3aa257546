package hub.connector.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import hub.config.SystemConfig;
import hub.connector.Systems;
import hub.connector.check.Finding;
import hub.connector.check.Findings;
import hub.connector.check.ToolDoor;
import hub.connector.mapping.Jq.JqProblem;
import hub.connector.mapping.MappingProblem;
import hub.ticket.Field;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/// Whether a live REST desk understands its programs: a page of the sweep, a ticket read and
/// mapped, the look-up by the marker, and the values of choices where the site says how to ask for
/// them.
public final class RestCheck {

  /// How far back the page of the sweep looks.
  private static final Duration LOOK_BACK = Duration.ofDays(30);

  private static final String NO_TICKET = "hub-check-0";

  private final SystemConfig config;
  private final RestDesk desk;
  private final Findings findings;
  private final Instant now;

  /// @param config of the system, with its secrets
  /// @param now when the check is made
  public RestCheck(String system, SystemConfig config, Instant now) {
    Systems only = _ -> config;
    this.config = config;
    this.desk = new RestDesk(system, only);
    this.findings = new Findings(config);
    this.now = now;
  }

  /// Asks; what comes first decides whether the rest can be asked.
  public List<Finding> run(ToolDoor door) {
    var since = now.minus(LOOK_BACK).truncatedTo(ChronoUnit.SECONDS);
    var input = RestDesk.input();
    input.put("since", since.toString()).put("sinceMillis", since.toEpochMilli()).putNull("page");
    var list = request("list", input);
    if (list.isEmpty()) {
      return findings.all();
    }
    var page = findings.reach(door, list.get(), "an answer to list that can be used");
    if (page.isEmpty()) {
      return findings.all();
    }
    findings.accepted();
    listed(door, page.get().json().orElse(NullNode.getInstance()));
    lookUp(door);
    choices(door);
    return findings.all();
  }

  private Optional<ToolDoor.Ask> request(String program, JsonNode input) {
    try {
      return Optional.of(RestRequest.of("connection." + program, desk.run(program, input)).ask());
    } catch (MappingProblem | JqProblem problem) {
      broken(program, problem);
      return Optional.empty();
    }
  }

  private void broken(String program, RuntimeException problem) {
    findings.wrong(
        "connection." + program,
        "does not work: " + problem.getMessage(),
        "Compare it with the desk's answer, as curl shows it");
  }

  private void listed(ToolDoor door, JsonNode answer) {
    try {
      var items = desk.items(answer);
      if (items.isEmpty()) {
        findings.unknown(
            "connection.list",
            "lists no ticket that was changed in the last %d days".formatted(LOOK_BACK.toDays()),
            "Change one, and check again");
        return;
      }
      var first = desk.listed(items.getFirst());
      findings.ok("connection.list", "lists %d tickets on its first page".formatted(items.size()));
      findings.ticket(door, first.id());
    } catch (MappingProblem | JqProblem problem) {
      broken("listed", problem);
    }
  }

  /// A look-up of what cannot be there: it shows whether the desk can be searched by the marker.
  private void lookUp(ToolDoor door) {
    if (!desk.has("find")) {
      return;
    }
    var input = RestDesk.input().put("marker", NO_TICKET);
    var shown = input.putObject("counterparts");
    config
        .out()
        .forEach((field, name) -> {
          if (field.counterpartSystem().isPresent()) {
            shown.put(name, NO_TICKET);
          }
        });
    request("find", input)
        .ifPresent(ask -> {
          try {
            var answer = door.ask(ask);
            if (!answer.isSuccess()) {
              findings.wrong(
                  "connection.find",
                  "is refused: " + answer.words(),
                  "Name fields for marker and counterpart that the desk can be searched by");
            } else if (!desk.items(answer.json().orElse(NullNode.getInstance())).isEmpty()) {
              findings.wrong(
                  "connection.find",
                  "finds tickets where none carries the marker",
                  "Let it ask for the marker; a desk may ignore a condition that it does not know");
            } else {
              findings.ok("connection.find", "searches by the marker");
            }
          } catch (MappingProblem | JqProblem problem) {
            broken("find", problem);
          }
        });
  }

  /// Where the site says how, each value of the maps is compared with those that the desk has.
  private void choices(ToolDoor door) {
    if (!desk.has("choices") || !desk.has("choice")) {
      return;
    }
    try {
      desk.run("choices", RestDesk.input())
          .properties()
          .forEach(entry -> choice(door, entry.getKey(), entry.getValue()));
    } catch (MappingProblem | JqProblem problem) {
      broken("choices", problem);
    }
  }

  private void choice(ToolDoor door, String field, JsonNode described) {
    var ask = RestRequest.of("connection.choices", described).ask();
    findings
        .json(door, ask, "connection.choices", "Compare the request with the desk's manual")
        .ifPresent(answer -> {
          var input = RestDesk.input().put("field", field);
          input.set("answer", answer);
          var known = new LinkedHashSet<String>();
          desk.run("choice", input).forEach(name -> known.add(name.asText()));
          findings.values(new Field(field), known);
        });
  }
}
