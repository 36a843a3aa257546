package hub.service.dashboard;

import hub.service.words.Words;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a person has just asked, as it stands in the address after it; never free text.
enum Asked {
  RETRY,
  PAUSE,
  RESUME,
  CHOOSE,
  LINK,
  UNLINK,
  KEEP_APART,
  RETRY_DEAD_LETTER,
  ACKNOWLEDGE,
  WAIVE,
  OVERRIDE,
  UNKNOWN_TICKET,
  INCOMPLETE,
  REFUSED,
  NAMED;

  static Optional<String> sentence(@Nullable String name, Words words) {
    for (var asked : values()) {
      if (asked.name().equals(name)) {
        return Optional.of(words.say("asked." + asked));
      }
    }
    return Optional.empty();
  }
}
