package hub.config;

import hub.ticket.Role;
import java.util.List;

/// A row of the contact matrix (process.md §5).
public record ContactRow(
    @Describe("Its name, such as A.") String row,
    @Describe(
            "Half-open windows in the space's zone, such as Mon-Thu 16:00-18:00, or Fri 18:00 -"
                + " Mon 08:00. All rows together hold each minute of the week once.")
        List<String> windows,
    @Describe("Who answers the national desk's phone then.") Role phone,
    @Describe("Whom an incident that is not FMK's contacts.") Role contact,
    @Describe("Whom an incident of FMK contacts (O-5).") Role contactFmk,
    @Describe("What the row rests on, shown with every answer.") String basis) {

  public ContactRow {
    windows = List.copyOf(windows);
    if (windows.isEmpty()) {
      throw new IllegalArgumentException("row %s has no window".formatted(row));
    }
    windows.forEach(WeekWindow::parse);
  }

  /// The windows as they are computed with.
  public List<WeekWindow> weekWindows() {
    return windows.stream().map(WeekWindow::parse).toList();
  }
}
