package hub.connector.mail;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.jspecify.annotations.Nullable;

/// Writes the hub's mails: plain text in UTF-8, marked so that no program answers them.
final class Postman {

  private static final int LONGEST_SUBJECT = 250;

  private final String address;
  private final String hub;

  /// One for all mails: a new one looks for its providers in every archive of the class path.
  private final Session session;

  /// @param address the hub's own
  /// @param hub what marks its mails as those of this hub
  Postman(String address, String hub) {
    this.address = address;
    this.hub = hub;
    var properties = new Properties();
    // Where the library makes the Message-ID, it takes the domain from here, not from the machine.
    properties.setProperty("mail.from", address);
    this.session = Session.getInstance(properties);
  }

  /// What a mail needs.
  ///
  /// @param messageId null to let the library make one
  /// @param replyTo null for the hub's own address
  /// @param bouncesTo where a mail server reports trouble; empty for nowhere
  /// @param references Message-IDs, oldest first; the last is the one that is answered
  record Envelope(
      List<String> to,
      String subject,
      String text,
      @Nullable String messageId,
      @Nullable String replyTo,
      String bouncesTo,
      List<String> references,
      String language,
      boolean isReply) {

    Envelope(List<String> to, String subject, String text) {
      this(to, subject, text, null, null, "", List.of(), "", false);
    }

    Envelope named(String id, @Nullable String replies, String bounces) {
      return new Envelope(to, subject, text, id, replies, bounces, references, language, isReply);
    }

    Envelope after(List<String> mails) {
      return new Envelope(
          to, subject, text, messageId, replyTo, bouncesTo, mails, language, isReply);
    }

    Envelope in(String words) {
      return new Envelope(
          to, subject, text, messageId, replyTo, bouncesTo, references, words, isReply);
    }

    Envelope asReply() {
      return new Envelope(
          to, subject, text, messageId, replyTo, bouncesTo, references, language, true);
    }
  }

  MimeMessage write(Envelope letter) throws MessagingException {
    var mail = new SMTPMessage(session);
    mail.setFrom(new InternetAddress(address, true));
    for (var to : letter.to()) {
      mail.addRecipient(Message.RecipientType.TO, new InternetAddress(to, true));
    }
    var utf8 = StandardCharsets.UTF_8.name();
    mail.setSubject(subject(letter.subject()), utf8);
    mail.setText(letter.text(), utf8);
    // An empty return path, as the standard wants it of automatic answers: no bounce comes back.
    mail.setEnvelopeFrom(letter.bouncesTo());
    if (letter.replyTo() != null) {
      mail.setReplyTo(new InternetAddress[] {new InternetAddress(letter.replyTo(), true)});
    }
    if (!letter.references().isEmpty()) {
      mail.setHeader("In-Reply-To", letter.references().getLast());
      mail.setHeader("References", String.join("\r\n ", letter.references()));
    }
    if (!letter.language().isEmpty()) {
      mail.setHeader("Content-Language", letter.language());
    }
    mail.setHeader("Auto-Submitted", letter.isReply() ? "auto-replied" : "auto-generated");
    mail.setHeader("X-Auto-Response-Suppress", "All");
    mail.setHeader(MailNature.HUB_HEADER, hub);
    if (letter.messageId() != null) {
      mail.setHeader("Message-ID", letter.messageId());
    }
    return mail;
  }

  private static String subject(String text) {
    var line = MailReader.oneLine(text);
    if (line.length() <= LONGEST_SUBJECT) {
      return line;
    }
    var splitsPair = Character.isHighSurrogate(line.charAt(LONGEST_SUBJECT - 2));
    return line.substring(0, splitsPair ? LONGEST_SUBJECT - 2 : LONGEST_SUBJECT - 1) + "…";
  }
}
