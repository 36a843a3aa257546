package hub.service.rest;

import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/// Questions to everything that is recorded. Each goes through the whole log and takes its share of
/// memory and disk, so there is one at a time.
@Singleton
class PastQuestions {

  private final AtomicBoolean isBusy = new AtomicBoolean();

  /// Answers a question; another one meanwhile is refused with 409.
  <T> T alone(Supplier<T> question) {
    if (!isBusy.compareAndSet(false, true)) {
      throw Problem.conflict("Another question to the history is being answered; ask again then");
    }
    try {
      return question.get();
    } finally {
      isBusy.set(false);
    }
  }
}
