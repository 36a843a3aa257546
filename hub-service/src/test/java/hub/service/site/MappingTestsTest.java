package hub.service.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MappingTestsTest {

  private static final Path CONFIG =
      Path.of(System.getProperty("hub.root", "..")).resolve("config");

  @TempDir private Path directory = Path.of(".");

  @ParameterizedTest
  @ValueSource(
      strings = {"nsp", "demo", "topdesk", "servicenow", "remedy", "request-tracker", "redmine"})
  void a_shipped_site_tests_every_entry_of_its_value_maps(String site) {
    var reading = SiteReader.read(CONFIG.resolve(site));

    var result = MappingTests.run(reading.site().orElseThrow(), reading.places());

    assertThat(result.mistakes()).isEmpty();
    assertThat(result.unchecked()).isEmpty();
    assertThat(result.entries()).isGreaterThan(90);
  }

  @Test
  void an_entry_that_no_test_checks_is_told_with_its_line_in_each_direction() throws IOException {
    var result = desk("cases: []", "ticket: { fields: { status: RECEIVED } }");

    assertThat(result.mistakes()).isEmpty();
    assertThat(result.entries()).isEqualTo(6);
    assertThat(result.unchecked())
        .map(Mistake::toString)
        .anySatisfy(line ->
            assertThat(line)
                .startsWith(
                    "hub.yaml:13: systems.desk.values.status.both.RECEIVED writes RECEIVED"
                        + " as \"open\", which no mapping test checks"))
        .anySatisfy(line -> assertThat(line).startsWith("hub.yaml:14: ").contains("reads \"shut\""))
        .anySatisfy(
            line -> assertThat(line).startsWith("hub.yaml:15: ").contains("reads \"waiting\""))
        .anySatisfy(line -> assertThat(line).startsWith("hub.yaml:16: ").contains("CLOSED"))
        .hasSize(5);
  }

  @Test
  void a_payload_that_only_holds_a_value_does_not_check_it() throws IOException {
    var result = desk("cases: []", "ticket: { key: D-1 }");

    assertThat(result.mistakes()).isEmpty();
    assertThat(result.unchecked()).hasSize(6);
  }

  @Test
  void cases_change_the_payload_and_say_what_is_written() throws IOException {
    var result =
        desk(
            """
            cases:
              - { change: .status = "shut", ticket: { fields: { status: RESOLVED } } }
              - { change: .status = "waiting", ticket: { fields: { status: RECEIVED } } }
              - { change: .status = "else", refused: not in the value map }
              - { write: { status: RECEIVED }, tool: { State: open } }
              - { write: { status: RESOLVED }, tool: { State: shut } }
              - { write: { status: CLOSED }, tool: { State: shut } }
              - { write: { status: TRIAGED }, refused: has nothing for TRIAGED }
            """,
            "ticket: { fields: { status: RECEIVED } }");

    assertThat(result.mistakes()).isEmpty();
    assertThat(result.run()).isEqualTo(8);
    assertThat(result.unchecked()).isEmpty();
  }

  @Test
  void a_case_that_fails_is_a_mistake_with_its_line() throws IOException {
    var result =
        desk(
            """
            cases:
              - { change: .status = "shut", ticket: { fields: { status: CLOSED } } }
              - { change: .status =, ticket: { fields: { status: CLOSED } } }
              - { write: { status: RECEIVED }, tool: { State: shut } }
              - { write: { status: TRIAGED }, tool: { State: shut } }
              - { write: { status: RECEIVED } }
            """,
            "ticket: { key: D-1 }");

    assertThat(result.mistakes())
        .map(Mistake::toString)
        .anySatisfy(line -> assertThat(line).contains("state.yaml:5:", "is \"RESOLVED\""))
        .anySatisfy(line -> assertThat(line).contains("state.yaml:6:", "is no change"))
        .anySatisfy(line -> assertThat(line).contains("state.yaml:7:", "tool.State is \"open\""))
        .anySatisfy(line -> assertThat(line).contains("state.yaml:8:", "cannot be written"))
        .anySatisfy(line -> assertThat(line).contains("state.yaml:9:", "tool is missing"));
  }

  /// A site with one desk and one file of tests.
  private MappingTests.Result desk(String cases, String ticket) throws IOException {
    Files.writeString(
        directory.resolve("hub.yaml"),
        """
        space: { id: test }
        systems:
          desk:
            kind: http
            role: local-desk
            connection: { baseUrl: "http://localhost", list: ., listed: ., read: ., find: .,
              create: ., update: ., comment: . }
            in: '{id, key: .id, fields: {status}}'
            out: { status: State }
            values:
              status:
                both:
                  RECEIVED: open
                  RESOLVED: shut
                in: { waiting: RECEIVED }
                out: { CLOSED: shut }
            writes: [status]
        fields: { status: last-writer }
        """);
    Files.createDirectories(directory.resolve("tests"));
    Files.writeString(directory.resolve("tests/desk.json"), "{\"id\":\"D-1\",\"status\":\"open\"}");
    Files.writeString(
        directory.resolve("tests/state.yaml"),
        "system: desk\npayload: desk.json\n" + ticket + "\n" + cases);
    var reading = SiteReader.read(directory);
    assertThat(reading.mistakes()).isEmpty();
    return MappingTests.run(reading.site().orElseThrow(), reading.places());
  }
}
