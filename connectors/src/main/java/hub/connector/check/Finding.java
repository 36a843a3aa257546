package hub.connector.check;

/// What came of one check of a live tool.
///
/// @param verdict whether it is as configured
/// @param place the key of the system's configuration that it is about, such as `out.priority`
/// @param what was found, in words that complete the place where something is wrong
/// @param remedy how to mend it; empty where there is nothing to mend
public record Finding(Verdict verdict, String place, String what, String remedy) {

  /// How a check can end.
  public enum Verdict {
    OK,
    WRONG,
    /// The tool does not tell, or not this account.
    UNKNOWN
  }
}
