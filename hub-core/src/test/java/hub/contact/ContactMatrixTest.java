package hub.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import hub.config.CalendarConfig;
import hub.config.CalendarConfig.DayKind;
import hub.config.ContactRow;
import hub.config.ContactsConfig;
import hub.config.ContactsConfig.Boundary;
import hub.config.ContactsConfig.Upgrades;
import hub.config.WeekWindow;
import hub.ticket.Role;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContactMatrixTest {

  private static final ZoneId COPENHAGEN = ZoneId.of("Europe/Copenhagen");
  private static final Map<String, String> HOLIDAYS = SecondTable.danishHolidays(2022, 2034);
  private static final ContactMatrix MATRIX = matrix(NspContacts.config(null, HOLIDAYS));

  private static ContactMatrix matrix(ContactsConfig config) {
    return new ContactMatrix(config, COPENHAGEN);
  }

  private static Instant at(String local) {
    return LocalDateTime.parse(local).atZone(COPENHAGEN).toInstant();
  }

  /// The test vectors of process.md §5, in a week without holidays.
  @ParameterizedTest
  @CsvSource({
    "2026-03-05T17:59:59, NSP_INCIDENT_MANAGER, OPERATIONS_SUPPLIER, B",
    "2026-03-05T18:00, NSP_SYSTEM_OWNER, OPERATIONS_SUPPLIER, C",
    "2026-03-06T07:59, NSP_SYSTEM_OWNER, OPERATIONS_SUPPLIER, C",
    "2026-03-06T08:00, NSP_INCIDENT_MANAGER, NATIONAL_SERVICE_DESK, D",
    "2026-03-06T15:30, NSP_INCIDENT_MANAGER, OPERATIONS_SUPPLIER, E",
    "2026-03-06T18:00, NSP_SYSTEM_OWNER, OPERATIONS_SUPPLIER, F",
    "2026-03-08T12:00, NSP_SYSTEM_OWNER, OPERATIONS_SUPPLIER, F",
    "2026-03-09T07:59, NSP_SYSTEM_OWNER, OPERATIONS_SUPPLIER, F",
    "2026-03-09T08:00, NSP_INCIDENT_MANAGER, NATIONAL_SERVICE_DESK, A"
  })
  void R3_7_the_matrix_names_the_role_and_the_phone(
      String local, Role role, Role phone, String row) {
    var contact = MATRIX.contact(ContactStep.RECEIVED, Scope.NSP, at(local));

    assertThat(contact.roles()).containsExactly(role);
    assertThat(contact.phone()).isEqualTo(phone);
    assertThat(contact.row().row()).isEqualTo(row);
    assertThat(MATRIX.contact(ContactStep.RECEIVED, Scope.FMK, at(local)).roles())
        .containsExactly(Role.FMK_INCIDENT_MANAGER);
  }

  @Test
  void R3_7_every_minute_of_ten_years_has_one_answer_that_a_second_table_gives_too() {
    var holidays = HOLIDAYS.keySet();
    var onDuty = everyCase(true);
    var offDuty = everyCase(false);
    var at = at("2024-01-01T00:00");
    var end = at("2034-01-01T00:00");
    var day = LocalDate.MIN;
    var isHoliday = false;
    for (; at.isBefore(end); at = at.plusSeconds(60)) {
      var local = LocalDateTime.ofInstant(at, COPENHAGEN);
      if (!local.toLocalDate().equals(day)) {
        day = local.toLocalDate();
        isHoliday = holidays.contains(day.toString());
      }
      var minute = local.getHour() * 60 + local.getMinute();
      var isOnDuty = SecondTable.isManagerOnDuty(day, minute, isHoliday);
      var standing = MATRIX.standing(at);
      var received = MATRIX.contact(ContactStep.RECEIVED, Scope.NSP, standing);
      var isRight =
          received.roles().equals(List.of(SecondTable.responsible(isOnDuty, false)))
              && (received.phone() == Role.NATIONAL_SERVICE_DESK)
                  == SecondTable.isDeskAtThePhone(day, minute, isHoliday);
      if (!isRight || !agreesInEveryCase(standing, isOnDuty ? onDuty : offDuty)) {
        fail("%s: %s", local, received);
      }
    }
  }

  private static boolean agreesInEveryCase(
      ContactMatrix.Standing standing, List<Expected> expected) {
    var agrees = true;
    for (var one : expected) {
      var roles = MATRIX.contact(one.step, one.scope, standing).roles();
      agrees &= roles.size() == one.roles.size() && one.roles.containsAll(roles);
    }
    return agrees;
  }

  private record Expected(ContactStep step, Scope scope, Set<Role> roles) {}

  private static List<Expected> everyCase(boolean isOnDuty) {
    var expected = new ArrayList<Expected>();
    for (var step : ContactStep.values()) {
      for (var scope : Scope.values()) {
        var roles = EnumSet.noneOf(Role.class);
        switch (scope) {
          case NSP -> roles.add(SecondTable.responsible(isOnDuty, false));
          case FMK -> roles.add(SecondTable.responsible(isOnDuty, true));
          case BOTH -> {
            roles.add(SecondTable.responsible(isOnDuty, false));
            roles.add(SecondTable.responsible(isOnDuty, true));
          }
        }
        switch (step) {
          case RECEIVED -> {}
          case RAISED_BY_FMK_SUPPLIER -> roles.add(Role.FMK_INCIDENT_MANAGER);
          case RAISED_BY_OPERATIONS, RAISED_BY_APPLICATION_SUPPLIER ->
              roles.add(Role.NSP_INCIDENT_MANAGER);
        }
        expected.add(new Expected(step, scope, roles));
      }
    }
    return expected;
  }

  @Test
  void O_1_the_boundary_belongs_to_the_next_window_unless_the_site_says_otherwise() {
    var former =
        matrix(NspContacts.config(null, Map.of(), Boundary.FORMER, Upgrades.STEP_AND_MATRIX));
    var sharp = at("2026-03-05T18:00");

    assertThat(row(MATRIX, sharp)).isEqualTo("C");
    assertThat(row(former, sharp)).isEqualTo("B");
    assertThat(row(former, sharp.plusMillis(1))).isEqualTo("C");
  }

  @Test
  void O_2_a_whole_public_holiday_is_window_F_and_the_day_before_is_unchanged() {
    // Christmas Day of 2026 is a Friday.
    assertThat(row(MATRIX, at("2026-12-24T23:59"))).isEqualTo("C");
    assertThat(row(MATRIX, at("2026-12-25T00:00"))).isEqualTo("F");
    assertThat(row(MATRIX, at("2026-12-25T09:00"))).isEqualTo("F");
    var contact = MATRIX.contact(ContactStep.RECEIVED, Scope.NSP, at("2026-12-25T09:00"));
    assertThat(contact.why(at("2026-12-25T09:00").atZone(COPENHAGEN)))
        .contains("row F", "public holiday: Christmas Day");
  }

  @Test
  void O_3_christmas_eve_is_ordinary_until_the_site_names_it() {
    var named =
        matrix(
            with(
                new CalendarConfig(
                    List.of(),
                    "F",
                    Map.of("12-24", DayKind.HOLIDAY, "2027-12-24", DayKind.ORDINARY),
                    Map.of())));

    assertThat(row(MATRIX, at("2026-12-24T17:59"))).isEqualTo("B");
    assertThat(row(named, at("2026-12-24T17:59"))).isEqualTo("F");
    assertThat(row(named, at("2027-12-24T10:00"))).isEqualTo("D");
  }

  @Test
  void O_6_an_upgrade_contacts_the_steps_role_and_outside_its_hours_the_matrixs_too() {
    var sunday = at("2026-03-08T02:00");
    var monday = at("2026-03-09T10:00");

    assertThat(MATRIX.contact(ContactStep.RAISED_BY_OPERATIONS, Scope.NSP, sunday).roles())
        .containsExactly(Role.NSP_INCIDENT_MANAGER, Role.NSP_SYSTEM_OWNER);
    assertThat(MATRIX.contact(ContactStep.RAISED_BY_OPERATIONS, Scope.NSP, monday).roles())
        .containsExactly(Role.NSP_INCIDENT_MANAGER);
    assertThat(MATRIX.contact(ContactStep.RAISED_BY_FMK_SUPPLIER, Scope.FMK, sunday).roles())
        .containsExactly(Role.FMK_INCIDENT_MANAGER);
    var byMatrix = matrix(NspContacts.config(null, Map.of(), Boundary.NEXT, Upgrades.MATRIX));
    assertThat(byMatrix.contact(ContactStep.RAISED_BY_OPERATIONS, Scope.NSP, sunday).roles())
        .containsExactly(Role.NSP_SYSTEM_OWNER);
  }

  @Test
  void the_hour_that_comes_twice_or_never_has_an_answer() {
    // Clocks go forward on 29 March and back on 25 October 2026.
    for (var night : List.of("2026-03-29T01:00", "2026-10-25T01:00")) {
      for (var minutes = 0; minutes < 180; minutes++) {
        assertThat(row(MATRIX, at(night).plus(Duration.ofMinutes(minutes)))).isEqualTo("F");
      }
    }
  }

  @Test
  void rows_that_leave_a_gap_or_overlap_are_refused_with_the_minute() {
    var rows = NspContacts.matrix();
    var gap = withRows(rows.subList(0, 5));
    var doubled = withRows(List.of(rows.get(0), rows.get(0)));

    assertThat(ContactMatrix.problems(gap))
        .contains("from Fri 18:00 on it has no row", "it has no row F for holidays");
    assertThat(ContactMatrix.problems(doubled))
        .contains("from Mon 08:00 on it has the rows A and A");
    assertThatThrownBy(() -> matrix(gap)).hasMessageContaining("no row");
  }

  @Test
  void windows_are_read_as_people_write_them() {
    assertThat(minutes("Fri 18:00 - Mon 08:00")).isEqualTo(62 * 60);
    assertThat(minutes("Mon-Thu 18:00-08:00")).isEqualTo(4 * 14 * 60);
    assertThat(minutes("Sat-Sun 00:00-24:00")).isEqualTo(48 * 60);
    assertThat(minutes("Sun 22:00-06:00")).isEqualTo(8 * 60);
    assertThatThrownBy(() -> WeekWindow.parse("weekdays 8-16"))
        .hasMessageContaining("write Mon-Thu 08:00-16:00");
    assertThatThrownBy(() -> WeekWindow.parse("Mon 08:00-24:30")).hasMessageContaining("24:00");
  }

  private static long minutes(String window) {
    var parsed = WeekWindow.parse(window);
    var minutes = 0L;
    for (var minute = 0; minute < WeekWindow.MINUTES_OF_WEEK; minute++) {
      minutes += parsed.holds(minute) ? 1 : 0;
    }
    return minutes;
  }

  private static String row(ContactMatrix matrix, Instant at) {
    return matrix.contact(ContactStep.RECEIVED, Scope.NSP, at).row().row();
  }

  private static ContactsConfig with(CalendarConfig calendar) {
    var base = NspContacts.config(null, Map.of());
    return copy(base, base.matrix(), calendar);
  }

  private static ContactsConfig withRows(List<ContactRow> rows) {
    var base = NspContacts.config(null, Map.of());
    return copy(base, rows, base.calendar());
  }

  private static ContactsConfig copy(
      ContactsConfig base, List<ContactRow> rows, CalendarConfig calendar) {
    return new ContactsConfig(
        base.system(),
        rows,
        calendar,
        base.boundary(),
        base.fmk(),
        base.both(),
        base.whenBoth(),
        base.upgrades(),
        base.remindAfter(),
        base.escalateAfter(),
        base.next(),
        base.stakeholders(),
        base.stakeholdersFmk(),
        base.nationalDesk(),
        base.atFirstConnection(),
        base.nationalDeskToldBy(),
        base.language(),
        base.discoveriesToldBy());
  }
}
