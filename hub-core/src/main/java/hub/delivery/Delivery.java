package hub.delivery;

import hub.delivery.Command.AddComment;
import hub.delivery.Command.CloseDuplicate;
import hub.delivery.Command.CreateTicket;
import hub.delivery.Command.RefreshTicket;
import hub.delivery.Command.SendNotice;
import hub.delivery.Command.UpdateTicket;
import hub.delivery.DeliveryAnswer.Accepted;
import hub.delivery.DeliveryAnswer.ChangedMeanwhile;
import hub.delivery.DeliveryAnswer.FieldsRefused;
import hub.delivery.DeliveryAnswer.Found;
import hub.delivery.DeliveryAnswer.Gone;
import hub.delivery.DeliveryAnswer.Lost;
import hub.delivery.DeliveryAnswer.Moved;
import hub.delivery.DeliveryAnswer.NotNow;
import hub.delivery.DeliveryAnswer.Sent;
import hub.delivery.DeliveryAnswer.Was;
import hub.delivery.DeliveryStep.Done;
import hub.delivery.DeliveryStep.FindByMarker;
import hub.delivery.DeliveryStep.Read;
import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.Status;
import hub.ticket.Ticket;
import hub.ticket.TicketRef;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The one protocol of a write (design D7): read, look up, write, read back, outcome.
///
/// A pure step machine. A sink performs [#step()] at the tool and passes what came of it to
/// [#answered], until the step is [Done]. Nothing is ever tried twice within one attempt: trying
/// again is the engine's business.
public sealed interface Delivery {

  /// Why a field is refused that the tool showed before.
  String HIDDEN =
      "the tool no longer shows this field, so it cannot be told what a write would overwrite; let"
          + " the hub's user read it again, then retry";

  /// Why a field is refused that a tool has not taken without a word.
  String IGNORED =
      "the tool acknowledged the write and still holds the old value; see whether the hub's user"
          + " may write this field, then retry";

  /// Workflows longer than this are a mistake in their configuration.
  int MOST_TRANSITIONS = 8;

  /// What the sink does next.
  DeliveryStep step();

  /// Goes on after the step was performed.
  ///
  /// @param now when the answer came, in the hub's clock
  Delivery answered(DeliveryAnswer answer, Instant now);

  /// Begins an attempt.
  static Delivery of(Command command, DeliveryTerms terms) {
    return switch (command) {
      case CreateTicket create -> new LookingUp(create, terms);
      case UpdateTicket update -> new ReadingBeforeUpdate(update, terms);
      case AddComment comment -> new ReadingBeforeComment(comment, terms);
      case CloseDuplicate close -> new ReadingDuplicate(close, terms);
      case RefreshTicket refresh -> new ReadingBack(refresh.ticket(), List.of(), null);
      case SendNotice notice -> new Sending(notice);
    };
  }

  /// The attempt is over.
  record Ended(Outcome outcome) implements Delivery {

    @Override
    public DeliveryStep step() {
      return new Done(outcome);
    }

    @Override
    public Delivery answered(DeliveryAnswer answer, Instant now) {
      throw new IllegalStateException("the attempt has ended; nothing was asked");
    }
  }

  /// Create, first step: is there a ticket with our marker already?
  record LookingUp(CreateTicket command, DeliveryTerms terms) implements Delivery {

    @Override
    public DeliveryStep step() {
      return lookUp(command);
    }

    @Override
    public Delivery answered(DeliveryAnswer answer, Instant now) {
      return switch (answer) {
        case Found(var tickets) when !tickets.isEmpty() -> {
          var oldestFirst = tickets.stream().sorted(OLDEST_FIRST).toList();
          yield new ReadingBack(
              oldestFirst.getFirst().ref(),
              youngerOf(oldestFirst, command.marker()),
              terms.earlierAttemptUntil());
        }
        case Found _ ->
            terms
                .openSince(command.attempt())
                .map(Delivery::stillOpen)
                .orElseGet(() -> new Creating(command));
        case Was _,
            Gone _,
            Accepted _,
            Moved _,
            Sent _,
            FieldsRefused _,
            ChangedMeanwhile _,
            Lost _,
            NotNow _ ->
            beforeAnyWrite(failedLookUp(answer), terms);
      };
    }
  }

  /// Create, second step.
  record Creating(CreateTicket command) implements Delivery {

    @Override
    public DeliveryStep step() {
      return new DeliveryStep.Create(command.system(), command.marker(), command.fields());
    }

    @Override
    public Delivery answered(DeliveryAnswer answer, Instant now) {
      return answer instanceof Accepted(var ticket)
          ? new ReadingCreated(command, ticket)
          : failedWrite(answer, null, now);
    }
  }

  /// Create, third step: what did the tool make of it?
  record ReadingCreated(CreateTicket command, TicketRef ticket) implements Delivery {

    @Override
    public DeliveryStep step() {
      return new Read(ticket);
    }

    @Override
    public Delivery answered(DeliveryAnswer answer, Instant now) {
      return answer instanceof Was(var seen)
          ? new LookingAgain(command, seen)
          : ended(
              new Outcome.Unknown("created, but could not be read back: " + words(answer), now));
    }
  }

  /// Create, last step: did an earlier attempt take effect meanwhile?
  record LookingAgain(CreateTicket command, Ticket created) implements Delivery {

    @Override
    public DeliveryStep step() {
      return lookUp(command);
    }

    @Override
    public Delivery answered(DeliveryAnswer answer, Instant now) {
      var found = answer instanceof Found(var tickets) ? tickets : List.<Ticket>of();
      var oldestFirst =
          Stream.concat(
                  found.stream().filter(other -> !other.ref().equals(created.ref())),
                  Stream.of(created))
              .filter(ticket -> ticket.marker().equals(command.marker()) || ticket.equals(created))
              .sorted(OLDEST_FIRST)
              .toList();
      var oldest = oldestFirst.getFirst();
      // A tool begins every ticket at the beginning of its workflow: that is not what it makes of
      // the
      // status, which is still to be reached.
      var sent = command.fields().without(Field.STATUS);
      return oldest.ref().equals(created.ref())
          ? ended(new Outcome.Delivered(created, sent, youngerOf(oldestFirst, command.marker())))
          : new ReadingBack(oldest.ref(), youngerOf(oldestFirst, command.marker()), now);
    }
  }

  /// Update, first step: does the tool still hold what the command was computed from?
  record ReadingBeforeUpdate(UpdateTicket command, DeliveryTerms terms) implements Delivery {

    @Override
    public DeliveryStep step() {
      return new Read(command.ticket());
    }

    @Override
    public Delivery answered(DeliveryAnswer answer, Instant now) {
      if (!(answer instanceof Was(var ticket))) {
        return beforeAnyWrite(failedRead(answer, command.ticket()), terms);
      }
      var hidden = hidden(ticket);
      if (!hidden.isEmpty()) {
        return ended(new Outcome.Refused(hidden, HIDDEN, ticket));
      }
      var missing =
          command
              .desired()
              .where((field, value) -> !isSame(field, value, ticket.fields().getOrEmpty(field)));
      if (missing.isEmpty()) {
        // Where no earlier attempt can have written it, somebody else has: it is news, not ours.
        var sent = terms.mayHaveBeenTried(command.attempt()) ? command.desired() : Fields.NONE;
        return ended(new Outcome.Delivered(ticket, sent, List.of()));
      }
      var isStale =
          missing.names().stream()
              .anyMatch(field ->
                  !isSame(
                      field, command.base().getOrEmpty(field), ticket.fields().getOrEmpty(field)));
      if (isStale) {
        return ended(new Outcome.Outdated(ticket));
      }
      var openSince = terms.openSince(command.attempt());
      if (openSince.isPresent()) {
        return stillOpen(openSince.get());
      }
      var plain = missing.without(Field.STATUS);
      return plain.isEmpty()
          ? new Moving(command, terms.sameness(), ticket, MOST_TRANSITIONS, true)
          : new Updating(command, terms.sameness(), ticket, plain);
    }

    /// Fields that held something and are not shown any more. Nobody can tell what a write would
    /// overwrite, and nobody could see that it is done. A field that was empty may be left out.
    private Map<Field, String> hidden(Ticket ticket) {
      var hidden = new TreeMap<Field, String>();
      for (var field : command.desired().names()) {
        if (ticket.fields().get(field).isEmpty() && !command.base().getOrEmpty(field).isEmpty()) {
          hidden.put(field, HIDDEN);
        }
      }
      return hidden;
    }

    private boolean isSame(Field field, String one, String other) {
      return terms.sameness().isSame(field, one, other);
    }
  }

  /// Update, second step: everything but the status.
  record Updating(
      UpdateTicket command, DeliveryTerms.Sameness sameness, Ticket before, Fields missing)
      implements Delivery {

    @Override
    public DeliveryStep step() {
      return new DeliveryStep.Update(command.ticket(), missing);
    }

    @Override
    public Delivery answered(DeliveryAnswer answer, Instant now) {
      return answer instanceof Accepted
          ? new ReadingWritten(command, sameness, before, missing)
          : failedWrite(answer, before, now);
    }
  }

  /// Update: has the tool taken what was written? Some acknowledge a write and leave out what the
  /// account may not write. Of a text nobody can tell; it may be the tool's own form.
  record ReadingWritten(
      UpdateTicket command, DeliveryTerms.Sameness sameness, Ticket before, Fields written)
      implements Delivery {

    @Override
    public DeliveryStep step() {
      return new Read(command.ticket());
    }

    @Override
    public Delivery answered(DeliveryAnswer answer, Instant now) {
      if (answer instanceof Was(var ticket)) {
        var ignored = new TreeMap<Field, String>();
        written
            .where((field, value) -> isIgnored(ticket, field, value))
            .names()
            .forEach(field -> ignored.put(field, IGNORED));
        if (!ignored.isEmpty()) {
          return ended(new Outcome.Refused(ignored, IGNORED, ticket));
        }
      }
      var status = before.fields().getOrEmpty(Field.STATUS);
      return new ReadingOnTheWay(command, sameness, MOST_TRANSITIONS, status, status)
          .answered(answer, now);
    }

    private boolean isIgnored(Ticket ticket, Field field, String value) {
      var held = ticket.fields().getOrEmpty(field);
      return field.isCoded()
          && !sameness.isSame(field, value, held)
          && sameness.isSame(field, before.fields().getOrEmpty(field), held);
    }
  }

  /// Update: what does the ticket say now, and is its status where it should be?
  ///
  /// @param left where the ticket was before the last step
  /// @param expected where the ticket must be if nobody else has moved it; empty if nobody can tell
  record ReadingOnTheWay(
      UpdateTicket command,
      DeliveryTerms.Sameness sameness,
      int transitionsLeft,
      String left,
      String expected)
      implements Delivery {

    @Override
    public DeliveryStep step() {
      return new Read(command.ticket());
    }

    @Override
    public Delivery answered(DeliveryAnswer answer, Instant now) {
      if (!(answer instanceof Was(var ticket))) {
        return ended(new Outcome.Unknown("written, but not read back: " + words(answer), now));
      }
      var desired = command.desired().get(Field.STATUS);
      var status = ticket.fields().getOrEmpty(Field.STATUS);
      if (desired.isEmpty() || isSame(desired.get(), status)) {
        return ended(new Outcome.Delivered(ticket, command.desired(), List.of()));
      }
      if (!expected.isEmpty() && !isSame(expected, status)) {
        // Whoever has moved it on from where the hub brought it knew that it was there.
        return isSame(expected, desired.get()) && !isSame(left, status)
            ? ended(new Outcome.Delivered(ticket, command.desired(), List.of()))
            : ended(new Outcome.Outdated(ticket));
      }
      if (transitionsLeft == 0) {
        return ended(
            new Outcome.Refused(
                Map.of(Field.STATUS, "the workflow did not reach " + desired.get()),
                "the status is still " + status,
                ticket));
      }
      return new Moving(command, sameness, ticket, transitionsLeft, false);
    }

    private boolean isSame(String one, String other) {
      return sameness.isSame(Field.STATUS, one, other);
    }
  }

  /// Update: one step of the workflow.
  ///
  /// @param isFirst whether the attempt has written nothing yet
  record Moving(
      UpdateTicket command,
      DeliveryTerms.Sameness sameness,
      Ticket current,
      int transitionsLeft,
      boolean isFirst)
      implements Delivery {

    @Override
    public DeliveryStep step() {
      return new DeliveryStep.Transition(
          current,
          command.desired().getOrEmpty(Field.STATUS),
          current.fields().with(command.desired()).without(Field.STATUS));
    }

    @Override
    public Delivery answered(DeliveryAnswer answer, Instant now) {
      return switch (answer) {
        case Moved(_, var status) ->
            new ReadingOnTheWay(
                command,
                sameness,
                transitionsLeft - 1,
                current.fields().getOrEmpty(Field.STATUS),
                status);
        case FieldsRefused(var causes, var cause) when causes.isEmpty() ->
            failedWrite(new FieldsRefused(Map.of(Field.STATUS, cause), cause), current, now);
        // This step did not reach the tool, but what was written before it did.
        case NotNow(_, var cause, _) when !isFirst -> ended(new Outcome.Unknown(cause, now));
        case Found _,
            Was _,
            Accepted _,
            Sent _,
            Gone _,
            FieldsRefused _,
            ChangedMeanwhile _,
            Lost _,
            NotNow _ ->
            failedWrite(answer, current, now);
      };
    }
  }

  /// Comment, first step: is it there already?
  record ReadingBeforeComment(AddComment command, DeliveryTerms terms) implements Delivery {

    @Override
    public DeliveryStep step() {
      return new Read(command.ticket());
    }

    @Override
    public Delivery answered(DeliveryAnswer answer, Instant now) {
      if (!(answer instanceof Was(var ticket))) {
        return beforeAnyWrite(failedRead(answer, command.ticket()), terms);
      }
      if (ticket.comments().stream().anyMatch(c -> c.marker().equals(command.marker()))) {
        return ended(new Outcome.Delivered(ticket, Fields.NONE, List.of()));
      }
      return terms
          .openSince(command.attempt())
          .map(Delivery::stillOpen)
          .orElseGet(
              () -> new Commenting(command.ticket(), command.marker(), command.text(), ticket));
    }
  }

  /// Comment, second step.
  record Commenting(TicketRef ticket, String marker, String text, Ticket before)
      implements Delivery {

    @Override
    public DeliveryStep step() {
      return new DeliveryStep.Comment(ticket, marker, text);
    }

    @Override
    public Delivery answered(DeliveryAnswer answer, Instant now) {
      return answer instanceof Accepted
          ? new ReadingBack(ticket, List.of(), null)
          : failedWrite(answer, before, now);
    }
  }

  /// Duplicate, first step: is it closed already?
  record ReadingDuplicate(CloseDuplicate command, DeliveryTerms terms) implements Delivery {

    @Override
    public DeliveryStep step() {
      return new Read(command.ticket());
    }

    @Override
    public Delivery answered(DeliveryAnswer answer, Instant now) {
      if (!(answer instanceof Was(var ticket))) {
        return beforeAnyWrite(failedRead(answer, command.ticket()), terms);
      }
      var isClosed =
          terms
              .sameness()
              .isSame(Field.STATUS, Status.CLOSED.name(), ticket.fields().getOrEmpty(Field.STATUS));
      if (isClosed) {
        return ended(new Outcome.Delivered(ticket, Fields.NONE, List.of()));
      }
      var says =
          ticket.comments().stream().anyMatch(comment -> comment.marker().equals(command.marker()));
      return says
          ? new ClosingDuplicate(command, terms, ticket)
          : new MarkingDuplicate(command, terms, ticket);
    }
  }

  /// Duplicate, second step: say in it which ticket stays.
  record MarkingDuplicate(CloseDuplicate command, DeliveryTerms terms, Ticket before)
      implements Delivery {

    @Override
    public DeliveryStep step() {
      return new DeliveryStep.Comment(
          command.ticket(),
          command.marker(),
          "Closed as a duplicate of " + command.keyThatStays() + ".");
    }

    @Override
    public Delivery answered(DeliveryAnswer answer, Instant now) {
      return answer instanceof Accepted
          ? new ClosingDuplicate(command, terms, before)
          : failedWrite(answer, before, now);
    }
  }

  /// Duplicate, last steps: move it to its end as any update would.
  record ClosingDuplicate(CloseDuplicate command, DeliveryTerms terms, Ticket before)
      implements Delivery {

    private Moving moving() {
      var update =
          new UpdateTicket(
              command.id(),
              command.incident(),
              command.ticket(),
              before.fields().only(Set.of(Field.STATUS)),
              Fields.of(Field.STATUS, Status.CLOSED.name()),
              command.attempt());
      return new Moving(update, terms.sameness(), before, MOST_TRANSITIONS, true);
    }

    @Override
    public DeliveryStep step() {
      return moving().step();
    }

    @Override
    public Delivery answered(DeliveryAnswer answer, Instant now) {
      return moving().answered(answer, now);
    }
  }

  /// A notice: sent without a look-up, since no mailbox can be asked what it got. A repeat is told
  /// by its Message-ID (design D7).
  record Sending(SendNotice command) implements Delivery {

    @Override
    public DeliveryStep step() {
      return new DeliveryStep.Send(command);
    }

    @Override
    public Delivery answered(DeliveryAnswer answer, Instant now) {
      return answer instanceof Sent(var messageId, var recipients)
          ? ended(new Outcome.Sent(messageId, recipients))
          : failedWrite(answer, null, now);
    }
  }

  /// The last read of most attempts.
  ///
  /// @param lastMayHaveReachedAt when a create may last have reached the tool; null if none can
  ///   have
  record ReadingBack(
      TicketRef ticket, List<TicketRef> duplicates, @Nullable Instant lastMayHaveReachedAt)
      implements Delivery {

    @Override
    public DeliveryStep step() {
      return new Read(ticket);
    }

    @Override
    public Delivery answered(DeliveryAnswer answer, Instant now) {
      return answer instanceof Was(var seen)
          ? ended(new Outcome.Delivered(seen, Fields.NONE, duplicates))
          : perhapsReached(failedRead(answer, ticket), lastMayHaveReachedAt);
    }
  }

  /// Of two tickets made for the same purpose the older stays (design D7).
  Comparator<Ticket> OLDEST_FIRST =
      Comparator.<Ticket, Instant>comparing(
              ticket -> ticket.createdAt() == null ? Instant.MAX : ticket.createdAt())
          .thenComparing(ticket -> ticket.ref().id().length())
          .thenComparing(Ticket::ref);

  private static Delivery ended(Outcome outcome) {
    return new Ended(outcome);
  }

  private static Delivery stillOpen(Instant since) {
    return ended(new Outcome.Unknown("an earlier attempt may still take effect", since));
  }

  private static DeliveryStep lookUp(CreateTicket command) {
    return new FindByMarker(
        command.system(),
        command.marker(),
        command.fields().where((field, _) -> field.counterpartSystem().isPresent()));
  }

  private static List<TicketRef> youngerOf(List<Ticket> oldestFirst, String marker) {
    return oldestFirst.stream()
        .skip(1)
        .filter(ticket -> ticket.marker().equals(marker))
        .map(Ticket::ref)
        .toList();
  }

  /// An attempt that wrote nothing says nothing about the one before it, which a crash cut off.
  private static Delivery beforeAnyWrite(Delivery ended, DeliveryTerms terms) {
    return perhapsReached(ended, terms.earlierAttemptUntil());
  }

  private static Delivery perhapsReached(Delivery ended, @Nullable Instant lastMayHaveReachedAt) {
    return lastMayHaveReachedAt != null
            && ended instanceof Ended(Outcome.Unavailable(_, var cause, _))
        ? ended(new Outcome.Unknown(cause, lastMayHaveReachedAt))
        : ended;
  }

  /// A read that brought no ticket has changed nothing, so the attempt simply did not reach its
  /// write.
  private static Delivery failedRead(DeliveryAnswer answer, TicketRef ticket) {
    return answer instanceof Gone(var presence)
        ? ended(new Outcome.Outdated(Ticket.gone(ticket, presence)))
        : failedLookUp(answer);
  }

  private static Delivery failedLookUp(DeliveryAnswer answer) {
    return ended(
        switch (answer) {
          case Gone(var presence) ->
              new Outcome.Refused(Map.of(), "the place of the look-up is " + presence, null);
          case NotNow(var trouble, var cause, var retryAfter) ->
              new Outcome.Unavailable(trouble, cause, retryAfter);
          case FieldsRefused(var causes, var cause) -> new Outcome.Refused(causes, cause, null);
          case Found _, Was _, Accepted _, Moved _, Sent _, ChangedMeanwhile _, Lost _ ->
              new Outcome.Unavailable(Outcome.Trouble.DEAD, words(answer), null);
        });
  }

  private static Delivery failedWrite(DeliveryAnswer answer, @Nullable Ticket before, Instant now) {
    return ended(
        switch (answer) {
          case FieldsRefused(var causes, var cause) -> new Outcome.Refused(causes, cause, before);
          case NotNow(var trouble, var cause, var retryAfter) ->
              new Outcome.Unavailable(trouble, cause, retryAfter);
          case Gone(var presence) ->
              new Outcome.Refused(Map.of(), "the ticket is " + presence, null);
          // Somebody else was faster; the next attempt reads again and decides anew.
          case ChangedMeanwhile(var cause) ->
              before == null ? new Outcome.Unknown(cause, now) : new Outcome.Outdated(before);
          case Lost(var cause) -> new Outcome.Unknown(cause, now);
          case Found _, Was _, Accepted _, Moved _, Sent _ ->
              new Outcome.Unknown(words(answer), now);
        });
  }

  private static String words(DeliveryAnswer answer) {
    return switch (answer) {
      case Gone(var presence) -> "the ticket is " + presence;
      case FieldsRefused(_, var cause) -> cause;
      case ChangedMeanwhile(var cause) -> cause;
      case Lost(var cause) -> cause;
      case NotNow(_, var cause, _) -> cause;
      case Found _, Was _, Accepted _, Moved _, Sent _ ->
          "an answer that does not belong to the request";
    };
  }
}
