package hub.connector.jira;

import hub.config.SystemConfig;
import hub.connector.mapping.CommentMarker;
import hub.connector.mapping.OutgoingFields;
import hub.ticket.Field;
import java.util.Map;
import java.util.Optional;

/// The hub's own words in a Jira: names of fields, the marker's label and property, and texts that
/// wiki markup must not take for its own.
final class JiraWords {

  /// The key of the issue property, and of the comment property, that holds the marker.
  static final String PROPERTY = "incident-hub";

  /// What the label of an issue made by the hub begins with.
  static final String LABEL = "hub-";

  /// Jira's usual limit of a comment.
  static final int LONGEST_COMMENT = 32_767;

  /// Jira Cloud's limit of a text of several lines.
  static final int LONGEST_TEXT = 32_767;

  /// Jira's limit of a summary.
  static final int LONGEST_SUMMARY = 255;

  /// Jira's own names of canonical fields.
  static final Map<Field, String> USUAL =
      Map.of(
          Field.TITLE, "summary",
          Field.DESCRIPTION, "description",
          Field.PRIORITY, "priority",
          Field.STATUS, "status");

  private JiraWords() {}

  static String label(String marker) {
    return LABEL + marker;
  }

  /// A comment with its marker. Macros and mentions in foreign text are shown, not carried out.
  static String comment(String text, String marker) {
    var neutral = text.replace("{", "\\{").replace("[~", "\\[~");
    var marked = CommentMarker.write(neutral, marker, LONGEST_COMMENT - 1);
    var at = marked.lastIndexOf("[hub:");
    return marked.substring(0, at) + "\\" + marked.substring(at);
  }

  /// A text of several lines has a limit too; what is cut off shows.
  static String text(String text) {
    if (text.length() <= LONGEST_TEXT) {
      return text;
    }
    var end = LONGEST_TEXT - 1;
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
  }

  /// A summary has one line and a limit.
  static String summary(String title) {
    var line = title.replaceAll("\\s*\\R\\s*", " ").strip();
    if (line.length() <= LONGEST_SUMMARY) {
      return line;
    }
    var end = LONGEST_SUMMARY;
    return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end);
  }

  /// A phrase in a JQL text search, complete with its quotes.
  static String phrase(String text) {
    return "\"\\\"" + text.replace("\\", "").replace("\"", "") + "\\\"\"";
  }

  /// A quoted JQL value.
  static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  /// The canonical field behind a field of Jira's, by id or by the name people see.
  static Optional<Field> canonical(SystemConfig config, String id, String name) {
    return OutgoingFields.canonicalName(config, USUAL, id)
        .or(() -> OutgoingFields.canonicalName(config, USUAL, name));
  }
}
