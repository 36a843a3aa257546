package hub.config;

import org.jspecify.annotations.Nullable;

/// What happens when tools disagree over a field (design D6).
public record FieldPolicy(
    @Describe("How a disagreement is decided.") Mode mode,
    @Describe("The system whose value counts; for mode owner only.") @Nullable String owner) {

  public static final FieldPolicy LAST_WRITER = new FieldPolicy(Mode.LAST_WRITER, null);

  /// How a disagreement is decided.
  public enum Mode {
    /// The later change counts, if the order can be proved.
    LAST_WRITER,
    /// One system's value counts; others are written back, once, with a comment.
    OWNER,
    /// Of changes made without knowledge of each other the graver counts (priorities).
    MOST_SEVERE,
    /// Copied when a ticket is created, then left to each tool.
    ONCE
  }
}
