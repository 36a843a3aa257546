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
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// Defects that sit in one place each.
final class Tampering {

  private Tampering() {}

  static Sabotage decidesWith(UnaryOperator<HubConfig> change) {
    return new Sabotage() {
      @Override
      public HubConfig deciding(HubConfig config) {
        return change.apply(config);
      }
    };
  }

  static Sabotage arrivesAs(Function<Input, List<Input>> change) {
    return new Sabotage() {
      @Override
      public List<Input> arriving(Input input, Instant now) {
        return change.apply(input);
      }
    };
  }

  static Sabotage queuesOnly(Predicate<Command> isQueued) {
    return new Sabotage() {
      @Override
      public List<Command> queued(Command command) {
        return isQueued.test(command) ? List.of(command) : List.of();
      }
    };
  }

  static Sabotage beginsWith(
      BiFunction<Command, Function<TicketRef, Optional<Ticket>>, Command> change) {
    return new Sabotage() {
      @Override
      public Command begun(Command command, Function<TicketRef, Optional<Ticket>> held) {
        return change.apply(command, held);
      }
    };
  }

  static Sabotage hasTerms(UnaryOperator<DeliveryTerms> change) {
    return new Sabotage() {
      @Override
      public DeliveryTerms terms(DeliveryTerms terms) {
        return change.apply(terms);
      }
    };
  }

  static Sabotage asks(UnaryOperator<DeliveryStep> change) {
    return new Sabotage() {
      @Override
      public DeliveryStep asked(DeliveryStep step) {
        return change.apply(step);
      }
    };
  }

  static Sabotage takesAnswerFor(UnaryOperator<DeliveryAnswer> change) {
    return new Sabotage() {
      @Override
      public DeliveryAnswer answered(DeliveryStep step, DeliveryAnswer answer) {
        return change.apply(answer);
      }
    };
  }

  static Sabotage reports(BiFunction<Command, Outcome, Optional<Outcome>> change) {
    return new Sabotage() {
      @Override
      public Optional<Outcome> reported(Command command, Outcome outcome) {
        return change.apply(command, outcome);
      }
    };
  }

  static Sabotage logsOnly(Predicate<Step> isLogged) {
    return new Sabotage() {
      @Override
      public List<IncidentEvent> recorded(Step step) {
        return isLogged.test(step) ? step.events() : List.of();
      }
    };
  }

  static Sabotage keepsOnly(Predicate<Step> isKept) {
    return keeps(step -> isKept.test(step) ? step.changes() : List.of());
  }

  static Sabotage keeps(Function<Step, List<StateChange>> change) {
    return new Sabotage() {
      @Override
      public List<StateChange> kept(Step step) {
        return change.apply(step);
      }
    };
  }

  /// True but for each time that the number of calls can be divided by this.
  static <T> Predicate<T> allBut(int every) {
    var calls = new int[1];
    return _ -> ++calls[0] % every != 0;
  }
}
