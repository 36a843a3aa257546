package hub.connector.jira;

import com.fasterxml.jackson.databind.JsonNode;
import hub.connector.webhook.Hint;
import hub.connector.webhook.HintReader;
import java.util.Optional;
import java.util.regex.Pattern;

/// Which issue a Jira webhook is about.
///
/// Data Center sends comment events without an issue; then its id stands in the comment's address.
public final class JiraHints implements HintReader {

  private static final Pattern IN_COMMENT_ADDRESS = Pattern.compile("/issue/(\\d{1,18})/comment/");
  private static final Pattern ID = Pattern.compile("\\d{1,18}");

  @Override
  public Optional<Hint> read(JsonNode payload) {
    var event = payload.path("webhookEvent").asText();
    if (event.isEmpty()) {
      throw new NotAHint("not a Jira webhook: it has no webhookEvent");
    }
    var issue = payload.path("issue").path("id").asText();
    if (ID.matcher(issue).matches()) {
      return Optional.of(new Hint(issue, event.equals("jira:issue_deleted")));
    }
    var inComment = IN_COMMENT_ADDRESS.matcher(payload.path("comment").path("self").asText());
    if (inComment.find()) {
      return Optional.of(new Hint(inComment.group(1), false));
    }
    if (event.startsWith("jira:issue_") || event.startsWith("comment_")) {
      throw new NotAHint("a Jira webhook about an issue, without the issue's id");
    }
    return Optional.empty();
  }
}
