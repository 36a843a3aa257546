package hub.service.site;

import static org.assertj.core.api.Assertions.assertThat;

import hub.config.FieldPolicy;
import hub.config.FieldPolicy.Mode;
import hub.ticket.Field;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteReaderTest {

  private static final Path CONFIG =
      Path.of(System.getProperty("hub.root", "..")).resolve("config");

  @Test
  void the_example_sites_have_no_mistake() {
    for (var site : new String[] {"nsp", "demo"}) {
      assertThat(SiteReader.read(CONFIG.resolve(site)).mistakes()).as(site).isEmpty();
    }
  }

  @Test
  void a_policy_may_be_written_as_its_mode_alone() {
    var config = SiteReader.read(CONFIG.resolve("nsp")).site().orElseThrow().config();

    assertThat(config.policy(Field.TITLE)).isEqualTo(new FieldPolicy(Mode.ONCE, null));
    assertThat(config.policy(Field.ASSIGNEE)).isEqualTo(new FieldPolicy(Mode.OWNER, "clearquest"));
  }

  @Test
  void the_hash_is_the_same_however_the_same_is_written(@TempDir Path directory)
      throws IOException {
    var original = SiteReader.read(CONFIG.resolve("nsp")).site().orElseThrow();
    var text = Files.readString(CONFIG.resolve("nsp/hub.yaml"));
    write(
        directory, "# A remark.\n" + text.replace("{ P1: P1, P2: P2", "{ P2: P2,   \"P1\": 'P1'"));

    var other = SiteReader.read(directory).site().orElseThrow();
    assertThat(other.hash()).isEqualTo(original.hash());

    write(directory, text.replace("settle: 90s", "settle: 91s"));
    assertThat(SiteReader.read(directory).site().orElseThrow().hash())
        .isNotEqualTo(original.hash());
  }

  @Test
  void a_site_laid_over_another_one_changes_only_what_it_names(@TempDir Path directory)
      throws IOException {
    Files.createDirectories(directory.resolve("base"));
    Files.copy(CONFIG.resolve("nsp/hub.yaml"), directory.resolve("base/hub.yaml"));
    write(directory, "extends: base\nsystems:\n  clearquest:\n    settle: 5s\n");

    var config = SiteReader.read(directory).site().orElseThrow().config();

    assertThat(config.system("clearquest").orElseThrow().settle()).isEqualTo(Duration.ofSeconds(5));
    assertThat(config.system("clearquest").orElseThrow().kind()).isEqualTo("clearquest");
    assertThat(config.system("jira-ops")).isPresent();
  }

  @Test
  void a_mistake_in_the_extended_site_is_told_with_its_own_file(@TempDir Path directory)
      throws IOException {
    Files.createDirectories(directory.resolve("base"));
    Files.writeString(directory.resolve("base/hub.yaml"), "space:\n  id: Ä\n");
    write(directory, "extends: base\n");

    assertThat(SiteReader.read(directory).mistakes())
        .anySatisfy(mistake -> {
          assertThat(mistake.file()).isEqualTo("base/hub.yaml");
          assertThat(mistake.line()).isEqualTo(2);
        });
  }

  private static void write(Path directory, String text) throws IOException {
    Files.writeString(directory.resolve("hub.yaml"), text);
  }
}
