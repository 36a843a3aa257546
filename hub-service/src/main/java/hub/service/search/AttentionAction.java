package hub.service.search;

/// What a person can do about something.
public enum AttentionAction {
  RETRY,
  PAUSE,
  RESUME,
  CHOOSE_VALUE,
  LINK,
  UNLINK,
  /// Leave the ticket where it is, although a reference says otherwise.
  KEEP_APART,
  RETRY_DEAD_LETTER,
  /// Go where a contact is acknowledged or waived.
  SHOW_CONTACT
}
