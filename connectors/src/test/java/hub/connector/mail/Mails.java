package hub.connector.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/// Mails as they come over the wire.
final class Mails {

  private Mails() {}

  static Mail read(String... lines) {
    return read(StandardCharsets.UTF_8, lines);
  }

  static Mail read(Charset charset, String... lines) {
    return read(String.join("\r\n", lines).getBytes(charset));
  }

  static Mail read(byte[] raw) {
    try {
      return MailReader.read(
          new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(raw)));
    } catch (MessagingException | IOException unreadable) {
      throw new IllegalArgumentException(unreadable);
    }
  }

  /// A plain mail with this text.
  static Mail saying(String... lines) {
    return read(
        "From: a@region.example\r\nSubject: Fejl\r\nMessage-ID: <1@region.example>\r\n"
            + "Content-Type: text/plain; charset=utf-8\r\n\r\n"
            + String.join("\r\n", lines));
  }
}
