package hub.connector.mail;

import hub.connector.NoticeLetters.Letter;
import hub.delivery.Command.SendNotice;
import hub.delivery.DeliveryAnswer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The mails of one notice under way: one for each person, so that nobody sees who else is told,
/// everybody reads a language of their own, and an answer tells whose it is.
final class NoticeRound {

  private final SendNotice notice;
  private final Deque<Letter> left;
  private int accepted;
  private @Nullable DeliveryAnswer refusal;

  /// @param accepted how many were handed over by an earlier attempt
  NoticeRound(SendNotice notice, List<Letter> left, int accepted) {
    this.notice = notice;
    this.left = new ArrayDeque<>(left);
    this.accepted = accepted;
  }

  SendNotice notice() {
    return notice;
  }

  /// The mail that is next, or under way.
  Optional<Letter> next() {
    return Optional.ofNullable(left.peekFirst());
  }

  /// The mail server has taken the next one.
  void accepted() {
    accepted++;
    left.removeFirst();
  }

  /// The next one will never be taken; the others may.
  void refused(DeliveryAnswer answer) {
    refusal = answer;
    left.removeFirst();
  }

  /// What came of it, once no mail is left: sent if anybody was told.
  DeliveryAnswer ended(String name) {
    return accepted == 0 && refusal != null ? refusal : new DeliveryAnswer.Sent(name, accepted);
  }
}
