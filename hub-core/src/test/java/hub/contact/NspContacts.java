package hub.contact;

import hub.config.CalendarConfig;
import hub.config.ContactRow;
import hub.config.ContactsConfig;
import hub.config.ContactsConfig.Boundary;
import hub.config.ContactsConfig.FirstConnection;
import hub.config.ContactsConfig.Teller;
import hub.config.ContactsConfig.ToldBy;
import hub.config.ContactsConfig.Upgrades;
import hub.config.ContactsConfig.WhenBoth;
import hub.ticket.Field;
import hub.ticket.Role;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The national platform's contacts (process.md §5) as a configuration for tests.
public final class NspContacts {

  private NspContacts() {}

  /// The platform's configuration.
  ///
  /// @param system that sends notices; null for none
  public static ContactsConfig config(@Nullable String system, Map<String, String> holidays) {
    return config(system, holidays, Boundary.NEXT, Upgrades.STEP_AND_MATRIX);
  }

  static ContactsConfig config(
      @Nullable String system, Map<String, String> holidays, Boundary boundary, Upgrades upgrades) {
    return new ContactsConfig(
        system,
        matrix(),
        new CalendarConfig(List.of(), "F", Map.of(), holidays),
        boundary,
        Map.of(Field.ASSIGNEE, Set.of("FMK_SUPPLIER")),
        Map.of(),
        WhenBoth.BOTH,
        upgrades,
        Duration.ofMinutes(10),
        Duration.ofMinutes(10),
        Map.of(
            Role.NSP_INCIDENT_MANAGER,
            Role.NSP_SYSTEM_OWNER,
            Role.NSP_SYSTEM_OWNER,
            Role.NSP_INCIDENT_MANAGER),
        "nsp-stakeholders",
        "fmk-stakeholders",
        Set.of("desk"),
        FirstConnection.SHOW,
        ToldBy.MAIL_AND_NOTE,
        "da",
        Teller.HUB);
  }

  static List<ContactRow> matrix() {
    return List.of(
        row("A", "Mon-Thu 08:00-16:00", Role.NATIONAL_SERVICE_DESK, Role.NSP_INCIDENT_MANAGER),
        row("B", "Mon-Thu 16:00-18:00", Role.OPERATIONS_SUPPLIER, Role.NSP_INCIDENT_MANAGER),
        row("C", "Mon-Thu 18:00-08:00", Role.OPERATIONS_SUPPLIER, Role.NSP_SYSTEM_OWNER),
        row("D", "Fri 08:00-15:30", Role.NATIONAL_SERVICE_DESK, Role.NSP_INCIDENT_MANAGER),
        row("E", "Fri 15:30-18:00", Role.OPERATIONS_SUPPLIER, Role.NSP_INCIDENT_MANAGER),
        row("F", "Fri 18:00 - Mon 08:00", Role.OPERATIONS_SUPPLIER, Role.NSP_SYSTEM_OWNER));
  }

  private static ContactRow row(String name, String window, Role phone, Role contact) {
    return new ContactRow(
        name, List.of(window), phone, contact, Role.FMK_INCIDENT_MANAGER, "process.md §5");
  }
}
