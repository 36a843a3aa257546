package hub.service.e2e;

import static hub.service.e2e.MailHands.DESK;
import static hub.service.e2e.MailHands.HUB;
import static hub.service.e2e.MailHands.header;
import static hub.service.e2e.Platform.soon;
import static hub.service.e2e.ToolHands.CLEARQUEST;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.mail.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A local desk that has nothing but mail, from its first mail to closing. The national desk
/// confirms each report before there is a record of it, which is the default (O-28).
class MailDeskIT {

  private static final String OTHER_DESK = "it-support@kommune-eksempel.example";
  private static final String SWEDISH_DESK = "kundtjanst@lan-exempel.example";

  private static Platform platform;
  private static MailHands mail;

  @BeforeAll
  static void start(@TempDir Path directory) throws IOException {
    var site =
        HubProcess.demoSiteWith(
            directory.resolve("site"),
            """
            systems:
              mail:
                in: shipped
            """);
    platform = Platform.start(directory.resolve("data"), site);
    var server = platform.simulators.mail().orElseThrow();
    mail = new MailHands(server.smtpPort(), server.imapPort());
  }

  @AfterAll
  static void stop() {
    platform.close();
  }

  /// The incident of a receipt, such as `17`.
  private static String incidentOf(Message receipt) {
    var subject = MailHands.subject(receipt);
    assertThat(subject).matches("\\[NSP-\\d+] .*");
    return subject.substring("[NSP-".length(), subject.indexOf(']'));
  }

  /// The national desk says that a report is to become a record.
  private static void confirm(Message receipt) {
    var asked =
        platform.hub.post(
            "/api/incidents/" + incidentOf(receipt) + "/choose",
            "{\"field\":\"confirmed\",\"value\":\"yes\",\"actor\":\"kirsten\"}");
    assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
  }

  /// A report that was taken in, and its receipt.
  private static Message reported(String desk, String number, String title, String text) {
    mail.report(desk, number, title, text);
    return mail.told(desk, number);
  }

  private static List<String> recordsOf(String number) {
    return platform.tools.tickets(CLEARQUEST).stream()
        .filter(ticket -> ticket.path("fields").path("LocalTicket").asText("").equals(number))
        .map(ticket -> ticket.path("key").asText())
        .toList();
  }

  /// The one record that the hub made for a desk's own ticket.
  private static String recordOf(String number) {
    soon("a record for " + number, () -> assertThat(recordsOf(number)).hasSize(1));
    return recordsOf(number).getFirst();
  }

  private static String notes(String record) {
    return platform.tools.field(CLEARQUEST, record, "Notes_Log");
  }

  /// Dead letters with this cause; their payloads too.
  private static List<JsonNode> deadLetters(String cause) {
    return StreamSupport.stream(platform.hub.get("/api/dead-letters").spliterator(), false)
        .filter(letter -> letter.path("cause").asText().contains(cause))
        .toList();
  }

  @Test
  void R2_1_R15_3_R16_1_a_report_by_mail_is_carried_to_its_closing() throws Exception {
    var receipt =
        reported(DESK, "INC0000101", "Login fejler", "Læger kan ikke logge på, cpr 010190-1234.");
    assertThat(header(receipt, "In-Reply-To")).isEqualTo("<INC0000101@region-eksempel.example>");
    confirm(receipt);
    var record = recordOf("INC0000101");
    assertThat(platform.tools.field(CLEARQUEST, record, "Headline"))
        .isEqualTo("INC0000101 Login fejler");
    assertThat(platform.tools.field(CLEARQUEST, record, "ReporterMail")).isEqualTo(DESK);
    assertThat(platform.tools.field(CLEARQUEST, record, "Description"))
        .contains("Læger kan ikke logge på")
        .doesNotContain("010190");

    platform.tools.act(record, "Open", Map.of());
    mail.told(DESK, "INC0000101", "under behandling");
    mail.answer(
        DESK,
        receipt,
        "more@region-eksempel.example",
        "Ses også på afdeling B.\r\n\r\nDen 23-11-2026 skrev nsp@hub.example:\r\n"
            + "> ##- Skriv over denne linje -##");
    soon(
        "the record shows what the desk added",
        () ->
            assertThat(notes(record))
                .contains("Ses også på afdeling B.")
                .doesNotContain("Skriv over"));

    platform.tools.act(
        record,
        "Resolve",
        Map.of("Root_Cause", "Udløbet certifikat", "Resolution", "Nyt certifikat er lagt ind"));
    var solution = mail.told(DESK, "INC0000101", "Fejlen er løst");
    assertThat(MailHands.text(solution))
        .contains("INC0000101", "Nyt certifikat er lagt ind", "Udløbet certifikat");
    platform.tools.act(record, "Close", Map.of());
    var closing = mail.told(DESK, "INC0000101", "lukket nationalt");
    assertThat(closing.getSubject()).isEqualTo(receipt.getSubject());
    assertThat(mail.texts(DESK).stream().filter(text -> text.contains("INC0000101"))).hasSize(4);
  }

  @Test
  void R15_2_a_closing_without_a_solution_is_not_told_until_the_record_says_one() {
    var receipt = closedWithoutWords("INC0000152");
    var record = recordOf("INC0000152");

    platform.tools.act(record, "Modify", Map.of("Resolution", "Tjenesten blev genstartet"));

    var closing = mail.told(DESK, "INC0000152", "lukket nationalt");
    assertThat(MailHands.text(closing)).contains("Tjenesten blev genstartet");
    soon("nothing waits any more", () -> assertThat(gates(receipt)).isEmpty());
  }

  @Test
  void R15_2_a_closing_without_a_solution_is_told_when_somebody_overrides_the_gate_for_a_reason() {
    var receipt = closedWithoutWords("INC0000153");
    var address = "/api/incidents/" + incidentOf(receipt) + "/override";
    var gate = "{\"gate\":\"CLOSING_NEEDS_SOLUTION\"";

    assertThat(platform.hub.post(address, gate + "}").statusCode()).isEqualTo(400);
    assertThat(mail.texts(DESK)).noneMatch(isClosing("INC0000153"));
    var asked = platform.hub.post(address, gate + ",\"reason\":\"ingen fejl fundet\"}");

    assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
    mail.told(DESK, "INC0000153", "lukket nationalt");
  }

  /// A case that somebody has closed in ClearQuest and nowhere said how it was solved.
  private static Message closedWithoutWords(String number) {
    var receipt = reported(DESK, number, "Uden løsning", "Virker ikke");
    confirm(receipt);
    var record = recordOf(number);
    platform.tools.act(record, "Open", Map.of());
    platform.tools.act(record, "Resolve", Map.of());
    mail.told(DESK, number, "Fejlen er løst");
    platform.tools.act(record, "Close", Map.of());
    soon(
        "the closing went past the gate",
        () ->
            assertThat(gates(receipt))
                .anyMatch(gate -> gate.path("gate").asText().equals("CLOSING_NEEDS_SOLUTION")));
    assertThat(mail.texts(DESK)).noneMatch(isClosing(number));
    return receipt;
  }

  private static Predicate<String> isClosing(String number) {
    return text -> text.contains(number) && text.contains("lukket nationalt");
  }

  private static JsonNode gates(Message receipt) {
    return platform.hub.get("/api/incidents/" + incidentOf(receipt) + "/process").path("gates");
  }

  @Test
  void O_28_a_report_becomes_a_record_when_the_national_desk_confirms_it() {
    var waiting = reported(OTHER_DESK, "K-28001", "Skal vente", "Ikke bekræftet");
    var confirmed = reported(OTHER_DESK, "K-28002", "Skal videre", "Bekræftet");

    confirm(confirmed);

    recordOf("K-28002");
    assertThat(recordsOf("K-28001")).isEmpty();
    confirm(waiting);
    recordOf("K-28001");
  }

  @Test
  void R11_5_a_desk_is_told_once_that_its_case_waits_for_a_release_and_once_that_it_came() {
    confirm(reported(OTHER_DESK, "K-20002", "Forkert dosis vises", "Se skærmbillede."));
    var record = recordOf("K-20002");
    platform.tools.act(record, "Open", Map.of());
    mail.told(OTHER_DESK, "K-20002", "under behandling");
    var rfc = platform.tools.rfc("Ny dosisvisning", record);

    mail.told(OTHER_DESK, "K-20002", "Pending Release");
    platform.tools.moveRfc(rfc, "Approve", "Release");
    soon(
        "the desk is told that work goes on",
        () ->
            assertThat(
                    mail.texts(OTHER_DESK).stream()
                        .filter(text -> text.contains("K-20002"))
                        .filter(text -> text.contains("under behandling")))
                .hasSize(2));
    mail.told(OTHER_DESK, "K-20002", "Pending Release");
  }

  /// §7 of the process: a later enquiry is a case of its own until a person says what it belongs
  /// to. From then on it is told what the first one is told.
  @Test
  void R3_5_R15_3_an_enquiry_that_a_person_has_joined_to_a_case_is_told_its_end_too() {
    var first = reported(DESK, "INC0000150", "Opslag er langsomme", "Over et minut");
    confirm(first);
    var record = recordOf("INC0000150");
    // A desk that answers with a new mail, a subject of its own and no number.
    mail.send(
        SWEDISH_DESK,
        "From: " + SWEDISH_DESK,
        "To: " + HUB,
        "Subject: SV: Långsamma uppslag",
        "Message-ID: <sv150@lan-exempel.example>",
        "Content-Type: text/plain; charset=utf-8",
        "",
        "Vi ser det också.");
    var second = mail.told(SWEDISH_DESK, "Långsamma uppslag", "[NSP-");
    assertThat(incidentOf(second)).isNotEqualTo(incidentOf(first));

    var merge =
        platform.hub.post(
            "/api/incidents/" + incidentOf(first) + "/merge",
            "{\"other\":\"%s\"}".formatted(incidentOf(second)));
    assertThat(merge.statusCode()).as(merge.body()).isEqualTo(202);
    mail.told(SWEDISH_DESK, "[NSP-" + incidentOf(first) + "]");
    platform.tools.act(record, "Open", Map.of());
    platform.tools.act(
        record,
        "Resolve",
        Map.of("Root_Cause", "Defekt indeks", "Resolution", "Indeks genopbygget"));

    for (var desk : List.of(DESK, SWEDISH_DESK)) {
      assertThat(MailHands.text(mail.told(desk, "Indeks genopbygget"))).isNotBlank();
    }
    assertThat(platform.tools.titled(CLEARQUEST, "Långsamma uppslag")).isEmpty();
  }

  @Test
  void R3_6_a_stranger_is_referred_once_and_opens_nothing() throws Exception {
    for (var i = 0; i < 3; i++) {
      mail.send(
          "borger@post.example",
          "From: En Borger <borger@post.example>",
          "To: " + HUB,
          "Subject: [NSP-1] Hvor er mine aftaler?",
          "Message-ID: <" + i + "@post.example>",
          "Content-Type: text/plain; charset=utf-8",
          "",
          "Jeg kan ikke se mine aftaler " + i);
    }
    var referral = mail.told("borger@post.example", "lokale servicedeske");

    assertThat(referral.getSubject()).doesNotContain("aftaler", "NSP-1");
    assertThat(MailHands.text(referral)).doesNotContain("aftaler", "NSP-");
    soon(
        "each attempt is counted, and none is read",
        () ->
            assertThat(deadLetters("R3.6"))
                .hasSize(3)
                .allSatisfy(letter -> assertThat(letter.toString()).doesNotContain("aftaler")));
    assertThat(mail.mails("borger@post.example", "INBOX")).hasSize(1);
    assertThat(platform.hub.get("/api/incidents?q=aftaler")).isEmpty();
    for (var ticket : platform.tools.tickets(CLEARQUEST)) {
      assertThat(ticket.toString()).doesNotContain("aftaler");
    }
  }

  @Test
  void two_mails_with_equal_text_are_two_notes() {
    var receipt = reported(DESK, "INC0000160", "Igen nede", "Nede");
    confirm(receipt);
    var record = recordOf("INC0000160");

    mail.answer(DESK, receipt, "160-1@region-eksempel.example", "Stadig nede hos os.");
    mail.answer(DESK, receipt, "160-2@region-eksempel.example", "Stadig nede hos os.");

    soon(
        "both are in the record",
        () -> assertThat(notes(record).split("Stadig nede hos os\\.", -1)).hasSize(3));
  }

  @Test
  void a_mail_in_ISO_8859_1_and_one_with_20_MB_attached_become_records() {
    mail.send(
        DESK,
        String.join(
                "\r\n",
                "From: " + DESK,
                "To: " + HUB,
                "Subject: INC0000170 =?iso-8859-1?Q?R=F8ntgensvar_mangler?=",
                "Message-ID: <170@region-eksempel.example>",
                "Content-Type: text/plain; charset=iso-8859-1",
                "Content-Transfer-Encoding: 8bit",
                "",
                "Ældre svar på øre, næse og hals mangler.")
            .getBytes(StandardCharsets.ISO_8859_1));
    confirm(mail.told(DESK, "INC0000170"));
    var log = ("A".repeat(76) + "\r\n").repeat(350_000);
    mail.send(
        DESK,
        "From: " + DESK,
        "To: " + HUB,
        "Subject: INC0000171 Log vedlagt",
        "Message-ID: <171@region-eksempel.example>",
        "Content-Type: multipart/mixed; boundary=b",
        "",
        "--b",
        "Content-Type: text/plain; charset=utf-8",
        "",
        "Se loggen",
        "--b",
        "Content-Type: application/zip",
        "Content-Disposition: attachment; filename=log.zip",
        "Content-Transfer-Encoding: base64",
        "",
        log + "--b--",
        "");
    confirm(mail.told(DESK, "INC0000171"));

    var latin = recordOf("INC0000170");
    assertThat(platform.tools.field(CLEARQUEST, latin, "Headline")).contains("Røntgensvar mangler");
    assertThat(platform.tools.field(CLEARQUEST, latin, "Description"))
        .contains("Ældre svar på øre, næse og hals mangler.");
    assertThat(platform.tools.field(CLEARQUEST, recordOf("INC0000171"), "Description"))
        .contains("Se loggen", "log.zip (application/zip, 27 MB)");
  }

  @Test
  void a_desk_whose_program_answers_every_mail_is_not_answered_back() {
    var receipt = reported(OTHER_DESK, "K-30001", "Autosvar", "Hele dagen");
    confirm(receipt);
    var record = recordOf("K-30001");
    for (var i = 0; i < 3; i++) {
      mail.answer(
          OTHER_DESK,
          receipt,
          "auto%d@kommune-eksempel.example".formatted(i),
          "Vi har fri",
          "Auto-Submitted: auto-replied");
      // Worse: one that does not say what it is.
      mail.answer(OTHER_DESK, receipt, "tak%d@kommune-eksempel.example".formatted(i), "Tak!");
    }

    soon("the last one is read", () -> assertThat(notes(record)).contains("Tak!"));
    platform.tools.act(record, "Open", Map.of());
    soon(
        "the next news goes out",
        () ->
            assertThat(
                    mail.texts(OTHER_DESK).stream()
                        .filter(text -> text.contains("K-30001"))
                        .toList())
                .hasSize(2));
    assertThat(notes(record)).doesNotContain("Vi har fri");
  }

  @Test
  void a_storm_of_returned_mails_is_shown_and_ends_with_the_hub() {
    var receipt = reported(DESK, "INC0000180", "Fuld postkasse", "Kan I nå os?");
    confirm(receipt);
    var record = recordOf("INC0000180");
    for (var i = 0; i < 12; i++) {
      mail.bounce(receipt, "dsn" + i + "@mx.region-eksempel.example");
    }

    soon(
        "what is too much is set aside",
        () -> assertThat(deadLetters("too many undelivered mails in one case")).hasSize(7));
    soon(
        "the national desk sees that the desk cannot be reached",
        () -> assertThat(notes(record)).contains("not delivered: failed 5.2.2"));
    assertThat(mail.mails("mailer-daemon@mx.region-eksempel.example", "INBOX")).isEmpty();
    assertThat(mail.texts(DESK).stream().filter(text -> text.contains("INC0000180"))).hasSize(1);
  }
}
