package hub.service.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.Month;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// The library's holidays against the church's arithmetic.
class PublicHolidaysTest {

  @Test
  void O_2_danish_holidays_are_those_that_follow_from_easter() {
    var expected = new TreeSet<String>();
    for (var year = PublicHolidays.FIRST_YEAR; year <= PublicHolidays.LAST_YEAR; year++) {
      var easter = easter(year);
      for (var days : List.of(-3, -2, 0, 1, 39, 49, 50)) {
        expected.add(easter.plusDays(days).toString());
      }
      if (year < 2024) {
        expected.add(easter.plusDays(26).toString());
      }
      expected.add(LocalDate.of(year, Month.JANUARY, 1).toString());
      expected.add(LocalDate.of(year, Month.DECEMBER, 25).toString());
      expected.add(LocalDate.of(year, Month.DECEMBER, 26).toString());
    }

    assertThat(PublicHolidays.of(List.of("DK")).keySet()).isEqualTo(expected);
  }

  @Test
  void O_2_swedish_holidays_have_midsummer_and_the_national_day() {
    assertThat(PublicHolidays.of(List.of("SE")))
        .containsKeys("2026-06-06", "2026-06-20", "2026-10-31", "2027-01-06");
    assertThat(PublicHolidays.countries()).contains("DK", "SE");
  }

  private static LocalDate easter(int year) {
    var a = year % 19;
    var b = year / 100;
    var c = year % 100;
    var h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    var l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    var m = (a + 11 * h + 22 * l) / 451;
    var n = h + l - 7 * m + 114;
    return LocalDate.of(year, n / 31, n % 31 + 1);
  }
}
