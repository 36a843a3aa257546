package hub.service.history;

import hub.config.HubConfig;
import hub.connector.mapping.MappingProblem;
import hub.engine.Retrospect;
import hub.engine.format.ReceivedInput;
import hub.incident.Input;
import hub.service.history.WhatIfReport.MappedDifference;
import hub.ticket.Ticket;
import hub.ticket.TicketRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// After a mapping was repaired: which tickets of a system the present mapping reads otherwise than
/// they were recorded. Those are read again from the tool.
///
/// Recorded payloads are only compared, never put in again: they may be older than what the tool
/// holds, and a fresh reading can undo nothing that is newer.
public final class Reprocessing {

  private final String system;
  private final Instant since;
  private final MappedAgain mappings;
  private final Map<TicketRef, Latest> tickets = new LinkedHashMap<>();
  private @Nullable Instant oldest;
  private long payloads;
  private long withoutPayload;

  public Reprocessing(HubConfig config, String system, Instant since) {
    this.system = system;
    this.since = since;
    this.mappings = new MappedAgain(config);
  }

  /// What the last kept payload of a ticket says now.
  private record Latest(String key, List<MappedDifference> differences, String trouble) {}

  /// What there is to do.
  ///
  /// @param oldest when the oldest input that is kept was received; null if none is
  /// @param payloads how many were mapped again
  /// @param withoutPayload observations that came without one
  /// @param tickets of how many the last payload was kept
  /// @param different those that are read otherwise
  public record Findings(
      @Nullable Instant oldest,
      long payloads,
      long withoutPayload,
      long tickets,
      List<DifferentTicket> different) {

    public Findings {
      different = List.copyOf(different);
    }
  }

  /// A ticket that the present mapping reads otherwise than it was recorded.
  ///
  /// @param trouble why it cannot be mapped now, or empty
  public record DifferentTicket(
      TicketRef ticket, String key, List<MappedDifference> differences, String trouble) {

    public DifferentTicket {
      differences = List.copyOf(differences);
    }
  }

  /// Looks at what is kept.
  public Findings of(Retrospect past, String space, int partition) {
    past.inputs(space, partition, this::see);
    var different = new ArrayList<DifferentTicket>();
    tickets.forEach((ref, latest) -> {
      if (!latest.differences.isEmpty() || !latest.trouble.isEmpty()) {
        different.add(new DifferentTicket(ref, latest.key, latest.differences, latest.trouble));
      }
    });
    return new Findings(oldest, payloads, withoutPayload, tickets.size(), different);
  }

  private void see(ReceivedInput received) {
    oldest = oldest == null ? received.receivedAt() : oldest;
    observed(received)
        .filter(_ -> !received.receivedAt().isBefore(since))
        .ifPresent(ticket -> see(received, ticket));
  }

  private Optional<Ticket> observed(ReceivedInput received) {
    return received.input() instanceof Input.TicketObserved(var ticket, _)
            && ticket.ref().system().equals(system)
            && ticket.presence() == Ticket.Presence.PRESENT
        ? Optional.of(ticket)
        : Optional.empty();
  }

  private void see(ReceivedInput received, Ticket ticket) {
    if (!mappings.isPossible(received)) {
      withoutPayload++;
      return;
    }
    payloads++;
    try {
      var differences = MappedAgain.differences(ticket, mappings.map(received));
      tickets.put(ticket.ref(), new Latest(ticket.key(), differences, ""));
    } catch (MappingProblem problem) {
      var why = String.valueOf(problem.getMessage());
      tickets.put(ticket.ref(), new Latest(ticket.key(), List.of(), why));
    }
  }
}
