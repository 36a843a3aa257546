package hub.simulator.jira;

import hub.simulator.store.Cabinet;
import hub.simulator.store.Counters;
import hub.simulator.store.Shelf;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/// The issues of one Jira and the links between them.
final class IssueStore {
  /// Two issues linked within one Jira.
  record IssueLink(long id, String typeId, long inward, long outward) {}

  private static final long ISSUES = 1;
  private static final long COMMENTS = 2;
  private static final long CHANGES = 3;
  private static final long LINKS = 4;
  private static final long REMOTE_LINKS = 5;
  private static final long ATTACHMENTS = 6;
  private static final long FIRST_PROJECT = 100;

  private final JiraSite site;
  private final Counters counters;
  private final Shelf<Issue> issues;
  private final Shelf<IssueLink> links;

  IssueStore(JiraSite site, Cabinet cabinet) {
    this.site = site;
    this.counters = new Counters(cabinet);
    this.issues = cabinet.shelf("issue", Issue.class);
    this.links = cabinet.shelf("link", IssueLink.class);
  }

  /// By id, by key in any case, or by a key from before a move.
  Optional<Issue> find(String idOrKey) {
    if (idOrKey.chars().allMatch(Character::isDigit) && idOrKey.length() < 18) {
      return idOrKey.isEmpty() ? Optional.empty() : issues.find(Long.parseLong(idOrKey));
    }
    return issues
        .all()
        .filter(issue -> issue.key().equalsIgnoreCase(idOrKey))
        .findFirst()
        .or(() ->
            issues
                .all()
                .filter(issue -> issue.formerKeys().stream().anyMatch(idOrKey::equalsIgnoreCase))
                .findFirst());
  }

  Issue require(String idOrKey) {
    return find(idOrKey).orElseThrow(JiraError::noIssue);
  }

  Stream<Issue> all() {
    return issues.all();
  }

  Stream<Issue> allAsOf(Instant moment) {
    return issues.allAsOf(moment);
  }

  void put(Issue issue) {
    issues.put(issue.id(), issue);
  }

  void remove(Issue issue) {
    linksOf(issue.id()).toList().forEach(link -> links.remove(link.id()));
    issues.remove(issue.id());
  }

  Stream<IssueLink> linksOf(long issueId) {
    return links.all().filter(link -> link.inward() == issueId || link.outward() == issueId);
  }

  Optional<IssueLink> link(long id) {
    return links.find(id);
  }

  void put(IssueLink link) {
    links.put(link.id(), link);
  }

  void remove(IssueLink link) {
    links.remove(link.id());
  }

  long nextIssueId() {
    return counters.next(ISSUES, 10_000);
  }

  long nextCommentId() {
    return counters.next(COMMENTS, 10_000);
  }

  long nextChangeId() {
    return counters.next(CHANGES, 10_000);
  }

  long nextLinkId() {
    return counters.next(LINKS, 10_000);
  }

  long nextRemoteLinkId() {
    return counters.next(REMOTE_LINKS, 10_000);
  }

  long nextAttachmentId() {
    return counters.next(ATTACHMENTS, 10_000);
  }

  /// The next key of a project: every project counts for itself.
  String nextKey(JiraSite.Project project) {
    int position = site.projects().indexOf(project);
    return project.key() + "-" + counters.next(FIRST_PROJECT + position, 1);
  }
}
