package hub.connector.clearquest;

import com.fasterxml.jackson.databind.JsonNode;
import hub.connector.http.HttpVerdict;
import hub.connector.http.ToolResponse;
import hub.connector.http.ToolTrouble;
import hub.delivery.DeliveryAnswer;
import hub.delivery.DeliveryAnswer.ChangedMeanwhile;
import hub.delivery.DeliveryAnswer.FieldsRefused;
import hub.delivery.DeliveryAnswer.Gone;
import hub.delivery.DeliveryAnswer.Lost;
import hub.delivery.DeliveryAnswer.NotNow;
import hub.delivery.Outcome.Trouble;
import hub.ticket.Field;
import hub.ticket.Ticket.Presence;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/// What an answer of ClearQuest, or of a proxy before it, means.
///
/// Decided by status, by the shape of the error and by message numbers. Texts are in the server's
/// language; what of them counts is a pattern of the configuration.
final class Verdict {

  /// A record that is not there, told within an error of the inner server.
  private static final String NOT_FOUND = "CRVSV1094E";

  private static final String OUT_OF_MEMORY = "OutOfMemory";

  private final Pattern overloadText;
  private final Pattern conflictText;
  private final ToolResponse response;
  private final ServerFault fault;

  Verdict(ClearQuestSite site, ToolResponse response) {
    this.overloadText = site.overloadText();
    this.conflictText = site.conflictText();
    this.response = response;
    this.fault =
        response.isSuccess()
            ? ServerFault.SILENT
            : ServerFaultReader.read(response.header("content-type").orElse(""), response.text());
  }

  /// The document that a read brought.
  ///
  /// @throws ToolTrouble if there is none
  JsonNode document() {
    if (!response.isSuccess()) {
      throw new ToolTrouble(refusedRead());
    }
    if (response.isHtml()) {
      throw new ToolTrouble(
          new NotNow(
              Trouble.CREDENTIALS_REFUSED,
              "a page instead of JSON, as log-in forms and proxies send it",
              null));
    }
    return response
        .json()
        .orElseThrow(() -> ToolTrouble.unreadable(response.words() + " is not JSON"));
  }

  boolean isGone() {
    var status = response.status();
    return switch (status) {
      case 404, 410 -> !fault.isPage();
      case 403 -> fault.codes().contains(NOT_FOUND);
      default -> false;
    };
  }

  /// A record that a read did not find. Only 410 says that it was deleted: a missing right looks
  /// like 404.
  Presence presence() {
    return response.status() == 410 ? Presence.DELETED : Presence.NOT_VISIBLE;
  }

  private DeliveryAnswer refusedRead() {
    var status = response.status();
    var cause = fault.cause(status);
    return switch (status) {
      case 401 -> new NotNow(Trouble.CREDENTIALS_REFUSED, cause, null);
      case 403 ->
          fault.isPage()
              ? new NotNow(Trouble.CREDENTIALS_REFUSED, proxyWants(cause), null)
              : isGone()
                  ? new Gone(Presence.NOT_VISIBLE)
                  : new NotNow(Trouble.CREDENTIALS_REFUSED, cause, null);
      case 404, 410 ->
          fault.isPage()
              ? new NotNow(Trouble.DEAD, cause + "; is the address right?", null)
              : new Gone(presence());
      case 422 -> new NotNow(Trouble.CREDENTIALS_REFUSED, proxyWants(cause), null);
      case 409 -> new NotNow(Trouble.RATE_LIMITED, cause, null);
      case 400 ->
          isOverload()
              ? new NotNow(Trouble.RATE_LIMITED, cause, null)
              : new FieldsRefused(Map.of(), cause);
      default -> byStatus(false, cause);
    };
  }

  /// What a write came to, if it did not succeed.
  ///
  /// @param canonical the hub's field behind a ClearQuest field
  Optional<DeliveryAnswer> refusedWrite(Function<String, Optional<Field>> canonical) {
    var status = response.status();
    var cause = fault.cause(status);
    if (response.isSuccess()) {
      return response.isHtml()
          ? Optional.of(new Lost("a page instead of an answer to a write"))
          : Optional.empty();
    }
    return Optional.of(
        switch (status) {
          case 401 -> new NotNow(Trouble.CREDENTIALS_REFUSED, cause, null);
          case 403 ->
              fault.isPage()
                  ? new NotNow(Trouble.CREDENTIALS_REFUSED, proxyWants(cause), null)
                  : isGone()
                      ? new Gone(Presence.NOT_VISIBLE)
                      : new FieldsRefused(causes(canonical), cause);
          case 404, 410 ->
              fault.isPage() ? new NotNow(Trouble.DEAD, cause, null) : new Gone(presence());
          case 412 -> new ChangedMeanwhile(cause);
          case 400, 409 -> refusedByServer(canonical, cause);
          case 422 ->
              fault.isPage()
                  ? new NotNow(Trouble.CREDENTIALS_REFUSED, proxyWants(cause), null)
                  : new FieldsRefused(causes(canonical), cause);
          default -> byStatus(true, cause);
        });
  }

  /// Whether the refusal may just as well mean that somebody else was faster: ClearQuest says both
  /// with 409, and tells them apart in words only.
  boolean mayBeConflict() {
    return response.status() == 409
        && fault.invalidFields().isEmpty()
        && !isOverload()
        && !fault.isPage();
  }

  /// Whether the server's words say so. The last resort, for a change that cannot be seen yet.
  boolean saysConflict() {
    return mayBeConflict()
        && fault.messages().stream().anyMatch(said -> conflictText.matcher(said).find());
  }

  private DeliveryAnswer refusedByServer(
      Function<String, Optional<Field>> canonical, String cause) {
    if (!fault.invalidFields().isEmpty()) {
      return new FieldsRefused(causes(canonical), cause);
    }
    if (fault.messages().stream().anyMatch(said -> said.contains(OUT_OF_MEMORY))) {
      // It may have run out after the commit.
      return new Lost(cause);
    }
    return isOverload()
        ? new NotNow(Trouble.RATE_LIMITED, cause, null)
        : new FieldsRefused(Map.of(), cause);
  }

  private boolean isOverload() {
    return response.header("retry-after").isPresent()
        || fault.messages().stream()
            .anyMatch(said -> said.contains(OUT_OF_MEMORY) || overloadText.matcher(said).find());
  }

  private Map<Field, String> causes(Function<String, Optional<Field>> canonical) {
    var causes = new TreeMap<Field, String>();
    fault
        .invalidFields()
        .forEach((name, said) -> canonical.apply(name).ifPresent(field -> causes.put(field, said)));
    return causes;
  }

  private DeliveryAnswer byStatus(boolean isWrite, String cause) {
    var usual = HttpVerdict.of(response, isWrite, Instant.now());
    return usual.orElseGet(() -> HttpVerdict.unanswered(cause, isWrite));
  }

  private static String proxyWants(String cause) {
    return cause + "; does a proxy want a header? See property headers";
  }

  /// The session that the request used is over: nothing was done, and the next request logs in.
  static DeliveryAnswer sessionLost() {
    return new NotNow(
        Trouble.DEAD, "the session was lost; the next request logs in again", Duration.ZERO);
  }
}
