package hub.service.e2e;

import static org.assertj.core.api.Assertions.assertThat;

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

  /// Sends a mail, lines as they stand in it, to the hub's mailbox.
  void send(String from, String... lines) {
    var raw = String.join("\r\n", lines).getBytes(StandardCharsets.UTF_8);
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
      for (var mail : opened.getMessages()) {
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

  /// The one mail to somebody that says this; awaited.
  Message told(String address, String words) {
    var found = new ArrayList<Message>();
    Platform.soon(
        address + " is told: " + words,
        () -> {
          found.clear();
          mails(address, "INBOX").stream()
              .filter(mail -> text(mail).contains(words))
              .forEach(found::add);
          assertThat(found).as("mails that say it; all: %s", texts(address)).hasSize(1);
        });
    return found.getFirst();
  }

  static String text(Message mail) {
    try {
      return String.valueOf(mail.getContent()).replace("\r\n", "\n");
    } catch (Exception e) {
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
