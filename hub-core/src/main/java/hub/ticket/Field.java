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

  /// Of an RFC or problem: the keys of the tickets that led to it (R11.3), see [KeyList].
  public static final Field CAUSED_BY = new Field("causedBy");

  /// Of an RFC or problem: the names of [RfcState].
  public static final Field RFC_STATE = new Field("rfcState");

  private static final String COUNTERPART = "counterpart.";
  private static final String RFC = "rfc.";
  private static final Set<Field> CODED =
      Set.of(PRIORITY, STATUS, ASSIGNEE, USER_IMPACT, CASE_NUMBER, DESK, CAUSED_BY, RFC_STATE);
  private static final Set<Field> OF_ONE_TICKET = Set.of(CASE_NUMBER, DESK, THREAD, RFC_STATE);

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

  /// The field of a ticket that shows the keys of the RFCs that hold it back (R11.3), see
  /// [KeyList].
  public static Field rfc(String system) {
    return new Field(RFC + system);
  }

  /// The system of the RFCs, if this field shows their keys.
  public Optional<String> rfcSystem() {
    return name.startsWith(RFC) ? Optional.of(name.substring(RFC.length())) : Optional.empty();
  }

  /// Whether it shows keys of other tickets, so that its value follows from the links.
  public boolean isReference() {
    return name.startsWith(COUNTERPART) || isKeyList();
  }

  /// Whether its value is a [KeyList].
  public boolean isKeyList() {
    return name.startsWith(RFC) || equals(CAUSED_BY);
  }

  /// Whether its values come from a fixed list or are keys, so that they hold no personal data.
  public boolean isCoded() {
    return CODED.contains(this) || isReference();
  }

  /// Whether it tells of one ticket only, so that it is never a value of the incident.
  public boolean isOfOneTicket() {
    return OF_ONE_TICKET.contains(this) || isReference();
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
