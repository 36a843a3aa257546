package hub.service.dashboard;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a person has just asked, as it stands in the address after it; never free text.
enum Asked {
  RETRY("Asked to try again. This page changes when it has happened."),
  PAUSE("Asked to pause the system. Changes will wait until it is resumed."),
  RESUME("Asked to resume the system. What waits will be sent."),
  CHOOSE("Asked to settle the conflict with the chosen value."),
  LINK("Asked to link the ticket."),
  UNLINK("Asked to unlink the ticket."),
  KEEP_APART("Asked to keep the tickets apart."),
  RETRY_DEAD_LETTER("Asked to try again. An observation is read anew from its tool."),
  UNKNOWN_TICKET("The hub has not seen a ticket with that key in that system."),
  INCOMPLETE("Something was missing in what was asked, so nothing was done."),
  REFUSED("The hub could not accept it now. Nothing was done; try again in a moment."),
  NAMED("Thank you. Your name stands beside what you do here.");

  private final String sentence;

  Asked(String sentence) {
    this.sentence = sentence;
  }

  static Optional<String> sentence(@Nullable String name) {
    for (var asked : values()) {
      if (asked.name().equals(name)) {
        return Optional.of(asked.sentence);
      }
    }
    return Optional.empty();
  }
}
