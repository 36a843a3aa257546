package hub.service.search;

/// What a person should look at, told apart because each has another way out.
public enum AttentionKind {
  /// Does not answer.
  SYSTEM_DEAD,
  CREDENTIALS_REFUSED,
  RATE_LIMITED,
  SYSTEM_PAUSED,
  /// Looks restored from backup; its writes wait for an answer.
  SYSTEM_REWOUND,
  /// The hub wrote more to it than people changed; its writes wait for an answer.
  WRITE_LIMIT,
  /// A tool refused a value.
  FIELD_PARKED,
  /// A tool refused to create a ticket.
  CREATE_PARKED,
  /// A tool refused to have a ticket closed that its own race had made beside another.
  DUPLICATE_OPEN,
  /// A field went to and fro.
  FIELD_FROZEN,
  /// Two people gave a field different values.
  VALUE_CONFLICT,
  /// References contradict each other.
  CORRELATION_CONFLICT,
  /// It is pending release, and every RFC it waits for was rejected or withdrawn.
  NO_RELEASE_COMING,
  /// A member ticket was deleted or can no longer be seen.
  TICKET_GONE,
  /// A person went past a gate of the process; it is not carried on.
  GATE_BYPASSED,
  /// A notice cannot be sent.
  NOTICE_REFUSED,
  /// Nobody has acknowledged a contact about a P1 or P2 in time.
  CONTACT_OVERDUE,
  /// There is no room to take anything in.
  DISK_FULL,
  /// Could not be processed.
  DEAD_LETTER
}
