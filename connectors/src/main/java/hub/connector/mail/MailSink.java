package hub.connector.mail;

import hub.connector.NoticeLetters;
import hub.connector.http.ToolCall;
import hub.connector.http.ToolTrouble;
import hub.connector.mail.Postman.Envelope;
import hub.connector.sink.DeliveryWalk;
import hub.delivery.Command;
import hub.delivery.Command.AddComment;
import hub.delivery.Command.SendNotice;
import hub.delivery.Command.UpdateTicket;
import hub.delivery.DeliveryAnswer;
import hub.delivery.DeliveryAnswer.Accepted;
import hub.delivery.DeliveryAnswer.FieldsRefused;
import hub.delivery.DeliveryAnswer.Found;
import hub.delivery.DeliveryAnswer.Moved;
import hub.delivery.DeliveryAnswer.NotNow;
import hub.delivery.DeliveryAnswer.Was;
import hub.delivery.DeliveryStep;
import hub.delivery.Outcome.Trouble;
import hub.ticket.Comment;
import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.Ticket;
import hub.ticket.TicketRef;
import hub.ticket.Version;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/// Makes of each command at most one mail, and of a notice one for each person.
///
/// A mailbox cannot be asked what it got. So a read is answered with what the command knows, and
/// after the mail was handed over with that and the news; a repeat bears the same Message-ID.
public final class MailSink {

  /// Exchange property: `yes` if the body is a mail to be sent.
  public static final String TO_SEND = "hubToSend";

  private static final String STATE = "hubMail";
  private static final String ROUND = "hubNoticeRound";
  private static final int MOST_ROUNDS = 1_000;

  private final String system;
  private final Desks desks;
  private final MailWords words;
  private final ThreadNames names;
  private final Postman postman;
  private final DeskLetters letters;
  private final LoopGuard mailsPerHour;
  private final InstantSource clock;

  /// By notice, whom it was handed over to. Forgotten by a restart: then it may come twice.
  private final Map<String, Set<String>> told =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Set<String>> eldest) {
          return size() > MOST_ROUNDS;
        }
      };

  public MailSink(MailSite site) {
    this(site, InstantSource.system());
  }

  MailSink(MailSite site, InstantSource clock) {
    this.system = site.system();
    this.desks = site.desks();
    this.words = site.words();
    this.names = site.names();
    this.postman = new Postman(site.address(), system);
    this.letters = new DeskLetters(site.tells());
    this.mailsPerHour = new LoopGuard(site.mostPerHour(), Duration.ofHours(1));
    this.clock = clock;
  }

  /// Remembers the command in the body before its walk begins.
  public void begin(Exchange exchange) {
    var body = exchange.getMessage().getBody();
    var command = body instanceof hub.connector.HubCommands.Due due ? due.command() : body;
    if (!(command instanceof Command known)) {
      throw new IllegalArgumentException("a sink takes a command");
    }
    exchange.setProperty(STATE, new State(known, false));
  }

  /// Does the step: the body becomes its answer, or a mail to be sent first.
  public void step(Exchange exchange) throws MessagingException {
    exchange.setProperty(TO_SEND, "no");
    var state = state(exchange);
    exchange.getMessage().setBody(answer(exchange, state));
  }

  private Object answer(Exchange exchange, State state) throws MessagingException {
    return switch (DeliveryWalk.step(exchange)) {
      case DeliveryStep.Read(var ticket) -> read(state, ticket);
      case DeliveryStep.Update(var ticket, _) -> tell(exchange, state, ticket);
      case DeliveryStep.Transition(var current, var status, _) -> {
        var told = tell(exchange, state, current.ref());
        yield told instanceof Accepted ? new Moved(current.ref(), status) : told;
      }
      case DeliveryStep.Comment(var ticket, _, _) -> tell(exchange, state, ticket);
      case DeliveryStep.Send(var notice) -> next(exchange, round(exchange, notice));
      case DeliveryStep.FindByMarker _ -> new Found(List.of());
      case DeliveryStep.Create _ ->
          throw ToolTrouble.refused("a conversation begins with a mail of the desk");
      case DeliveryStep.Done _ -> throw new IllegalStateException("the attempt has ended");
    };
  }

  private DeliveryAnswer read(State state, TicketRef ref) {
    var known = known(state.command);
    if (known == null) {
      throw ToolTrouble.refused("a conversation by mail cannot be asked what it says");
    }
    var ticket =
        new Ticket(
            ref,
            ThreadNames.keyOf(ref.id()),
            "mail",
            Version.NONE,
            Ticket.Presence.PRESENT,
            state.isTold && state.command instanceof UpdateTicket update
                ? known.with(update.desired())
                : known,
            List.of(),
            false,
            List.of(),
            "",
            null,
            null,
            Map.of());
    return new Was(
        state.isTold && state.command instanceof AddComment comment
            ? ticket.withSomeComments(
                List.of(
                    new Comment(
                        names.messageId(ref.id(), comment.id()),
                        system,
                        clock.instant(),
                        comment.text(),
                        false,
                        comment.marker())))
            : ticket);
  }

  private static @Nullable Fields known(Command command) {
    return switch (command) {
      case UpdateTicket update -> update.base();
      case AddComment comment -> comment.known() == null ? Fields.NONE : comment.known();
      case Command.CreateTicket _,
          Command.CloseDuplicate _,
          Command.RefreshTicket _,
          SendNotice _ ->
          null;
    };
  }

  /// One mail for the whole command, at its first write.
  private Object tell(Exchange exchange, State state, TicketRef ticket) throws MessagingException {
    var known = known(state.command);
    if (state.isTold || known == null) {
      return new Accepted(ticket);
    }
    var language = wordsFor(known);
    var letter =
        switch (state.command) {
          case UpdateTicket update -> letters.news(language, known, update.desired());
          case AddComment comment -> letters.comment(language, known, comment.text());
          default -> null;
        };
    if (letter == null) {
      exchange.setProperty(STATE, new State(state.command, true));
      return new Accepted(ticket);
    }
    var to = known.getOrEmpty(Field.REPORTER);
    if (desks.of(to).isEmpty()) {
      throw ToolTrouble.refused("the desk's address is not on the list of desks (any more)");
    }
    var now = clock.instant();
    var wait = mailsPerHour.wait(ticket.id(), now);
    if (wait.isPresent()) {
      return new NotNow(
          Trouble.RATE_LIMITED,
          "as many mails in one case as may go out within an hour",
          wait.get());
    }
    mailsPerHour.allows(ticket.id(), now);
    var opening = messageIdOf(known.getOrEmpty(Field.THREAD));
    var envelope =
        new Envelope(List.of(to), letter.subject(), letter.text())
            .named(
                names.messageId(ticket.id(), state.command.id()),
                names.replyTo(ticket.id()),
                names.bouncesTo(ticket.id()))
            .after(opening.isEmpty() ? List.of() : List.of(opening))
            .in(language.language());
    return send(exchange, letter.isReceipt() ? envelope.asReply() : envelope);
  }

  private NoticeRound round(Exchange exchange, SendNotice notice) {
    var writers =
        exchange
            .getContext()
            .getRegistry()
            .lookupByNameAndType(NoticeLetters.BEAN, NoticeLetters.class);
    if (writers == null) {
      throw ToolTrouble.refused("nothing is configured that writes notices");
    }
    try {
      var told = alreadyTold(notice);
      var letters = writers.letters(notice);
      var left = letters.stream().filter(letter -> !told.contains(letter.to())).toList();
      var round = new NoticeRound(notice, left, letters.size() - left.size());
      exchange.setProperty(ROUND, round);
      return round;
    } catch (IllegalArgumentException cannot) {
      throw ToolTrouble.refused(String.valueOf(cannot.getMessage()));
    }
  }

  /// Whom an attempt before this one has told, as far as this process remembers. A notice that a
  /// person sends again begins anew.
  private Set<String> alreadyTold(SendNotice notice) {
    synchronized (told) {
      if (notice.attempt().number() == 1) {
        told.remove(notice.id());
      }
      return Set.copyOf(told.getOrDefault(notice.id(), Set.of()));
    }
  }

  private Object next(Exchange exchange, NoticeRound round) throws MessagingException {
    var notice = round.notice();
    for (var letter = round.next(); letter.isPresent(); letter = round.next()) {
      var to = letter.get().to();
      var envelope =
          new Envelope(List.of(to), letter.get().subject(), letter.get().text())
              .named(
                  names.noticeId(notice.incident(), notice.id(), to),
                  null,
                  names.noticeBouncesTo(notice.incident(), notice.id()))
              .in(letter.get().language());
      try {
        return send(exchange, envelope);
      } catch (ToolTrouble noAddress) {
        round.refused(noAddress.answer());
      }
    }
    exchange.setProperty(TO_SEND, "no");
    return round.ended(names.noticeName(notice.incident(), notice.id()));
  }

  private Object send(Exchange exchange, Envelope envelope) throws MessagingException {
    try {
      var mail = postman.write(envelope);
      exchange.setProperty(TO_SEND, "yes");
      exchange.setProperty(ToolCall.IS_WRITE, true);
      return mail;
    } catch (AddressException wrong) {
      // Its message holds the address.
      throw ToolTrouble.refused("an address is none");
    }
  }

  /// The mail server has taken the mail. The body becomes the step's answer, or the next mail.
  public void sent(Exchange exchange) throws MessagingException {
    var state = state(exchange);
    exchange.setProperty(STATE, new State(state.command, true));
    exchange.setProperty(TO_SEND, "no");
    exchange.getMessage().removeHeaders("*");
    exchange
        .getMessage()
        .setBody(
            switch (DeliveryWalk.step(exchange)) {
              case DeliveryStep.Send _ -> accepted(exchange);
              case DeliveryStep.Update(var ticket, _) -> new Accepted(ticket);
              case DeliveryStep.Transition(var current, var status, _) ->
                  new Moved(current.ref(), status);
              case DeliveryStep.Comment(var ticket, _, _) -> new Accepted(ticket);
              case DeliveryStep.Read _,
                  DeliveryStep.FindByMarker _,
                  DeliveryStep.Create _,
                  DeliveryStep.Done _ ->
                  throw new IllegalStateException("no mail belongs to this step");
            });
  }

  private Object accepted(Exchange exchange) throws MessagingException {
    var round = exchange.getProperty(ROUND, NoticeRound.class);
    round
        .next()
        .ifPresent(letter -> {
          synchronized (told) {
            told.computeIfAbsent(round.notice().id(), _ -> new HashSet<>()).add(letter.to());
          }
        });
    round.accepted();
    return next(exchange, round);
  }

  /// The mail server has not taken it, or has not said so. What it will never take keeps no other
  /// mail of the notice back.
  public void notSent(Exchange exchange) throws MessagingException {
    var failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    exchange.setProperty(TO_SEND, "no");
    exchange.getMessage().removeHeaders("*");
    var answer = MailTrouble.ofSending(failure);
    var round = exchange.getProperty(ROUND, NoticeRound.class);
    if (round != null && answer instanceof FieldsRefused) {
      round.refused(answer);
      exchange.getMessage().setBody(next(exchange, round));
    } else {
      exchange.getMessage().setBody(answer);
    }
  }

  private MailWords wordsFor(Fields known) {
    return desks
        .named(known.getOrEmpty(Field.DESK))
        .map(desk -> MailWords.in(desk.language()))
        .orElse(words);
  }

  private static String messageIdOf(String mail) {
    var end = mail.lastIndexOf('#');
    var id = end < 0 ? mail : mail.substring(0, end);
    return id.matches("<[^<>\\s]{1,400}@[^<>\\s]{1,400}>") ? id : "";
  }

  private static State state(Exchange exchange) {
    return exchange.getProperty(STATE, State.class);
  }

  /// @param isTold whether the mail was handed over, or none is due
  private record State(Command command, boolean isTold) {}
}
