package hub.simulator.clearquest;

import hub.simulator.clearquest.Schema.Action;
import hub.simulator.clearquest.Schema.ActionKind;
import hub.simulator.clearquest.Schema.HookRule;
import hub.simulator.clearquest.Schema.RecordType;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Runs the rules of the site at the moments ClearQuest runs hooks: when a field gets a new value,
/// and before an action is committed.
final class Hooks {
  private static final DateTimeFormatter NOTE_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  private final ClearQuestSettings settings;
  private final Messages messages;

  Hooks(ClearQuestSettings settings, Messages messages) {
    this.settings = settings;
    this.messages = messages;
  }

  /// A field has got a new value: others may lose theirs.
  void valueChanged(RecordType type, Draft draft, String field) {
    for (HookRule hook : type.rules()) {
      if (hook.rule() == HookRule.Rule.CLEARS && hook.field().equals(field)) {
        draft.set(into(hook), "");
      }
    }
  }

  /// The action is about to be committed by the user, whose record has the reference.
  void beforeCommit(
      RecordType type, Action action, Draft draft, String user, String reference, Instant now) {
    for (HookRule hook : type.rules()) {
      switch (hook.rule()) {
        case APPEND_NOTE -> appendNote(hook, draft, user, now);
        case STAMP_SUBMIT -> {
          if (action.kind() == ActionKind.SUBMIT) {
            draft.set(hook.field(), DateTimes.format(now));
            draft.set(into(hook), reference);
          }
        }
        case STAMP_MODIFIED -> {
          if (settings.has(Habit.LAST_MODIFIED)) {
            draft.set(hook.field(), DateTimes.format(now));
            draft.set(into(hook), user);
          }
        }
        case REFUSES -> refuse(hook, draft);
        case CLEARS -> {}
      }
    }
  }

  private void appendNote(HookRule hook, Draft draft, String user, Instant now) {
    String note = draft.value(hook.field()).strip();
    draft.set(hook.field(), "");
    if (note.isEmpty()) {
      return;
    }
    String entry =
        "==== State: %s by: %s on: %s ====%n%s"
            .formatted(draft.value("State"), user, NOTE_TIME.format(now), note)
            .replace("\r\n", "\n");
    String log = draft.value(into(hook));
    boolean newestFirst = settings.has(Habit.NEWEST_NOTE_FIRST);
    String joined =
        log.isEmpty() ? entry : newestFirst ? entry + "\n\n" + log : log + "\n\n" + entry;
    draft.set(into(hook), joined);
  }

  private void refuse(HookRule hook, Draft draft) {
    if (draft.value(hook.field()).equals(into(hook))) {
      String message = Objects.requireNonNullElse(hook.message(), "Refused by a hook.");
      throw new Rejection(409, messages.text("not-saved"), Map.of(), List.of(message));
    }
  }

  private static String into(HookRule hook) {
    return Objects.requireNonNull(hook.into(), "The hook names no second field");
  }
}
