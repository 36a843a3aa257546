package hub.connector.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is read of mails as people and programs send them.
class MailReaderTest {

  @ParameterizedTest
  @CsvSource({
    "ISO-8859-1, ISO-8859-1",
    "windows-1252, windows-1252",
    "utf-8, UTF-8",
    "us-ascii, windows-1252",
    "us-ascii, UTF-8",
    "x-nobody-knows, windows-1252",
    "'', UTF-8"
  })
  void a_text_is_read_in_the_charset_it_has_whatever_it_declares(String declared, String real) {
    var mail =
        Mails.read(
            Charset.forName(real),
            "From: a@region.example",
            "Content-Type: text/plain" + (declared.isEmpty() ? "" : "; charset=" + declared),
            "Content-Transfer-Encoding: 8bit",
            "",
            "Lægen på sygehuset kan ikke åbne journalen.");

    assertThat(mail.text()).isEqualTo("Lægen på sygehuset kan ikke åbne journalen.");
  }

  @Test
  void encoded_headers_are_read_and_composed() {
    var mail =
        Mails.read(
            "From: =?ISO-8859-1?Q?S=F8ren_=C5by?= <Soren@Region.Example>",
            "Subject: =?utf-8?B?RmVqbCBpIGrDuHJuYWw=?=",
            " =?utf-8?Q?en?=",
            "",
            "x");

    assertThat(mail.subject()).isEqualTo("Fejl i jørnalen");
    assertThat(mail.fromName()).isEqualTo("Søren Åby");
    assertThat(mail.from()).isEqualTo("soren@region.example");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "windows-1252"})
  void a_subject_that_was_not_encoded_is_read_as_texts_are(String real) {
    var mail =
        Mails.read(
            Charset.forName(real),
            "From: a@region.example",
            "Subject: Langsomme opslag på øre, næse og hals",
            "",
            "x");

    assertThat(mail.subject()).isEqualTo("Langsomme opslag på øre, næse og hals");
  }

  @Test
  void lines_broken_for_transport_are_joined_and_quotations_kept_apart() {
    var mail =
        Mails.read(
            "From: a@region.example",
            "Content-Type: text/plain; charset=utf-8; format=flowed; delsp=no",
            "",
            "Fejlen ses på afdeling B, ",
            "og den er ny.",
            "> Er den ",
            "> ny?",
            " From sidst: igen",
            "-- ",
            "Servicedesk");

    assertThat(mail.text())
        .isEqualTo(
            "Fejlen ses på afdeling B, og den er ny.\n> Er den ny?\nFrom sidst: igen"
                + "\n-- \nServicedesk");
    assertThat(mail.news()).doesNotContain("Servicedesk");
  }

  @Test
  void of_a_text_in_two_forms_the_plain_one_counts_and_html_is_read_where_it_stands_alone() {
    var both =
        Mails.read(
            "From: a@region.example",
            "Content-Type: multipart/alternative; boundary=b",
            "",
            "--b",
            "Content-Type: text/plain; charset=utf-8",
            "",
            "som tekst",
            "--b",
            "Content-Type: text/html; charset=utf-8",
            "",
            "<p>som <b>HTML</b></p>",
            "--b--");
    var html =
        Mails.read(
            "From: a@region.example",
            "Content-Type: text/html; charset=utf-8",
            "",
            "<html><head><style>p{}</style></head><body><p>Linje&nbsp;1<br>Linje 2</p>",
            "<ul><li>et</li><li>to</li></ul><script>alert(1)</script>",
            "<blockquote><p>citat</p></blockquote></body></html>");

    assertThat(both.text()).isEqualTo("som tekst");
    assertThat(html.text()).isEqualTo("Linje 1\nLinje 2\n\n- et\n- to\n> citat");
  }

  @Test
  void an_attachment_of_20_MB_is_named_and_not_carried() {
    var content = "QUJD".repeat(6_700_000);
    var mail =
        Mails.read(
            "From: a@region.example",
            "Content-Type: multipart/mixed; boundary=b",
            "",
            "--b",
            "Content-Type: text/plain; charset=utf-8",
            "",
            "Se filen",
            "--b",
            "Content-Type: application/octet-stream; name=\"log.zip\"",
            "Content-Disposition: attachment; filename*=utf-8''bl%C3%A5%20log.zip",
            "Content-Transfer-Encoding: base64",
            "",
            content,
            "--b--");

    assertThat(mail.text()).isEqualTo("Se filen");
    assertThat(mail.attachments())
        .singleElement()
        .satisfies(attachment -> {
          assertThat(attachment.type()).isEqualTo("application/octet-stream");
          assertThat(attachment.name()).contains("log.zip");
          assertThat(attachment.bytes()).isGreaterThan(20_000_000);
        });
  }

  @Test
  void a_report_of_a_mail_server_names_the_mail_and_the_trouble() {
    var mail =
        Mails.read(
            "From: MAILER-DAEMON@mx.region.example",
            "Content-Type: multipart/report; report-type=delivery-status; boundary=b",
            "",
            "--b",
            "Content-Type: text/plain",
            "",
            "I am sorry.",
            "--b",
            "Content-Type: message/delivery-status",
            "",
            "Reporting-MTA: dns; mx.region.example",
            "",
            "Final-Recipient: rfc822; servicedesk@region.example",
            "Action: failed",
            "Status: 5.1.1",
            "Diagnostic-Code: smtp; 550 5.1.1 unknown user",
            "",
            "--b",
            "Content-Type: text/rfc822-headers",
            "",
            "Message-ID: <sent@hub.example>",
            "Subject: x",
            "",
            "--b--");

    assertThat(mail.bounce())
        .isEqualTo(
            new Mail.Bounce("failed", "5.1.1", "<sent@hub.example>", "servicedesk@region.example"));
    assertThat(MailNature.of(mail)).isEqualTo(MailNature.REPORT);
  }

  @Test
  void a_mail_that_comes_twice_is_one_and_two_with_one_message_id_are_two() {
    var one = Mails.saying("Stadig fejl");
    var again = Mails.saying("Stadig fejl");
    var other = Mails.saying("Stadig fejl, også på B");

    assertThat(again.id()).isEqualTo(one.id());
    assertThat(other.id()).isNotEqualTo(one.id());
  }

  @Test
  void what_it_answers_comes_first_and_what_began_it_last() {
    var mail =
        Mails.read(
            "From: a@region.example",
            "In-Reply-To: <c@x>",
            "References: <a@x>",
            " <b@x> <c@x>",
            "",
            "x");

    assertThat(mail.references()).containsExactly("<c@x>", "<b@x>", "<a@x>");
  }

  @Test
  void a_mail_without_one_author_is_nobodys() {
    assertThat(Mails.read("From: a@x.example, b@y.example", "", "x").from()).isEmpty();
    assertThat(Mails.read("From: <>", "", "x").from()).isEmpty();
    assertThat(Mails.read("Subject: no author", "", "x").from()).isEmpty();
  }

  @Test
  void a_broken_structure_is_said_and_does_not_hang() {
    var bomb = new StringBuilder();
    for (var i = 0; i < 300; i++) {
      bomb.append("Content-Type: multipart/mixed; boundary=b")
          .append(i)
          .append("\r\n\r\n--b")
          .append(i)
          .append("\r\n");
    }
    assertThatThrownBy(() -> Mails.read(bomb.toString().getBytes(StandardCharsets.US_ASCII)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
