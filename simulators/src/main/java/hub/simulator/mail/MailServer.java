package hub.simulator.mail;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.StoredMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// SMTP and IMAP for the demo. Any mailbox exists as soon as a mail comes for it, and any password
/// opens it. Nothing is kept over a restart.
public final class MailServer implements AutoCloseable {
  private final GreenMail server;

  /// A mailbox with its conversations, the one with the newest mail first.
  public record Mailbox(String address, List<Conversation> conversations) {
    public int size() {
      return conversations.stream().mapToInt(conversation -> conversation.mails().size()).sum();
    }
  }

  /// Mails that answer each other, oldest first.
  public record Conversation(String subject, List<Mail> mails) {}

  /// One mail; `number` identifies it within its mailbox.
  ///
  /// @param thread the Message-ID of the mail that began it all, as far as this one tells
  public record Mail(
      long number, String from, String subject, String sent, String text, String thread) {}

  /// Starts both services; port 0 takes any free one.
  public MailServer(InetAddress address, int smtpPort, int imapPort) {
    requireFree(address, smtpPort);
    requireFree(address, imapPort);
    String host = address.getHostAddress();
    server =
        new GreenMail(
            new ServerSetup[] {
              new ServerSetup(smtpPort, host, ServerSetup.PROTOCOL_SMTP),
              new ServerSetup(imapPort, host, ServerSetup.PROTOCOL_IMAP)
            });
    server.withConfiguration(new GreenMailConfiguration().withDisabledAuthentication());
    server.start();
  }

  /// GreenMail tells of a taken port from a thread of its own, so it is asked for here first.
  private static void requireFree(InetAddress address, int port) {
    try (ServerSocket probe = new ServerSocket(port, 1, address)) {
      probe.setReuseAddress(true);
    } catch (IOException taken) {
      throw new UncheckedIOException("The mail server cannot listen on port " + port, taken);
    }
  }

  public int smtpPort() {
    return server.getSmtp().getPort();
  }

  public int imapPort() {
    return server.getImap().getPort();
  }

  /// All mailboxes by address.
  public List<Mailbox> mailboxes() {
    return server.getManagers().getUserManager().listUser().stream()
        .sorted(Comparator.comparing(GreenMailUser::getEmail))
        .map(user -> new Mailbox(user.getEmail(), conversations(mails(user))))
        .toList();
  }

  private static List<Conversation> conversations(List<Mail> mails) {
    Map<String, List<Mail>> byThread = new LinkedHashMap<>();
    for (Mail mail : mails.reversed()) {
      byThread.computeIfAbsent(mail.thread(), _ -> new ArrayList<>()).add(mail);
    }
    return byThread.values().stream()
        .map(all -> new Conversation(all.getFirst().subject(), List.copyOf(all)))
        .sorted(
            Comparator.comparing((Conversation all) -> all.mails().getLast().number()).reversed())
        .toList();
  }

  private List<Mail> mails(GreenMailUser user) {
    try {
      List<StoredMessage> stored =
          server.getManagers().getImapHostManager().getInbox(user).getMessages();
      return stored.stream().map(MailServer::mail).toList().reversed();
    } catch (FolderException gone) {
      throw new IllegalStateException("A mailbox has no inbox: " + user.getEmail(), gone);
    }
  }

  private static Mail mail(StoredMessage stored) {
    try {
      MimeMessage message = stored.getMimeMessage();
      return new Mail(
          stored.getUid(),
          Arrays.toString(message.getFrom()),
          Objects.requireNonNullElse(message.getSubject(), "(no subject)"),
          String.valueOf(message.getSentDate()),
          new MailText(message).text(),
          thread(message, stored.getUid()));
    } catch (MessagingException unreadable) {
      return new Mail(stored.getUid(), "?", "(unreadable)", "", unreadable.toString(), "");
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static String thread(MimeMessage message, long number) throws MessagingException {
    for (String name : List.of("References", "In-Reply-To", "Message-ID")) {
      String header = message.getHeader(name, " ");
      if (header != null && !header.isBlank()) {
        return header.strip().split("\\s+", 2)[0];
      }
    }
    return "no id " + number;
  }

  @Override
  public void close() {
    server.stop();
  }
}
