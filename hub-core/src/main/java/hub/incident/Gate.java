package hub.incident;

/// What the hub does not carry to other tools (process.md: HUB ENFORCES).
public enum Gate {
  /// R11.4: Pending Release needs an RFC that holds the incident back.
  PENDING_RELEASE_NEEDS_RFC("R11.4"),
  /// R15.1: a P1 or P2 is closed after its report was approved.
  CLOSING_NEEDS_REPORT("R15.1"),
  /// R15.2: an incident is closed after it says how it was solved.
  CLOSING_NEEDS_SOLUTION("R15.2");

  private final String rule;

  Gate(String rule) {
    this.rule = rule;
  }

  /// The rule that it keeps.
  public String rule() {
    return rule;
  }
}
