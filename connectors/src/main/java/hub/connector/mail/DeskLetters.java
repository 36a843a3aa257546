package hub.connector.mail;

import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a desk is told, in words.
final class DeskLetters {

  private static final Set<Field> SOLUTION = Set.of(Field.RESOLUTION, Field.ROOT_CAUSE);
  private static final Set<String> SOLVED = Set.of(Status.RESOLVED.name(), Status.CLOSED.name());

  private final Set<Field> tells;

  DeskLetters(Set<Field> tells) {
    this.tells = Set.copyOf(tells);
  }

  /// @param isReceipt whether it only says that a mail has arrived
  record Letter(String subject, String text, boolean isReceipt) {}

  /// The mail about changed fields; null if nothing of it is worth one now. What a solution says is
  /// worth one only once there is a solution.
  @Nullable Letter news(MailWords words, Fields known, Fields desired) {
    var now = known.with(desired);
    var isSolved = SOLVED.contains(now.getOrEmpty(Field.STATUS));
    var changed = desired.where((field, value) -> !value.equals(known.getOrEmpty(field))).names();
    var isDue =
        changed.stream()
            .anyMatch(field -> tells.contains(field) || (isSolved && SOLUTION.contains(field)));
    if (!isDue) {
      return null;
    }
    var paragraphs = new ArrayList<String>();
    var number = now.getOrEmpty(Field.CASE_NUMBER);
    var isFirst = known.getOrEmpty(Field.CASE_NUMBER).isEmpty();
    if (changed.contains(Field.CASE_NUMBER) && !number.isEmpty()) {
      paragraphs.add(words.say(isFirst ? "received" : "renumbered", number));
    }
    var status = now.getOrEmpty(Field.STATUS);
    if (changed.contains(Field.STATUS) && words.has("status." + status)) {
      paragraphs.add(words.say("status." + status));
    }
    if (isSolved) {
      add(paragraphs, words, "solution", now.getOrEmpty(Field.RESOLUTION));
      add(paragraphs, words, "cause", now.getOrEmpty(Field.ROOT_CAUSE));
    }
    if (changed.contains(Field.PRIORITY)) {
      paragraphs.add(words.say("priority", now.getOrEmpty(Field.PRIORITY)));
    }
    now.values()
        .forEach((field, key) ->
            field
                .counterpartSystem()
                .filter(_ -> !key.isEmpty())
                .ifPresent(other -> paragraphs.add(words.say("counterpart", other, key))));
    var isReceipt = isFirst && changed.contains(Field.CASE_NUMBER);
    return new Letter(subject(now), text(words, now, paragraphs), isReceipt);
  }

  /// The mail that carries a comment.
  Letter comment(MailWords words, Fields known, String text) {
    return new Letter(
        subject(known), text(words, known, List.of(words.say("comment") + "\n" + text)), false);
  }

  private static void add(List<String> paragraphs, MailWords words, String key, String value) {
    if (!value.isBlank()) {
      paragraphs.add(words.say(key) + "\n" + value.strip());
    }
  }

  /// The token first, and always the same: programs thread by the subject too.
  private static String subject(Fields now) {
    var number = now.getOrEmpty(Field.CASE_NUMBER);
    var local = now.getOrEmpty(Field.LOCAL_TICKET);
    var title = now.getOrEmpty(Field.TITLE);
    return (number.isEmpty() ? "" : "[" + number + "] ")
        + title
        + (local.isEmpty() || title.contains(local) ? "" : " (" + local + ")");
  }

  private static String text(MailWords words, Fields now, List<String> paragraphs) {
    var number = now.getOrEmpty(Field.CASE_NUMBER);
    var local = now.getOrEmpty(Field.LOCAL_TICKET);
    var all = new ArrayList<String>();
    all.add(words.say("cut"));
    if (!number.isEmpty()) {
      all.add(
          local.isEmpty()
              ? words.say("heading", number)
              : words.say("heading.local", number, local));
    }
    all.addAll(paragraphs);
    all.add(words.say("footer"));
    return String.join("\n\n", all).replace("\r\n", "\n") + "\n";
  }
}
