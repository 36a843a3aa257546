package hub.contact;

import hub.ticket.Role;
import org.jspecify.annotations.Nullable;

/// By which step of the process an incident has become a P1 or P2.
public enum ContactStep {
  /// It was received so, or the national desk has raised it.
  RECEIVED("R3.7", null),
  RAISED_BY_FMK_SUPPLIER("R5a.3", Role.FMK_INCIDENT_MANAGER),
  RAISED_BY_OPERATIONS("R5b.3", Role.NSP_INCIDENT_MANAGER),
  RAISED_BY_APPLICATION_SUPPLIER("R6.1", Role.NSP_INCIDENT_MANAGER);

  private final String rule;
  private final @Nullable Role names;

  ContactStep(String rule, @Nullable Role names) {
    this.rule = rule;
    this.names = names;
  }

  /// The rule that demands the contact.
  public String rule() {
    return rule;
  }

  /// The role that the step itself names; null where it leaves that to the matrix.
  public @Nullable Role names() {
    return names;
  }
}
