package hub.simulator.jira;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.TextNode;
import hub.simulator.http.Json;
import hub.simulator.jira.JiraSite.Named;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Turns what a request says of a field into the stored form, as Jira does: it normalises texts and
/// refuses what the field cannot hold.
final class FieldReader {
  /// The longest text and comment.
  static final int MAX_TEXT = 32_767;

  /// The longest single line.
  static final int MAX_LINE = 255;

  private final JiraSite site;
  private final boolean normalising;

  FieldReader(JiraSite site, boolean normalising) {
    this.site = site;
    this.normalising = normalising;
  }

  /// The stored value, or null if the request empties the field.
  @Nullable JsonNode read(FieldDefinition field, JsonNode given) {
    if (given.isNull() || (given.isTextual() && given.asText().isBlank())) {
      return null;
    }
    return switch (field.kind()) {
      case TEXT -> line(field, given);
      case TEXT_AREA ->
          site.isCloud()
              ? document(field.id(), given)
              : TextNode.valueOf(text(field.id(), string(field, given)));
      case SELECT -> option(field, given);
      case PRIORITY -> choice(field, given, site::priority);
      case RESOLUTION -> choice(field, given, site::resolution);
      case LABELS -> labels(field, given);
      case USER -> user(field, given);
      case STATUS, PROJECT, ISSUE_TYPE, DATE_TIME, COMMENTS, ISSUE_LINKS, ATTACHMENTS ->
          throw JiraError.notOnScreen(field.id());
    };
  }

  /// A text of several lines as Jira keeps it: line ends become CR LF, blanks around it go.
  String text(String field, String given) {
    if (given.length() > MAX_TEXT) {
      throw JiraError.field(
          field,
          "The entered text is too long. It exceeds the allowed limit of 32,767 characters.");
    }
    return normalising ? given.strip().replaceAll("\\r\\n?|\\n", "\r\n") : given;
  }

  /// A text of several lines in the Cloud, which is a document and nothing else.
  JsonNode document(String field, JsonNode given) {
    if (!RichText.isDocument(given)) {
      throw JiraError.field(
          field,
          field.equals("comment")
              ? "Comment body is not valid!"
              : "Operation value must be an Atlassian Document"
                  + " (see the Atlassian Document Format)");
    }
    if (RichText.plain(given).length() > MAX_TEXT) {
      throw JiraError.field(field, "CONTENT_LIMIT_EXCEEDED");
    }
    return given.deepCopy();
  }

  private JsonNode line(FieldDefinition field, JsonNode given) {
    String text = string(field, given);
    if (text.contains("\n") || text.contains("\r")) {
      throw JiraError.field(
          field.id(),
          field.id().equals("summary")
              ? "The summary is invalid because it contains newline characters."
              : "The field must be a single line.");
    }
    if (text.length() > MAX_LINE) {
      throw JiraError.field(
          field.id(), field.name() + " can't exceed " + MAX_LINE + " characters.");
    }
    return TextNode.valueOf(normalising ? text.strip() : text);
  }

  private static String string(FieldDefinition field, JsonNode given) {
    if (!given.isTextual()) {
      throw JiraError.field(field.id(), "Operation value must be a string");
    }
    return given.asText();
  }

  private JsonNode option(FieldDefinition field, JsonNode given) {
    List<Named> choices = field.choices();
    String wanted = given.has("id") ? given.get("id").asText() : given.path("value").asText();
    return choices.stream()
        .filter(one -> one.id().equals(wanted) || one.name().equals(wanted))
        .findFirst()
        .map(found -> (JsonNode) TextNode.valueOf(found.id()))
        .orElseThrow(() ->
            JiraError.field(
                field.id(),
                "Option '" + wanted + "' is not valid. Valid options are: " + list(choices)));
  }

  private static JsonNode choice(
      FieldDefinition field, JsonNode given, Function<String, Optional<Named>> lookup) {
    String wanted = given.has("id") ? given.get("id").asText() : given.path("name").asText();
    return lookup
        .apply(wanted)
        .map(found -> (JsonNode) TextNode.valueOf(found.id()))
        .orElseThrow(() ->
            JiraError.field(
                field.id(),
                "The " + field.id() + " selected is invalid. '" + wanted + "' does not exist."));
  }

  private static JsonNode labels(FieldDefinition field, JsonNode given) {
    if (!given.isArray()) {
      throw JiraError.field(field.id(), "data was not an array");
    }
    ArrayNode labels = Json.array();
    for (JsonNode label : given) {
      addLabel(labels, label.asText());
    }
    return labels;
  }

  /// Adds a label once; a label has no blanks.
  static void addLabel(ArrayNode labels, String label) {
    if (label.isBlank() || label.chars().anyMatch(Character::isWhitespace)) {
      throw JiraError.field(
          "labels", "The label '" + label + "' contains spaces which is invalid.");
    }
    for (JsonNode existing : labels) {
      if (existing.asText().equals(label)) {
        return;
      }
    }
    labels.add(label);
  }

  private JsonNode user(FieldDefinition field, JsonNode given) {
    String wanted = wanted(given);
    return site.user(wanted)
        .map(user -> (JsonNode) TextNode.valueOf(user.name()))
        .orElseThrow(() -> JiraError.field(field.id(), "User '" + wanted + "' does not exist."));
  }

  private String wanted(JsonNode given) {
    List<String> members = site.isCloud() ? List.of("accountId", "id") : List.of("name", "key");
    return members.stream()
        .filter(given::has)
        .map(member -> given.get(member).asText())
        .findFirst()
        .orElse("");
  }

  private static String list(List<Named> choices) {
    return String.join(", ", choices.stream().map(Named::name).toList());
  }
}
