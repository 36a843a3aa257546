package hub.service.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.angus.mail.imap.IMAPMessage;

/// What people at a local desk do with their mail program.
final class MailHands {

  static final String HUB = "nsp@hub.example";
  static final String DESK = "servicedesk@region-eksempel.example";

  private final int smtpPort;
  private final int imapPort;

  MailHands(int smtpPort, int imapPort) {
    this.smtpPort = smtpPort;
    this.imapPort = imapPort;
  }

  /// A desk sends a report, with its own number in the subject and in the Message-ID.
  void report(String desk, String number, String title, String text) {
    send(
        desk,
        "From: Servicedesk <" + desk + ">",
        "To: " + HUB,
        "Subject: " + number + " " + title,
        "Message-ID: <" + number + "@region-eksempel.example>",
        "Content-Type: text/plain; charset=utf-8",
        "",
        text);
  }

  /// A desk answers a mail of the hub, as its mail program does.
  ///
  /// @param headers such as that a program answers
  void answer(String desk, Message mail, String id, String text, String... headers) {
    var lines =
        new ArrayList<>(
            List.of(
                "From: " + desk,
                "To: " + header(mail, "Reply-To"),
                "Subject: Sv: " + header(mail, "Subject"),
                "Message-ID: <" + id + ">",
                "In-Reply-To: " + header(mail, "Message-ID"),
                "Content-Type: text/plain; charset=utf-8"));
    lines.addAll(List.of(headers));
    lines.addAll(List.of("", text));
    send(desk, lines.toArray(String[]::new));
  }

  /// A mail server reports that a mail of the hub came back.
  void bounce(Message mail, String id) {
    send(
        "mailer-daemon@mx.region-eksempel.example",
        "From: MAILER-DAEMON@mx.region-eksempel.example",
        "To: " + HUB,
        "Subject: Undelivered Mail Returned to Sender",
        "Auto-Submitted: auto-replied",
        "Message-ID: <" + id + ">",
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b",
        "",
        "--b",
        "Content-Type: text/plain",
        "",
        "Mailbox full",
        "--b",
        "Content-Type: message/delivery-status",
        "",
        "Reporting-MTA: dns; mx.region-eksempel.example",
        "",
        "Final-Recipient: rfc822; " + DESK,
        "Action: failed",
        "Status: 5.2.2",
        "",
        "--b",
        "Content-Type: text/rfc822-headers",
        "",
        "Message-ID: " + header(mail, "Message-ID"),
        "",
        "--b--");
  }

  /// Sends a mail, lines as they stand in it, to the hub's mailbox.
  void send(String from, String... lines) {
    send(from, String.join("\r\n", lines).getBytes(StandardCharsets.UTF_8));
  }

  /// Sends a mail to the hub's mailbox, byte for byte.
  void send(String from, byte[] raw) {
    try (var transport = Session.getInstance(new Properties()).getTransport("smtp")) {
      transport.connect("localhost", smtpPort, null, null);
      transport.sendMessage(new Unchanged(raw), new InternetAddress[] {new InternetAddress(HUB)});
    } catch (MessagingException e) {
      throw new AssertionError("a mail of " + from + " was not taken", e);
    }
  }

  /// Mails in a folder, oldest first.
  List<Message> mails(String address, String folder) {
    try (var store = Session.getInstance(new Properties()).getStore("imap")) {
      store.connect("localhost", imapPort, address, "demo");
      var opened = store.getFolder(folder);
      if (!opened.exists()) {
        return List.of();
      }
      opened.open(Folder.READ_ONLY);
      var copies = new ArrayList<Message>();
      var all = opened.getMessages();
      // Of thousands at once, not of each by a question of its own.
      var flags = new FetchProfile();
      flags.add(FetchProfile.Item.FLAGS);
      opened.fetch(all, flags);
      for (var mail : all) {
        // Looking must not mark it as seen.
        ((IMAPMessage) mail).setPeek(true);
        if (!mail.isSet(Flags.Flag.DELETED)) {
          copies.add(new MimeMessage((MimeMessage) mail));
        }
      }
      return copies;
    } catch (MessagingException e) {
      throw new AssertionError("the mailbox of " + address + " cannot be read", e);
    }
  }

  List<String> texts(String address) {
    return mails(address, "INBOX").stream().map(MailHands::text).toList();
  }

  /// The one mail to somebody that says all of this, in subject or text; awaited.
  Message told(String address, String... words) {
    var found = new ArrayList<Message>();
    Platform.soon(
        address + " is told: " + List.of(words),
        () -> {
          found.clear();
          mails(address, "INBOX").stream()
              .filter(mail -> Stream.of(words).allMatch((subject(mail) + text(mail))::contains))
              .forEach(found::add);
          assertThat(found).as("mails that say it; all: %s", texts(address)).hasSize(1);
        });
    return found.getFirst();
  }

  /// How many mails to somebody say this.
  long count(String address, String words) {
    return texts(address).stream().filter(text -> text.contains(words)).count();
  }

  /// Answers a mail, with more headers as they stand in the answer.
  void reply(String from, Message answered, String... headers) {
    var lines = new ArrayList<String>();
    lines.add("From: " + from);
    lines.add("To: " + HUB);
    lines.add("Subject: Sv: " + header(answered, "Subject").replaceAll("\\s+", " "));
    lines.add("Message-ID: <" + UUID.randomUUID() + "@nsp.example>");
    lines.add("In-Reply-To: " + header(answered, "Message-ID"));
    lines.addAll(List.of(headers));
    lines.add("Content-Type: text/plain; charset=utf-8");
    lines.add("");
    lines.add("Jeg tager den.");
    send(from.replaceAll(".*<|>.*", ""), lines.toArray(String[]::new));
  }

  /// What a mail server says of a mail that it could not deliver.
  void bounce(String to, Message returned) {
    send(
        "mailer-daemon@mx.nsp.example",
        "From: MAILER-DAEMON@mx.nsp.example",
        "To: " + HUB,
        "Subject: Undelivered Mail",
        "Auto-Submitted: auto-replied",
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b",
        "",
        "--b",
        "Content-Type: message/delivery-status",
        "",
        "Reporting-MTA: dns; mx.nsp.example",
        "",
        "Final-Recipient: rfc822; " + to,
        "Action: failed",
        "Status: 5.1.1",
        "",
        "--b",
        "Content-Type: text/rfc822-headers",
        "",
        "Message-ID: " + header(returned, "Message-ID"),
        "",
        "--b--");
  }

  static String text(Message mail) {
    try {
      return String.valueOf(mail.getContent()).replace("\r\n", "\n");
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  static String subject(Message mail) {
    try {
      return String.valueOf(mail.getSubject());
    } catch (MessagingException e) {
      throw new AssertionError(e);
    }
  }

  static String header(Message mail, String name) {
    try {
      var values = mail.getHeader(name);
      return values == null ? "" : values[0];
    } catch (MessagingException e) {
      throw new AssertionError(e);
    }
  }

  /// Sent as it is: the library would write its own Message-ID.
  private static final class Unchanged extends MimeMessage {
    Unchanged(byte[] raw) throws MessagingException {
      super(Session.getInstance(new Properties()), new ByteArrayInputStream(raw));
    }

    @Override
    public void saveChanges() {
      saved = true;
    }
  }
}
