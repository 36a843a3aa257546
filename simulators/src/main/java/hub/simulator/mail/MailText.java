package hub.simulator.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import java.io.IOException;

/// The readable text of a mail: its first part of plain text.
final class MailText {
  private final Part part;

  MailText(Part part) {
    this.part = part;
  }

  String text() throws MessagingException, IOException {
    if (part.isMimeType("text/plain")) {
      return String.valueOf(part.getContent());
    }
    if (part.getContent() instanceof Multipart parts) {
      for (int i = 0; i < parts.getCount(); i++) {
        String text = new MailText(parts.getBodyPart(i)).text();
        if (!text.isEmpty()) {
          return text;
        }
      }
    }
    return "";
  }
}
