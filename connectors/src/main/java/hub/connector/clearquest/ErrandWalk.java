package hub.connector.clearquest;

import hub.connector.http.ToolCall;
import hub.connector.http.ToolTrouble;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/// Carries one [Errand] through an exchange while a route does the HTTP calls: the exchange
/// property [#NEXT] names the request that is to be made, `none` at the end.
final class ErrandWalk {

  /// Exchange property: the request to be made now, such as `record`, or `none`.
  static final String NEXT = "clearquestNext";

  private static final String NONE = "none";
  private static final String WALK = "clearquestWalk";

  private final ClearQuestSite site;

  ErrandWalk(ClearQuestSite site) {
    this.site = site;
  }

  private record State(Errand<?> errand, boolean hasLoggedInAgain) {}

  void begin(Exchange exchange, Errand<?> errand) {
    show(exchange, new State(errand, false));
  }

  /// Describes the request in headers and body; method and media types are the route's.
  void ask(Exchange exchange) {
    if (!(state(exchange).errand() instanceof Errand.Ask<?>(var request, _))) {
      throw new IllegalStateException("nothing is to be asked");
    }
    var message = exchange.getMessage();
    var base = site.address().base();
    message.setHeader(
        Exchange.HTTP_PATH, request.target().getRawPath().substring(base.getRawPath().length()));
    var query = request.target().getRawQuery();
    if (query != null) {
      message.setHeader(Exchange.HTTP_QUERY, query);
    }
    if (!request.ifMatch().isEmpty()) {
      message.setHeader("If-Match", request.ifMatch());
    }
    site.headers().forEach(message::setHeader);
    message.setBody(
        request.body().isEmpty() ? null : request.body().getBytes(StandardCharsets.UTF_8));
  }

  /// Takes the answer and goes on.
  void took(Exchange exchange) {
    var state = state(exchange);
    if (!(state.errand() instanceof Errand.Ask<?>(var request, var goOn))) {
      throw new IllegalStateException("nothing was asked");
    }
    var response = ToolCall.response(exchange);
    var connection = ClearQuestConnection.of(exchange.getContext(), site.getSystem());
    exchange.getMessage().setBody(null);
    if (response.status() == 401 && connection.hasSession()) {
      connection.forgetSession();
      if (request.kind().isWrite() || state.hasLoggedInAgain()) {
        throw new ToolTrouble(Verdict.sessionLost());
      }
      // A read changes nothing: the same request again, which logs in.
      show(exchange, new State(state.errand(), true));
      return;
    }
    show(exchange, new State(goOn.apply(response), state.hasLoggedInAgain()));
  }

  /// The result of the errand, once [#NEXT] is `none`.
  static Object result(Exchange exchange) {
    if (state(exchange).errand() instanceof Errand.Done<?>(var result) && result != null) {
      return result;
    }
    throw new IllegalStateException("the errand has not ended");
  }

  private static void show(Exchange exchange, State state) {
    exchange.setProperty(WALK, state);
    exchange.setProperty(
        NEXT,
        switch (state.errand()) {
          case Errand.Ask<?>(var request, _) -> request.kind().routeName();
          case Errand.Done<?> _ -> NONE;
        });
  }

  private static State state(Exchange exchange) {
    @Nullable State state = exchange.getProperty(WALK, State.class);
    if (state == null) {
      throw new IllegalStateException("no errand is under way; call begin first");
    }
    return state;
  }
}
