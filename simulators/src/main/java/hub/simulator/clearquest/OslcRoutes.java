package hub.simulator.clearquest;

import hub.simulator.clearquest.Sessions.Open;
import hub.simulator.http.HttpCall;
import hub.simulator.http.Reply;
import hub.simulator.http.RouteTable;
import java.util.Optional;
import java.util.function.Function;

/// The routes of the OSLC interface. All but the base catalog need a session; the answer that
/// opened one carries its cookie.
final class OslcRoutes {
  private final Sessions sessions;
  private final String mount;
  private final RouteTable table = new RouteTable();

  OslcRoutes(Sessions sessions, String mount) {
    this.sessions = sessions;
    this.mount = mount;
  }

  OslcRoutes on(String method, String path, Function<OslcCall, Reply> handler) {
    table.on(method, ClearQuestTool.ROOT + path, call -> signedIn(call, handler));
    return this;
  }

  /// A route that nobody has to sign in for.
  OslcRoutes open(String method, String path, Function<OslcCall, Reply> handler) {
    table.on(
        method, ClearQuestTool.ROOT + path, call -> handler.apply(oslcCall(call, "anonymous")));
    return this;
  }

  Optional<Reply> dispatch(HttpCall call) {
    return table.dispatch(call);
  }

  private Reply signedIn(HttpCall call, Function<OslcCall, Reply> handler) {
    Open session = sessions.require(call);
    Reply reply = answer(call, handler, session);
    return session.isNew()
        ? reply.withHeader(
            "Set-Cookie", "JSESSIONID=" + session.id() + "; Path=" + mount + "/cqweb; HttpOnly")
        : reply;
  }

  private Reply answer(HttpCall call, Function<OslcCall, Reply> handler, Open session) {
    try {
      return handler.apply(oslcCall(call, session.user()));
    } catch (Rejection rejection) {
      return ErrorBody.reply(call, rejection);
    }
  }

  private OslcCall oslcCall(HttpCall call, String user) {
    return new OslcCall(call, user, call.origin() + mount + ClearQuestTool.ROOT);
  }
}
