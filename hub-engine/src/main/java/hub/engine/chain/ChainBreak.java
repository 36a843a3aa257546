package hub.engine.chain;

/// The first place where the log is not what the hub wrote.
///
/// @param sequence of the event where it shows
/// @param offset in the partition of `hub.events`, or -1 if the event is not there
/// @param differs what was found, and what should be
/// @param means what has happened
/// @param remedy what to do
public record ChainBreak(long sequence, long offset, String differs, String means, String remedy) {

  static final String RESTORE =
      "Keep the topic as it is. Compare it with a backup from this sequence on, find out who can"
          + " write to hub.events, and restore the backup.";
}
