package hub.connector.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hub.connector.Systems;
import hub.connector.http.HttpVerdict;
import hub.connector.http.ToolCall;
import hub.connector.http.ToolResponse;
import hub.connector.http.ToolTrouble;
import hub.connector.mapping.MappingProblem;
import hub.connector.mapping.ToolTime;
import hub.connector.sweep.ListedTicket;
import hub.delivery.DeliveryAnswer;
import hub.delivery.DeliveryAnswer.ChangedMeanwhile;
import hub.delivery.DeliveryAnswer.FieldsRefused;
import hub.delivery.DeliveryAnswer.Gone;
import hub.delivery.DeliveryAnswer.NotNow;
import hub.delivery.Outcome.Trouble;
import hub.ticket.Field;
import hub.ticket.Ticket.Presence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;

/// What a desk is asked, and what its answers mean, as its programs say.
///
/// A program sees one object. What each sees, and what it must make, stands in
/// docs/reference/http.md.
final class RestDesk {

  /// Of what a tool says about a request no more is passed on.
  private static final int LONGEST_CAUSE = 300;

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /// What may be the id of a ticket. It gets into paths and queries.
  private static final Pattern ID =
      Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._:|~@=+-]{0,199}");

  private final RestPrograms programs;

  RestDesk(String system, Systems systems) {
    this.programs = new RestPrograms(system, systems);
  }

  static ObjectNode input() {
    return JSON.objectNode();
  }

  boolean has(String program) {
    return programs.has(program);
  }

  /// Makes the program's request the next call of the route.
  void ask(Exchange exchange, String program, JsonNode input) {
    RestRequest.of(programs.where(program), programs.run(program, input)).into(exchange);
  }

  JsonNode run(String program, JsonNode input) {
    return programs.run(program, input);
  }

  /// The answer to a question, as JSON; JSON's null where the desk says by its status alone that
  /// there is nothing.
  JsonNode answered(Exchange exchange, String program, Instant now) {
    var response = accepted(exchange, program, Map.of(), now);
    return response.isEmpty()
        ? NullNode.getInstance()
        : response
            .json()
            .orElseThrow(() ->
                new ToolTrouble(
                    HttpVerdict.unanswered(
                        "no JSON where JSON was asked for: " + response.words(),
                        ToolCall.isWrite(exchange))));
  }

  /// The answer if the desk has done what it was asked for; otherwise the step ends.
  ///
  /// @param sent the canonical field behind each name that was sent
  ToolResponse accepted(Exchange exchange, String program, Map<String, Field> sent, Instant now) {
    var response = ToolCall.response(exchange);
    if (has("refusal")) {
      refusal(response, program, sent);
    }
    return ToolCall.success(exchange, now);
  }

  /// What an answer lists.
  List<JsonNode> items(JsonNode answer) {
    var items = new ArrayList<JsonNode>();
    if (answer.isNull()) {
      return items;
    }
    var found = has("items") ? run("items", answer) : answer;
    if (!found.isArray()) {
      throw new MappingProblem(programs.where("items") + ": a list must come out");
    }
    found.forEach(items::add);
    return items;
  }

  /// Id and time of change of a ticket in a list.
  ListedTicket listed(JsonNode item) {
    var shown = run("listed", item);
    var id = shown.path("id").asText();
    if (!isId(id)) {
      throw new MappingProblem(
          programs.where("listed") + ": a ticket in the list has no usable id");
    }
    var updated = shown.path("updated");
    return new ListedTicket(
        id,
        updated.isIntegralNumber()
            ? updated.asLong()
            : ToolTime.parse(updated.asText())
                .map(Instant::toEpochMilli)
                .orElseThrow(() ->
                    new MappingProblem(
                        programs.where("listed")
                            + ": updated is neither a time with an offset nor milliseconds")));
  }

  static boolean isId(String id) {
    return ID.matcher(id).matches();
  }

  /// What names the next page; JSON's null after the last.
  ///
  /// @param list which program asked for the list
  JsonNode next(String list, JsonNode answer, JsonNode page, int received) {
    if (!has("next") || answer.isNull()) {
      return NullNode.getInstance();
    }
    var input = input().put("list", list).put("received", received);
    input.set("answer", answer);
    input.set("page", page);
    var next = run("next", input);
    if (next.equals(page) && !next.isNull()) {
      throw new MappingProblem(
          programs.where("next") + ": the page that it names is the same again");
    }
    return next.isBoolean() && !next.booleanValue() ? NullNode.getInstance() : next;
  }

  /// A desk may say in a word of its own that it has not done it, even with a status of success.
  private void refusal(ToolResponse response, String program, Map<String, Field> sent) {
    var input = input().put("request", program).put("status", response.status());
    input.set("answer", response.json().orElse(NullNode.getInstance()));
    var refusal = run("refusal", input);
    if (refusal.isNull() || (refusal.isBoolean() && !refusal.booleanValue())) {
      return;
    }
    throw new ToolTrouble(
        refusal.isTextual()
            ? new FieldsRefused(Map.of(), cut(refusal.asText()))
            : verdict(refusal, sent));
  }

  private DeliveryAnswer verdict(JsonNode refusal, Map<String, Field> sent) {
    var cause = cut(refusal.path("cause").asText("refused"));
    return switch (refusal.path("kind").asText("refused")) {
      case "refused" -> fieldsRefused(refusal, sent, cause);
      case "gone" -> new Gone(Presence.NOT_VISIBLE);
      case "conflict" -> new ChangedMeanwhile(cause);
      case "dead" -> new NotNow(Trouble.DEAD, cause, null);
      case "credentials" -> new NotNow(Trouble.CREDENTIALS_REFUSED, cause, null);
      case "busy" -> new NotNow(Trouble.RATE_LIMITED, cause, null);
      default ->
          throw new MappingProblem(
              programs.where("refusal")
                  + ": kind must be one of refused, gone, conflict, dead, credentials, busy");
    };
  }

  private static FieldsRefused fieldsRefused(
      JsonNode refusal, Map<String, Field> sent, String cause) {
    var causes = new TreeMap<Field, String>();
    refusal
        .path("fields")
        .properties()
        .forEach(entry -> {
          var field = sent.get(entry.getKey());
          if (field != null) {
            causes.put(field, cut(entry.getValue().asText()));
          }
        });
    return new FieldsRefused(causes, cause);
  }

  private static String cut(String text) {
    return text.length() > LONGEST_CAUSE ? text.substring(0, LONGEST_CAUSE) + "…" : text;
  }
}
