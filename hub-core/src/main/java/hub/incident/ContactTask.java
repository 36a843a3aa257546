package hub.incident;

import hub.ticket.Priority;
import hub.ticket.Role;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A role is to be contacted about a P1 or P2 (R3.7, R5a.3, R5b.3, R6.1).
///
/// @param number the sequence of the event that opened it
/// @param ruleId the rule that demands it
/// @param basis why this role, in words
/// @param contacted the roles so far, in order; never empty
/// @param attempts how often somebody was told
/// @param lastAttempt when
/// @param isReminded whether the last attempt was the reminder of the role that was contacted last
/// @param ending null while nobody has acknowledged
public record ContactTask(
    IncidentId incident,
    long number,
    Priority level,
    String ruleId,
    String basis,
    Instant openedAt,
    List<Role> contacted,
    int attempts,
    Instant lastAttempt,
    boolean isReminded,
    @Nullable Ending ending)
    implements Entry {

  public ContactTask {
    contacted = List.copyOf(contacted);
  }

  /// How it ended.
  ///
  /// @param isWaived whether somebody waived it instead of reaching anybody
  /// @param reached who was really reached; empty for a waiver
  /// @param words how they were reached, or the reason of the waiver
  /// @param by who reported it
  public record Ending(boolean isWaived, String reached, String words, String by, Instant at) {}

  /// Where all of them lie.
  public static final String ALL = "contact/";

  public static String prefix(IncidentId incident) {
    return ALL + Digits.twelve(incident.number()) + "/";
  }

  public static String key(IncidentId incident, long number) {
    return prefix(incident) + Digits.twelve(number);
  }

  @Override
  public String key() {
    return key(incident, number);
  }

  /// The role that was contacted last.
  public Role role() {
    return contacted.getLast();
  }

  public boolean isOpen() {
    return ending == null;
  }

  ContactTask reminded(Instant at) {
    return told(contacted, attempts + 1, at, true);
  }

  ContactTask withContacted(List<Role> roles, Instant at) {
    return told(roles, attempts + 1, at, false);
  }

  private ContactTask told(List<Role> roles, int times, Instant at, boolean isReminder) {
    return new ContactTask(
        incident, number, level, ruleId, basis, openedAt, roles, times, at, isReminder, ending);
  }

  ContactTask ended(@Nullable Ending how) {
    return new ContactTask(
        incident,
        number,
        level,
        ruleId,
        basis,
        openedAt,
        contacted,
        attempts,
        lastAttempt,
        isReminded,
        how);
  }

  /// The same with other words of persons: who was reached, or why it was waived.
  ContactTask saying(String reached, String reason) {
    return ending == null
        ? this
        : ended(
            new Ending(
                ending.isWaived,
                ending.isWaived ? "" : reached,
                ending.isWaived ? reason : ending.words,
                ending.by,
                ending.at));
  }

  ContactTask inIncident(IncidentId other) {
    return new ContactTask(
        other,
        number,
        level,
        ruleId,
        basis,
        openedAt,
        contacted,
        attempts,
        lastAttempt,
        isReminded,
        ending);
  }
}
