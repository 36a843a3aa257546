package hub.simulator.mail;

import static org.assertj.core.api.Assertions.assertThat;

import hub.simulator.Browser;
import hub.simulator.SimulatorOptions;
import hub.simulator.Simulators;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class MailServerTest {
  @Test
  void a_mail_to_anybody_is_stored_shown_and_read_with_any_password() throws MessagingException {
    try (Simulators simulators =
        Simulators.start(SimulatorOptions.forTests().withMailPorts(0, 0))) {
      MailServer server = simulators.mail().orElseThrow();
      send(server.smtpPort());

      assertThat(server.mailboxes())
          .singleElement()
          .matches(box -> box.address().equals("desk@example.com"));
      assertThat(Browser.at(simulators.url()).get("/mail").text())
          .contains("desk@example.com")
          .contains("Sagen er modtaget æøå")
          .contains("Sagsnummer følger");
      try (Store store = session(server).getStore("imap")) {
        store.connect("localhost", server.imapPort(), "desk@example.com", "hvad som helst");
        assertThat(store.getFolder("INBOX").getMessageCount()).isEqualTo(1);
      }
    }
  }

  @Test
  void mails_that_answer_each_other_are_shown_together() throws MessagingException {
    try (Simulators simulators =
        Simulators.start(SimulatorOptions.forTests().withMailPorts(0, 0))) {
      MailServer server = simulators.mail().orElseThrow();
      send(server.smtpPort(), "<a@x>");
      send(server.smtpPort(), "<b@x>");
      send(server.smtpPort(), "<a@x> <c@x>");

      assertThat(server.mailboxes().getFirst().conversations())
          .extracting(conversation -> conversation.mails().size())
          .containsExactly(2, 1);
    }
  }

  private static Session session(MailServer server) {
    Properties properties = new Properties();
    properties.put("mail.smtp.host", "localhost");
    properties.put("mail.smtp.port", server.smtpPort());
    return Session.getInstance(properties);
  }

  private static void send(int port) throws MessagingException {
    send(port, "");
  }

  private static void send(int port, String references) throws MessagingException {
    Properties properties = new Properties();
    properties.put("mail.smtp.host", "localhost");
    properties.put("mail.smtp.port", port);
    MimeMessage message = new MimeMessage(Session.getInstance(properties));
    message.setFrom(new InternetAddress("hub@example.com"));
    message.setRecipient(Message.RecipientType.TO, new InternetAddress("desk@example.com"));
    message.setSubject("Sagen er modtaget æøå", "UTF-8");
    message.setText("Sagsnummer følger", "UTF-8");
    if (!references.isEmpty()) {
      message.setHeader("References", references);
    }
    Transport.send(message);
  }
}
