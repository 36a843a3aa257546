package hub.simulator.ticket;

import java.util.List;

/// A field that a person can fill in, with the name the tool knows it by, the label people read,
/// and what it holds. Only a choice has choices.
public record EditableField(
    String name, String label, Kind kind, String value, List<String> choices) {
  /// How a form shows the field.
  public enum Kind {
    LINE,
    TEXT,
    CHOICE
  }

  public boolean isText() {
    return kind == Kind.TEXT;
  }

  public boolean isChoice() {
    return kind == Kind.CHOICE;
  }
}
