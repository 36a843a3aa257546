package hub.routes.mail;

import static hub.routes.mail.MailDesk.DESK;
import static hub.routes.mail.MailDesk.HUB;
import static hub.routes.mail.MailDesk.SYSTEM;
import static hub.routes.mail.MailDesk.header;
import static hub.routes.mail.MailDesk.text;
import static org.assertj.core.api.Assertions.assertThat;

import hub.connector.Observation;
import hub.delivery.Command.Attempt;
import hub.delivery.Command.UpdateTicket;
import hub.delivery.Outcome.Delivered;
import hub.routes.Await;
import hub.routes.MemoryHub.Seen;
import hub.routes.RunningRoutes;
import hub.ticket.Field;
import hub.ticket.Fields;
import jakarta.mail.Message;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Mails in and out, over real SMTP and IMAP.
class MailRoutesTest {

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

  private List<Observation> seen(int count) {
    Await.until(count + " mails are seen", () -> routes.hub().all(Seen.class).size() >= count);
    return routes.hub().all(Seen.class).stream().map(Seen::observation).toList();
  }

  private void report() {
    mail.sends(
        DESK,
        "From: Region Servicedesk <" + DESK + ">",
        "To: " + HUB,
        "Subject: INC0000123 Login fejler",
        "Date: Mon, 23 Nov 2026 08:00:00 +0100",
        "Message-ID: <m1@region.example>",
        "Content-Type: text/plain; charset=ISO-8859-1",
        "Content-Transfer-Encoding: 8bit",
        "",
        "L\u00e6ger kan ikke logge p\u00e5.",
        "",
        "-- ",
        "Region Servicedesk, tlf. 12345678");
  }

  @Test
  void a_mail_of_a_desk_becomes_a_ticket_and_the_desk_is_answered_in_its_thread() throws Exception {
    report();

    var seen = seen(1).getFirst().ticket();
    assertThat(seen.fields().getOrEmpty(Field.TITLE)).isEqualTo("INC0000123 Login fejler");
    assertThat(seen.fields().getOrEmpty(Field.DESCRIPTION)).isEqualTo("Læger kan ikke logge på.");
    assertThat(seen.fields().getOrEmpty(Field.LOCAL_TICKET)).isEqualTo("INC0000123");
    assertThat(seen.fields().getOrEmpty(Field.STATUS)).isEqualTo("RECEIVED");
    assertThat(seen.key()).startsWith("MAIL-");

    var told =
        new UpdateTicket(
            "I-17/x/update/1",
            17,
            seen.ref(),
            seen.fields().without(Field.DESCRIPTION),
            Fields.of(Field.CASE_NUMBER, "NSP-17"),
            Attempt.FIRST);
    var outcome = (Delivered) routes.deliver(told);
    assertThat(outcome.ticket().fields().getOrEmpty(Field.CASE_NUMBER)).isEqualTo("NSP-17");

    var answer = mail.onlyMailFor(DESK);
    assertThat(answer.getSubject()).isEqualTo("[NSP-17] INC0000123 Login fejler");
    assertThat(header(answer, "In-Reply-To")).isEqualTo("<m1@region.example>");
    assertThat(header(answer, "References")).isEqualTo("<m1@region.example>");
    assertThat(header(answer, "Auto-Submitted")).isEqualTo("auto-replied");
    assertThat(header(answer, "X-Auto-Response-Suppress")).isEqualTo("All");
    assertThat(header(answer, "Reply-To")).matches("nsp\\+[0-9a-f.]+@hub\\.example");
    assertThat(header(answer, "Return-Path")).matches("<nsp\\+b\\.[0-9a-f.]+@hub\\.example>");
    assertThat(text(answer)).contains("modtaget som sag NSP-17").contains("jeres sag INC0000123");

    assertThat(routes.deliver(told)).isInstanceOf(Delivered.class);
    assertThat(mail.mailsFor(DESK))
        .extracting(again -> header(again, "Message-ID"))
        .hasSize(2)
        .containsOnly(header(answer, "Message-ID"));
    reply(answer, seen.ref().id());
  }

  private void reply(Message answer, String ticket) {
    mail.sends(
        DESK,
        "From: " + DESK,
        "To: nsp@hub.example",
        "Subject: Sv: noget andet",
        "Message-ID: <m2@region.example>",
        "In-Reply-To: " + header(answer, "Message-ID"),
        "Content-Type: text/plain; charset=utf-8",
        "",
        "Stadig samme fejl.",
        "",
        "Den 23-11-2026 skrev nsp@hub.example:",
        "> " + text(answer).replace("\n", "\r\n> "));

    var second = seen(2).getLast().ticket();
    assertThat(second.ref().id()).isEqualTo(ticket);
    assertThat(second.comments())
        .singleElement()
        .satisfies(comment -> assertThat(comment.text()).isEqualTo("Stadig samme fejl."));
    Await.until("both are filed", () -> mail.count("Handled") == 2);
    assertThat(mail.count("INBOX")).isZero();
  }
}
