package hub.connector.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What a mail says newly, below which everything is quotation or signature.
class NewTextTest {

  private static String newOf(String... lines) {
    return NewText.of(String.join("\n", lines));
  }

  @Test
  void the_hubs_own_line_and_what_introduces_it_are_cut() {
    assertThat(
            newOf(
                "Stadig fejl.",
                "",
                "Den man. 23. nov. 2026 kl. 08.31 skrev NSP hub <nsp@hub.example>:",
                "> ##- Skriv over denne linje -##",
                "> Sag NSP-17"))
        .isEqualTo("Stadig fejl.");
    assertThat(newOf("Still there.", "##- Write above this line -##", "Case NSP-17"))
        .isEqualTo("Still there.");
  }

  @Test
  void what_outlook_writes_above_a_quotation_is_cut_in_three_languages() {
    assertThat(
            newOf(
                "Nu virker det.",
                "",
                "Fra: NSP hub <nsp@hub.example>",
                "Sendt: 23. november 2026 08:31",
                "Til: Servicedesk",
                "Emne: [NSP-17] Login fejler",
                "",
                "Sag NSP-17"))
        .isEqualTo("Nu virker det.");
    assertThat(newOf("Ja.", "-----Ursprungligt meddelande-----", "Från: NSP")).isEqualTo("Ja.");
    assertThat(
            newOf(
                "Yes.",
                "",
                "On Mon, Nov 23, 2026 at 8:31 AM NSP hub",
                "<nsp@hub.example> wrote:",
                "> x"))
        .isEqualTo("Yes.");
  }

  @Test
  void a_signature_and_a_quotation_at_the_end_are_cut() {
    assertThat(newOf("Fejlen er der.", "-- ", "Servicedesk", "tlf. 1234"))
        .isEqualTo("Fejlen er der.");
    assertThat(newOf("Ja", "", "> Er den ny?", "> ")).isEqualTo("Ja");
  }

  @Test
  void answers_between_quotations_keep_what_they_answer() {
    assertThat(newOf("> Er den ny?", "Ja.", "> Ses den på B?", "Nej."))
        .isEqualTo("> Er den ny?\nJa.\n> Ses den på B?\nNej.");
  }

  @Test
  void words_that_only_look_like_a_quotation_stay() {
    assertThat(
            newOf(
                "Fra: afdeling B meldes fejl.", "Den fejl skrev jeg om i går.", "--- vigtigt ---"))
        .isEqualTo("Fra: afdeling B meldes fejl.\nDen fejl skrev jeg om i går.\n--- vigtigt ---");
  }

  @Test
  void a_mail_that_only_quotes_says_nothing_new() {
    assertThat(newOf("> alt", "> er citat")).isEmpty();
  }

  @Test
  void hostile_lines_do_not_keep_the_reader_busy() {
    var hostile = ("Den " + "skrev ".repeat(20_000) + "\n").repeat(20) + "On ".repeat(100_000);
    assertTimeoutPreemptively(Duration.ofMinutes(1), () -> NewText.of(hostile));
  }
}
