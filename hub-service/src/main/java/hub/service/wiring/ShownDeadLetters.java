package hub.service.wiring;

import hub.engine.deadletter.DeadLetter.Retry;
import hub.engine.deadletter.DeadLetters.KeptDeadLetter;
import hub.engine.topic.Topics;
import hub.service.search.DeadLetterView;
import hub.service.search.DeadLetters;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The engine's dead letters as people look at them. What came is read only where one is looked at.
final class ShownDeadLetters implements DeadLetters {

  private final hub.engine.deadletter.DeadLetters kept;

  ShownDeadLetters(hub.engine.deadletter.DeadLetters kept) {
    this.kept = kept;
  }

  @Override
  public List<DeadLetterView> all() {
    return kept.all().stream().map(letter -> view(letter, null)).toList();
  }

  @Override
  public Optional<DeadLetterView> find(String id) {
    return kept.find(id).map(letter -> view(letter, kept.payload(id).orElse(null)));
  }

  private static DeadLetterView view(KeptDeadLetter kept, @Nullable String payload) {
    var letter = kept.letter();
    return new DeadLetterView(
        letter.id(),
        letter.at(),
        letter.position() == null ? "" : Topics.INPUTS + ":" + letter.position(),
        letter.type(),
        letter.system().isEmpty() ? null : letter.system(),
        letter.subject().isEmpty() ? null : letter.subject(),
        letter.cause(),
        letter.remedy(),
        letter.retry() != Retry.SEND_AGAIN,
        letter.retry() == Retry.READ_AGAIN,
        payload,
        kept.retriedAt(),
        kept.retriedBy());
  }
}
