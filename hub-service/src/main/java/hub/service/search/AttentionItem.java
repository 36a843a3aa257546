package hub.service.search;

import hub.incident.IncidentId;
import hub.service.words.Told;
import hub.ticket.Field;
import hub.ticket.TicketRef;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One row of what needs attention. The oldest comes first.
///
/// @param id stable while the matter lasts
/// @param since when it began
/// @param subject what it is about, in words: the incident's title or the system's id
/// @param ticketKey as people call the ticket, or empty
/// @param cause in one sentence, as the tool or the hub gave it
/// @param ifNothingIsDone what happens then, in one sentence
/// @param choices the values a person can choose between, for a conflict of values
/// @param deadLetter its id, for a dead letter
/// @param task its number, for a contact task
public record AttentionItem(
    String id,
    AttentionKind kind,
    Instant since,
    @Nullable IncidentId incident,
    String subject,
    @Nullable String system,
    @Nullable TicketRef ticket,
    String ticketKey,
    @Nullable Field field,
    Told cause,
    Told ifNothingIsDone,
    List<String> choices,
    List<AttentionAction> actions,
    @Nullable String deadLetter,
    @Nullable Long task) {

  public AttentionItem {
    choices = List.copyOf(choices);
    actions = List.copyOf(actions);
  }
}
