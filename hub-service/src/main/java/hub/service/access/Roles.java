package hub.service.access;

import java.util.List;

/// What people and programs may do. Every role may see; beyond that none includes another, and one
/// may have several.
public final class Roles {

  /// Sees everything that the hub shows.
  public static final String VIEWER = "viewer";

  /// Acts on incidents, systems, contacts and dead letters.
  public static final String OPERATOR = "operator";

  /// Reads, maps and folds again what is recorded.
  public static final String ENGINEER = "engineer";

  /// Has persons and texts forgotten.
  public static final String APPROVER = "approver";

  static final List<String> ALL = List.of(VIEWER, OPERATOR, ENGINEER, APPROVER);

  private Roles() {}
}
