package hub.routes.mail;

import static hub.routes.mail.MailDesk.HUB;
import static hub.routes.mail.MailDesk.SYSTEM;
import static hub.routes.mail.MailDesk.header;
import static org.assertj.core.api.Assertions.assertThat;

import hub.connector.NoticeLetters;
import hub.delivery.Command.Attempt;
import hub.delivery.Command.SendNotice;
import hub.delivery.NoticeKind;
import hub.delivery.Outcome.Sent;
import hub.delivery.Recipient;
import hub.incident.IncidentId;
import hub.routes.Await;
import hub.routes.MemoryHub.Answered;
import hub.routes.MemoryHub.Handed;
import hub.routes.MemoryHub.Refused;
import hub.routes.MemoryHub.Returned;
import hub.routes.RunningRoutes;
import hub.ticket.Fields;
import hub.ticket.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What comes back after a notice: answers, absence notes, forgeries, reports of mail servers.
class NoticeAnswersTest {

  private static final String LISE = "lise@nsp.example";

  private final MailDesk mail = new MailDesk();
  private RunningRoutes routes;
  private Sent sent;
  private String messageId = "";

  @BeforeEach
  void tell() {
    routes =
        RunningRoutes.of(Map.of(SYSTEM, MailDesk.config()))
            .withSink("mail-sink", mail.connection())
            .withSource("mail-source", mail.connection());
    routes
        .camel()
        .getRegistry()
        .bind(
            NoticeLetters.BEAN,
            (NoticeLetters)
                _ -> List.of(new NoticeLetters.Letter(LISE, "da", "P1: NSP-17", "Et P1.\n")));
    sent =
        (Sent)
            routes.deliver(
                new SendNotice(
                    "nsp/I-17/contact/42/1",
                    17,
                    SYSTEM,
                    NoticeKind.CONTACT,
                    new Recipient.RoleHolder(Role.NSP_INCIDENT_MANAGER),
                    "contact",
                    Fields.NONE,
                    Attempt.FIRST));
    messageId = header(mail.onlyMailFor(LISE), "Message-ID");
  }

  @AfterEach
  void stop() {
    routes.close();
    mail.close();
  }

  private <H extends Handed> H comes(Class<H> kind, String from, String... headers) {
    var count = routes.hub().all(kind).size();
    var lines = new ArrayList<String>();
    lines.add("From: " + from);
    lines.add("To: " + HUB);
    lines.add("Subject: Sv: P1: NSP-17");
    lines.addAll(List.of(headers));
    lines.add("Content-Type: text/plain; charset=utf-8");
    lines.add("");
    lines.add("Jeg tager den.");
    mail.sends(from.replaceAll(".*<|>.*", ""), lines.toArray(String[]::new));
    Await.until("it is handed in", () -> routes.hub().all(kind).size() > count);
    return routes.hub().all(kind).getLast();
  }

  @Test
  void an_answer_of_whom_it_went_to_is_handed_in_under_the_notices_name() {
    var answer =
        comes(Answered.class, "Lise Holm <Lise@NSP.example>", "In-Reply-To: " + messageId).answer();

    assertThat(answer.incident()).isEqualTo(new IncidentId(17));
    assertThat(answer.notice()).isEqualTo(sent.messageId());
    assertThat(answer.from()).isEqualTo("Lise Holm");
    assertThat(mail.mailsFor(LISE)).hasSize(1);
  }

  @Test
  void others_programs_and_forgers_acknowledge_nothing_and_are_not_answered() {
    var eve = comes(Refused.class, "eve@nsp.example", "In-Reply-To: " + messageId);
    assertThat(eve.refusal().cause()).contains("went to somebody else");
    assertThat(eve.refusal().payload()).isNull();

    var absent =
        comes(Refused.class, LISE, "Auto-Submitted: auto-replied", "In-Reply-To: " + messageId);
    assertThat(absent.refusal().cause()).contains("automatic");

    var forged = messageId.replaceFirst("notice-17", "notice-18");
    assertThat(comes(Refused.class, LISE, "In-Reply-To: " + forged).refusal().cause())
        .contains("went to somebody else");
    assertThat(routes.hub().all(Answered.class)).isEmpty();
    assertThat(mail.mailsFor("eve@nsp.example")).isEmpty();
  }

  private void report(String to, String action, String quoted) {
    mail.sends(
        "mailer-daemon@mx.nsp.example",
        "From: MAILER-DAEMON@mx.nsp.example",
        "To: " + to,
        "Subject: Undelivered Mail",
        "Auto-Submitted: auto-replied",
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b",
        "",
        "--b",
        "Content-Type: message/delivery-status",
        "",
        "Reporting-MTA: dns; mx.nsp.example",
        "",
        "Final-Recipient: rfc822; " + LISE,
        "Action: " + action,
        "Status: " + (action.equals("failed") ? "5.1.1" : "4.4.1"),
        "",
        "--b",
        "Content-Type: text/rfc822-headers",
        "",
        "Message-ID: " + quoted,
        "",
        "--b--");
  }

  @Test
  void a_report_of_the_mail_server_is_handed_in_once_it_is_final() {
    report(HUB, "delayed", messageId);
    Await.until("it is set aside", () -> routes.hub().all(Refused.class).size() == 1);
    report(HUB, "failed", messageId);
    Await.until("it is handed in", () -> routes.hub().all(Returned.class).size() == 1);

    var returned = routes.hub().all(Returned.class).getFirst().report();
    assertThat(returned.notice()).isEqualTo(sent.messageId());
    assertThat(returned.cause()).contains("failed 5.1.1").doesNotContain(LISE);
  }
}
