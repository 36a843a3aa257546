package hub.connector.mail;

import hub.connector.mail.Mail.Attachment;
import jakarta.mail.Address;
import jakarta.mail.Header;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Reads a mail of anybody: nothing in it can be trusted to be well formed, short or true.
final class MailReader {

  private static final int LONGEST_HEADER = 2_000;
  private static final int MOST_HEADERS = 500;
  private static final int MOST_REFERENCES = 50;
  private static final Pattern MESSAGE_ID = Pattern.compile("<[^<>\\s]{1,400}>");
  private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Cntrl}]+");
  private static final List<String> RECIPIENTS =
      List.of("to", "cc", "delivered-to", "x-original-to", "envelope-to");

  private MailReader() {}

  /// Reads a mail.
  ///
  /// @throws MessagingException if its structure cannot be read, or the mail server is away
  static Mail read(MimeMessage message) throws MessagingException, IOException {
    var headers = headers(message);
    var content = MailContent.of(message);
    var from = from(message);
    var text = compose(content.text());
    var subject = oneLine(headers.getOrDefault("subject", ""));
    var messageId = firstId(headers.getOrDefault("message-id", ""));
    var date = message.getSentDate();
    return new Mail(
        identity(messageId, subject, text, headers.getOrDefault("date", "")),
        messageId,
        from.address(),
        from.name(),
        address(headers.getOrDefault("reply-to", "")),
        recipients(message),
        subject,
        date == null ? null : date.toInstant(),
        references(headers),
        headers,
        text,
        NewText.of(text),
        content.attachments().stream().map(MailReader::named).toList(),
        content.bounce());
  }

  /// The sender chooses the Message-ID, so two mails may bear the same; and one mail may come twice
  /// by different ways.
  private static String identity(String messageId, String subject, String text, String date) {
    var says = ThreadNames.digest(subject + "\n" + date + "\n" + text, 6);
    return messageId.isEmpty() ? "<no-id>#" + says : messageId + "#" + says;
  }

  private record From(String address, String name) {}

  private static From from(Message message) {
    try {
      var from = message.getFrom();
      // More than one author: nobody could say whose mail it is.
      if (from != null && from.length == 1 && from[0] instanceof InternetAddress author) {
        author.validate();
        var name = author.getPersonal();
        return new From(
            author.getAddress().toLowerCase(Locale.ROOT), name == null ? "" : oneLine(name));
      }
    } catch (MessagingException noAddress) {
      // As good as none.
    }
    return new From("", "");
  }

  private static String address(String header) {
    try {
      var addresses = InternetAddress.parse(header, true);
      return addresses.length == 1 ? addresses[0].getAddress().toLowerCase(Locale.ROOT) : "";
    } catch (AddressException noAddress) {
      return "";
    }
  }

  private static List<String> recipients(MimeMessage message) throws MessagingException {
    var all = new LinkedHashSet<String>();
    for (var name : RECIPIENTS) {
      var lines = message.getHeader(name);
      for (var line : lines == null ? new String[0] : lines) {
        try {
          for (Address address : InternetAddress.parseHeader(cut(line), false)) {
            all.add(((InternetAddress) address).getAddress().toLowerCase(Locale.ROOT));
          }
        } catch (AddressException unreadable) {
          all.add(line.strip().toLowerCase(Locale.ROOT));
        }
      }
    }
    return List.copyOf(all);
  }

  private static Map<String, String> headers(MimeMessage message) throws MessagingException {
    var headers = new TreeMap<String, String>();
    var all = message.getAllHeaders();
    for (var count = 0; all.hasMoreElements() && count < MOST_HEADERS; count++) {
      Header header = all.nextElement();
      var value = header.getValue() == null ? "" : header.getValue();
      headers.putIfAbsent(header.getName().toLowerCase(Locale.ROOT), decoded(value));
    }
    return headers;
  }

  private static String decoded(String value) {
    var unfolded = MailContent.undeclared(MimeUtility.unfold(cut(value)));
    try {
      return Normalizer.normalize(MimeUtility.decodeText(unfolded), Normalizer.Form.NFC);
    } catch (UnsupportedEncodingException unknownCharset) {
      return unfolded;
    }
  }

  private static String cut(String value) {
    return value.length() > LONGEST_HEADER ? value.substring(0, LONGEST_HEADER) : value;
  }

  /// The mail it answers first, then those before it, the newest first.
  private static List<String> references(Map<String, String> headers) {
    var before = new ArrayList<String>(ids(headers.getOrDefault("references", "")));
    Collections.reverse(before);
    Set<String> all = new LinkedHashSet<>(ids(headers.getOrDefault("in-reply-to", "")));
    all.addAll(before);
    return all.stream().limit(MOST_REFERENCES).toList();
  }

  private static List<String> ids(String header) {
    return MESSAGE_ID.matcher(header).results().map(match -> match.group()).toList();
  }

  private static String firstId(String header) {
    return ids(header).stream().findFirst().orElse("");
  }

  private static Attachment named(Attachment attachment) {
    return new Attachment(
        oneLine(attachment.name()), oneLine(attachment.type()), attachment.bytes());
  }

  private static String compose(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC)
        .replace("\r\n", "\n")
        .replace('\r', '\n')
        .replace("\u0000", "")
        .strip();
  }

  static String oneLine(String text) {
    return BLANKS.matcher(text).replaceAll(" ").strip();
  }
}
