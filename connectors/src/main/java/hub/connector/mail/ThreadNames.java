package hub.connector.mail;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Names that say which conversation a mail belongs to, so that a reply is matched without asking
/// anybody: the Message-IDs of the hub's mails and the addresses to reply to. Each is signed, since
/// a name that anybody could make up proves nothing.
final class ThreadNames {

  private static final HexFormat HEX = HexFormat.of();
  private static final int TICKET_BYTES = 8;
  private static final int COMMAND_BYTES = 8;
  private static final int SIGNATURE_BYTES = 8;
  private static final String NOTICE = "notice-";

  private final String local;
  private final String domain;
  private final SecretKeySpec key;
  private final Pattern messageId;
  private final Pattern plusAddress;
  private final Pattern returned;

  /// @param address the hub's own, such as `nsp@hub.example`
  /// @param secret with which names are signed; the same for ever
  ThreadNames(String address, String secret) {
    var at = address.lastIndexOf('@');
    if (at < 1 || secret.isBlank()) {
      throw new IllegalArgumentException("address must be a mail address, and secret not empty");
    }
    this.local = address.substring(0, at).toLowerCase(Locale.ROOT);
    this.domain = address.substring(at + 1).toLowerCase(Locale.ROOT);
    this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    this.messageId =
        Pattern.compile(
            "<?([0-9a-f]{16}|notice-\\d{1,18})\\.([0-9a-f]{16})\\.([0-9a-f]{16})@"
                + Pattern.quote(domain)
                + ">?",
            Pattern.CASE_INSENSITIVE);
    this.returned =
        Pattern.compile(
            Pattern.quote(local)
                + "\\+(notice-\\d{1,18})\\.([0-9a-f]{16})\\.([0-9a-f]{16})@"
                + Pattern.quote(domain),
            Pattern.CASE_INSENSITIVE);
    this.plusAddress =
        Pattern.compile(
            Pattern.quote(local)
                + "\\+(b\\.)?([0-9a-f]{16})\\.([0-9a-f]{16})@"
                + Pattern.quote(domain),
            Pattern.CASE_INSENSITIVE);
  }

  /// What a name says.
  sealed interface Named {
    /// It was made by the hub for this conversation.
    record Conversation(String ticket) implements Named {}

    /// It names a notice. Only together with the address that the mail went to is it proved.
    ///
    /// @param mail which of the incident's
    record Notice(long incident, String mail, String seal) implements Named {}

    /// A mail of this notice came back.
    record Returned(long incident, String mail) implements Named {}

    /// It looks like one of the hub's, and is not.
    record Forged() implements Named {}
  }

  /// The internal id of a desk's conversation in a thread of mails: that of the mail which began
  /// the thread, as far as this one tells. Two desks in one thread have two conversations.
  static String ofThread(Desk desk, Mail mail) {
    var root = mail.references().isEmpty() ? mail.messageId() : mail.references().getLast();
    return digest(
        "thread\n" + desk.name() + "\n" + (root.isEmpty() ? mail.id() : root), TICKET_BYTES);
  }

  /// The internal id of the conversation about a desk's own ticket.
  static String ofNumber(Desk desk, String number) {
    return digest("number\n" + desk.name() + "\n" + number, TICKET_BYTES);
  }

  /// What people call the conversation.
  static String keyOf(String ticket) {
    var shown = ticket.length() > 8 ? ticket.substring(0, 8) : ticket;
    return "MAIL-" + shown.toUpperCase(Locale.ROOT);
  }

  /// The Message-ID of the mail that a command becomes: the same for every attempt.
  String messageId(String ticket, String command) {
    var mail = digest("command\n" + command, COMMAND_BYTES);
    return "<%s.%s.%s@%s>".formatted(ticket, mail, sign(ticket + "." + mail), domain);
  }

  /// The one name of a notice, however many mails it is.
  String noticeName(long incident, String command) {
    return nameOf(incident, digest("command\n" + command, COMMAND_BYTES));
  }

  String nameOf(long incident, String mail) {
    var named = NOTICE + incident + "." + mail;
    return "<%s.%s@%s>".formatted(named, sign(named), domain);
  }

  /// The Message-ID of a notice's mail to one person: the same for every attempt, and proof that an
  /// answer comes from whom it went to.
  String noticeId(long incident, String command, String address) {
    var named = NOTICE + incident + "." + digest("command\n" + command, COMMAND_BYTES);
    return "<%s.%s@%s>".formatted(named, sign(sealed(named, address)), domain);
  }

  /// Where a notice's mail comes back to that could not be delivered.
  String noticeBouncesTo(long incident, String command) {
    var named = NOTICE + incident + "." + digest("command\n" + command, COMMAND_BYTES);
    return "%s+%s.%s@%s".formatted(local, named, sign("bounce." + named), domain);
  }

  /// Whether the mail that is named went to the address.
  boolean wentTo(Named.Notice notice, String address) {
    return isSigned(
        sealed(NOTICE + notice.incident() + "." + notice.mail(), address), notice.seal());
  }

  private static String sealed(String named, String address) {
    return named + " to " + address.strip().toLowerCase(Locale.ROOT);
  }

  /// Where replies of a conversation go.
  String replyTo(String ticket) {
    return "%s+%s.%s@%s".formatted(local, ticket, sign("reply." + ticket), domain);
  }

  /// Where mails that could not be delivered come back to.
  String bouncesTo(String ticket) {
    return "%s+b.%s.%s@%s".formatted(local, ticket, sign("reply." + ticket), domain);
  }

  /// The hub's own address.
  String address() {
    return local + "@" + domain;
  }

  /// Reads a Message-ID; empty if it is nobody of the hub's.
  Optional<Named> readMessageId(String text) {
    var matcher = messageId.matcher(text.strip());
    if (!matcher.matches()) {
      return text.toLowerCase(Locale.ROOT).endsWith("@" + domain + ">")
          ? Optional.of(new Named.Forged())
          : Optional.empty();
    }
    var name = matcher.group(1).toLowerCase(Locale.ROOT);
    var mail = matcher.group(2).toLowerCase(Locale.ROOT);
    if (name.startsWith(NOTICE)) {
      return Optional.of(new Named.Notice(incident(name), mail, matcher.group(3)));
    }
    return Optional.of(
        isSigned(name + "." + mail, matcher.group(3))
            ? new Named.Conversation(name)
            : new Named.Forged());
  }

  private static long incident(String name) {
    return Long.parseLong(name.substring(NOTICE.length()));
  }

  /// Reads an address that a mail was sent to; empty if it names neither conversation nor notice.
  Optional<Named> readAddress(String address) {
    var back = returned.matcher(address.strip());
    if (back.matches()) {
      var name = back.group(1).toLowerCase(Locale.ROOT);
      var mail = back.group(2).toLowerCase(Locale.ROOT);
      return Optional.of(
          isSigned("bounce." + name + "." + mail, back.group(3))
              ? new Named.Returned(incident(name), mail)
              : new Named.Forged());
    }
    var matcher = plusAddress.matcher(address.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    var ticket = matcher.group(2).toLowerCase(Locale.ROOT);
    return Optional.of(
        isSigned("reply." + ticket, matcher.group(3))
            ? new Named.Conversation(ticket)
            : new Named.Forged());
  }

  private boolean isSigned(String text, String signature) {
    return MessageDigest.isEqual(
        sign(text).getBytes(StandardCharsets.US_ASCII),
        signature.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII));
  }

  private String sign(String text) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return HEX.formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)), 0, SIGNATURE_BYTES);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java has HmacSHA256", impossible);
    }
  }

  static String digest(String text, int bytes) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HEX.formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)), 0, bytes);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
