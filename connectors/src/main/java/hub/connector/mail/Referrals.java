package hub.connector.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Tells those who are no local desk whom to ask (R3.6, process.md §7): politely, without a word of
/// their mail or of any case, and each of them once a day at most.
final class Referrals {

  private static final int MOST_PER_HOUR = 30;

  private final LoopGuard bySender = new LoopGuard(1, Duration.ofDays(1));
  private final LoopGuard all = new LoopGuard(MOST_PER_HOUR, Duration.ofHours(1));
  private final Postman postman;
  private final MailWords words;

  Referrals(String address, String hub, MailWords words) {
    this.postman = new Postman(address, hub);
    this.words = words;
  }

  boolean isDue(String sender, Instant now) {
    return all.wait("all", now).isEmpty() && bySender.allows(sender, now) && all.allows("all", now);
  }

  MimeMessage letter(String sender) throws MessagingException {
    var letter =
        new Postman.Envelope(List.of(sender), words.say("referral.subject"), words.say("referral"))
            .in(words.language())
            .asReply();
    return postman.write(letter);
  }
}
