package hub.service.dashboard;

import hub.service.search.AttentionAction;
import hub.service.search.AttentionItem;
import hub.service.search.Wording;
import hub.service.words.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// A button that asks the hub for something.
///
/// @param id of its element, stable over refreshes so that the focus stays
/// @param path where it posts to
/// @param fields what it posts
public record ActionButton(
    String id, String label, String path, Map<String, String> fields, boolean isMain) {

  static List<ActionButton> of(AttentionItem item, Words words) {
    var buttons = new ArrayList<ActionButton>();
    for (var action : item.actions()) {
      if (action == AttentionAction.CHOOSE_VALUE) {
        item.choices().forEach(value -> buttons.add(choose(item, value, words)));
      } else {
        button(item, action, words).ifPresent(buttons::add);
      }
    }
    return buttons;
  }

  static ActionButton system(String label, String action, String system, boolean isMain) {
    return new ActionButton(
        id(action, system), label, "/actions/" + action, Map.of("system", system), isMain);
  }

  static ActionButton deadLetter(String letter, boolean isMain, Words words) {
    return new ActionButton(
        id("retry-dead-letter", letter),
        words.say("button.retry"),
        "/actions/retry-dead-letter",
        Map.of("letter", letter),
        isMain);
  }

  /// Empty if what can be done is done on another page, to which a link leads.
  private static Optional<ActionButton> button(
      AttentionItem item, AttentionAction action, Words words) {
    var system = Objects.requireNonNullElse(item.system(), "");
    return Optional.ofNullable(
        switch (action) {
          case PAUSE -> system(words.say("button.pause"), "pause", system, false);
          case RESUME -> system(words.say("button.resume"), "resume", system, true);
          case RETRY -> ofTicket(item, words.say("button.retry"), "retry", true);
          case LINK -> ofTicket(item, words.say("button.link"), "link", false);
          case UNLINK -> ofTicket(item, words.say("button.unlink"), "unlink", false);
          case KEEP_APART -> ofTicket(item, words.say("button.keep-apart"), "keep-apart", true);
          case RETRY_DEAD_LETTER ->
              deadLetter(Objects.requireNonNullElse(item.deadLetter(), ""), true, words);
          case SHOW_CONTACT -> null;
          case CHOOSE_VALUE -> throw new IllegalStateException("a choice has one button per value");
        });
  }

  private static ActionButton ofTicket(
      AttentionItem item, String label, String action, boolean isMain) {
    return new ActionButton(
        id(action, item.id()), label, "/actions/" + action, place(item), isMain);
  }

  private static ActionButton choose(AttentionItem item, String value, Words words) {
    var fields = place(item);
    var field = Objects.requireNonNull(item.field());
    fields.put("field", field.name());
    fields.put("value", value);
    var shown = Wording.value(field, value).in(words.language());
    return new ActionButton(
        id("choose-" + item.choices().indexOf(value), item.id()),
        words.say("button.use", shown.length() > 40 ? shown.substring(0, 40) + "…" : shown),
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
