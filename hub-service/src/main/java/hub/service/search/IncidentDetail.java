package hub.service.search;

import hub.incident.IncidentEvent.LinkReason;
import hub.incident.IncidentId;
import hub.service.words.Told;
import hub.ticket.Field;
import hub.ticket.RfcState;
import hub.ticket.Ticket.Presence;
import hub.ticket.TicketRef;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One incident with its tickets side by side.
///
/// @param related problems and follow-ups that it refers to
/// @param rfcs RFCs and problems that it waits for
/// @param aliases numbers of incidents that were merged into this one
public record IncidentDetail(
    IncidentSummary summary,
    List<TicketView> tickets,
    List<FieldRow> fields,
    List<TicketLabel> related,
    List<RfcView> rfcs,
    List<IncidentId> aliases,
    List<WaitingCommand> waiting,
    List<CommentView> comments,
    List<AttentionItem> attention) {

  public IncidentDetail {
    tickets = List.copyOf(tickets);
    fields = List.copyOf(fields);
    related = List.copyOf(related);
    rfcs = List.copyOf(rfcs);
    aliases = List.copyOf(aliases);
    waiting = List.copyOf(waiting);
    comments = List.copyOf(comments);
    attention = List.copyOf(attention);
  }

  /// As it reads when it was forgotten since (design D12).
  IncidentDetail erased() {
    return new IncidentDetail(
        summary.erased(), tickets, fields, related, rfcs, aliases, waiting, comments, attention);
  }

  /// An RFC or problem (process.md step 11).
  public record RfcView(TicketLabel label, RfcState state) {}

  /// A member ticket.
  ///
  /// @param reason why it is linked, with the detail that proves it
  /// @param readAt when it was last read
  public record TicketView(
      TicketLabel label,
      String kind,
      Presence presence,
      LinkReason reason,
      String detail,
      boolean isMadeByHub,
      @Nullable Instant readAt) {}

  /// One field: the incident's value and what each ticket holds, in the order of the tickets.
  ///
  /// @param origin the ticket whose user set the value; null while nobody has
  /// @param setBy that user, as the tool names them
  /// @param setAt in that tool's clock
  public record FieldRow(
      Field field,
      String value,
      @Nullable TicketLabel origin,
      @Nullable String setBy,
      @Nullable Instant setAt,
      List<FieldCell> cells,
      @Nullable Conflict conflict) {

    public FieldRow {
      cells = List.copyOf(cells);
    }

    public boolean differs() {
      return cells.stream().anyMatch(FieldCell::differs);
    }
  }

  /// What one ticket holds in a field.
  ///
  /// @param holds null if the tool has no such field
  /// @param shouldSay null if the hub leaves it alone there
  /// @param cause why it differs, or empty
  public record FieldCell(
      TicketRef ticket,
      @Nullable String holds,
      @Nullable String shouldSay,
      CellState state,
      Told cause) {

    public boolean differs() {
      return switch (state) {
        case SAME, LEFT_ALONE -> false;
        case WAITING, PARKED, FROZEN, HELD, DIFFERENT -> true;
      };
    }
  }

  /// How a ticket's value relates to what it should say.
  public enum CellState {
    SAME,
    /// The hub does not write this field there.
    LEFT_ALONE,
    /// A command is under way.
    WAITING,
    /// The tool refused the value.
    PARKED,
    /// It went to and fro.
    FROZEN,
    /// The system takes no commands now.
    HELD,
    /// Differs, and the hub has no command for it, such as a status that would go backwards.
    DIFFERENT
  }

  /// Two values set without knowledge of each other.
  public record Conflict(
      String kept, TicketLabel keptFrom, String lost, TicketLabel lostFrom, String reason) {}

  /// A command that is not over, or one that waits for its system.
  ///
  /// @param what in words, such as "update priority, status"
  /// @param ticket null for a create
  /// @param attempt from 1; 0 while it is held back
  /// @param nextTry null while a sink has it
  public record WaitingCommand(
      Told what,
      String system,
      @Nullable TicketLabel ticket,
      Instant since,
      int attempt,
      @Nullable Instant nextTry,
      String cause) {}

  /// A comment of a tool's user.
  ///
  /// @param mirroredIn tickets that show it too
  public record CommentView(
      TicketLabel ticket,
      String author,
      @Nullable Instant writtenAt,
      String text,
      int revision,
      boolean isRestricted,
      boolean isDeleted,
      List<TicketLabel> mirroredIn) {

    public CommentView {
      mirroredIn = List.copyOf(mirroredIn);
    }
  }
}
