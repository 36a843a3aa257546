package hub.ticket;

import java.util.Optional;
import java.util.Set;

/// A canonical field of a ticket. Tools' own names end at the mapping (design D9).
///
/// A field is known by its name, so that a site can map fields the hub has no opinion of.
public record Field(String name) implements Comparable<Field> {

  public static final Field TITLE = new Field("title");
  public static final Field DESCRIPTION = new Field("description");

  /// Values are the names of [Priority].
  public static final Field PRIORITY = new Field("priority");

  /// Values are the names of [Status].
  public static final Field STATUS = new Field("status");

  /// Who holds the ball: the code name of a role (process.md §1), such as `OPERATIONS_SUPPLIER`.
  public static final Field ASSIGNEE = new Field("assignee");

  /// `yes` or `no`: does it affect the user experience (RNA.1)?
  public static final Field USER_IMPACT = new Field("userImpact");

  public static final Field ROOT_CAUSE = new Field("rootCause");
  public static final Field RESOLUTION = new Field("resolution");
  public static final Field REPORTER = new Field("reporter");
  public static final Field LOCAL_TICKET = new Field("localTicket");

  /// The number under which people outside know the incident, such as `NSP-17`.
  public static final Field CASE_NUMBER = new Field("caseNumber");

  /// The local desk that a conversation is held with, by its name in configuration.
  public static final Field DESK = new Field("desk");

  /// The message that began a conversation.
  public static final Field THREAD = new Field("thread");

  private static final String COUNTERPART = "counterpart.";
  private static final Set<Field> CODED =
      Set.of(PRIORITY, STATUS, ASSIGNEE, USER_IMPACT, CASE_NUMBER, DESK);
  private static final Set<Field> OF_ONE_TICKET = Set.of(CASE_NUMBER, DESK, THREAD);

  public Field {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a field needs a name");
    }
  }

  /// The field of a ticket that shows the key of its counterpart in another system (R5b.1).
  public static Field counterpart(String system) {
    return new Field(COUNTERPART + system);
  }

  /// The other system, if this field shows a counterpart's key.
  public Optional<String> counterpartSystem() {
    return name.startsWith(COUNTERPART)
        ? Optional.of(name.substring(COUNTERPART.length()))
        : Optional.empty();
  }

  /// Whether its values come from a fixed list or are keys, so that they hold no personal data.
  public boolean isCoded() {
    return CODED.contains(this) || name.startsWith(COUNTERPART);
  }

  /// Whether it tells of one ticket only, so that it is never a value of the incident.
  public boolean isOfOneTicket() {
    return OF_ONE_TICKET.contains(this) || name.startsWith(COUNTERPART);
  }

  @Override
  public int compareTo(Field other) {
    return name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return name;
  }
}
