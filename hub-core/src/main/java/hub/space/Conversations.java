package hub.space;

import hub.config.SystemConfig;
import hub.incident.IncidentId;
import hub.incident.Shadow;
import hub.incident.Story;
import hub.ticket.Comment;
import hub.ticket.Field;
import hub.ticket.Ticket;
import java.util.Optional;

/// What the hub makes of a message of a tool that shows messages instead of tickets, such as mail.
///
/// The first message of a conversation opens its ticket, every other one is a comment of it. A
/// message tells nothing of what the tool holds, so it is never compared with the shadow, and its
/// age does not matter: what was said was said.
final class Conversations {

  private final Story story;

  Conversations(Story story) {
    this.story = story;
  }

  boolean isMessage(Ticket ticket) {
    return story
        .config()
        .system(ticket.ref().system())
        .filter(SystemConfig::isConversation)
        .isPresent();
  }

  /// The conversation that a message belongs to: the one it names, else that of its desk in the
  /// incident whose case number it carries. A number alone proves nothing, so the desk must be the
  /// same. Empty if it begins one.
  Optional<Shadow> of(Ticket message) {
    var named = story.view().shadow(message.ref());
    if (named.isPresent()) {
      return named;
    }
    var desk = message.fields().getOrEmpty(Field.DESK);
    return IncidentId.ofCaseNumber(
            story.config().space().id(), message.fields().getOrEmpty(Field.CASE_NUMBER))
        .filter(_ -> !desk.isEmpty())
        .flatMap(story.view()::incident)
        .stream()
        .flatMap(incident -> incident.members().keySet().stream())
        .filter(member -> member.system().equals(message.ref().system()))
        .map(story.view()::shadow)
        .flatMap(Optional::stream)
        .filter(shadow -> shadow.fields().getOrEmpty(Field.DESK).equals(desk))
        .findFirst();
  }

  /// Adds what a message says to its conversation, once.
  void said(IncidentId id, Shadow conversation, Ticket message) {
    var opening = conversation.fields().getOrEmpty(Field.THREAD);
    var news =
        message.comments().stream()
            .filter(comment -> !comment.id().equals(opening))
            // A message is somebody's own words, whatever it quotes.
            .map(Conversations::unmarked)
            .toList();
    new TicketNews(story).said(id, conversation.ticket(), news);
    story.touch(id);
  }

  private static Comment unmarked(Comment comment) {
    return new Comment(
        comment.id(),
        comment.author(),
        comment.writtenAt(),
        comment.text(),
        comment.isRestricted(),
        "");
  }
}
