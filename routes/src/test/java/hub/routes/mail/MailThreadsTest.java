package hub.routes.mail;

import static hub.routes.mail.MailDesk.DESK;
import static hub.routes.mail.MailDesk.HUB;
import static hub.routes.mail.MailDesk.SYSTEM;
import static hub.routes.mail.MailDesk.header;
import static org.assertj.core.api.Assertions.assertThat;

import hub.connector.Refusal;
import hub.delivery.Command.Attempt;
import hub.delivery.Command.UpdateTicket;
import hub.routes.Await;
import hub.routes.MemoryHub.Refused;
import hub.routes.MemoryHub.Seen;
import hub.routes.RunningRoutes;
import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.Ticket;
import jakarta.mail.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Which conversation a mail belongs to, in the order of the reference page.
class MailThreadsTest {

  private final MailDesk mail = new MailDesk();
  private RunningRoutes routes;

  @BeforeEach
  void start() {
    routes =
        RunningRoutes.of(Map.of(SYSTEM, MailDesk.config()))
            .withSink("mail-sink", mail.connection())
            .withSource("mail-source", mail.connection());
  }

  @AfterEach
  void stop() {
    routes.close();
    mail.close();
  }

  private Ticket send(String from, String to, String subject, String... headers) {
    var count = routes.hub().all(Seen.class).size();
    sendAnything(from, to, subject, headers);
    Await.until("it is seen", () -> routes.hub().all(Seen.class).size() > count);
    return routes.hub().all(Seen.class).getLast().observation().ticket();
  }

  private Refusal sendRefused(String from, String to, String subject, String... headers) {
    var count = routes.hub().all(Refused.class).size();
    sendAnything(from, to, subject, headers);
    Await.until("it is refused", () -> routes.hub().all(Refused.class).size() > count);
    return routes.hub().all(Refused.class).getLast().refusal();
  }

  private void sendAnything(String from, String to, String subject, String... headers) {
    var lines = new ArrayList<String>();
    lines.add("From: " + from);
    lines.add("To: " + to);
    lines.add("Subject: " + subject);
    lines.addAll(List.of(headers));
    lines.add("Content-Type: text/plain; charset=utf-8");
    lines.add("");
    lines.add("Tekst " + subject);
    mail.sends(from, lines.toArray(String[]::new));
  }

  private Message answerTo(Ticket ticket) {
    routes.deliver(
        new UpdateTicket(
            "u-" + ticket.ref(),
            17,
            ticket.ref(),
            ticket.fields().without(Field.DESCRIPTION),
            Fields.of(Field.CASE_NUMBER, "NSP-17"),
            Attempt.FIRST));
    return mail.onlyMailFor(DESK);
  }

  @Test
  void each_of_the_ways_leads_to_the_same_conversation() {
    var first = send(DESK, HUB, "Login fejler", "Message-ID: <m1@region.example>");
    var answer = answerTo(first);

    var byReference =
        send(
            DESK,
            HUB,
            "Sv: x",
            "Message-ID: <m2@x>",
            "References: " + header(answer, "Message-ID"));
    var byAddress = send(DESK, header(answer, "Reply-To"), "Mere", "Message-ID: <m3@x>");
    var byThread =
        send(DESK, HUB, "Mere", "Message-ID: <m4@x>", "In-Reply-To: <m1@region.example>");
    var byOther =
        send(
            "hjaelp@kommune.example",
            HUB,
            "Også her",
            "Message-ID: <m5@x>",
            "In-Reply-To: <m1@region.example>");

    assertThat(List.of(byReference, byAddress, byThread))
        .extracting(Ticket::ref)
        .containsOnly(first.ref());
    assertThat(byOther.ref()).isNotEqualTo(first.ref());
  }

  @Test
  void one_local_ticket_is_one_conversation_and_a_case_number_is_for_the_hub_to_judge() {
    var first = send(DESK, HUB, "INC0000123 Login", "Message-ID: <m1@x>");
    var again = send(DESK, HUB, "Status på INC0000123?", "Message-ID: <m2@x>");
    var other = send(DESK, HUB, "[NSP-17] Login", "Message-ID: <m3@x>");

    assertThat(again.ref()).isEqualTo(first.ref());
    assertThat(other.ref()).isNotEqualTo(first.ref());
    assertThat(other.fields().getOrEmpty(Field.CASE_NUMBER)).isEqualTo("NSP-17");
    assertThat(other.fields().getOrEmpty(Field.DESK)).isEqualTo("region");
    assertThat(other.fields().getOrEmpty(Field.TITLE)).isEqualTo("Login");
  }

  @Test
  void names_that_the_hub_did_not_give_and_two_names_at_once_are_set_aside() {
    var one = answerTo(send(DESK, HUB, "Et", "Message-ID: <m1@x>"));
    var address = header(one, "Reply-To");
    var forged = address.replaceFirst("\\.[0-9a-f]{4}", ".0000");
    var other = send("hjaelp@kommune.example", HUB, "To", "Message-ID: <m2@x>");
    routes.deliver(
        new UpdateTicket(
            "u2",
            18,
            other.ref(),
            other.fields(),
            Fields.of(Field.CASE_NUMBER, "NSP-18"),
            Attempt.FIRST));
    var two = mail.onlyMailFor("hjaelp@kommune.example");

    assertThat(sendRefused(DESK, forged, "Forged", "Message-ID: <m3@x>").cause())
        .contains("wrong signature");
    assertThat(
            sendRefused(
                    DESK,
                    address,
                    "Both",
                    "Message-ID: <m4@x>",
                    "In-Reply-To: " + header(two, "Message-ID"))
                .cause())
        .contains("two conversations");
  }

  @Test
  void an_absence_note_changes_nothing_and_is_not_answered() {
    var first = send(DESK, HUB, "Login fejler", "Message-ID: <m1@region.example>");
    var answer = answerTo(first);

    var note =
        send(
            DESK,
            HUB,
            "Autosvar: ferie",
            "Message-ID: <auto@x>",
            "Auto-Submitted: auto-replied",
            "In-Reply-To: " + header(answer, "Message-ID"));

    assertThat(note.ref()).isEqualTo(first.ref());
    assertThat(note.fields()).isEqualTo(Fields.NONE);
    assertThat(note.comments()).singleElement().matches(comment -> comment.isRestricted());
    assertThat(mail.mailsFor(DESK)).hasSize(1);
  }

  @Test
  void a_mail_that_came_back_is_told_in_its_case() {
    var first = send(DESK, HUB, "Login fejler", "Message-ID: <m1@region.example>");
    var answer = answerTo(first);
    var count = routes.hub().all(Seen.class).size();

    mail.sends(
        "mailer-daemon@mx.region.example",
        "From: MAILER-DAEMON@mx.region.example",
        "To: " + HUB,
        "Subject: Undelivered Mail",
        "Auto-Submitted: auto-replied",
        "Message-ID: <dsn@mx.region.example>",
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b",
        "",
        "--b",
        "Content-Type: text/plain",
        "",
        "Sorry",
        "--b",
        "Content-Type: message/delivery-status",
        "",
        "Reporting-MTA: dns; mx.region.example",
        "",
        "Final-Recipient: rfc822; " + DESK,
        "Action: failed",
        "Status: 5.1.1",
        "",
        "--b",
        "Content-Type: text/rfc822-headers",
        "",
        "Message-ID: " + header(answer, "Message-ID"),
        "",
        "--b--");
    Await.until("it is seen", () -> routes.hub().all(Seen.class).size() > count);

    var told = routes.hub().all(Seen.class).getLast().observation().ticket();
    assertThat(told.ref()).isEqualTo(first.ref());
    assertThat(told.comments())
        .singleElement()
        .satisfies(comment -> {
          assertThat(comment.text()).contains("not delivered: failed 5.1.1");
          assertThat(comment.isRestricted()).isFalse();
        });
    assertThat(mail.mailsFor("mailer-daemon@mx.region.example")).isEmpty();
  }
}
