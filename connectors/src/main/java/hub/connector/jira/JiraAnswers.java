package hub.connector.jira;

import com.fasterxml.jackson.databind.JsonNode;
import hub.connector.http.HttpVerdict;
import hub.connector.http.ToolCall;
import hub.connector.http.ToolResponse;
import hub.connector.http.ToolTrouble;
import hub.delivery.DeliveryAnswer;
import hub.delivery.DeliveryAnswer.FieldsRefused;
import hub.delivery.DeliveryAnswer.NotNow;
import hub.delivery.Outcome.Trouble;
import hub.ticket.Field;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.camel.Exchange;

/// What Jira's answers mean, where they say more than the HTTP status.
final class JiraAnswers {

  private static final int LONGEST_CAUSE = 300;

  private JiraAnswers() {}

  /// The answer's JSON if it is a success; otherwise the step ends.
  static JsonNode json(Exchange exchange, Instant now) {
    var response = success(exchange, Map.of(), now);
    return response
        .json()
        .orElseThrow(() ->
            new ToolTrouble(
                HttpVerdict.unanswered(
                    "no JSON where JSON was asked for: " + response.words(),
                    ToolCall.isWrite(exchange))));
  }

  /// The token of the Cloud's next page of a search; empty after the last.
  static String nextPage(JsonNode answer) {
    var token = answer.path("nextPageToken").asText("");
    return token.equals("null") || answer.path("isLast").asBoolean() ? "" : token;
  }

  /// The answer if it is a success; otherwise the step ends.
  ///
  /// @param sent the canonical field behind each id of Jira's that was sent
  static ToolResponse success(Exchange exchange, Map<String, Field> sent, Instant now) {
    var response = ToolCall.response(exchange);
    verdict(response, ToolCall.isWrite(exchange), sent, now)
        .ifPresent(answer -> {
          throw new ToolTrouble(answer);
        });
    return response;
  }

  private static Optional<DeliveryAnswer> verdict(
      ToolResponse response, boolean isWrite, Map<String, Field> sent, Instant now) {
    if (response.isSuccess()) {
      return Optional.empty();
    }
    if (response.status() == 401 || response.status() == 403) {
      var denied = deniedReason(response);
      if (!denied.isEmpty()) {
        return Optional.of(
            new NotNow(Trouble.CREDENTIALS_REFUSED, response.words() + ": " + denied, null));
      }
    }
    // Jira says in JSON that it does not know an issue. A page says that this is not Jira.
    if (response.status() == 404 && errors(response).isEmpty()) {
      return Optional.of(
          new NotNow(
              Trouble.DEAD,
              response.words() + ": no answer of Jira's; is the address right?",
              null));
    }
    if (response.status() == 400 || (response.status() == 403 && isWrite)) {
      return Optional.of(refused(response, sent));
    }
    return HttpVerdict.of(response, isWrite, now);
  }

  /// Jira's log-in says why: wrong credentials, or a CAPTCHA that only a person can answer.
  private static String deniedReason(ToolResponse response) {
    var reason = response.header("x-authentication-denied-reason").orElse("");
    if (reason.toUpperCase(Locale.ROOT).contains("CAPTCHA")) {
      return "Jira wants a CAPTCHA; log in once in a browser, or use a token";
    }
    var login = response.header("x-seraph-loginreason").orElse("");
    return login.contains("AUTHENTICATED_FAILED") || login.contains("AUTHENTICATION_DENIED")
        ? "log-in failed"
        : "";
  }

  private static FieldsRefused refused(ToolResponse response, Map<String, Field> sent) {
    var causes = new TreeMap<Field, String>();
    var others = new ArrayList<String>();
    errors(response)
        .ifPresent(body -> {
          body.path("errorMessages").forEach(message -> others.add(message.asText()));
          body.path("errors")
              .properties()
              .forEach(error -> {
                var field = sent.get(error.getKey());
                if (field == null) {
                  others.add(error.getKey() + ": " + error.getValue().asText());
                } else {
                  causes.put(field, cut(error.getValue().asText()));
                }
              });
        });
    var words = others.isEmpty() ? "" : ": " + String.join("; ", others);
    return new FieldsRefused(causes, cut(response.words() + words));
  }

  private static Optional<JsonNode> errors(ToolResponse response) {
    return response.json().filter(body -> body.has("errorMessages") || body.has("errors"));
  }

  private static String cut(String text) {
    return text.length() > LONGEST_CAUSE ? text.substring(0, LONGEST_CAUSE) + "…" : text;
  }
}
