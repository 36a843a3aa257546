package hub.engine.privacy;

import java.util.Optional;

/// The keys of a space's incidents, as far as they still exist.
public interface IncidentKeys {

  /// The incident's present key; empty if it never had one or was erased.
  Optional<IncidentKey> find(long incident);

  /// Where a key lies in `hub.keys`.
  static String recordKey(String space, long incident) {
    return space + "/" + incident;
  }
}
