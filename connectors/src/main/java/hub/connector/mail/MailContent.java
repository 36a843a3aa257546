package hub.connector.mail;

import hub.connector.mail.Mail.Attachment;
import hub.connector.mail.Mail.Bounce;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.internet.ParseException;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The text of a mail and what it carries besides. Attachments are named and never opened, so that
/// one of 20 MB costs no more than its name.
final class MailContent {

  /// Bytes of one text part that are read; the rest stays in the mail.
  static final int LONGEST_TEXT = 500_000;

  private static final int MOST_PARTS = 200;
  private static final int DEEPEST = 20;
  private static final Charset WINDOWS = Charset.forName("windows-1252");

  private final StringBuilder text = new StringBuilder();
  private final List<Attachment> attachments = new ArrayList<>();
  private @Nullable Bounce bounce;
  private int parts;

  private MailContent() {}

  static MailContent of(MimeMessage message) throws MessagingException, IOException {
    var content = new MailContent();
    content.take(message, 0);
    return content;
  }

  String text() {
    return text.toString();
  }

  List<Attachment> attachments() {
    return attachments;
  }

  @Nullable Bounce bounce() {
    return bounce;
  }

  private void take(Part part, int depth) throws MessagingException, IOException {
    if (++parts > MOST_PARTS || depth > DEEPEST) {
      throw new MessagingException("more parts than any mail of a person has");
    }
    if (isAttachment(part)) {
      attach(part);
    } else if (part.isMimeType("multipart/report")) {
      takeAll(part, depth);
      if (bounce == null) {
        bounce = Bounces.read(part);
      }
    } else if (part.isMimeType("multipart/alternative")) {
      takeAlternative(part, depth);
    } else if (part.isMimeType("multipart/*")) {
      takeAll(part, depth);
    } else if (part.isMimeType("text/plain")) {
      say(plain(part));
    } else if (part.isMimeType("text/html")) {
      say(HtmlText.of(decoded(part)));
    } else if (!part.isMimeType("message/delivery-status")
        && !part.isMimeType("text/rfc822-headers")) {
      attach(part);
    }
  }

  private static boolean isAttachment(Part part) throws MessagingException {
    return Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition());
  }

  private void takeAll(Part part, int depth) throws MessagingException, IOException {
    var all = multipart(part);
    for (var i = 0; i < all.getCount(); i++) {
      take(all.getBodyPart(i), depth + 1);
    }
  }

  /// Of the same text in several forms the plain one counts, else the last.
  private void takeAlternative(Part part, int depth) throws MessagingException, IOException {
    var all = multipart(part);
    Part chosen = null;
    for (var i = 0; i < all.getCount(); i++) {
      var form = all.getBodyPart(i);
      var isPlain = form.isMimeType("text/plain") && !plain(form).isBlank();
      if (isPlain || chosen == null || !chosen.isMimeType("text/plain")) {
        chosen = form;
      }
      if (isPlain) {
        break;
      }
    }
    if (chosen != null) {
      take(chosen, depth + 1);
    }
  }

  private static Multipart multipart(Part part) throws MessagingException, IOException {
    if (part.getContent() instanceof Multipart all) {
      return all;
    }
    throw new MessagingException("a multipart that has no parts");
  }

  private void attach(Part part) throws MessagingException {
    var name = part.getFileName();
    attachments.add(
        new Attachment(name == null ? "(no name)" : decodedName(name), type(part), part.getSize()));
  }

  private static String type(Part part) throws MessagingException {
    var type = Objects.requireNonNullElse(part.getContentType(), "");
    var end = type.indexOf(';');
    return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }

  private static String decodedName(String name) {
    try {
      return MimeUtility.decodeText(name);
    } catch (UnsupportedEncodingException unknownCharset) {
      return name;
    }
  }

  private void say(String words) {
    if (!text.isEmpty() && !words.isBlank()) {
      text.append("\n\n");
    }
    text.append(words.strip());
  }

  private static String plain(Part part) throws MessagingException, IOException {
    var type = contentType(part);
    if (type == null || !"flowed".equalsIgnoreCase(type.getParameter("format"))) {
      return decoded(part);
    }
    return FlowedText.of(decoded(part), "yes".equalsIgnoreCase(type.getParameter("delsp")));
  }

  private static String decoded(Part part) throws MessagingException, IOException {
    byte[] bytes;
    try (var stream = part.getInputStream()) {
      bytes = stream.readNBytes(LONGEST_TEXT);
    }
    var type = contentType(part);
    var charset = type == null ? null : type.getParameter("charset");
    return decoded(bytes, charset);
  }

  /// As declared; what declares nothing, nonsense or US-ASCII and is not, is UTF-8 if it can be,
  /// else what Windows writes.
  private static String decoded(byte[] bytes, @Nullable String declared) {
    var charset = charset(declared);
    if (charset != null) {
      // ISO-8859-1 in mails is what Windows writes under that name.
      return new String(bytes, charset.equals(StandardCharsets.ISO_8859_1) ? WINDOWS : charset);
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException notUtf8) {
      return new String(bytes, WINDOWS);
    }
  }

  /// A header that should have been encoded and was not: the library makes a character of each
  /// byte.
  static String undeclared(String header) {
    var isBytes = header.chars().allMatch(c -> c < 256) && header.chars().anyMatch(c -> c > 127);
    return isBytes ? decoded(header.getBytes(StandardCharsets.ISO_8859_1), null) : header;
  }

  private static @Nullable Charset charset(@Nullable String declared) {
    try {
      // The library takes US-ASCII for ISO-8859-1.
      return declared == null || declared.strip().equalsIgnoreCase("us-ascii")
          ? null
          : Charset.forName(MimeUtility.javaCharset(declared.strip()));
    } catch (IllegalArgumentException unknown) {
      return null;
    }
  }

  private static @Nullable ContentType contentType(Part part) throws MessagingException {
    try {
      var type = part.getContentType();
      return type == null ? null : new ContentType(type);
    } catch (ParseException unreadable) {
      return null;
    }
  }
}
