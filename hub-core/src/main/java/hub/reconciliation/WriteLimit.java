package hub.reconciliation;

import hub.delivery.Command;
import hub.incident.IncidentEvent.WriteLimitReached;
import hub.incident.Story;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How much the hub writes to one system before a person must have looked (design D10): a mistake
/// in the configuration changes so many tickets, and no more.
///
/// As many writes as people have made changes are no mistake, however many those are.
public final class WriteLimit {

  private static final Duration WINDOW = Duration.ofMinutes(10);

  /// A write comes after the change that it carries on.
  private static final Duration OF_CHANGES = WINDOW.plusMinutes(1);

  private WriteLimit() {}

  /// Why a command is not issued now; null if it is. Pauses its system where it is one too many.
  public static @Nullable String holdCause(Story story, Command due) {
    var system = due.system();
    var cause = Reconciler.holdCause(story, system);
    var limit = story.config().limits().blastWrites();
    // What was tried before has been counted.
    if (cause != null || limit == 0 || !due.isWrite() || due.attempt().number() > 1) {
      return cause;
    }
    var pace = story.view().writePace(system);
    if (story.now().equals(pace.resumedAt())) {
      return null;
    }
    var writes = pace.pace().within(WINDOW, story.now());
    var changes = story.view().changePace().pace().within(OF_CHANGES, story.now());
    if (writes < limit || writes < changes) {
      return null;
    }
    story.happened(new WriteLimitReached(system, writes, changes, story.now()));
    return Reconciler.holdCause(story, system);
  }
}
