package hub.connector;

import hub.delivery.Command.SendNotice;
import java.util.List;

/// Writes what a notice says, and finds who gets it, at the moment it is sent (design D12).
/// Registered as `hubNotices`.
@FunctionalInterface
public interface NoticeLetters {

  /// The name under which routes find it.
  String BEAN = "hubNotices";

  /// The letter of a notice. Its addresses and texts are never logged.
  ///
  /// @throws IllegalArgumentException if it cannot be written: nobody holds the role, the list or
  ///   the template is unknown. The message says which, without a name or an address.
  Letter letter(SendNotice notice);

  /// What is sent.
  ///
  /// @param to addresses, at least one
  /// @param subject one line, without the hub's token
  /// @param text plain text with LF
  record Letter(List<String> to, String subject, String text) {
    public Letter {
      to = List.copyOf(to);
    }
  }
}
