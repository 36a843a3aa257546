package hub.service.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One directory in the place of another.
@SuppressWarnings("NullAway.Init") // JUnit sets them before each use
class SiteExchangeTest {

  private static final Path NSP =
      Path.of(System.getProperty("hub.root", "..")).resolve("config/nsp").toAbsolutePath();

  @TempDir private Path folder;
  private Path site;
  private Path other;

  @BeforeEach
  void two_directories() throws IOException {
    site = write("hub/site", "extends: %s%n".formatted(NSP.normalize()));
    other = write("elsewhere/other", "extends: %s%nlimits:%n  blastWrites: 7%n".formatted(NSP));
    Files.createDirectories(other.resolve("routes"));
    Files.writeString(other.resolve("routes/readme.txt"), "none yet");
  }

  @Test
  void the_whole_directory_is_in_place_and_the_former_one_is_kept() throws IOException {
    var exchange = new SiteExchange(site);

    var prepared = exchange.prepare(other).site().orElseThrow();
    assertThat(SiteReader.read(site).site().orElseThrow().config().limits().blastWrites())
        .as("nothing is changed yet")
        .isEqualTo(200);
    exchange.exchange();

    assertThat(SiteReader.read(site).site().orElseThrow().hash()).isEqualTo(prepared.hash());
    assertThat(site.resolve("routes/readme.txt")).hasContent("none yet");
    assertThat(exchange.before().resolve("hub.yaml")).content().doesNotContain("blastWrites");
    assertThat(exchange.before()).isEqualTo(site.resolveSibling("site.before"));
    assertThat(site.resolveSibling("site.next")).doesNotExist();
    assertThat(other.resolve("hub.yaml")).as("what was copied stays").exists();
  }

  @Test
  void a_second_exchange_keeps_what_was_there_last() throws IOException {
    var exchange = new SiteExchange(site);
    exchange.prepare(other);
    exchange.exchange();
    Files.writeString(other.resolve("hub.yaml"), "extends: %s%n".formatted(NSP));

    exchange.prepare(other);
    exchange.exchange();

    assertThat(exchange.before().resolve("hub.yaml")).content().contains("blastWrites: 7");
  }

  @Test
  void what_a_directory_extends_is_looked_for_from_its_new_place() throws IOException {
    write("elsewhere/base", "extends: %s%n".formatted(NSP));
    Files.writeString(other.resolve("hub.yaml"), "extends: ../base\n");
    assertThat(SiteReader.read(other).site()).isPresent();

    assertThat(new SiteExchange(site).prepare(other).site()).isEmpty();
  }

  @Test
  void who_dies_between_the_two_renames_finds_the_new_directory_at_the_next_start()
      throws IOException {
    var exchange = new SiteExchange(site);
    exchange.prepare(other);
    Files.move(site, exchange.before());

    new SiteExchange(site).finish();

    assertThat(site.resolve("hub.yaml")).content().contains("blastWrites: 7");
  }

  @Test
  void who_dies_before_the_first_rename_goes_on_with_the_former_directory() throws IOException {
    new SiteExchange(site).prepare(other);

    new SiteExchange(site).finish();

    assertThat(site.resolve("hub.yaml")).content().doesNotContain("blastWrites");
  }

  @Test
  void a_directory_that_holds_the_site_cannot_take_its_place() {
    assertThatThrownBy(() -> new SiteExchange(site).prepare(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("lies in");
  }

  private Path write(String name, String yaml) throws IOException {
    var directory = Files.createDirectories(folder.resolve(name));
    Files.writeString(directory.resolve("hub.yaml"), yaml);
    return directory;
  }
}
