package hub.simulator.seed;

import static org.assertj.core.api.Assertions.assertThat;

import hub.simulator.Browser;
import hub.simulator.SimulatorOptions;
import hub.simulator.Simulators;
import hub.simulator.ticket.TicketView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The incidents that exist when the demo starts.
class DemoSeedTest {
  private static final Pattern PERSONAL_NUMBER = Pattern.compile("\\b\\d{6}-?\\d{4}\\b");

  private final Path directory;

  DemoSeedTest(@TempDir Path directory) {
    this.directory = directory;
  }

  private Simulators start() {
    return Simulators.start(
        SimulatorOptions.forTests().withDataDirectory(directory).withSeedIncidents(60));
  }

  private static <T> Map<T, Long> count(List<TicketView> tickets, Function<TicketView, T> by) {
    return tickets.stream().collect(Collectors.groupingBy(by, Collectors.counting()));
  }

  @Test
  void sixty_incidents_are_spread_over_tools_states_and_priorities() {
    try (Simulators simulators = start()) {
      List<TicketView> records = simulators.tickets("clearquest");
      List<TicketView> issues = simulators.tickets("jira-ops");

      long linked =
          issues.stream().filter(one -> one.fields().containsKey("ClearQuest ID")).count();
      assertThat(records.size() + issues.size() - linked).isEqualTo(60);
      assertThat(count(records, one -> one.fields().getOrDefault("Assignee", "")))
          .containsKeys("FMK", "Driftleverandoer", "");
      assertThat(count(records, TicketView::state))
          .containsKeys("Submitted", "Assigned", "Opened", "Pending_Release", "Resolved", "Closed");
      assertThat(count(records, TicketView::priority)).containsKeys("P1", "P2", "P3", "P4");
      assertThat(count(issues, TicketView::state)).hasSize(5);
      assertThat(simulators.tickets("jira-sds")).isNotEmpty();
    }
  }

  @Test
  void linked_tickets_name_each_other_and_agree() {
    Map<String, String> priorities =
        Map.of("P1", "Highest", "P2", "High", "P3", "Medium", "P4", "Low");
    Map<String, String> states =
        Map.of(
            "Assigned",
            "To Do",
            "Opened",
            "In Progress",
            "Pending_Release",
            "Pending Release",
            "Resolved",
            "Resolved",
            "Closed",
            "Closed");
    try (Simulators simulators = start()) {
      Map<String, TicketView> issues =
          simulators.tickets("jira-ops").stream()
              .collect(Collectors.toMap(TicketView::key, one -> one));

      simulators.tickets("clearquest").stream()
          .filter(record -> record.fields().containsKey("JiraKey"))
          .forEach(record -> {
            TicketView issue = Objects.requireNonNull(issues.get(record.fields().get("JiraKey")));
            assertThat(issue).isNotNull();
            assertThat(issue.fields()).containsEntry("ClearQuest ID", record.key());
            assertThat(issue.priority()).isEqualTo(priorities.get(record.priority()));
            assertThat(issue.state()).isEqualTo(states.get(record.state()));
          });
    }
  }

  @Test
  void a_restart_and_an_interrupted_start_make_nothing_twice() throws IOException {
    List<String> keys;
    try (Simulators simulators = start()) {
      keys = simulators.tickets("clearquest").stream().map(TicketView::key).toList();
    }
    try (Simulators simulators = start()) {
      assertThat(simulators.tickets("clearquest")).hasSameSizeAs(keys);
    }
    Files.delete(directory.resolve("seeded"));
    try (Simulators simulators = start()) {
      assertThat(simulators.tickets("clearquest")).extracting(TicketView::key).isEqualTo(keys);
    }
  }

  @Test
  void a_restored_backup_still_has_the_incidents() {
    try (Simulators simulators = start()) {
      Browser.at(simulators.url())
          .post("/admin/clearquest/faults", "{\"kind\":\"rewind\",\"seconds\":3600}");

      assertThat(simulators.tickets("clearquest")).hasSizeGreaterThan(30);
    }
  }

  @Test
  void the_same_seed_makes_the_same_incidents_without_personal_numbers() {
    List<PlannedIncident> plan = PlannedIncident.plan(60, 1);

    assertThat(PlannedIncident.plan(60, 1)).isEqualTo(plan);
    assertThat(PlannedIncident.plan(60, 2)).isNotEqualTo(plan);
    assertThat(plan)
        .noneMatch(one -> PERSONAL_NUMBER.matcher(one.headline() + one.description()).find());
    assertThat(plan).extracting(PlannedIncident::localTicket).doesNotHaveDuplicates();
  }
}
