package hub.engine.privacy;

import com.fasterxml.jackson.databind.JsonNode;

/// Placeholder until the rules are there.
public final class Redaction {

  public static final Redaction STANDARD = new Redaction();

  public String redact(String text) {
    return text;
  }

  /// Redacts every string of a tree, its keys and its numbers.
  public JsonNode redact(JsonNode tree) {
    return tree;
  }

  /// Redacts one of the hub's own messages.
  public JsonNode redactMessage(JsonNode tree) {
    return tree;
  }
}
