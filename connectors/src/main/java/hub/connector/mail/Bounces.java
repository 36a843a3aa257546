package hub.connector.mail;

import hub.connector.mail.Mail.Bounce;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.InternetHeaders;
import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import org.eclipse.angus.mail.dsn.DeliveryStatus;
import org.jspecify.annotations.Nullable;

/// Reads what a mail server reports about a mail that it could not deliver (RFC 3464).
final class Bounces {

  private Bounces() {}

  /// The report in a `multipart/report`; null if it is about something else, such as a receipt.
  static @Nullable Bounce read(Part report) throws MessagingException, IOException {
    if (!(report.getContent() instanceof Multipart parts)) {
      return null;
    }
    var action = "";
    var status = "";
    var messageId = "";
    var to = "";
    var isDelivery = false;
    for (var i = 0; i < parts.getCount(); i++) {
      var part = parts.getBodyPart(i);
      if (part.isMimeType("message/delivery-status")) {
        isDelivery = true;
        var delivery = new DeliveryStatus(part.getInputStream());
        if (delivery.getRecipientDSNCount() > 0) {
          var recipient = delivery.getRecipientDSN(0);
          action = first(recipient, "Action").toLowerCase(Locale.ROOT);
          status = first(recipient, "Status");
          to = first(recipient, "Final-Recipient").replaceFirst("^[^;]*;", "").strip();
        }
      } else if (part.isMimeType("text/rfc822-headers") || part.isMimeType("message/rfc822")) {
        // Only the headers matter, also where the whole mail comes back.
        messageId = first(new InternetHeaders(part.getInputStream()), "Message-ID");
      }
    }
    return isDelivery ? new Bounce(action, code(status), messageId, to) : null;
  }

  private static String code(String status) {
    var matcher = java.util.regex.Pattern.compile("[245]\\.\\d{1,3}\\.\\d{1,3}").matcher(status);
    return matcher.find() ? matcher.group() : "";
  }

  private static String first(InternetHeaders headers, String name) {
    return Objects.requireNonNullElse(headers.getHeader(name, null), "").strip();
  }
}
