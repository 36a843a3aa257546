package hub.simulator.jira;

import hub.simulator.jira.Issue.Comment;
import hub.simulator.ticket.TicketView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Issues as people and tests see them.
final class IssueViews {
  private final JiraSite site;
  private final IssueStore store;

  IssueViews(JiraSite site, IssueStore store) {
    this.site = site;
    this.store = store;
  }

  List<TicketView> all() {
    return store.all().map(this::view).toList();
  }

  private TicketView view(Issue issue) {
    Map<String, String> fields = new LinkedHashMap<>();
    site.fields()
        .filter(field -> issue.field(field.id()).isPresent())
        .forEach(field -> fields.put(field.name(), text(issue, field)));
    List<String> references =
        Stream.concat(
                site.customFields().stream()
                    .filter(field -> field.kind() == FieldKind.TEXT)
                    .flatMap(field -> Stream.of(issue.text(field.id()).split("[,;\\s]+", -1))),
                Stream.of(issue.key()))
            .filter(reference -> !reference.isBlank())
            .toList();
    return new TicketView(
        site.id(),
        Long.toString(issue.id()),
        issue.key(),
        site.issueType(issue.typeId()).map(JiraSite.Named::name).orElse(""),
        issue.text("summary"),
        site.priority(issue.text("priority")).map(JiraSite.Named::name).orElse(""),
        site.status(issue.statusId()).name(),
        issue.history().size() + 1,
        issue.updated(),
        fields,
        issue.comments().stream().map(this::line).toList(),
        site.transitionsFrom(issue.statusId()).stream().map(JiraSite.Transition::name).toList(),
        references);
  }

  private String line(Comment comment) {
    String author =
        site.user(comment.author()).map(JiraSite.User::displayName).orElse(comment.author());
    return author + ": " + comment.text();
  }

  private String text(Issue issue, FieldDefinition field) {
    String stored = issue.text(field.id());
    return switch (field.kind()) {
      case PRIORITY -> site.priority(stored).map(JiraSite.Named::name).orElse(stored);
      case RESOLUTION -> site.resolution(stored).map(JiraSite.Named::name).orElse(stored);
      case SELECT ->
          field.choices().stream()
              .filter(option -> option.id().equals(stored))
              .map(JiraSite.Named::name)
              .findFirst()
              .orElse(stored);
      case LABELS -> String.valueOf(issue.fields().get(field.id()));
      case USER -> site.user(stored).map(JiraSite.User::displayName).orElse(stored);
      case TEXT,
          TEXT_AREA,
          STATUS,
          PROJECT,
          ISSUE_TYPE,
          DATE_TIME,
          COMMENTS,
          ISSUE_LINKS,
          ATTACHMENTS ->
          stored;
    };
  }
}
