package hub.connector.mail;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hub.connector.Observation;
import hub.connector.Refusal;
import hub.connector.Sighting;
import hub.connector.Systems;
import hub.connector.mail.ThreadNames.Named;
import hub.connector.mapping.TicketMappings;
import hub.incident.IncidentId;
import hub.incident.Input;
import hub.ticket.Reading;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.component.mail.MailMessage;
import org.apache.camel.support.DefaultMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes of each mail either an observation of its conversation, or a refusal with its cause.
///
/// Which conversation a mail belongs to is told by the mail alone: a Message-ID of the hub that it
/// answers, the address it was sent to, the desk's own ticket number, or its own Message-ID. The
/// case number in the subject is for the core, which knows whose case it is.
public final class MailSource {

  /// Exchange property: `yes` if the sender is to be told to ask a local desk.
  public static final String REFER = "hubRefer";

  private static final Logger LOG = LoggerFactory.getLogger(MailSource.class);
  private static final String FOLDER = "hubFolder";
  private static final String FROM = "hubFrom";

  /// What tools can hold, and what an input can. The mail stays in the mailbox, whole.
  private static final int LONGEST_TEXT = 30_000;

  private static final int LONGEST_ORIGINAL = 100_000;
  private static final int LONGEST_NAME = 100;

  /// Mails up to this size are read at once, larger ones part by part from the server.
  private static final int SMALL = 1_000_000;

  /// Times that the server may go away at one mail before the mail is taken to be the cause.
  private static final int MOST_TRIES = 5;

  private static final Pattern CASE_NUMBER =
      Pattern.compile("\\[([A-Z][A-Z0-9]{0,31}-\\d{1,18})]", Pattern.CASE_INSENSITIVE);
  private static final Pattern PREFIXES =
      Pattern.compile(
          "^\\s*((re|sv|vs|vb|aw|wg|fw|fwd|ang|svar)\\s*(\\[\\d+])?\\s*:\\s*"
              + "|\\[[A-Z][A-Z0-9]*-\\d+]\\s*)+",
          Pattern.CASE_INSENSITIVE);

  private final String system;
  private final Desks desks;
  private final ThreadNames names;
  private final SenderProof proof;
  private final Referrals referrals;
  private final LoopGuard mailsInConversation;
  private final LoopGuard newConversations;
  private final LoopGuard unreadableTimes = new LoopGuard(MOST_TRIES, Duration.ofHours(1));
  private final String handledFolder;
  private final String asideFolder;
  private final TicketMappings mappings;
  private final InstantSource clock;

  public MailSource(MailSite site, Systems systems) {
    this(site, systems, InstantSource.system());
  }

  MailSource(MailSite site, Systems systems, InstantSource clock) {
    this.system = site.system();
    this.desks = site.desks();
    this.names = site.names();
    this.proof = new SenderProof(site.authServer());
    this.referrals = new Referrals(site.address(), system, site.words());
    this.mailsInConversation = new LoopGuard(site.mostMails(), Duration.ofMinutes(10));
    this.newConversations = new LoopGuard(site.mostNew(), Duration.ofHours(1));
    this.handledFolder = site.handledFolder();
    this.asideFolder = site.asideFolder();
    this.mappings = new TicketMappings(systems);
    this.clock = clock;
  }

  /// Reads the mail that Camel has found. The body becomes an observation or a refusal.
  ///
  /// @throws IOException if the mail server went away; the mail is then read again
  public void read(Exchange exchange) throws IOException, MessagingException {
    var original = exchange.getIn(MailMessage.class).getOriginalMessage();
    // Nothing that the stranger wrote stays on the exchange, where Camel would obey it.
    exchange.setIn(new DefaultMessage(exchange.getContext()));
    exchange.setProperty(REFER, "no");
    exchange.setProperty(FOLDER, asideFolder);
    var began = clock.instant();
    try {
      var mail = MailReader.read(local((MimeMessage) original));
      exchange.setProperty(FROM, mail.from());
      exchange.getMessage().setBody(judge(exchange, mail, began));
    } catch (MessagingException | IOException | RuntimeException unreadable) {
      if (MailTrouble.isServers(unreadable) && unreadableTimes.allows(place(original), began)) {
        throw unreadable;
      }
      exchange
          .getMessage()
          .setBody(
              refusal("", "the mail cannot be read: " + MailTrouble.name(unreadable), null, began));
    }
  }

  /// Where a mail lies, for counting how often the server went away while it was read.
  private static String place(Message mail) {
    var folder = mail.getFolder();
    return mail.getMessageNumber() + (folder == null ? "" : folder.getFullName());
  }

  private static MimeMessage local(MimeMessage mail) throws MessagingException {
    var size = mail.getSize();
    return size >= 0 && size <= SMALL ? new MimeMessage(mail) : mail;
  }

  private Object judge(Exchange exchange, Mail mail, Instant began) {
    var nature = MailNature.of(mail);
    var named = named(mail);
    if (nature == MailNature.HUB) {
      return refusal("", "a mail of a hub came to the hub's own mailbox", null, began);
    }
    if (named.isForged()) {
      return refusal("", "it names a conversation with a wrong signature", null, began);
    }
    if (named.tickets().size() > 1) {
      return refusal("", "it names two conversations", payload(mail, named, null), began);
    }
    return switch (nature) {
      case REPORT -> report(exchange, mail, named, began);
      case AUTOMATIC -> automatic(exchange, mail, named, began);
      case PERSON, HUB -> person(exchange, mail, named, began);
    };
  }

  private Object person(Exchange exchange, Mail mail, Names named, Instant began) {
    var desk = desks.of(mail.from()).orElse(null);
    if (named.notice() != null && named.tickets().isEmpty()) {
      return answer(exchange, mail, named, began);
    }
    if (desk == null) {
      if (!mail.from().isEmpty() && referrals.isDue(mail.from(), began)) {
        exchange.setProperty(REFER, "yes");
      }
      // R3.6: that somebody wrote is noted, not what. The mail itself stays in the mailbox.
      return refusal("", "the sender is no local desk of the list (R3.6)", null, began);
    }
    if (!proof.holds(mail)) {
      return refusal("", "that the desk sent it is not proved", null, began);
    }
    var number = desk.numberIn(mail.subject());
    var ticket =
        named.tickets().stream()
            .findFirst()
            .or(() -> number.map(own -> ThreadNames.ofNumber(desk, own)))
            .orElseGet(() -> ThreadNames.ofThread(desk, mail));
    var isNew = named.tickets().isEmpty();
    if (isNew && !newConversations.allows(mail.from(), began)) {
      return refusal(
          ticket,
          "too many new cases of one sender within an hour",
          payload(mail, named, desk),
          began);
    }
    if (!mailsInConversation.allows(mail.from() + " " + ticket, began)) {
      return refusal(
          ticket,
          "too many mails of one sender in one case within ten minutes",
          payload(mail, named, desk),
          began);
    }
    return observed(exchange, ticket, payload(mail, named, desk), began);
  }

  /// An answer to a notice acknowledges it, whatever it says, if it comes from whom it went to.
  private Object answer(Exchange exchange, Mail mail, Names named, Instant began) {
    var notice = requireNonNull(named.notice());
    if (!names.wentTo(notice, mail.from())) {
      return refusal("", "it answers a notice that went to somebody else", null, began);
    }
    if (!proof.holds(mail)) {
      return refusal("", "that the answer to a notice is no forgery is not proved", null, began);
    }
    if (!mailsInConversation.allows("answers " + mail.from(), began)) {
      return refusal("", "too many answers to notices within ten minutes", null, began);
    }
    exchange.setProperty(FOLDER, handledFolder);
    return new Input.NoticeAnswered(
        system,
        new IncidentId(notice.incident()),
        names.nameOf(notice.incident(), notice.mail()),
        cut(mail.fromName(), LONGEST_NAME));
  }

  /// An absence note and the like: noted in its conversation, and nothing else.
  private Object automatic(Exchange exchange, Mail mail, Names named, Instant began) {
    var payload = payload(mail, named, desks.of(mail.from()).orElse(null)).put("automatic", true);
    if (named.tickets().isEmpty() || desks.of(mail.from()).isEmpty()) {
      return refusal("", "an automatic mail that belongs to no conversation", null, began);
    }
    var ticket = named.tickets().getFirst();
    return mailsInConversation.allows(mail.from() + " " + ticket, began)
        ? observed(exchange, ticket, payload, began)
        : refusal(ticket, "too many automatic mails in one case", null, began);
  }

  private Object report(Exchange exchange, Mail mail, Names named, Instant began) {
    var bounce = mail.bounce();
    if (bounce == null) {
      return refusal("", "a report that is about no delivery", null, began);
    }
    var words = "%s %s".formatted(bounce.action(), bounce.status()).strip();
    if (named.tickets().isEmpty()) {
      var returned = returned(named, bounce);
      if (returned == null || !bounce.isPermanent()) {
        var what = returned == null ? "a mail" : "a notice";
        return refusal("", "%s was not delivered: %s".formatted(what, words), null, began);
      }
      exchange.setProperty(FOLDER, handledFolder);
      return new Input.NoticeReturned(
          system,
          new IncidentId(returned.incident()),
          names.nameOf(returned.incident(), returned.mail()),
          "the mail server reports: " + words);
    }
    if (bounce.action().equals("delivered") || bounce.action().equals("relayed")) {
      return refusal(named.tickets().getFirst(), "a receipt: " + words, null, began);
    }
    var ticket = named.tickets().getFirst();
    var payload = payload(mail, named, null);
    payload.putObject("bounce").put("status", words).put("permanent", bounce.isPermanent());
    LOG.atWarn()
        .setMessage("a mail to a desk was not delivered")
        .addKeyValue("system", system)
        .addKeyValue("ticket", ThreadNames.keyOf(ticket))
        .addKeyValue("status", words)
        .log();
    return mailsInConversation.allows("bounces " + ticket, began)
        ? observed(exchange, ticket, payload, began)
        : refusal(ticket, "too many undelivered mails in one case", null, began);
  }

  /// The notice that did not arrive: by the address that the report came to, else by the mail that
  /// it quotes and for whom that was.
  private Named.@Nullable Returned returned(Names named, Mail.Bounce bounce) {
    var notice = named.notice();
    return named.returned() == null && notice != null && names.wentTo(notice, bounce.recipient())
        ? new Named.Returned(notice.incident(), notice.mail())
        : named.returned();
  }

  private Sighting observed(Exchange exchange, String ticket, ObjectNode payload, Instant began) {
    payload.put("id", ticket).put("key", ThreadNames.keyOf(ticket));
    return switch (mappings.read(system, ticket, payload, new Reading(began, clock.instant()))) {
      case Observation observation -> {
        exchange.setProperty(FOLDER, handledFolder);
        yield observation;
      }
      case Refusal refusal -> logged(refusal);
    };
  }

  private Refusal refusal(String ticket, String cause, @Nullable JsonNode payload, Instant began) {
    return logged(new Refusal(system, ticket, cause, payload, new Reading(began, clock.instant())));
  }

  private Refusal logged(Refusal refusal) {
    LOG.atInfo()
        .setMessage("a mail was set aside")
        .addKeyValue("system", system)
        .addKeyValue("cause", refusal.cause())
        .log();
    return refusal;
  }

  /// What the mail names.
  ///
  /// @param notice the notice that it answers; null if it answers none
  /// @param returned the notice whose report it is, by its address; null if it is none
  private record Names(
      List<String> tickets,
      Named.@Nullable Notice notice,
      Named.@Nullable Returned returned,
      boolean isForged) {}

  /// References first, the address only where they say nothing: design of the correlation, in the
  /// order of `docs/reference/mail.md`.
  private Names named(Mail mail) {
    var tickets = new LinkedHashSet<String>();
    Named.Notice notice = null;
    Named.Returned returned = null;
    var isForged = false;
    var bounce = mail.bounce();
    var ids =
        bounce == null || bounce.messageId().isEmpty()
            ? mail.references()
            : List.of(bounce.messageId());
    for (var id : ids) {
      switch (names.readMessageId(id).orElse(null)) {
        case Named.Conversation(var ticket) -> tickets.add(ticket);
        case Named.Notice found -> notice = notice == null ? found : notice;
        case Named.Returned found -> returned = found;
        case Named.Forged _ -> isForged = true;
        case null -> {}
      }
    }
    for (var recipient : mail.recipients()) {
      switch (names.readAddress(recipient).orElse(null)) {
        case Named.Conversation(var ticket) -> tickets.add(ticket);
        case Named.Notice found -> notice = notice == null ? found : notice;
        case Named.Returned found -> returned = found;
        case Named.Forged _ -> isForged = true;
        case null -> {}
      }
    }
    return new Names(
        List.copyOf(tickets),
        notice,
        returned,
        isForged && tickets.isEmpty() && notice == null && returned == null);
  }

  private ObjectNode payload(Mail mail, Names named, @Nullable Desk desk) {
    var payload = JsonNodeFactory.instance.objectNode();
    var number =
        desk == null
            ? Optional.<String>empty()
            : desk.numberIn(mail.subject()).or(() -> desk.numberIn(mail.news()));
    var caseNumber = CASE_NUMBER.matcher(mail.subject());
    payload
        .put("mail", mail.id())
        .put("messageId", mail.messageId())
        .put("desk", desk == null ? "" : desk.name())
        .put("from", mail.from())
        .put("fromName", mail.fromName())
        .put("subject", mail.subject())
        .put("title", title(mail.subject()))
        .put("text", cut(mail.news().isBlank() ? mail.text() : mail.news(), LONGEST_TEXT))
        .put("wholeText", cut(mail.text(), LONGEST_ORIGINAL))
        .put("number", number.orElse(""))
        .put("caseNumber", caseNumber.find() ? caseNumber.group(1) : "")
        .put("sentAt", mail.sentAt() == null ? "" : mail.sentAt().toString())
        .put("automatic", false);
    var reply = mail.replyTo();
    payload.put(
        "reporter",
        desks.of(reply).equals(Optional.ofNullable(desk)) && desk != null ? reply : mail.from());
    var attachments = payload.putArray("attachments");
    mail.attachments()
        .forEach(attachment ->
            attachments
                .addObject()
                .put("name", attachment.name())
                .put("type", attachment.type())
                .put("size", attachment.size()));
    return payload;
  }

  private static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    var splitsPair = Character.isHighSurrogate(text.charAt(longest - 1));
    return text.substring(0, splitsPair ? longest - 1 : longest) + "\n[… the rest is in the mail]";
  }

  private static String title(String subject) {
    var title = PREFIXES.matcher(subject).replaceFirst("").strip();
    return title.isEmpty() ? "(no subject)" : title;
  }

  /// Leaves the referral in the body (R3.6).
  public void refer(Exchange exchange) throws MessagingException {
    var stranger = exchange.getProperty(FROM, String.class);
    exchange.getMessage().setBody(referrals.letter(stranger));
  }

  /// The referral could not be sent. That is no reason to read the mail again.
  public void notReferred(Exchange exchange) {
    var failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    LOG.atWarn()
        .setMessage("a referral was not sent")
        .addKeyValue("system", system)
        .addKeyValue("cause", failure == null ? "" : MailTrouble.name(failure))
        .log();
  }

  /// The log has the mail: it goes to its folder, and is marked as seen.
  public void file(Exchange exchange) {
    var message = exchange.getMessage();
    message.removeHeaders("*");
    message.setBody(null);
    message.setHeader("moveTo", exchange.getProperty(FOLDER, asideFolder, String.class));
  }
}
