package hub.contact;

/// Whose matter an incident is (O-7, O-12).
public enum Scope {
  NSP,
  FMK,
  BOTH
}
