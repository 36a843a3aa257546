package hub.delivery;

/// Why a notice is sent.
public enum NoticeKind {
  /// The national desk learns that somebody else has changed the priority (R5a.2, R5b.2).
  PRIORITY_CHANGED,
  /// A role is told of a P1 or P2 and asked to acknowledge it (R3.7, R5a.3, R5b.3, R6.1).
  CONTACT,
  /// The same once more, because nobody has acknowledged it (O-9).
  CONTACT_REMINDER,
  /// Stakeholders learn of a P1 or P2, once for each level (R5b.4).
  STAKEHOLDERS,
  /// A role has something to do, such as to mend what went past a gate.
  TASK,
  /// The national desk learns that a supplier has found an incident itself (R18a.2, R18b.1).
  DISCOVERED
}
