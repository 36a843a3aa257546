package hub.service.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hub.config.HubConfig;
import hub.connector.mapping.MappingProblem;
import hub.engine.Retrospect;
import hub.engine.Retrospect.Decided;
import hub.engine.format.HubJson;
import hub.engine.format.ReceivedInput;
import hub.engine.format.RecordedEvent;
import hub.incident.IncidentEvent;
import hub.incident.IncidentId;
import hub.incident.Input;
import hub.service.history.WhatIfReport.Difference;
import hub.service.history.WhatIfReport.MappedDifference;
import hub.service.search.EventWords;
import hub.space.SpaceMachine;
import hub.ticket.Ticket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What another configuration would have decided, input by input.
///
/// Recorded payloads are mapped by its mappings, and each input is decided by its rules, against
/// the state that the recorded events had made. Nothing is written.
public final class WhatIf {

  private final HubConfig config;
  private final MappedAgain mappings;
  private final @Nullable Instant since;
  private final Predicate<IncidentId> isErased;
  private final List<Difference> differences = new ArrayList<>();
  private long inputs;
  private long mappedAgain;
  private long withoutPayload;
  private long erased;
  private long different;

  /// @param since inputs received before are only folded; null for none
  /// @param isErased whether an incident, or one that shared its story, was forgotten since
  public WhatIf(HubConfig config, @Nullable Instant since, Predicate<IncidentId> isErased) {
    this.config = config;
    this.mappings = new MappedAgain(config);
    this.since = since;
    this.isErased = isErased;
  }

  /// Asks the whole past.
  public WhatIfReport of(Retrospect past) {
    var space = config.space();
    var reach = past.walk(space.id(), space.partition(), this::see);
    return new WhatIfReport(
        reach.oldest(),
        since,
        inputs,
        mappedAgain,
        withoutPayload,
        erased,
        inputs - different,
        different,
        differences,
        WhatIfReport.NOTE);
  }

  private void see(Decided decided) {
    var received = decided.received();
    if ((since != null && received.receivedAt().isBefore(since))
        || received.input() instanceof Input.ConfigurationOffered) {
      return;
    }
    if (isAboutErased(decided)) {
      erased++;
      return;
    }
    inputs++;
    var asked = received.input();
    List<MappedDifference> mapped = List.of();
    if (asked instanceof Input.TicketObserved seen) {
      if (mappings.isPossible(received)) {
        mappedAgain++;
        try {
          var now = mappings.map(received);
          mapped = MappedAgain.differences(seen.ticket(), now);
          asked = mapped.isEmpty() ? seen : new Input.TicketObserved(now, seen.reading());
        } catch (MappingProblem problem) {
          add(decided, mapped, List.of(), List.of(), "cannot be mapped: " + problem.getMessage());
          return;
        }
      } else {
        withoutPayload++;
      }
    }
    decide(decided, asked, mapped);
  }

  private void decide(Decided decided, Input asked, List<MappedDifference> mapped) {
    var recorded = new ArrayList<>(decided.events().stream().map(RecordedEvent::event).toList());
    try {
      var step = SpaceMachine.step(decided.before(), asked, decided.at(), config);
      var instead = new ArrayList<>(step.events());
      removeSame(recorded, instead);
      if (!recorded.isEmpty() || !instead.isEmpty() || !mapped.isEmpty()) {
        add(decided, mapped, words(decided, recorded), words(decided, instead), "");
      }
    } catch (RuntimeException failed) {
      add(
          decided,
          mapped,
          words(decided, recorded),
          List.of(),
          "would have become a dead letter: " + failed.getClass().getSimpleName());
    }
  }

  private void add(
      Decided decided,
      List<MappedDifference> mapped,
      List<String> recorded,
      List<String> instead,
      String trouble) {
    different++;
    if (differences.size() < WhatIfReport.MOST_DIFFERENCES) {
      var received = decided.received();
      differences.add(
          new Difference(
              decided.position().toString(),
              decided.at(),
              received.input().getClass().getSimpleName(),
              subject(decided),
              incident(decided).orElse(null),
              mapped,
              recorded,
              instead,
              trouble));
    }
  }

  /// What both would have led to, whatever number it got.
  private static void removeSame(List<IncidentEvent> recorded, List<IncidentEvent> instead) {
    var told = new ArrayList<>(instead.stream().map(WhatIf::content).toList());
    var only = new ArrayList<IncidentEvent>();
    for (var event : recorded) {
      var same = told.indexOf(content(event));
      if (same < 0) {
        only.add(event);
      } else {
        told.remove(same);
        instead.remove(same);
      }
    }
    recorded.clear();
    recorded.addAll(only);
  }

  /// An event without the ids that follow from its place in the log.
  private static JsonNode content(IncidentEvent event) {
    JsonNode tree = HubJson.mapper().valueToTree(event);
    if (tree.path("command") instanceof ObjectNode command) {
      command.remove("id");
      command.remove("marker");
    }
    if (event instanceof IncidentEvent.TimerSet && tree instanceof ObjectNode timer) {
      timer.put("timer", timer.path("timer").asText().replaceAll("[0-9]+", "#"));
    }
    return tree;
  }

  private static List<String> words(Decided decided, List<IncidentEvent> events) {
    return events.stream().map(event -> EventWords.en(event, decided.before())).toList();
  }

  private boolean isAboutErased(Decided decided) {
    return incident(decided).filter(isErased).isPresent()
        || decided.events().stream()
            .map(RecordedEvent::event)
            .anyMatch(event ->
                event instanceof IncidentEvent.OfIncident about && isErased.test(about.incident()));
  }

  private static String subject(Decided decided) {
    return decided.received().input() instanceof Input.TicketObserved(var ticket, _)
        ? named(ticket)
        : ReceivedInput.subject(decided.received().input());
  }

  private static String named(Ticket ticket) {
    return ticket.key().isEmpty()
        ? ticket.ref().toString()
        : ticket.key() + " in " + ticket.ref().system();
  }

  private static Optional<IncidentId> incident(Decided decided) {
    return switch (decided.received().input()) {
      case Input.TicketObserved(var ticket, _) ->
          decided.before().incidentOf(ticket.ref()).map(hub.incident.Incident::id);
      case Input.OutcomeReported(var command, _, _) ->
          decided
              .before()
              .outstanding(command)
              .map(outstanding -> decided.before().incidentOf(outstanding).id());
      case Input _ ->
          decided.events().stream()
              .map(RecordedEvent::event)
              .filter(IncidentEvent.OfIncident.class::isInstance)
              .map(event -> ((IncidentEvent.OfIncident) event).incident())
              .findFirst();
    };
  }
}
