package hub.config;

import hub.ticket.Field;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the hub does not carry on (process.md: HUB ENFORCES). A person's act is not undone; it is
/// recorded, and the responsible role gets a task.
public record GatesConfig(
    @Describe(
            "The system of RFCs. Pending Release is carried on only for an incident that refers to"
                + " a ticket there (R11.3, R11.4). Without it the hub does not ask.")
        @Nullable String rfcSystem,
    @Describe(
            "The canonical field that says whether the incident report of a P1 or P2 is approved"
                + " (R15.1). Without it the hub does not ask.")
        @Nullable Field reportApproved,
    @Describe(value = "What that field says of an approved report.", byDefault = "yes")
        String approvedValue,
    @Describe(
            "The canonical fields that say how an incident was solved. It is closed in other tools"
                + " once one of them says something (R15.2). Without any the hub does not ask.")
        Set<Field> solution) {

  /// No gate.
  public static final GatesConfig NONE = new GatesConfig(null, null, "yes", Set.of());

  public GatesConfig {
    solution = Set.copyOf(solution);
  }
}
