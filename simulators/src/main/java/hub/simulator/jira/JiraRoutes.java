package hub.simulator.jira;

import hub.simulator.http.HttpCall;
import hub.simulator.http.Reply;
import hub.simulator.http.RouteTable;
import hub.simulator.jira.JiraSite.User;
import java.util.Optional;
import java.util.function.Function;

/// The routes of one Jira: handlers here know who is calling.
final class JiraRoutes {
  private static final String ROOT = "/rest/api/2";

  private final JiraSite site;
  private final String base;
  private final RouteTable table = new RouteTable();

  JiraRoutes(JiraSite site, String base) {
    this.site = site;
    this.base = base;
  }

  JiraRoutes get(String path, Function<JiraCall, Reply> handler) {
    return on("GET", path, handler);
  }

  JiraRoutes post(String path, Function<JiraCall, Reply> handler) {
    return on("POST", path, handler);
  }

  JiraRoutes put(String path, Function<JiraCall, Reply> handler) {
    return on("PUT", path, handler);
  }

  JiraRoutes delete(String path, Function<JiraCall, Reply> handler) {
    return on("DELETE", path, handler);
  }

  /// A route outside the REST interface, such as the download of a file.
  JiraRoutes getOutside(String path, Function<JiraCall, Reply> handler) {
    table.get(path, http -> handler.apply(JiraCall.of(http, caller(http), base)));
    return this;
  }

  Optional<Reply> dispatch(HttpCall call) {
    return table.dispatch(call);
  }

  private JiraRoutes on(String method, String path, Function<JiraCall, Reply> handler) {
    table.on(method, ROOT + path, http -> handler.apply(JiraCall.of(http, caller(http), base)));
    return this;
  }

  private User caller(HttpCall call) {
    return Logins.caller(site, call).orElseThrow(Logins::unauthenticated);
  }
}
