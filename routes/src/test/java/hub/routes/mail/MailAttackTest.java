package hub.routes.mail;

import static hub.routes.mail.MailDesk.DESK;
import static hub.routes.mail.MailDesk.HUB;
import static hub.routes.mail.MailDesk.SYSTEM;
import static org.assertj.core.api.Assertions.assertThat;

import hub.connector.Observation;
import hub.connector.Refusal;
import hub.routes.Await;
import hub.routes.MemoryHub.Refused;
import hub.routes.MemoryHub.Seen;
import hub.routes.RunningRoutes;
import hub.ticket.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Mails that mean harm, are broken, or come from programs: nothing is lost, nobody is answered who
/// must not be, and no stranger steers a route.
class MailAttackTest {

  private final MailDesk mail = new MailDesk();
  private RunningRoutes routes;

  @BeforeEach
  void start() {
    routes = RunningRoutes.of(Map.of(SYSTEM, MailDesk.config()));
  }

  @AfterEach
  void stop() {
    routes.close();
    mail.close();
  }

  private void listen() {
    routes.withSource("mail-source", mail.connection());
  }

  private List<Observation> seen(int count) {
    Await.until(count + " mails are seen", () -> routes.hub().all(Seen.class).size() >= count);
    return routes.hub().all(Seen.class).stream().map(Seen::observation).toList();
  }

  private List<Refusal> refused(int count) {
    Await.until(
        count + " mails are refused", () -> routes.hub().all(Refused.class).size() >= count);
    return routes.hub().all(Refused.class).stream().map(Refused::refusal).toList();
  }

  private static String[] mail(String from, String id, String text, String... headers) {
    var lines = new ArrayList<String>();
    lines.add("From: " + from);
    lines.add("To: " + HUB);
    lines.add("Subject: Login fejler");
    lines.add("Message-ID: <" + id + ">");
    lines.add("Content-Type: text/plain; charset=utf-8");
    lines.addAll(List.of(headers));
    lines.add("");
    lines.add(text);
    return lines.toArray(String[]::new);
  }

  @Test
  void headers_of_a_strangers_mail_steer_nothing() {
    for (var from : List.of(DESK, "ond@evil.example")) {
      mail.sends(
          from,
          mail(
              from,
              from,
              "Fejl",
              "delete: true",
              "moveTo: Stolen",
              "copyTo: Copied",
              "CamelMailMoveTo: Stolen",
              "CamelFileName: ../x",
              "mail.smtp.from: ond@evil.example",
              "mail.smtp.host: evil.example",
              "hubRefer: yes",
              "hubFolder: Stolen",
              "Bcc: somebody@evil.example"));
    }
    listen();
    seen(1);
    refused(1);

    Await.until("one is handled", () -> mail.count("Handled") == 1);
    Await.until("one is set aside", () -> mail.count("Set-aside") == 1);
    Await.until("the stranger is referred", () -> mail.mailsFor("ond@evil.example").size() == 1);
    assertThat(mail.folders()).containsExactlyInAnyOrder("INBOX", "Handled", "Set-aside");
    assertThat(mail.mailsFor("somebody@evil.example")).isEmpty();
    assertThat(MailDesk.header(mail.mailsFor("ond@evil.example").getFirst(), "Return-Path"))
        .doesNotContain("evil");
  }

  @Test
  void a_mail_that_cannot_be_read_becomes_a_dead_letter_and_the_next_one_is_handled() {
    mail.lies(
        ("From: " + DESK + "\r\nContent-Type: multipart/mixed\r\n\r\nno parts at all\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    mail.lies(
        ("From: "
                + DESK
                + "\r\nContent-Type: multipart/mixed; boundary=b\r\n"
                + "Content-Transfer-Encoding: base64\r\n\r\n--b\r\nContent-Type: text/plain\r\n"
                + "Content-Transfer-Encoding: nonsense\r\n\r\nx\r\n--b--\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    mail.sends(DESK, mail(DESK, "good@region.example", "En god mail"));
    listen();

    var good = seen(1).getLast().ticket();
    assertThat(good.fields().getOrEmpty(Field.DESCRIPTION)).isEqualTo("En god mail");
    assertThat(refused(1))
        .allSatisfy(refusal -> assertThat(refusal.cause()).startsWith("the mail cannot be read"));
    Await.until("none is left", () -> mail.count("INBOX") == 0);
  }

  @Test
  void programs_are_never_answered() {
    mail.sends("a@x.example", mail("a@x.example", "1@x", "Ferie", "Auto-Submitted: auto-replied"));
    mail.sends("b@x.example", mail("b@x.example", "2@x", "Nyt", "List-Id: <nyt.x.example>"));
    mail.sends("mailer-daemon@x.example", mail("mailer-daemon@x.example", "3@x", "Sorry"));
    mail.sends("c@x.example", mail("c@x.example", "4@x", "Hub", "X-Incident-Hub: other"));
    mail.sends(DESK, mail(DESK, "5@x", "Ferie", "X-Auto-Response-Suppress: OOF"));
    listen();

    refused(5);
    Await.until("all are filed", () -> mail.count("Set-aside") == 5);
    for (var sender : List.of("a@x.example", "b@x.example", "mailer-daemon@x.example", DESK)) {
      assertThat(mail.mailsFor(sender)).as(sender).isEmpty();
    }
    assertThat(routes.hub().all(Seen.class)).isEmpty();
  }

  @Test
  void R3_6_a_stranger_is_referred_once_a_day_and_each_mail_is_counted() {
    for (var i = 0; i < 4; i++) {
      mail.sends("bo@post.example", mail("bo@post.example", i + "@post", "Hemmeligt " + i));
    }
    listen();

    assertThat(refused(4))
        .allSatisfy(refusal -> {
          assertThat(refusal.cause()).contains("R3.6");
          assertThat(refusal.payload()).isNull();
        });
    Await.until("all are filed", () -> mail.count("Set-aside") == 4);
    assertThat(mail.mailsFor("bo@post.example"))
        .singleElement()
        .satisfies(referral -> {
          assertThat(MailDesk.text(referral)).contains("servicedesk").doesNotContain("Hemmeligt");
          assertThat(MailDesk.header(referral, "Auto-Submitted")).isEqualTo("auto-replied");
          assertThat(MailDesk.header(referral, "Message-ID")).endsWith("@hub.example>");
        });
  }

  @Test
  void a_storm_in_one_case_is_stopped_and_nothing_of_it_is_lost() {
    for (var i = 0; i < 8; i++) {
      mail.sends(
          DESK, mail(DESK, i + "@region.example", "Igen", "References: <root@region.example>"));
    }
    listen();

    seen(5);
    assertThat(refused(3))
        .allSatisfy(refusal -> {
          assertThat(refusal.cause()).contains("too many mails of one sender in one case");
          assertThat(refusal.payload()).isNotNull();
        });
    assertThat(routes.hub().all(Seen.class)).hasSize(5);
  }

  @Test
  void two_mails_with_equal_text_are_two() {
    mail.sends(DESK, mail(DESK, "1@region.example", "Igen"));
    mail.sends(DESK, mail(DESK, "2@region.example", "Igen"));
    listen();

    var both = seen(2);
    assertThat(both.getFirst().ticket().comments().getFirst().id())
        .isNotEqualTo(both.getLast().ticket().comments().getFirst().id());
  }

  @Test
  void a_mail_is_marked_only_when_the_log_has_it() {
    routes.hub().open(false);
    mail.sends(DESK, mail(DESK, "1@region.example", "Haster"));
    listen();

    Await.until(
        "the mailbox was read",
        () -> routes.hub().all(hub.routes.MemoryHub.Advanced.class).size() > 2);
    assertThat(mail.count("INBOX")).isEqualTo(1);
    assertThat(mail.folders()).containsExactly("INBOX");
    routes.hub().open(true);
    seen(1);
    Await.until("it is handled", () -> mail.count("Handled") == 1);
  }

  @Test
  void an_attachment_of_20_MB_is_named_and_the_mail_kept_whole() {
    var content = ("A".repeat(76) + "\r\n").repeat(350_000);
    var raw =
        String.join(
                "\r\n",
                "From: " + DESK,
                "To: " + HUB,
                "Subject: Log",
                "Message-ID: <big@region.example>",
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
                content + "--b--",
                "")
            .getBytes(StandardCharsets.US_ASCII);
    mail.sends(DESK, raw);
    listen();

    var seen = seen(1).getFirst();
    assertThat(seen.ticket().fields().getOrEmpty(Field.DESCRIPTION))
        .startsWith("Se loggen")
        .contains("log.zip (application/zip, 27 MB)");
    assertThat(seen.payload().toString().length()).isLessThan(5_000);
    Await.until("it is handled", () -> mail.count("Handled") == 1);
    assertThat(MailDesk.raw(mail.folder(HUB, "Handled").getFirst()).length())
        .isGreaterThan(20_000_000);
  }
}
