package hub.routes.mail;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import hub.config.SystemConfig;
import hub.config.ValueMap;
import hub.routes.Await;
import hub.ticket.ExternalSystem;
import hub.ticket.Field;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.angus.mail.imap.IMAPMessage;

/// A mail server with the hub's mailbox, and a desk's people who write to it by SMTP and read by
/// IMAP.
final class MailDesk implements AutoCloseable {

  static final String HUB = "nsp@hub.example";
  static final String DESK = "servicedesk@region.example";
  static final String SYSTEM = "mail";

  private final GreenMail server =
      new GreenMail(
          new ServerSetup[] {
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP)
          });

  MailDesk() {
    server.withConfiguration(new GreenMailConfiguration().withDisabledAuthentication());
    server.start();
    server.setUser(HUB, HUB, "secret");
    server.setUser(DESK, DESK, "secret");
  }

  /// The properties of both Kamelets.
  Map<String, String> connection() {
    var connection = new TreeMap<String, String>();
    connection.put("system", SYSTEM);
    connection.put("address", HUB);
    connection.put("secret", "a secret of the test");
    connection.put(
        "desks",
        """
        region: servicedesk@region.example, @it.region.example; number INC\\d{6,15}
        kommune: hjaelp@kommune.example; language sv
        """);
    connection.put("username", HUB);
    connection.put("password", "secret");
    connection.put("imapProtocol", "imap");
    connection.put("imapHost", "127.0.0.1");
    connection.put("imapPort", Integer.toString(server.getImap().getPort()));
    connection.put("smtpHost", "127.0.0.1");
    connection.put("smtpPort", Integer.toString(server.getSmtp().getPort()));
    connection.put("startTls", "false");
    connection.put("pollInterval", "100ms");
    return connection;
  }

  static SystemConfig config() {
    var told =
        List.of(
            Field.STATUS,
            Field.CASE_NUMBER,
            Field.RESOLUTION,
            Field.ROOT_CAUSE,
            Field.counterpart("clearquest"));
    var out = new TreeMap<Field, String>();
    told.forEach(field -> out.put(field, field.name()));
    var status =
        new ValueMap(
            Map.of(
                "RECEIVED", "received",
                "IN_PROGRESS", "in-progress",
                "PENDING_RELEASE", "pending-release",
                "RESOLVED", "resolved",
                "CLOSED", "closed"),
            Map.of(),
            Map.of("ASSIGNED", "received"));
    return new SystemConfig(
        "mail",
        ExternalSystem.Role.LOCAL_DESK,
        SystemConfig.Mode.SYNC,
        Map.of(),
        null,
        out,
        Map.of(Field.STATUS, status),
        Map.of(),
        Set.copyOf(told),
        Map.of(),
        1,
        Duration.ofSeconds(60),
        SystemConfig.Shows.MESSAGES);
  }

  /// Somebody sends a mail; lines as they stand in it.
  void sends(String from, String... lines) {
    sends(from, String.join("\r\n", lines).getBytes(StandardCharsets.ISO_8859_1));
  }

  void sends(String from, byte[] raw) {
    try {
      var mail = new Unchanged(raw);
      var properties = new Properties();
      properties.put("mail.smtp.from", from);
      var session = Session.getInstance(properties);
      try (var transport = session.getTransport("smtp")) {
        transport.connect("127.0.0.1", server.getSmtp().getPort(), null, null);
        transport.sendMessage(mail, new InternetAddress[] {new InternetAddress(HUB)});
      }
    } catch (MessagingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /// Puts a mail into the hub's mailbox without any server's help, however broken it is.
  void lies(byte[] raw) {
    try {
      user(HUB).deliver(new Unchanged(raw));
    } catch (Exception impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private GreenMailUser user(String address) {
    return server.getUserManager().getUserByEmail(address);
  }

  /// Mails that arrived for somebody.
  List<Message> mailsFor(String address) {
    return folder(address, "INBOX");
  }

  Message onlyMailFor(String address) {
    Await.until("a mail for " + address, () -> !mailsFor(address).isEmpty());
    return mailsFor(address).getLast();
  }

  /// What lies in a folder, with its flags; read over IMAP like anybody would.
  List<Message> folder(String address, String name) {
    var user = user(address);
    if (user == null) {
      return List.of();
    }
    try (var store = session().getStore("imap")) {
      store.connect("127.0.0.1", server.getImap().getPort(), address, "secret");
      var folder = store.getFolder(name);
      if (!folder.exists()) {
        return List.of();
      }
      folder.open(Folder.READ_ONLY);
      var copies = new ArrayList<Message>();
      for (var mail : folder.getMessages()) {
        // Looking must not mark it as seen.
        ((IMAPMessage) mail).setPeek(true);
        var seen = mail.getFlags();
        var copy = new MimeMessage((MimeMessage) mail);
        copy.setFlags(seen, true);
        if (!seen.contains(Flags.Flag.DELETED)) {
          copies.add(copy);
        }
      }
      return copies;
    } catch (MessagingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /// How many mails lie in a folder of the hub's mailbox.
  int count(String name) {
    try (var store = session().getStore("imap")) {
      store.connect("127.0.0.1", server.getImap().getPort(), HUB, "secret");
      var folder = store.getFolder(name);
      if (!folder.exists()) {
        return 0;
      }
      folder.open(Folder.READ_ONLY);
      return folder.getMessageCount() - folder.getDeletedMessageCount();
    } catch (MessagingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Session session() {
    var properties = new Properties();
    // A mail in one piece: the server parses it anew for each.
    properties.put("mail.imap.partialfetch", "false");
    return Session.getInstance(properties);
  }

  /// The names of all folders of the hub's mailbox.
  List<String> folders() {
    try (var store = session().getStore("imap")) {
      store.connect("127.0.0.1", server.getImap().getPort(), HUB, "secret");
      return Arrays.stream(store.getDefaultFolder().list("*")).map(Folder::getFullName).toList();
    } catch (MessagingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static String text(Message mail) {
    try {
      return String.valueOf(mail.getContent()).replace("\r\n", "\n");
    } catch (Exception unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  static String header(Message mail, String name) {
    try {
      var values = mail.getHeader(name);
      return values == null ? "" : values[0];
    } catch (MessagingException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  static String raw(Message mail) {
    return GreenMailUtil.getWholeMessage(mail);
  }

  @Override
  public void close() {
    server.stop();
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
