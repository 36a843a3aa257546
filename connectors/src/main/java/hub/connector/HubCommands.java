package hub.connector;

import hub.delivery.Command;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Reads commands from their topic. Registered as `hubCommands`.
public interface HubCommands {

  /// The name under which routes find it.
  String BEAN = "hubCommands";

  /// Reads one record of `hub.commands.<system>`.
  ///
  /// @param value as it stands in the topic
  /// @param trace that its header `traceparent` names; null if nobody follows it
  Due read(byte[] value, Place place, @Nullable String trace);

  /// The command's outcome is acknowledged by the log, and its offset is about to be committed.
  void settled(Place place);

  /// Where a record was taken from.
  ///
  /// @param writtenAt when the engine wrote it
  record Place(String topic, int partition, long offset, Instant writtenAt) {}

  /// A command to be attempted.
  ///
  /// @param earlierAttemptUntil when another process, now gone, may last have tried it; null if
  ///   none can have. The first command after a partition's assignment that is older than the
  ///   assignment has it (design D7).
  record Due(Command command, @Nullable Instant earlierAttemptUntil) {}
}
