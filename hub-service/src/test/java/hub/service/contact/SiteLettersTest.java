package hub.service.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hub.delivery.Command.Attempt;
import hub.delivery.Command.SendNotice;
import hub.delivery.NoticeKind;
import hub.delivery.Recipient;
import hub.service.contact.People.Language;
import hub.service.site.Site;
import hub.service.site.SiteReader;
import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SiteLettersTest {

  private static final Path NSP =
      Path.of(System.getProperty("hub.root", "..")).resolve("config/nsp");
  private static final Instant NOW = Instant.parse("2026-03-08T01:00:00Z");
  private static final SignedLinks LINKS =
      new SignedLinks(
          "a secret of the hub that has 32 bytes".getBytes(StandardCharsets.UTF_8),
          Duration.ofHours(24));

  private static SiteLetters letters() {
    Site site = SiteReader.read(NSP).site().orElseThrow();
    return new SiteLetters(site, LINKS, "https://hub.example.com", InstantSource.fixed(NOW));
  }

  private static SendNotice notice(Recipient recipient, String template) {
    return new SendNotice(
        "nsp/I-17/contact/42/1",
        17,
        "mail",
        NoticeKind.CONTACT,
        recipient,
        template,
        Fields.of(
            Map.of(
                Field.CASE_NUMBER,
                "NSP-17",
                Field.TITLE,
                "Gateway {svarer} ikke",
                Field.PRIORITY,
                "P1",
                Field.counterpart("clearquest"),
                "NSP00000042",
                new Field("task"),
                "42",
                new Field("role"),
                "NSP_SYSTEM_OWNER",
                new Field("rule"),
                "R3.7")),
        Attempt.FIRST);
  }

  @Test
  void R3_7_a_contact_mail_goes_to_whoever_holds_the_role_and_has_a_signed_link() {
    var letter =
        letters()
            .letters(notice(new Recipient.RoleHolder(Role.NSP_SYSTEM_OWNER), "contact"))
            .getFirst();

    assertThat(letter.to()).isEqualTo("nsp-system-owner@nsp.example");
    assertThat(letter.subject()).startsWith("P1: Gateway {svarer} ikke (NSP-17)");
    assertThat(letter.text()).contains("NSP system owner", "clearquest NSP00000042");
    var token = letter.text().replaceAll("(?s).*/contact/([^\\s]+).*", "$1");
    assertThat(LINKS.read(token).orElseThrow().task()).isEqualTo(42);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "contact",
        "contact-reminder",
        "stakeholders",
        "priority-changed",
        "gate-bypassed"
      })
  void every_notice_has_words_in_three_languages(String template) {
    var facts =
        SiteLetters.facts(
            notice(new Recipient.DistributionList("nsp-stakeholders"), template).facts(),
            SiteReader.read(NSP).site().orElseThrow().config());
    for (var language : Language.values()) {
      var text = new NoticeTemplates(List.of(NSP)).write(template, language, facts);
      assertThat(text.subject()).contains("NSP-17").doesNotContain("\n");
      assertThat(text.body()).contains("NSP-17", "Gateway {svarer} ikke").doesNotContain("null");
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Role.class,
      names = {"OPERATOR", "PROBLEM_MANAGER"})
  void a_role_that_nobody_holds_is_refused_without_a_name(Role role) {
    assertThatThrownBy(() -> letters().letters(notice(new Recipient.RoleHolder(role), "contact")))
        .hasMessageContaining("lists nobody under roles." + role);
  }

  @Test
  void everybody_is_written_to_once_and_in_a_language_of_their_own(@TempDir Path directory)
      throws IOException {
    Files.writeString(
        directory.resolve("people.yaml"),
        """
        roles:
          OPERATOR:
            - { mail: a@nsp.example, language: sv }
            - { mail: b@nsp.example, language: en }
            - { mail: c@nsp.example }
            - { mail: A@nsp.example }
        """);
    var operators = new Recipient.RoleHolder(Role.OPERATOR);
    var site = SiteReader.read(NSP).site().orElseThrow();
    var other = new Site(List.of(directory, NSP), site.config(), "test");

    var letters =
        new SiteLetters(other, LINKS, "https://hub.example.com", InstantSource.fixed(NOW))
            .letters(notice(operators, "contact"));

    assertThat(letters)
        .extracting(letter -> letter.to() + " " + letter.language())
        .containsExactly("a@nsp.example sv", "b@nsp.example en", "c@nsp.example da");
    assertThat(letters.getFirst().text()).contains("Du kontaktas som");
    assertThat(letters.get(1).text()).contains("You are contacted as");
    var token = letters.getFirst().text().replaceAll("(?s).*/contact/([^\\s]+).*", "$1");
    assertThat(LINKS.read(token).orElseThrow().language()).isEqualTo(Language.SV);
  }

  @Test
  void no_message_quotes_the_restricted_list(@TempDir Path directory) throws IOException {
    Files.writeString(directory.resolve("people.yaml"), "roles: [ lise@nsp.example");
    var people = new People(List.of(directory), Language.DA);
    assertThatThrownBy(() -> people.find(new Recipient.RoleHolder(Role.OPERATOR)))
        .hasMessageNotContaining("lise")
        .hasNoCause();
    Files.writeString(
        directory.resolve("people.yaml"), "roles: { OPERATOR: [ { mail: lise holm } ] }");
    assertThatThrownBy(() -> people.find(new Recipient.RoleHolder(Role.OPERATOR)))
        .hasMessageContaining("no mail address")
        .hasMessageNotContaining("lise");
  }

  @Test
  void a_mistake_in_a_template_is_told_with_its_line(@TempDir Path directory) throws IOException {
    Files.createDirectories(directory.resolve("templates"));
    Files.writeString(directory.resolve("templates/contact.da.short.txt"), "{caseNumber}");
    Files.writeString(directory.resolve("templates/contact.da.long.txt"), "one\n{nothing.at.all}");
    var templates = new NoticeTemplates(List.of(directory));

    assertThatThrownBy(() -> templates.write("contact", Language.DA, Map.of("caseNumber", "N-1")))
        .hasMessageContaining("contact.da.long.txt:2");
    assertThatThrownBy(() -> templates.write("../people", Language.DA, Map.of()))
        .hasMessageContaining("plain name");
  }
}
