package hub.service.contact;

import static org.assertj.core.api.Assertions.assertThat;

import hub.service.site.Mistake;
import hub.service.site.Site;
import hub.service.site.SiteReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Mistakes in words are found before anybody waits for a mail.
@SuppressWarnings("NullAway.Init") // JUnit sets it before each use
class TemplateChecksTest {

  private static final Path NSP =
      Path.of(System.getProperty("hub.root", "..")).resolve("config/nsp");

  @TempDir private Path directory;

  @BeforeEach
  void site() throws IOException {
    Files.createDirectories(directory.resolve("templates"));
    try (var all = Files.list(NSP.resolve("templates"))) {
      for (var file : all.toList()) {
        Files.copy(file, directory.resolve("templates").resolve(file.getFileName()));
      }
    }
    Files.copy(NSP.resolve("people.yaml"), directory.resolve("people.yaml"));
  }

  private List<Mistake> mistakes() {
    var config = SiteReader.read(NSP).site().orElseThrow().config();
    return TemplateChecks.run(new Site(List.of(directory), config, "test"));
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(directory.resolve("templates").resolve(name), text);
  }

  @Test
  void the_platforms_templates_are_whole() {
    assertThat(mistakes()).isEmpty();
  }

  @Test
  void a_name_that_nothing_gives_is_told_with_file_and_line() throws IOException {
    write("contact.da.long.txt", "{caseNumber}\n{#if tickets}{key_clearquest}{/if}\n{casenumber}");

    assertThat(mistakes())
        .singleElement()
        .satisfies(mistake -> {
          assertThat(mistake.file()).isEqualTo("templates/contact.da.long.txt");
          assertThat(mistake.line()).isEqualTo(3);
          assertThat(mistake.cause()).contains("{casenumber}");
          assertThat(mistake.remedy()).contains("caseNumber", "key_jira_ops");
        });
  }

  @Test
  void a_section_that_does_not_end_is_told_with_file_and_line() throws IOException {
    write("stakeholders.sv.long.txt", "{caseNumber}\n{#if tickets}x");

    assertThat(mistakes())
        .singleElement()
        .satisfies(mistake -> {
          assertThat(mistake.file()).isEqualTo("templates/stakeholders.sv.long.txt");
          assertThat(mistake.line()).isEqualTo(2);
          assertThat(mistake.cause()).contains("no template");
        });
  }

  @Test
  void a_missing_length_or_language_and_a_name_of_no_notice_are_told() throws IOException {
    Files.delete(directory.resolve("templates/contact.en.short.txt"));
    write("contact.no.short.txt", "P1");

    assertThat(mistakes())
        .extracting(Mistake::file)
        .containsExactly("templates/contact.en.short.txt", "templates/contact.no.short.txt");
  }

  @Test
  void only_the_languages_that_somebody_reads_or_writes_are_needed() throws IOException {
    for (var language : List.of("sv", "en")) {
      try (var all = Files.list(directory.resolve("templates"))) {
        for (var file : all.filter(f -> f.toString().contains("." + language + ".")).toList()) {
          Files.delete(file);
        }
      }
    }
    Files.writeString(directory.resolve("people.yaml"), "roles: {}\n");
    assertThat(mistakes()).isEmpty();

    Files.writeString(
        directory.resolve("people.yaml"),
        "roles: { OPERATOR: [ { mail: a@nsp.example, language: en } ] }\n");
    assertThat(mistakes()).hasSize(12).allMatch(mistake -> mistake.file().contains(".en."));
  }
}
