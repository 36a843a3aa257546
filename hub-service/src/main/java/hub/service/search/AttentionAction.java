package hub.service.search;

/// What a person can do about something.
public enum AttentionAction {
  RETRY,
  PAUSE,
  RESUME,
  CHOOSE_VALUE,
  LINK,
  UNLINK,
  RETRY_DEAD_LETTER
}
