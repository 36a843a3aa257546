package hub.service.words;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import hub.delivery.NoticeKind;
import hub.incident.Gate;
import hub.incident.IncidentEvent.LinkReason;
import hub.incident.IncidentEvent.Settlement;
import hub.service.search.AttentionKind;
import hub.service.search.IncidentDetail.CellState;
import hub.service.search.SyncCondition;
import hub.service.search.SystemStatus.Condition;
import hub.ticket.ExternalSystem;
import hub.ticket.Priority;
import hub.ticket.RfcState;
import hub.ticket.Role;
import hub.ticket.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {

  private static final Path MAIN =
      Path.of(System.getProperty("hub.root"), "hub-service", "src", "main");
  private static final Path FILES = MAIN.resolve("resources/hub/service/words");
  private static final Path TEMPLATES = MAIN.resolve("resources/templates/dashboard");

  private static final Pattern SAID = Pattern.compile("frame\\.say\\('([^']+)'");
  private static final Pattern CODE =
      Pattern.compile("(?:\\.say|Told\\.of|\\btold)\\(\\s*(?:[A-Z]+,\\s*)?\"([^\"]+)\"([^+.]?)");

  /// Families whose keys are made of code names.
  private static final List<String> FAMILIES =
      List.of(
          "asked.",
          "button.",
          "cell.",
          "code.",
          "condition.",
          "contacts.",
          "event.",
          "field.",
          "kind.",
          "matter.",
          "presence.",
          "recorded.",
          "sync.",
          "way.",
          "why.");

  @ParameterizedTest
  @ValueSource(strings = {"pages", "story"})
  void every_language_has_the_same_sentences(String file) {
    assertThat(read(file + "_da").stringPropertyNames())
        .isEqualTo(read(file).stringPropertyNames());
  }

  @ParameterizedTest
  @ValueSource(strings = {"pages", "story"})
  void every_language_says_as_much_of_what_it_is_given(String file) {
    var danish = read(file + "_da");
    read(file)
        .forEach((key, english) ->
            assertThat(places(danish.getProperty((String) key)))
                .as("%s in Danish", key)
                .isEqualTo(places((String) english)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"pages", "pages_da", "story", "story_da"})
  void every_sentence_can_be_said(String file) {
    read(file)
        .forEach((key, pattern) -> {
          assertThat((String) pattern).as("%s", key).isNotBlank();
          assertThat(((String) pattern).replace("''", "")).as("%s", key).doesNotContain("'");
          assertThat(new MessageFormat((String) pattern, Locale.ENGLISH).toPattern()).isNotNull();
        });
  }

  @Test
  void every_sentence_of_a_page_has_words() {
    var said =
        sources(TEMPLATES, ".html")
            .flatMap(text -> SAID.matcher(text).results())
            .map(result -> result.group(1))
            .collect(toCollection(TreeSet::new));
    assertThat(said).isNotEmpty();
    assertThat(said).isSubsetOf(Words.in(PageLanguage.EN).keys());
  }

  @Test
  void every_sentence_of_the_code_has_words() {
    var said =
        sources(MAIN.resolve("java/hub/service"), ".java")
            .flatMap(text -> CODE.matcher(text).results())
            .filter(result -> !result.group(1).endsWith("."))
            .map(result -> result.group(1))
            .filter(key -> !key.contains("%"))
            .collect(toCollection(TreeSet::new));
    assertThat(said).hasSizeGreaterThan(100);
    assertThat(said).isSubsetOf(Words.in(PageLanguage.EN).keys());
  }

  @Test
  void no_sentence_is_left_over() {
    var texts =
        String.join(
            "\n",
            Stream.concat(
                    sources(MAIN.resolve("java/hub/service"), ".java"), sources(TEMPLATES, ".html"))
                .toList());
    assertThat(Words.in(PageLanguage.EN).keys())
        .filteredOn(key -> FAMILIES.stream().noneMatch(key::startsWith))
        .allMatch(key -> texts.contains("\"" + key + "\"") || texts.contains("'" + key + "'"));
  }

  @Test
  void every_code_name_that_people_see_has_words() {
    var names = new ArrayList<String>();
    add(names, "code.", Status.values());
    add(names, "code.", Priority.values());
    add(names, "code.", Role.values());
    add(names, "code.", RfcState.values());
    add(names, "code.", ExternalSystem.Role.values());
    add(names, "code.", NoticeKind.values());
    add(names, "code.", Gate.values());
    add(names, "kind.", AttentionKind.values());
    add(names, "condition.", Condition.values());
    add(names, "sync.", SyncCondition.values());
    add(names, "cell.", CellState.values());
    add(names, "why.", LinkReason.values());
    add(names, "event.linked.", LinkReason.values());
    add(names, "event.settled.", Settlement.values());
    add(names, "matter.GATE_BYPASSED.", Gate.values());
    assertThat(names).isSubsetOf(Words.in(PageLanguage.EN).keys());
  }

  @ParameterizedTest
  @EnumSource(PageLanguage.class)
  void no_template_has_words_of_its_own(PageLanguage language) {
    assertThat(Words.in(language).keys()).isNotEmpty();
    // What is left of a page without tags, expressions and comments is punctuation.
    assertThat(sources(TEMPLATES, ".html").map(WordsTest::textOf))
        .allSatisfy(text -> assertThat(text.strip()).doesNotContainPattern("\\p{L}{2,}"));
  }

  @Test
  void numbers_of_things_read_well() {
    var danish = Words.in(PageLanguage.DA);
    assertThat(danish.say("layout.matters", 0)).isEqualTo("Intet kræver opmærksomhed");
    assertThat(danish.say("layout.matters", 1)).isEqualTo("1 sag kræver opmærksomhed");
    assertThat(danish.say("layout.matters", 12)).isEqualTo("12 sager kræver opmærksomhed");
    assertThat(Told.of("matter.SYSTEM_DEAD.else", 1).en())
        .isEqualTo("The hub keeps trying. 1 change waits and is sent when it answers again.");
  }

  @Test
  void a_reason_of_the_hubs_own_in_the_log_reads_in_every_language() {
    assertThat(Words.in(PageLanguage.DA).keysOf("recorded.")).isNotEmpty();
    assertThat(Words.in(PageLanguage.EN).pattern("recorded.belongs"))
        .isEqualTo("the field belongs to {0}");
  }

  @Test
  void a_reader_gets_the_first_language_that_there_is() {
    assertThat(PageLanguage.preferred(List.of(Locale.of("sv"), Locale.of("da", "DK"))))
        .isEqualTo(PageLanguage.DA);
    assertThat(PageLanguage.preferred(List.of())).isEqualTo(PageLanguage.EN);
  }

  private static String textOf(String template) {
    return template
        .replaceAll("(?s)<(svg|symbol)\\b.*?</\\1>", "")
        .replaceAll("(?s)\\{[^{}]*}", "")
        .replaceAll("(?s)<[^>]*>", "");
  }

  private static void add(List<String> names, String prefix, Enum<?>[] values) {
    Arrays.stream(values).forEach(value -> names.add(prefix + value.name()));
  }

  private static Set<String> places(String pattern) {
    return Pattern.compile("\\{(\\d)")
        .matcher(pattern)
        .results()
        .map(result -> result.group(1))
        .collect(toCollection(TreeSet::new));
  }

  private static Properties read(String file) {
    var properties = new Properties();
    try (var reader = Files.newBufferedReader(FILES.resolve(file + ".properties"))) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }

  private static Stream<String> sources(Path folder, String suffix) {
    try (var files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(suffix)).toList().stream()
          .map(WordsTest::text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
