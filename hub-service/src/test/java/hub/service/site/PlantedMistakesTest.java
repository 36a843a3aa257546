package hub.service.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.Arguments.ArgumentSet;
import org.junit.jupiter.params.provider.MethodSource;

/// Every mistake that can be planted in `hub.yaml` is told with its line, its cause and a way out.
class PlantedMistakesTest {

  private static final Path NSP =
      Path.of(System.getProperty("hub.root", "..")).resolve("config/nsp/hub.yaml");

  /// What is replaced in the example site, by what, and what the mistake must say.
  static List<ArgumentSet> ofSystems() {
    return List.of(
        planted(
            "unknown key", "  partition: 0", "  partion: 0", "partion", "Did you mean partition"),
        planted("not YAML", "systems:\n", "systems: [\n", "is not YAML"),
        planted(
            "key twice",
            "  zone: Europe/Copenhagen",
            "  zone: Europe/Copenhagen\n  id: b",
            "twice"),
        planted("missing", "    kind: jira\n", "", "kind is missing", "Add kind"),
        planted("no number", "partition: 0", "partition: many", "whole number"),
        planted("negative", "partition: 0", "partition: -1", "is negative"),
        planted("no duration", "settle: 90s", "settle: 90 seconds", "duration", "30s"),
        planted(
            "no zone", "Europe/Copenhagen", "Europe/Kopenhagen", "Did you mean Europe/Copenhagen"),
        planted("bad id", "  jira-ops:\n    kind", "  Jira_Ops:\n    kind", "is no id"),
        planted("unknown role", "role: operations", "role: operation", "Did you mean operations"),
        planted("two desks", "role: operations", "role: national-desk", "role"),
        planted("unknown kind", "kind: jira\n", "kind: jirra\n", "Did you mean jira"),
        planted(
            "unknown property",
            "      project: DRIFT",
            "      projekt: DRIFT",
            "Did you mean project"),
        planted("no such flavour", "flavour: cloud", "flavour: clowd", "Did you mean cloud"),
        planted("missing property", "      project: DRIFT\n", "", "has no project"),
        planted(
            "too many at once",
            "      project: DRIFT\n",
            "      project: DRIFT\n      parallel: 9\n",
            "is \"9\"",
            "a number from 1 to 4"),
        planted(
            "no place for the key",
            "      project: DRIFT\n",
            "      project: DRIFT\n      browseUrl: https://jira.example.com/browse/\n",
            "is \"https://jira.example.com/browse/\"",
            "browse/{key}"),
        planted(
            "secret in the file",
            "${env:JIRA_OPS_TOKEN}",
            "abc123",
            "holds a secret",
            "${env:NAME}"),
        planted("odd reference", "${env:JIRA_OPS_URL}", "${JIRA_OPS_URL}", "unknown reference"));
  }

  static List<ArgumentSet> ofFields() {
    return List.of(
        planted("hole", "P3: Medium, P4: Low", "P3: Medium", "has no value for", "P4"),
        planted("collision", "P3: Medium, P4: Low", "P3: Low, P4: Low", "same \"Low\""),
        planted("not read back", "in: { To Do: RECEIVED }", "in: {}", "cannot be read again"),
        planted(
            "in and both",
            "in: { To Do: RECEIVED }",
            "in: { To Do: RECEIVED, Closed: CLOSED }",
            "also stands under both"),
        planted(
            "unknown status",
            "RESOLVED: Resolved\n          CLOSED: Closed\n          REJECTED",
            "SOLVED: Resolved\n          CLOSED: Closed\n          REJECTED",
            "Did you mean RESOLVED"),
        planted(
            "same tool field",
            "rootCause: Root_Cause",
            "rootCause: Headline",
            "same field \"Headline\""),
        planted(
            "counterpart of nobody",
            "counterpart.jira-ops: JiraKey",
            "counterpart.jira-opps: JiraKey",
            "Did you mean jira-ops"),
        planted("no policy", "  rootCause: last-writer\n", "", "no policy for rootCause"),
        planted(
            "unused policy",
            "  rootCause: last-writer\n",
            "  rootCause: last-writer\n  weather: once\n",
            "weather",
            "no system maps"),
        planted(
            "unknown policy",
            "priority: last-writer",
            "priority: lastwriter",
            "Did you mean last-writer"),
        planted(
            "unknown owner", "owner: clearquest", "owner: clearqest", "Did you mean clearquest"),
        planted("owner missing", "{ mode: owner, owner: clearquest }", "owner", "names no owner"),
        planted("severe title", "title: once", "title: most-severe", "only priority"));
  }

  static List<ArgumentSet> ofRules() {
    return List.of(
        planted("rule to itself", "create: jira-ops", "create: clearquest", "comes from"),
        planted("rule to nobody", "create: jira-ops", "create: jira-ops2", "Did you mean jira-ops"),
        planted(
            "rule for no value",
            "      userImpact: \"yes\"",
            "      userImpact: ja",
            "is no value"),
        planted(
            "rule twice",
            "  - rule: RNA.1",
            """
              - rule: R4.2b
                from: clearquest
                when:
                  assignee: OPERATIONS_SUPPLIER
                  status: [ASSIGNED, IN_PROGRESS, PENDING_RELEASE]
                create: jira-ops
              - rule: RNA.1\
            """,
            "says the same"),
        planted(
            "rule sets a hole",
            "set: { assignee: OPERATIONS_SUPPLIER,",
            "set: { assignee: NOBODY,",
            "has no value"),
        planted(
            "no step back",
            "{ from: RESOLVED, to: IN_PROGRESS",
            "{ from: IN_PROGRESS, to: RESOLVED",
            "no step back"),
        planted(
            "comments to itself",
            "{ from: jira-ops, to: clearquest }",
            "{ from: jira-ops, to: jira-ops }",
            "come from"),
        planted(
            "jq",
            "    kind: jira\n",
            "    kind: jira\n    in: |\n      .\n      | {id: .id\n",
            "is no jq"),
        planted("extends nothing", "space:\n", "extends: ../nowhere\nspace:\n", "no directory"));
  }

  static List<ArgumentSet> ofContacts() {
    return List.of(
        planted("no window", "Mon-Thu 08:00-16:00", "weekdays", "is no window", "Mon-Thu"),
        planted("no role", "contact: NSP_SYSTEM_OWNER", "contact: NSP_SYSTEM_OWNR", "Did you mean"),
        planted(
            "a gap", "Fri 18:00 - Mon 08:00", "Fri 19:00 - Mon 08:00", "from Fri 18:00", "no row"),
        planted("an overlap", "Fri 15:30-18:00", "Fri 15:00-18:00", "rows D and E"),
        planted("no country", "countries: DK", "countries: DQ", "holidays are not known"),
        planted(
            "no day",
            "    countries: DK\n",
            "    countries: DK\n    exceptions: { 24/12: holiday }\n",
            "is no day"),
        planted(
            "no row for holidays",
            "    countries: DK\n",
            "    countries: DK\n    holidayRow: G\n",
            "no row G"),
        planted("no assignee", "assignee: FMK_SUPPLIER\n  next", "assignee: FKM\n  next", "FKM"),
        planted(
            "no mail system", "  system: mail\n", "  system: mial\n", "unknown system \"mial\""),
        planted(
            "no language",
            "  system: mail\n",
            "  system: mail\n  language: no\n",
            "nothing is written",
            "da, sv, en"),
        planted(
            "no address",
            "it-support@kommune-eksempel.example",
            "it-support(at)kommune-eksempel.example",
            "neither an address"),
        planted(
            "a desk's number that is no regular expression",
            "number K-\\d{4,10}",
            "number K-[",
            "no regular expression"),
        planted(
            "an address of two desks",
            "it-support@kommune-eksempel.example",
            "servicedesk@region-eksempel.example",
            "to region-eksempel too"),
        planted(
            "a desk twice",
            "        kommune-eksempel: it",
            "        region-eksempel: it",
            "region-eksempel twice"),
        planted("a desk in no language", "language sv", "language se", "the languages are"),
        planted(
            "next to itself",
            "FMK_INCIDENT_MANAGER: NSP_SYSTEM_OWNER",
            "FMK_INCIDENT_MANAGER: FMK_INCIDENT_MANAGER",
            "followed by itself"),
        planted(
            "no approved field",
            "  reportApproved: reportApproved\n",
            "  reportApproved: reportOk\n",
            "no system maps"));
  }

  @ParameterizedTest
  @MethodSource({"ofSystems", "ofFields", "ofRules", "ofContacts"})
  void is_told_with_line_cause_and_remedy(
      String found, String planted, List<String> words, @TempDir Path directory)
      throws IOException {
    var original = Files.readString(NSP);
    assertThat(original).contains(found);
    var text = original.replace(found, planted);
    Files.writeString(directory.resolve("hub.yaml"), text);

    assertTold(SiteReader.read(directory).mistakes(), planted, words);
  }

  /// One of the mistakes has these words, a line of the site's own file, and a way out.
  static void assertTold(List<Mistake> mistakes, String planted, List<String> words) {
    assertThat(mistakes)
        .as("mistakes of\n%s", planted)
        .anySatisfy(mistake -> {
          assertThat(mistake.toString()).contains(words);
          assertThat(mistake.file()).isEqualTo("hub.yaml");
          assertThat(mistake.line()).isPositive();
          assertThat(mistake.remedy()).isNotBlank();
        });
  }

  @Test
  void all_mistakes_are_told_in_one_run(@TempDir Path directory) throws IOException {
    var text =
        Files.readString(NSP)
            .replace("settle: 90s", "settle: soon")
            .replace("title: once", "title: twice")
            .replace("create: jira-ops", "create: jira-opz");
    Files.writeString(directory.resolve("hub.yaml"), text);

    assertThat(SiteReader.read(directory).mistakes()).hasSizeGreaterThanOrEqualTo(3);
  }

  @Test
  void a_jq_mistake_is_told_with_its_line_in_the_file(@TempDir Path directory) throws IOException {
    var text =
        Files.readString(NSP)
            .replace("    kind: jira\n", "    kind: jira\n    in: |\n      .\n      | {id: ]}\n");
    Files.writeString(directory.resolve("hub.yaml"), text);
    var expected = text.lines().toList().indexOf("      | {id: ]}") + 1;

    assertThat(SiteReader.read(directory).mistakes())
        .anySatisfy(mistake -> {
          assertThat(mistake.cause()).contains("is no jq");
          assertThat(mistake.line()).isEqualTo(expected);
        });
  }

  @Test
  void a_mistake_in_the_list_of_desks_is_told_with_its_line(@TempDir Path directory)
      throws IOException {
    var text = Files.readString(NSP).replace("language sv", "language se");
    Files.writeString(directory.resolve("hub.yaml"), text);
    var lines = text.lines().toList();
    var expected =
        1
            + lines.indexOf(
                lines.stream()
                    .filter(l -> l.contains("se") && l.contains("lan-exempel"))
                    .findFirst()
                    .orElseThrow());

    assertThat(SiteReader.read(directory).mistakes())
        .anySatisfy(mistake -> {
          assertThat(mistake.cause()).contains("the languages are");
          assertThat(mistake.line()).isEqualTo(expected);
        });
  }

  @Test
  void a_directory_without_hub_yaml_is_a_mistake_not_a_crash(@TempDir Path directory) {
    assertThat(SiteReader.read(directory).mistakes())
        .singleElement()
        .satisfies(
            mistake -> assertThat(mistake.toString()).contains("hub.yaml", "cannot be read"));
    assertThat(SiteReader.read(directory.resolve("nothing")).mistakes()).hasSize(1);
  }

  @Test
  void aliases_that_unfold_to_billions_are_read_in_a_moment(@TempDir Path directory)
      throws IOException {
    var text = new StringBuilder("a0: &a0 [x, x]\n");
    for (var level = 1; level < 40; level++) {
      text.append("a%d: &a%d [*a%d, *a%d]\n".formatted(level, level, level - 1, level - 1));
    }
    Files.writeString(directory.resolve("hub.yaml"), text);

    assertThat(SiteReader.read(directory).mistakes()).isNotEmpty();
  }

  /// A mistake to make: what is replaced, by what, and what must be said.
  static ArgumentSet planted(String name, String found, String planted, String... words) {
    return Arguments.argumentSet(name, found, planted, List.of(words));
  }
}
