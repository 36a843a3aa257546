package hub.connector;

import hub.delivery.Command.SendNotice;
import java.util.List;

/// Writes what a notice says, and finds who gets it, at the moment it is sent (design D12).
/// Registered as `hubNotices`.
@FunctionalInterface
public interface NoticeLetters {

  /// The name under which routes find it.
  String BEAN = "hubNotices";

  /// The letters of a notice, one for each person. Addresses and texts are never logged.
  ///
  /// @throws IllegalArgumentException if they cannot be written: nobody holds the role, the list or
  ///   the template is unknown. The message says which, without a name or an address.
  List<Letter> letters(SendNotice notice);

  /// What one person is sent.
  ///
  /// @param to the address
  /// @param language in which it is written, such as `da`
  /// @param subject one line, without the hub's token
  /// @param text plain text with LF
  record Letter(String to, String language, String subject, String text) {}
}
