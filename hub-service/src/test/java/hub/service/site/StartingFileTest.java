package hub.service.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What `./hub init` writes can be gone on with.
class StartingFileTest {

  private static final Path NSP =
      Path.of(System.getProperty("hub.root", "..")).resolve("config/nsp").toAbsolutePath();

  static Set<String> kinds() {
    return kindsThatAreThere().names();
  }

  private static Kinds kindsThatAreThere() {
    return new Kinds(RouteFiles.of(List.of(NSP)));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void it_has_every_property_and_only_the_sites_own_matters_are_left(
      String kind, @TempDir Path directory) throws IOException {
    var text = StartingFile.of(kind, "my-desk", NSP, kindsThatAreThere());
    Files.writeString(directory.resolve("hub.yaml"), text);

    assertThat(kindsThatAreThere().properties(kind).all().keySet())
        .allSatisfy(name -> assertThat(text).contains(name + ": "));
    assertThat(SiteReader.read(directory).mistakes())
        .allSatisfy(mistake ->
            assertThat(mistake.cause())
                .doesNotContain("is not YAML")
                .doesNotContain("is no known key")
                .doesNotContain("is no property")
                .doesNotContain("has no baseUrl"));
  }

  @Test
  void what_only_the_site_can_write_is_asked_for_by_name(@TempDir Path directory)
      throws IOException {
    Files.writeString(
        directory.resolve("hub.yaml"),
        StartingFile.of("http", "my-desk", NSP, kindsThatAreThere()));

    assertThat(SiteReader.read(directory).mistakes())
        .map(Mistake::cause)
        .contains("has no list", "has no read", "has no create", "has no find")
        .anyMatch(cause -> cause.contains("ships no mapping"));
  }
}
