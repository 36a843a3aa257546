package hub.config;

import hub.ticket.Status;

/// A status step backwards that a rule of the process allows.
public record StatusMove(
    @Describe("The status before.") Status from,
    @Describe("The status after.") Status to,
    @Describe("The rule that allows it, such as R11.2.") String rule) {}
