package hub.connector.rest;

import com.fasterxml.jackson.databind.JsonNode;
import hub.connector.Systems;
import hub.connector.mapping.MappingProblem;
import hub.connector.webhook.Hint;
import hub.connector.webhook.HintReader;
import java.util.Optional;

/// Which ticket a desk's webhook is about, as its program `hint` says: an id, JSON's null for
/// something other than a ticket, or `{id, deleted: true}`.
public final class RestHints implements HintReader {

  private final RestPrograms programs;

  public RestHints(String system, Systems systems) {
    this.programs = new RestPrograms(system, systems);
  }

  @Override
  public Optional<Hint> read(JsonNode payload) {
    JsonNode named;
    try {
      named = programs.run("hint", payload);
    } catch (MappingProblem problem) {
      throw new NotAHint(String.valueOf(problem.getMessage()));
    }
    if (named.isNull()) {
      return Optional.empty();
    }
    var id = (named.isObject() ? named.path("id") : named).asText();
    if (!RestDesk.isId(id)) {
      throw new NotAHint("the webhook names no ticket");
    }
    return Optional.of(new Hint(id, named.path("deleted").asBoolean()));
  }
}
