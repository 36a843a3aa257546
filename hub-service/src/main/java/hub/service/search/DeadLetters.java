package hub.service.search;

import java.util.List;
import java.util.Optional;

/// What could not be processed, as the dead letters' log tells it.
public interface DeadLetters {

  /// All of them, the oldest first.
  List<DeadLetterView> all();

  /// Those that nobody has asked to try again.
  default List<DeadLetterView> waiting() {
    return all().stream().filter(letter -> letter.retriedAt() == null).toList();
  }

  default Optional<DeadLetterView> find(String id) {
    return all().stream().filter(letter -> letter.id().equals(id)).findFirst();
  }
}
