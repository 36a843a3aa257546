package hub.incident;

import hub.incident.Entry.CommentRecord;
import hub.incident.Entry.Explanation;
import hub.ticket.Comment;
import hub.ticket.TicketRef;
import java.util.Map;
import java.util.Optional;

/// How events about comments change the state.
final class CommentEvolution {

  private CommentEvolution() {}

  static void fold(Draft draft, IncidentEvent.OfComment event, long sequence) {
    switch (event) {
      case IncidentEvent.CommentAdded(var id, var ticket, var comment) ->
          added(draft, id, ticket, comment, sequence);
      case IncidentEvent.CommentEdited(var id, var ticket, var comment) ->
          edited(draft, id, ticket, comment);
      case IncidentEvent.CommentDeleted(var id, var ticket, var comment) ->
          deleted(draft, id, ticket, comment);
      case IncidentEvent.CommentMirrored(var id, var ticket, var number, var revision) -> {
        mirrored(draft, id, ticket, number, revision);
        said(draft, ticket, number);
      }
      case IncidentEvent.ExplanationOwed(_, var ticket, var field, var owner) ->
          draft.put(
              new Explanation(
                  ticket,
                  sequence,
                  "The %s is decided in %s. It was changed here, and the hub has set it back."
                      .formatted(field, owner)));
      case IncidentEvent.NoteOwed(_, var ticket, var words) ->
          draft.put(new Explanation(ticket, sequence, words));
    }
  }

  private static void added(
      Draft draft, IncidentId id, TicketRef ticket, Comment comment, long sequence) {
    draft.put(
        new CommentRecord(
            id,
            ticket,
            comment.id(),
            sequence,
            1,
            comment.author(),
            comment.writtenAt(),
            comment.text(),
            comment.isRestricted(),
            false,
            Map.of()));
  }

  private static void edited(Draft draft, IncidentId id, TicketRef ticket, Comment comment) {
    find(draft, id, ticket, comment.id())
        .ifPresent(known ->
            draft.put(
                new CommentRecord(
                    known.incident(),
                    ticket,
                    known.id(),
                    known.number(),
                    known.revision() + 1,
                    comment.author(),
                    comment.writtenAt(),
                    comment.text(),
                    comment.isRestricted(),
                    false,
                    known.mirrored())));
  }

  private static void deleted(Draft draft, IncidentId id, TicketRef ticket, String comment) {
    find(draft, id, ticket, comment)
        .ifPresent(known ->
            draft.put(
                new CommentRecord(
                    known.incident(),
                    ticket,
                    known.id(),
                    known.number(),
                    known.revision(),
                    known.author(),
                    known.writtenAt(),
                    known.text(),
                    known.isRestricted(),
                    true,
                    known.mirrored())));
  }

  /// A comment of the hub's own is no longer owed once it was seen.
  private static void said(Draft draft, TicketRef ticket, long number) {
    draft
        .get(Explanation.key(ticket, number), Explanation.class)
        .ifPresent(owed -> draft.remove(owed.key()));
  }

  private static void mirrored(
      Draft draft, IncidentId id, TicketRef ticket, long number, int revision) {
    draft
        .get(CommentRecord.key(id, number), CommentRecord.class)
        .ifPresent(known ->
            draft.put(
                new CommentRecord(
                    known.incident(),
                    known.origin(),
                    known.id(),
                    known.number(),
                    known.revision(),
                    known.author(),
                    known.writtenAt(),
                    known.text(),
                    known.isRestricted(),
                    known.isDeleted(),
                    Incident.plus(known.mirrored(), ticket, revision))));
  }

  private static Optional<CommentRecord> find(
      Draft draft, IncidentId id, TicketRef origin, String comment) {
    return draft.comments(id).stream()
        .filter(known -> known.origin().equals(origin) && known.id().equals(comment))
        .findFirst();
  }
}
