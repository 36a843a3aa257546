package hub.service.chain;

import static java.nio.charset.StandardCharsets.UTF_8;

import hub.engine.chain.SignedHead;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import org.apache.camel.ProducerTemplate;

/// Sends heads by mail, through the Kamelet that hands over the site's other mails.
public final class HeadLetters implements HeadDelivery.Letters {

  private final ProducerTemplate producer;
  private final String endpoint;
  private final String from;
  private final List<String> to;

  /// @param endpoint takes a mail and hands it over
  public HeadLetters(ProducerTemplate producer, String endpoint, String from, List<String> to) {
    this.producer = producer;
    this.endpoint = endpoint;
    this.from = from;
    this.to = List.copyOf(to);
  }

  @Override
  public void send(SignedHead head) throws MessagingException {
    producer.sendBody(endpoint, write(head));
  }

  MimeMessage write(SignedHead head) throws MessagingException {
    var properties = new Properties();
    // The library takes the domain of the Message-ID from here, not from the machine.
    properties.setProperty("mail.from", from);
    var mail = new MimeMessage(Session.getInstance(properties));
    mail.setFrom(new InternetAddress(from, true));
    for (var address : to) {
      mail.addRecipient(Message.RecipientType.TO, new InternetAddress(address.strip(), true));
    }
    mail.setSubject(
        "Head of the chain of %s at sequence %d".formatted(head.space(), head.sequence()),
        UTF_8.name());
    mail.setText(
        """
        Keep this mail. It proves that no event of the incident hub up to sequence %d of space %s
        has been changed since %s: put the next line into a file, and compare the log with it.

        %s

        ./hub verify --heads <that file> --key <the hub's public key>

        The public key has the id %s. Have it from the hub's first day, not from the log.
        """
            .formatted(head.sequence(), head.space(), head.at(), head.toLine(), head.key()),
        UTF_8.name());
    mail.setHeader("Auto-Submitted", "auto-generated");
    mail.setSentDate(Date.from(Instant.now()));
    mail.saveChanges();
    return mail;
  }
}
