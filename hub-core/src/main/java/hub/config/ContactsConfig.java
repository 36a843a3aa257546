package hub.config;

import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.Role;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Whom the hub contacts about a P1 or P2, and whom it tells what (process.md §5 and §16).
public record ContactsConfig(
    @Describe(
            "The system that sends notices, such as mail. Without it contact tasks are only shown.")
        @Nullable String system,
    @Describe("The contact matrix.") List<ContactRow> matrix,
    @Describe("Holidays and other days of their own.") CalendarConfig calendar,
    @Describe(
            value = "The window to which a boundary itself belongs, such as 16:00:00 sharp (O-1).",
            byDefault = "next")
        Boundary boundary,
    @Describe(
            "Canonical fields and values of an incident of FMK; one of them is enough. Without any,"
                + " nothing is FMK's.")
        Map<Field, Set<String>> fmk,
    @Describe("Canonical fields and values of an incident that touches both FMK and NSP (O-7).")
        Map<Field, Set<String>> both,
    @Describe(value = "Whom an incident contacts that touches both (O-7).", byDefault = "both")
        WhenBoth whenBoth,
    @Describe(value = "Whom an upgrade to P1 or P2 contacts (O-6).", byDefault = "step-and-matrix")
        Upgrades upgrades,
    @Describe(
            value = "Wait before the same role is reminded of a contact (O-9).",
            byDefault = "10m")
        Duration remindAfter,
    @Describe(
            value = "Wait after that before the next role is contacted too (O-9).",
            byDefault = "10m")
        Duration escalateAfter,
    @Describe("The role that is contacted next if one does not acknowledge (O-9).")
        Map<Role, Role> next,
    @Describe("Distribution list for P1 and P2, sent once per incident and level (R5b.4).")
        @Nullable String stakeholders,
    @Describe("Distribution list for P1 and P2 of FMK (O-11); the hub sends none without it.")
        @Nullable String stakeholdersFmk,
    @Describe(
            "Users of the national desk, as its tool names them: their own changes are not told to"
                + " it (O-32).")
        Set<String> nationalDesk,
    @Describe(
            value =
                "Who is told of what a tool held already when the hub first looked into it: show"
                    + " lists its contact tasks and mails nobody, tell treats it like news.",
            byDefault = "show")
        FirstConnection atFirstConnection,
    @Describe(
            value = "How the national desk is told that others have changed a priority (O-32).",
            byDefault = "mail-and-note")
        ToldBy nationalDeskToldBy,
    @Describe(
            value = "The language of a notice to somebody for whom people.yaml names none.",
            byDefault = "da")
        String language,
    @Describe(
            value =
                "Who tells the national desk of an incident that a supplier has found itself"
                    + " (O-30): the hub by mail, or the supplier's tool.",
            byDefault = "hub")
        Teller discoveriesToldBy) {

  /// Who tells.
  public enum Teller {
    HUB,
    TOOL
  }

  /// By which way.
  public enum ToldBy {
    /// By mail, and by a note in the desk's own tool.
    MAIL_AND_NOTE,
    MAIL,
    NOTE
  }

  /// What becomes of a P1 or P2 that was there before the hub.
  public enum FirstConnection {
    /// Its contact tasks are shown, and nobody is mailed.
    SHOW,
    /// As if it had just been received.
    TELL
  }

  /// To which window a boundary belongs.
  public enum Boundary {
    /// Windows are half-open: 16:00:00 belongs to the window that begins there.
    NEXT,
    /// 16:00:00 sharp still belongs to the window that ends there.
    FORMER
  }

  /// Whom an incident contacts that touches FMK and NSP.
  public enum WhenBoth {
    BOTH,
    NSP,
    FMK
  }

  /// Whom an upgrade contacts.
  public enum Upgrades {
    /// The role that the step names and, outside its hours, the matrix's as well.
    STEP_AND_MATRIX,
    STEP,
    MATRIX
  }

  public ContactsConfig {
    matrix = List.copyOf(matrix);
    fmk = Collections.unmodifiableMap(new TreeMap<>(fmk));
    both = Collections.unmodifiableMap(new TreeMap<>(both));
    next = Collections.unmodifiableMap(new TreeMap<>(next));
    nationalDesk = Collections.unmodifiableSet(new TreeSet<>(nationalDesk));
  }

  /// Whether one of the conditions holds.
  public static boolean isAny(Map<Field, Set<String>> conditions, Fields fields) {
    return conditions.entrySet().stream()
        .anyMatch(
            condition -> condition.getValue().contains(fields.getOrEmpty(condition.getKey())));
  }

  /// With the holidays of the calendar's countries.
  public ContactsConfig withHolidays(Map<String, String> computed) {
    return new ContactsConfig(
        system,
        matrix,
        calendar.withHolidays(computed),
        boundary,
        fmk,
        both,
        whenBoth,
        upgrades,
        remindAfter,
        escalateAfter,
        next,
        stakeholders,
        stakeholdersFmk,
        nationalDesk,
        atFirstConnection,
        nationalDeskToldBy,
        language,
        discoveriesToldBy);
  }
}
