package hub.simulator.jira;

import hub.simulator.http.HttpCall;
import hub.simulator.http.Reply;
import java.time.Clock;

/// The routes of the REST interface, all groups of resources together.
final class JiraInterface {
  private final JiraRoutes routes;

  JiraInterface(
      JiraSite site,
      String base,
      IssueStore store,
      IssueDesk desk,
      CommentDesk comments,
      IssueSearch search,
      Clock clock) {
    this.routes = new JiraRoutes(site, base);
    new MetaResources(site, store, desk).register(routes);
    IssuePresentation issues = new IssuePresentation(site, store, desk);
    if (site.isCloud()) {
      new CloudSearch(store, search, issues).register(routes);
    }
    new IssueResources(site, store, desk, search, issues).register(routes);
    new CommentResources(site, store, comments).register(routes);
    new LinkResources(site, store, desk, comments).register(routes);
    new AttachmentResources(site, store, desk, clock).register(routes);
  }

  Reply answer(HttpCall call) {
    return routes
        .dispatch(call)
        .orElseGet(() -> JiraError.message(404, "null for uri: " + call.rawPath()).reply());
  }
}
