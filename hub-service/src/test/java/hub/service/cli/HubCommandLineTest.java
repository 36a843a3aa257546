package hub.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubCommandLineTest {

  private static final Path CONFIG =
      Path.of(System.getProperty("hub.root", "..")).resolve("config");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void validate_says_that_an_example_site_has_no_mistakes() {
    assertThat(run("validate", CONFIG.resolve("nsp").toString())).isZero();
    assertThat(out.toString()).contains("no mistakes", "5 systems", "98 mapping tests");
  }

  @Test
  void validate_demands_that_every_value_is_tested_where_it_is_asked_to(@TempDir Path directory)
      throws IOException {
    Files.writeString(
        directory.resolve("hub.yaml"),
        """
        extends: %s
        systems:
          jira-ops:
            values:
              priority: { in: { Lowest: P4 } }
        """
            .formatted(CONFIG.resolve("nsp").toAbsolutePath()));

    assertThat(run("validate", directory.toString())).isZero();
    assertThat(out.toString()).contains("note: hub.yaml:5: ", "reads \"Lowest\" as P4");
    assertThat(run("validate", "--require-coverage", directory.toString())).isEqualTo(1);
    assertThat(run("validate", "--require-coverage", CONFIG.resolve("nsp").toString())).isZero();
  }

  @Test
  void validate_tells_mistakes_and_leaves_exit_code_1(@TempDir Path directory) throws IOException {
    Files.writeString(directory.resolve("hub.yaml"), "spaces: {}\n");

    assertThat(run("validate", directory.toString())).isEqualTo(1);
    assertThat(out.toString()).contains("hub.yaml:1:", "spaces", "Did you mean space?");
  }

  @Test
  void routes_shows_where_each_file_comes_from(@TempDir Path directory) throws IOException {
    Files.copy(CONFIG.resolve("nsp/hub.yaml"), directory.resolve("hub.yaml"));
    Files.createDirectories(directory.resolve("routes"));
    Files.writeString(
        directory.resolve("routes/own.camel.yaml"),
        """
        - route:
            id: own
            from:
              uri: timer:x
              steps:
                - to: log:x
        """);

    assertThat(run("routes", directory.toString())).isZero();
    assertThat(out.toString())
        .contains("jira-source", "shipped:kamelets/jira-source.kamelet.yaml")
        .contains("own", "routes/own.camel.yaml");
  }

  @Test
  void map_names_what_is_wrong_with_the_payload_file(@TempDir Path directory) throws IOException {
    var nsp = CONFIG.resolve("nsp").toString();
    var broken = Files.writeString(directory.resolve("broken.json"), "{\n\"id\": ");

    assertThat(run("map", nsp, "jira-ops", broken.toString())).isEqualTo(1);
    assertThat(run("map", nsp, "jira-ops", directory.resolve("no.json").toString())).isEqualTo(1);
    assertThat(run("map", nsp, "jira-opps", broken.toString())).isEqualTo(1);
    assertThat(err.toString())
        .contains(
            "is no JSON",
            "cannot be read",
            "no system jira-opps",
            "clearquest, jira-fmk, jira-ops");
  }

  @Test
  void map_prints_the_ticket_and_the_rule_that_made_each_field() {
    var nsp = CONFIG.resolve("nsp");
    var payload = nsp.resolve("tests/payloads/jira-found.json");

    assertThat(run("map", nsp.toString(), "jira-ops", payload.toString())).isZero();
    assertThat(out.toString())
        .contains("\"priority\" : \"P2\"", "madeBy", "systems.jira-ops.values.priority");
  }

  @Test
  void map_prints_the_reasons_why_a_payload_makes_no_ticket() {
    var nsp = CONFIG.resolve("nsp");
    var payload = nsp.resolve("tests/payloads/clearquest-unknown-priority.json");

    assertThat(run("map", nsp.toString(), "clearquest", payload.toString())).isEqualTo(1);
    assertThat(out.toString()).contains("reasons", "Urgent");
  }

  @Test
  void a_mapping_test_that_fails_is_a_mistake_with_its_line(@TempDir Path directory)
      throws IOException {
    Files.copy(CONFIG.resolve("nsp/hub.yaml"), directory.resolve("hub.yaml"));
    Files.createDirectories(directory.resolve("tests"));
    var payload = CONFIG.resolve("nsp/tests/payloads/jira-found.json").toAbsolutePath();
    Files.writeString(
        directory.resolve("tests/wrong.yaml"),
        """
        system: jira-ops
        payload: %s
        ticket:
          fields:
            priority: P4
        """
            .formatted(payload));

    assertThat(run("validate", directory.toString())).isEqualTo(1);
    assertThat(out.toString()).contains("tests/wrong.yaml:5:", "ticket.fields.priority", "P2");
  }

  @Test
  void R3_7_contact_prints_the_answer_and_why() {
    var nsp = CONFIG.resolve("nsp").toString();

    assertThat(run("contact", "--priority", "P1", "--at", "2026-12-24T17:59", nsp)).isZero();
    assertThat(out.toString())
        .contains("contact  NSP_INCIDENT_MANAGER", "phone    OPERATIONS_SUPPLIER", "row B");
    assertThat(run("contact", "--priority", "P2", "--fmk", "--at", "2026-12-25T10:00", nsp))
        .isZero();
    assertThat(out.toString())
        .contains("contact  FMK_INCIDENT_MANAGER", "row F", "public holiday: 1st Christmas day");
    assertThat(run("contact", "--priority", "P3", nsp)).isZero();
    assertThat(out.toString()).contains("nobody");
  }

  @Test
  void R3_7_template_prints_what_a_notice_would_say() {
    var nsp = CONFIG.resolve("nsp").toString();

    assertThat(run("template", "contact", nsp, "--language", "sv")).isZero();
    assertThat(out.toString()).contains("Subject: ", "NSP-17");
    assertThat(run("template", "contakt", nsp)).isEqualTo(1);
    assertThat(err.toString()).contains("contakt");
  }

  @Test
  void calendar_prints_the_public_holidays_of_a_year() {
    assertThat(run("calendar", "--year", "2026", CONFIG.resolve("nsp").toString())).isZero();
    assertThat(out.toString())
        .contains("2026-04-03 Fri  Good Friday", "2026-12-25 Fri")
        .doesNotContain("12-24", "06-05");
  }

  @Test
  void wrong_use_leaves_exit_code_2() {
    assertThat(run("vaildate", "x")).isEqualTo(2);
    assertThat(err.toString()).contains("vaildate");
  }

  private int run(String... arguments) {
    return HubCommandLine.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }
}
