package hub.service.e2e;

import static hub.service.e2e.MailHands.DESK;
import static hub.service.e2e.MailHands.HUB;
import static hub.service.e2e.MailHands.header;
import static hub.service.e2e.Platform.soon;
import static hub.service.e2e.ToolHands.CLEARQUEST;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Message;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A local desk that has nothing but mail, from its first mail to closing.
class MailDeskIT {

  private static final String OTHER_DESK = "it-support@kommune-eksempel.example";

  private static Platform platform;
  private static MailHands mail;

  @BeforeAll
  static void start(@TempDir Path data) {
    platform = Platform.start(data);
    var server = platform.simulators.mail().orElseThrow();
    mail = new MailHands(server.smtpPort(), server.imapPort());
  }

  @AfterAll
  static void stop() {
    platform.close();
  }

  private static void report(String desk, String number, String title, String text) {
    mail.send(
        desk,
        "From: Servicedesk <" + desk + ">",
        "To: " + HUB,
        "Subject: " + number + " " + title,
        "Message-ID: <" + number + "@region-eksempel.example>",
        "Content-Type: text/plain; charset=utf-8",
        "",
        text);
  }

  /// The record that the hub made for a desk's own ticket.
  private static String recordOf(String number) {
    var found = new ArrayList<String>();
    soon(
        "a record for " + number,
        () -> {
          found.clear();
          for (var ticket : platform.tools.tickets(CLEARQUEST)) {
            var key = ticket.path("key").asText();
            if (platform.tools.field(CLEARQUEST, key, "LocalTicket").equals(number)) {
              found.add(key);
            }
          }
          assertThat(found).hasSize(1);
        });
    return found.getFirst();
  }

  private static String caseNumber(Message receipt) throws Exception {
    var subject = receipt.getSubject();
    assertThat(subject).matches("\\[NSP-\\d+] .*");
    return subject.substring(1, subject.indexOf(']'));
  }

  @Test
  void R15_3_R16_1_a_report_by_mail_is_carried_to_its_closing() throws Exception {
    report(DESK, "INC0000101", "Login fejler", "Læger kan ikke logge på, cpr 010190-1234.");

    var receipt = mail.told(DESK, "modtaget som sag");
    var number = caseNumber(receipt);
    assertThat(header(receipt, "In-Reply-To")).isEqualTo("<INC0000101@region-eksempel.example>");
    var record = recordOf("INC0000101");
    assertThat(platform.tools.field(CLEARQUEST, record, "Headline"))
        .isEqualTo("INC0000101 Login fejler");
    assertThat(platform.tools.field(CLEARQUEST, record, "ReporterMail")).isEqualTo(DESK);
    assertThat(platform.tools.field(CLEARQUEST, record, "Description"))
        .contains("Læger kan ikke logge på")
        .doesNotContain("010190");

    platform.tools.act(record, "Open", Map.of());
    mail.told(DESK, "under behandling");
    mail.send(
        DESK,
        "From: " + DESK,
        "To: " + header(receipt, "Reply-To"),
        "Subject: Sv: " + receipt.getSubject(),
        "Message-ID: <more@region-eksempel.example>",
        "In-Reply-To: " + header(receipt, "Message-ID"),
        "Content-Type: text/plain; charset=utf-8",
        "",
        "Ses også på afdeling B.",
        "",
        "Den 23-11-2026 skrev " + HUB + ":",
        "> ##- Skriv over denne linje -##");
    soon(
        "the record shows what the desk added",
        () ->
            assertThat(platform.tools.field(CLEARQUEST, record, "Notes_Log"))
                .contains("Ses også på afdeling B.")
                .doesNotContain("Skriv over"));

    platform.tools.act(
        record,
        "Resolve",
        Map.of("Root_Cause", "Udløbet certifikat", "Resolution", "Nyt certifikat er lagt ind"));
    var solution = mail.told(DESK, "Fejlen er løst");
    assertThat(MailHands.text(solution))
        .contains("Nyt certifikat er lagt ind", "Udløbet certifikat");
    platform.tools.act(record, "Close", Map.of());
    var closing = mail.told(DESK, "lukket nationalt");
    assertThat(closing.getSubject()).isEqualTo(receipt.getSubject()).contains(number);
    assertThat(mail.texts(DESK)).hasSize(4);
  }

  @Test
  void R11_5_a_desk_is_informed_at_Pending_Release_once() {
    report(OTHER_DESK, "K-20002", "Forkert dosis vises", "Se skærmbillede.");
    mail.told(OTHER_DESK, "K-20002");
    var record = recordOf("K-20002");
    platform.tools.act(record, "Open", Map.of());
    platform.tools.act(record, "Pend", Map.of());

    mail.told(OTHER_DESK, "Pending Release");
  }

  @Test
  void R3_6_a_stranger_is_referred_once_and_opens_nothing() throws Exception {
    for (var i = 0; i < 3; i++) {
      mail.send(
          "borger@post.example",
          "From: En Borger <borger@post.example>",
          "To: " + HUB,
          "Subject: Hvor er mine aftaler?",
          "Message-ID: <" + i + "@post.example>",
          "Content-Type: text/plain; charset=utf-8",
          "",
          "Jeg kan ikke se mine aftaler " + i);
    }
    var referral = mail.told("borger@post.example", "lokale servicedeske");

    assertThat(referral.getSubject()).doesNotContain("aftaler");
    assertThat(MailHands.text(referral)).doesNotContain("aftaler", "NSP-");
    soon(
        "all three are set aside",
        () -> assertThat(mail.mails(HUB, "Set-aside")).hasSizeGreaterThanOrEqualTo(3));
    assertThat(mail.mails("borger@post.example", "INBOX")).hasSize(1);
    for (var ticket : platform.tools.tickets(CLEARQUEST)) {
      assertThat(ticket.toString()).doesNotContain("aftaler");
    }
  }
}
