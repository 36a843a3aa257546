package hub.world;

import hub.config.HubConfig;
import hub.config.SystemConfig;
import hub.delivery.Command;
import hub.delivery.Command.Attempt;
import hub.delivery.Command.SendNotice;
import hub.delivery.Command.UpdateTicket;
import hub.delivery.DeliveryAnswer;
import hub.delivery.DeliveryStep;
import hub.delivery.DeliveryTerms;
import hub.delivery.Outcome;
import hub.incident.Entry.CommentRecord;
import hub.incident.IncidentEvent.IncidentErased;
import hub.incident.Input;
import hub.incident.Input.OutcomeReported;
import hub.incident.Input.TicketObserved;
import hub.incident.StateChange;
import hub.space.NspExample;
import hub.ticket.Change;
import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.Ticket;
import hub.ticket.TicketRef;
import hub.ticket.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// Mistakes that products of this kind make, each put around the product's own code. The simulation
/// must find every one; which invariant does is part of its description.
final class SeededDefects {

  static final List<SeededDefect> ALL =
      List.of(
          new SeededDefect(
              "no marker look up",
              "before a create nobody looks whether the ticket is there already",
              AtMostOne.class,
              () ->
                  Tampering.takesAnswerFor(answer ->
                      answer instanceof DeliveryAnswer.Found
                          ? new DeliveryAnswer.Found(List.of())
                          : answer)),
          new SeededDefect(
              "no settle time",
              "a create is repeated while the first one may still take effect",
              AtMostOne.class,
              () -> Tampering.hasTerms(terms -> terms(terms, Duration.ZERO))),
          new SeededDefect(
              "lost answer is failure",
              "a request without an answer counts as one that did not happen",
              AtMostOne.class,
              () ->
                  Tampering.takesAnswerFor(answer ->
                      answer instanceof DeliveryAnswer.Lost(var cause)
                          ? new DeliveryAnswer.NotNow(Outcome.Trouble.DEAD, cause, null)
                          : answer)),
          new SeededDefect(
              "attempts are forgotten",
              "a repeated command looks like a first one",
              AtMostOne.class,
              () -> Tampering.beginsWith((command, _) -> command.again(Attempt.FIRST))),
          new SeededDefect(
              "crash is forgotten",
              "after a crash nobody knows that a command may have been tried before",
              AtMostOne.class,
              () ->
                  Tampering.hasTerms(terms ->
                      new DeliveryTerms(terms.begun(), terms.settle(), null, terms.sameness()))),
          new SeededDefect(
              "create without marker",
              "a created ticket does not say what it was made for",
              AtMostOne.class,
              () ->
                  Tampering.asks(step ->
                      step instanceof DeliveryStep.Create(var system, _, var fields)
                          ? new DeliveryStep.Create(system, "", fields)
                          : step)),
          new SeededDefect(
              "mirror without marker",
              "a mirrored comment looks like one of a person",
              NoLoops.class,
              () ->
                  Tampering.asks(step ->
                      step instanceof DeliveryStep.Comment(var ticket, _, var text)
                          ? new DeliveryStep.Comment(ticket, "", text)
                          : step)),
          new SeededDefect(
              "comments read in part",
              "only the first comment of a ticket is read, and it counts as all",
              NothingLost.class,
              () ->
                  Tampering.takesAnswerFor(answer ->
                      answer instanceof DeliveryAnswer.Was(var ticket)
                          ? new DeliveryAnswer.Was(
                              ticket.withComments(ticket.comments().stream().limit(1).toList()))
                          : answer)),
          new SeededDefect(
              "normalised text is news",
              "what a tool makes of a text that the hub wrote counts as somebody's change",
              NoLoops.class,
              () ->
                  Tampering.reports((_, outcome) ->
                      Optional.of(
                          outcome instanceof Outcome.Delivered(var ticket, _, var duplicates)
                              ? new Outcome.Delivered(ticket, Fields.NONE, duplicates)
                              : outcome))),
          new SeededDefect(
              "echo told by time",
              "what a tool shows within two minutes of a write of the hub is taken for its echo",
              Convergence.class,
              EchoByTime::new),
          new SeededDefect(
              "base is whatever is there",
              "a queued command writes over what somebody entered meanwhile",
              NothingLost.class,
              () -> Tampering.beginsWith(SeededDefects::basedOnThePresent)),
          new SeededDefect(
              "command id from content",
              "a command that asks the same as an earlier one is taken for its repetition",
              Convergence.class,
              () -> {
                var seen = new HashSet<String>();
                return Tampering.queuesOnly(command ->
                    !(command instanceof UpdateTicket update)
                        || seen.add(update.ticket() + " " + update.desired()));
              }),
          new SeededDefect(
              "command is lost",
              "every ninth command reaches no sink",
              Convergence.class,
              () -> Tampering.queuesOnly(Tampering.allBut(9))),
          new SeededDefect(
              "outcome is lost",
              "every ninth outcome is not reported",
              Convergence.class,
              () -> {
                var isReported = Tampering.<Outcome>allBut(9);
                return Tampering.reports((_, outcome) -> Optional.of(outcome).filter(isReported));
              }),
          new SeededDefect(
              "no timers",
              "what is to be tried again is not",
              Convergence.class,
              () ->
                  new Sabotage() {
                    @Override
                    public boolean firesTimers() {
                      return false;
                    }
                  }),
          new SeededDefect(
              "refused is retried",
              "what a tool refuses is tried again for ever",
              Convergence.class,
              () ->
                  Tampering.reports((_, outcome) ->
                      Optional.of(
                          outcome instanceof Outcome.Refused refused
                              ? new Outcome.Unavailable(Outcome.Trouble.DEAD, refused.cause(), null)
                              : outcome))),
          new SeededDefect(
              "late poll accepted",
              "whatever arrives last counts as the newest",
              Convergence.class,
              () -> {
                var next = new long[] {1_000_000};
                return Tampering.arrivesAs(input ->
                    List.of(
                        input instanceof TicketObserved(var ticket, var reading)
                            ? new TicketObserved(withVersion(ticket, next[0]++), reading)
                            : input));
              }),
          new SeededDefect(
              "time of the look",
              "when a change was seen counts as when it was made",
              LastWord.class,
              () ->
                  Tampering.arrivesAs(input ->
                      List.of(
                          input instanceof TicketObserved(var ticket, var reading)
                              ? new TicketObserved(
                                  ticket.withChanges(
                                      new Change(reading.ended(), "somebody", true), Map.of()),
                                  reading)
                              : input))),
          new SeededDefect(
              "cursor ahead of observations",
              "each version of a ticket is read once, and every fifth is lost on its way",
              Convergence.class,
              () -> {
                var cursor = new HashMap<TicketRef, Version>();
                var arrives = Tampering.<Input>allBut(5);
                return Tampering.arrivesAs(input -> {
                  if (!(input instanceof TicketObserved(var ticket, _))) {
                    return List.of(input);
                  }
                  var isRead = ticket.version().equals(cursor.put(ticket.ref(), ticket.version()));
                  return !isRead && arrives.test(input) ? List.of(input) : List.of();
                });
              }),
          new SeededDefect(
              "state without events",
              "an exception between store and log keeps the state without its events",
              Replay.class,
              () -> Tampering.logsOnly(Tampering.allBut(40))),
          new SeededDefect(
              "events without state",
              "the state misses what the log has",
              Replay.class,
              () -> Tampering.keepsOnly(Tampering.allBut(40))),
          new SeededDefect(
              "link in one direction",
              "Jira never shows the record's id",
              SymmetricLinks.class,
              () ->
                  Tampering.decidesWith(config ->
                      withSystems(
                          config, system -> withoutField(system, "counterpart.clearquest")))),
          new SeededDefect(
              "erasure in part",
              "an erasure leaves the comments as they are",
              Forgotten.class,
              () ->
                  Tampering.keeps(step ->
                      step.events().stream().anyMatch(IncidentErased.class::isInstance)
                          ? step.changes().stream().filter(SeededDefects::isNoComment).toList()
                          : step.changes())),
          new SeededDefect(
              "observed and written",
              "a system that is observed only is written to",
              OnlyWatched.class,
              () -> Tampering.decidesWith(OtherConfig::inSync)),
          new SeededDefect(
              "nothing bounds the writes",
              "however much the hub writes, it never pauses",
              BlastLimit.class,
              () ->
                  Tampering.decidesWith(
                      config -> config.withLimits(config.limits().withBlastWrites(0)))),
          new SeededDefect(
              "no contact",
              "a P1 contacts nobody",
              ProcessGates.class,
              () -> Tampering.decidesWith(_ -> NspExample.config())),
          new SeededDefect(
              "notice counts before it is sent",
              "a notice counts as sent when sending it failed",
              ProcessGates.class,
              () ->
                  Tampering.reports((command, outcome) ->
                      Optional.of(
                          command instanceof SendNotice notice && !(outcome instanceof Outcome.Sent)
                              ? new Outcome.Sent("<lost-%s@hub.example>".formatted(notice.id()), 1)
                              : outcome))));

  private SeededDefects() {}

  /// The mistake of that name.
  static SeededDefect named(String name) {
    return ALL.stream().filter(defect -> defect.name().equals(name)).findFirst().orElseThrow();
  }

  /// One mistake.
  ///
  /// @param words what it is
  /// @param invariant which finds it
  /// @param sabotage the mistake, for one world
  record SeededDefect(
      String name,
      String words,
      Class<? extends Invariant> invariant,
      Supplier<Sabotage> sabotage) {

    String finder() {
      return invariant.getSimpleName();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /// Takes what comes soon after a write for its echo.
  private static boolean isNoComment(StateChange change) {
    return !(change instanceof StateChange.Put(CommentRecord _));
  }

  private static final class EchoByTime implements Sabotage {

    private static final Duration SOON = Duration.ofMinutes(2);
    private final Map<String, Instant> written = new HashMap<>();

    @Override
    public List<Input> arriving(Input input, Instant now) {
      if (input instanceof OutcomeReported(_, Outcome.Delivered(var ticket, _, _), _)) {
        written.put(ticket.ref().system(), now);
      }
      return input instanceof TicketObserved(var ticket, _)
              && now.isBefore(written.getOrDefault(ticket.ref().system(), Instant.EPOCH).plus(SOON))
          ? List.of()
          : List.of(input);
    }
  }

  private static DeliveryTerms terms(DeliveryTerms terms, Duration settle) {
    return new DeliveryTerms(terms.begun(), settle, terms.earlierAttemptUntil(), terms.sameness());
  }

  private static Command basedOnThePresent(
      Command command, Function<TicketRef, Optional<Ticket>> held) {
    return command instanceof UpdateTicket update
        ? held.apply(update.ticket())
            .<Command>map(ticket ->
                new UpdateTicket(
                    update.id(),
                    update.incident(),
                    update.ticket(),
                    ticket.fields(),
                    update.desired(),
                    update.attempt()))
            .orElse(command)
        : command;
  }

  private static Ticket withVersion(Ticket ticket, long version) {
    return new Ticket(
        ticket.ref(),
        ticket.key(),
        ticket.kind(),
        new Version(version),
        ticket.presence(),
        ticket.fields(),
        ticket.comments(),
        ticket.commentsRead(),
        ticket.references(),
        ticket.marker(),
        ticket.createdAt(),
        ticket.lastChange(),
        ticket.changes());
  }

  private static HubConfig withSystems(HubConfig config, UnaryOperator<SystemConfig> change) {
    var systems = new TreeMap<>(config.systems());
    systems.replaceAll((_, system) -> change.apply(system));
    return new HubConfig(
        config.space(),
        systems,
        config.fields(),
        config.counterparts(),
        config.backwardMoves(),
        config.comments(),
        config.limits(),
        config.contacts(),
        config.gates());
  }

  private static SystemConfig withoutField(SystemConfig system, String name) {
    var out = new TreeMap<>(system.out());
    out.remove(new Field(name));
    return new SystemConfig(
        system.kind(),
        system.role(),
        system.mode(),
        system.connection(),
        system.in(),
        out,
        system.values(),
        system.texts(),
        system.writes(),
        system.opens(),
        system.atMost(),
        system.settle(),
        system.shows());
  }
}
