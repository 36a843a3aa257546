package hub.simulator.story;

import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/// What people without any of the tools have: a mailbox on the demo's mail server.
final class MailProgram {

  private final Session session;
  private final int imapPort;

  MailProgram(int smtpPort, int imapPort) {
    Properties properties = new Properties();
    properties.put("mail.smtp.host", "localhost");
    properties.put("mail.smtp.port", Integer.toString(smtpPort));
    this.session = Session.getInstance(properties);
    this.imapPort = imapPort;
  }

  void send(String from, String to, String subject, String text) {
    try {
      MimeMessage mail = new MimeMessage(session);
      mail.setFrom(new InternetAddress(from));
      mail.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
      mail.setSubject(subject, StandardCharsets.UTF_8.name());
      mail.setText(text, StandardCharsets.UTF_8.name());
      Transport.send(mail);
    } catch (MessagingException refused) {
      throw new IllegalStateException("the mail of " + from + " was not taken", refused);
    }
  }

  /// The texts of the mails somebody has got, oldest first.
  List<String> inbox(String address) {
    try (var store = session.getStore("imap")) {
      store.connect("localhost", imapPort, address, "demo");
      Folder inbox = store.getFolder("INBOX");
      inbox.open(Folder.READ_ONLY);
      List<String> texts = new ArrayList<>();
      for (Message mail : inbox.getMessages()) {
        texts.add(mail.getSubject() + "\n" + mail.getContent());
      }
      return texts;
    } catch (MessagingException | IOException unread) {
      throw new IllegalStateException("the mailbox of " + address + " cannot be read", unread);
    }
  }
}
