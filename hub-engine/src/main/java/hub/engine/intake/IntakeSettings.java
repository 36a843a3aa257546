package hub.engine.intake;

import hub.engine.log.Connection;
import hub.engine.privacy.Redaction;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How the door works.
///
/// @param partitions the fixed partition of each space
/// @param guardedDirectory where free disk space is watched; null for a cluster elsewhere
/// @param floorBytes below so much free space nothing is accepted
public record IntakeSettings(
    Connection connection,
    Map<String, Integer> partitions,
    Redaction redaction,
    @Nullable Path guardedDirectory,
    long floorBytes) {

  public IntakeSettings {
    partitions = Map.copyOf(partitions);
  }
}
