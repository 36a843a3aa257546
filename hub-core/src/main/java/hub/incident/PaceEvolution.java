package hub.incident;

import hub.delivery.Command;
import hub.incident.Entry.ChangePace;
import hub.incident.Entry.ChangePace.News;
import hub.incident.Entry.WritePace;
import hub.incident.IncidentEvent.CommandIssued;
import hub.incident.IncidentEvent.CommentAdded;
import hub.incident.IncidentEvent.CommentEdited;
import hub.incident.IncidentEvent.FieldChanged;
import hub.incident.IncidentEvent.RfcLinked;
import hub.incident.IncidentEvent.RfcSeen;
import hub.incident.IncidentEvent.RfcStateChanged;
import hub.incident.IncidentEvent.SystemResumed;
import hub.incident.IncidentEvent.TicketChanged;
import hub.incident.IncidentEvent.TicketSeen;
import hub.ticket.Reading;
import hub.ticket.TicketRef;
import hub.ticket.Version;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How events count for the writes of the hub and the changes of people (design D10).
///
/// A change by people is one that its tool vouches for by a newer version of the ticket, or by
/// having made the ticket of late. What the hub only reads otherwise than before, after a change of
/// a mapping, and what it reads of the past in a backfill, is nobody's change.
final class PaceEvolution {

  /// A ticket that was made before this is a find, not somebody's doing of late.
  private static final Duration OF_LATE = Duration.ofMinutes(10);

  private PaceEvolution() {}

  /// To be called before the event is folded: whether a version is newer is told by the shadow.
  static void count(Draft draft, IncidentEvent event) {
    switch (event) {
      case TicketChanged(_, var ticket, var reading) ->
          seen(draft, ticket.ref(), ticket.version(), ticket.createdAt(), reading);
      case TicketSeen(_, var ticket, var version, var reading) ->
          seen(draft, ticket, version, null, reading);
      case RfcSeen(var rfc, _, var version, _, _, var reading) ->
          seen(draft, rfc, version, null, reading);
      case FieldChanged changed -> fieldsChanged(draft, changed.ticket());
      case CommentAdded added -> changed(draft, added.ticket());
      case CommentEdited edited -> changed(draft, edited.ticket());
      case RfcStateChanged rfc -> changed(draft, rfc.rfc());
      case RfcLinked linked -> {
        changed(draft, linked.rfc());
        changed(draft, linked.via());
      }
      case CommandIssued(_, var command, var at) when countsAsWrite(command) ->
          written(draft, command.system(), at);
      case SystemResumed(var system, _, var at) -> draft.put(new WritePace(system, Pace.NONE, at));
      case IncidentEvent _ -> {
        // Neither a write nor somebody's change.
      }
    }
  }

  private static boolean countsAsWrite(Command command) {
    return command.attempt().number() == 1 && command.isWrite();
  }

  private static void written(Draft draft, String system, Instant at) {
    var known = draft.writePace(system);
    if (!at.equals(known.resumedAt())) {
      draft.put(new WritePace(system, known.pace().plus(at), known.resumedAt()));
    }
  }

  private static void seen(
      Draft draft,
      TicketRef ticket,
      Version version,
      @Nullable Instant createdAt,
      Reading reading) {
    var isNews =
        draft
            .shadow(ticket)
            .map(known -> version.isNewerThan(known.version()))
            .orElseGet(
                () -> createdAt != null && !createdAt.isBefore(reading.began().minus(OF_LATE)));
    var known = draft.changePace();
    if (isNews) {
      draft.put(new ChangePace(known.pace(), new News(ticket, reading.ended(), false)));
    } else if (known.news() != null) {
      draft.put(new ChangePace(known.pace(), null));
    }
  }

  private static void fieldsChanged(Draft draft, TicketRef ticket) {
    var known = draft.changePace();
    var news = known.news();
    if (news != null && news.ticket().equals(ticket) && !news.isCounted()) {
      draft.put(
          new ChangePace(known.pace().plus(news.seenAt()), new News(ticket, news.seenAt(), true)));
    }
  }

  private static void changed(Draft draft, TicketRef ticket) {
    var known = draft.changePace();
    var news = known.news();
    if (news != null && news.ticket().equals(ticket)) {
      draft.put(new ChangePace(known.pace().plus(news.seenAt()), news));
    }
  }
}
