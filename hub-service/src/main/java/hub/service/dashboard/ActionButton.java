package hub.service.dashboard;

import hub.service.search.AttentionAction;
import hub.service.search.AttentionItem;
import hub.service.search.Wording;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A button that asks the hub for something.
///
/// @param id of its element, stable over refreshes so that the focus stays
/// @param path where it posts to
/// @param fields what it posts
public record ActionButton(
    String id, String label, String path, Map<String, String> fields, boolean isMain) {

  static List<ActionButton> of(AttentionItem item) {
    var buttons = new ArrayList<ActionButton>();
    for (var action : item.actions()) {
      if (action == AttentionAction.CHOOSE_VALUE) {
        item.choices().forEach(value -> buttons.add(choose(item, value)));
      } else {
        buttons.add(button(item, action));
      }
    }
    return buttons;
  }

  static ActionButton system(String label, String action, String system, boolean isMain) {
    return new ActionButton(
        id(action, system), label, "/actions/" + action, Map.of("system", system), isMain);
  }

  static ActionButton deadLetter(String letter, boolean isMain) {
    return new ActionButton(
        id("retry-dead-letter", letter),
        "Try again",
        "/actions/retry-dead-letter",
        Map.of("letter", letter),
        isMain);
  }

  private static ActionButton button(AttentionItem item, AttentionAction action) {
    var system = Objects.requireNonNullElse(item.system(), "");
    return switch (action) {
      case PAUSE -> system("Pause", "pause", system, false);
      case RESUME -> system("Resume", "resume", system, true);
      case RETRY -> ofTicket(item, "Try again", "retry", true);
      case LINK -> ofTicket(item, "Link it here", "link", false);
      case UNLINK -> ofTicket(item, "Unlink", "unlink", false);
      case KEEP_APART -> ofTicket(item, "Keep apart", "keep-apart", true);
      case RETRY_DEAD_LETTER -> deadLetter(Objects.requireNonNullElse(item.deadLetter(), ""), true);
      case CHOOSE_VALUE -> throw new IllegalStateException("a choice has one button per value");
    };
  }

  private static ActionButton ofTicket(
      AttentionItem item, String label, String action, boolean isMain) {
    return new ActionButton(
        id(action, item.id()), label, "/actions/" + action, place(item), isMain);
  }

  private static ActionButton choose(AttentionItem item, String value) {
    var fields = place(item);
    var field = Objects.requireNonNull(item.field());
    fields.put("field", field.name());
    fields.put("value", value);
    var shown = Wording.value(field, value);
    return new ActionButton(
        id("choose-" + item.choices().indexOf(value), item.id()),
        "Use “%s”".formatted(shown.length() > 40 ? shown.substring(0, 40) + "…" : shown),
        "/actions/choose",
        fields,
        value.equals(item.choices().getFirst()));
  }

  private static Map<String, String> place(AttentionItem item) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("incident", String.valueOf(item.incident()));
    fields.put("system", Objects.requireNonNullElse(item.system(), ""));
    if (item.ticket() != null) {
      fields.put("ticket", item.ticket().toString());
    }
    return fields;
  }

  static String id(String action, String subject) {
    return action + "-" + subject.replaceAll("[^A-Za-z0-9_-]", "_");
  }
}
