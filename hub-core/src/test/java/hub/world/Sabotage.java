package hub.world;

import hub.config.HubConfig;
import hub.delivery.Command;
import hub.delivery.DeliveryAnswer;
import hub.delivery.DeliveryStep;
import hub.delivery.DeliveryTerms;
import hub.delivery.Outcome;
import hub.incident.IncidentEvent;
import hub.incident.Input;
import hub.incident.StateChange;
import hub.space.SpaceMachine.Step;
import hub.ticket.Ticket;
import hub.ticket.TicketRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Where a defect can sit around the product's code. Without one, everything passes as it is.
interface Sabotage {

  /// The configuration that inputs are decided with.
  default HubConfig deciding(HubConfig config) {
    return config;
  }

  /// What becomes of an input on its way in.
  default List<Input> arriving(Input input, Instant now) {
    return List.of(input);
  }

  /// What the state store keeps.
  default List<StateChange> kept(Step step) {
    return step.changes();
  }

  /// What the log keeps.
  default List<IncidentEvent> recorded(Step step) {
    return step.events();
  }

  /// What a sink finds in its queue.
  default List<Command> queued(Command command) {
    return List.of(command);
  }

  default boolean firesTimers() {
    return true;
  }

  /// The command that a sink begins with.
  ///
  /// @param held what the tool holds
  default Command begun(Command command, Function<TicketRef, Optional<Ticket>> held) {
    return command;
  }

  default DeliveryTerms terms(DeliveryTerms terms) {
    return terms;
  }

  /// What the tool is asked.
  default DeliveryStep asked(DeliveryStep step) {
    return step;
  }

  /// What the sink makes of the tool's answer.
  default DeliveryAnswer answered(DeliveryStep step, DeliveryAnswer answer) {
    return answer;
  }

  /// The outcome that reaches the log.
  default Optional<Outcome> reported(Command command, Outcome outcome) {
    return Optional.of(outcome);
  }
}
