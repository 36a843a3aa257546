package hub.simulator.jira;

import hub.simulator.http.HttpCall;
import hub.simulator.http.Reply;
import hub.simulator.http.RouteTable;
import hub.simulator.jira.JiraSite.User;
import java.util.Optional;
import java.util.function.Function;

/// The routes of one Jira: handlers here know who is calling.
final class JiraRoutes {
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
    table.get(path, http -> handler.apply(call(http)));
    return this;
  }

  Optional<Reply> dispatch(HttpCall call) {
    return table.dispatch(call);
  }

  private JiraRoutes on(String method, String path, Function<JiraCall, Reply> handler) {
    table.on(method, site.edition().root() + path, http -> handler.apply(call(http)));
    return this;
  }

  private JiraCall call(HttpCall http) {
    User caller = Logins.caller(site, http).orElseThrow(Logins::unauthenticated);
    return JiraCall.of(http, caller, base, site.edition());
  }
}
