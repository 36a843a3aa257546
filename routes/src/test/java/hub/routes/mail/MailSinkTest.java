package hub.routes.mail;

import static hub.routes.mail.MailDesk.DESK;
import static hub.routes.mail.MailDesk.SYSTEM;
import static hub.routes.mail.MailDesk.header;
import static hub.routes.mail.MailDesk.text;
import static org.assertj.core.api.Assertions.assertThat;

import hub.connector.NoticeLetters;
import hub.delivery.Command.AddComment;
import hub.delivery.Command.Attempt;
import hub.delivery.Command.CreateTicket;
import hub.delivery.Command.RefreshTicket;
import hub.delivery.Command.SendNotice;
import hub.delivery.Command.UpdateTicket;
import hub.delivery.NoticeKind;
import hub.delivery.Outcome;
import hub.delivery.Outcome.Delivered;
import hub.delivery.Outcome.Refused;
import hub.delivery.Outcome.Sent;
import hub.delivery.Outcome.Trouble;
import hub.delivery.Outcome.Unavailable;
import hub.delivery.Recipient;
import hub.routes.RunningRoutes;
import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.TicketRef;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the mail sink must do: the contract of a sink, as far as a mailbox can keep it.
class MailSinkTest {

  private static final TicketRef TICKET = new TicketRef(SYSTEM, "0123456789abcdef");

  private final MailDesk mail = new MailDesk();
  private RunningRoutes routes;

  @BeforeEach
  void start() {
    routes =
        RunningRoutes.of(Map.of(SYSTEM, MailDesk.config()))
            .withSink("mail-sink", mail.connection());
  }

  @AfterEach
  void stop() {
    routes.close();
    mail.close();
  }

  private static Fields known() {
    return Fields.of(
        Map.of(
            Field.TITLE, "Login fejler",
            Field.REPORTER, DESK,
            Field.DESK, "region",
            Field.LOCAL_TICKET, "INC0000123",
            Field.THREAD, "<m1@region.example>#00",
            Field.CASE_NUMBER, "NSP-17",
            Field.STATUS, "RECEIVED",
            Field.RESOLUTION, "",
            Field.ROOT_CAUSE, ""));
  }

  private static UpdateTicket update(String id, Fields known, Fields desired) {
    return new UpdateTicket(id, 17, TICKET, known, desired, Attempt.FIRST);
  }

  @Test
  void R15_3_the_solution_is_one_mail_with_all_that_is_new() throws Exception {
    var desired =
        Fields.of(
            Map.of(
                Field.STATUS, "RESOLVED",
                Field.RESOLUTION, "Nyt certifikat",
                Field.ROOT_CAUSE, "Udløbet certifikat"));

    var outcome = (Delivered) routes.deliver(update("u1", known(), desired));

    assertThat(outcome.ticket().fields()).isEqualTo(known().with(desired));
    assertThat(outcome.ticket().key()).isEqualTo("MAIL-01234567");
    assertThat(mail.mailsFor(DESK))
        .singleElement()
        .satisfies(told -> {
          assertThat(told.getSubject()).isEqualTo("[NSP-17] Login fejler (INC0000123)");
          assertThat(text(told)).contains("er løst", "Nyt certifikat", "Udløbet certifikat");
          assertThat(header(told, "Auto-Submitted")).isEqualTo("auto-generated");
          assertThat(told.getContentType().toLowerCase(java.util.Locale.ROOT))
              .contains("charset=utf-8");
        });
  }

  @Test
  void what_is_not_worth_a_mail_goes_along_with_the_next_one() {
    var quiet = Fields.of(Field.ROOT_CAUSE, "Udløbet certifikat");

    assertThat(routes.deliver(update("u1", known(), quiet))).isInstanceOf(Delivered.class);
    assertThat(mail.mailsFor(DESK)).isEmpty();

    routes.deliver(update("u2", known().with(quiet), Fields.of(Field.STATUS, "RESOLVED")));
    assertThat(text(mail.onlyMailFor(DESK))).contains("Udløbet certifikat");
  }

  @Test
  void a_desk_is_written_to_in_its_language_and_at_its_address_only() {
    var swedish =
        known().with(Field.DESK, "kommune").with(Field.REPORTER, "hjaelp@kommune.example");

    routes.deliver(update("u1", swedish, Fields.of(Field.STATUS, "CLOSED")));
    var refused =
        (Refused)
            routes.deliver(
                update(
                    "u2",
                    known().with(Field.REPORTER, "x@gone.example"),
                    Fields.of(Field.STATUS, "CLOSED")));

    assertThat(text(mail.onlyMailFor("hjaelp@kommune.example"))).contains("stängt nationellt");
    assertThat(refused.cause()).doesNotContain("x@gone.example");
    assertThat(mail.mailsFor("x@gone.example")).isEmpty();
  }

  @Test
  void a_comment_is_one_mail_and_comes_back_as_the_mirror() {
    var comment =
        new AddComment(
            "c1", 17, TICKET, "nsp-c3-r1", "Kirsten:\nHvilken {version}?", known(), Attempt.FIRST);

    var outcome = (Delivered) routes.deliver(comment);

    assertThat(outcome.ticket().commentsRead()).isFalse();
    assertThat(outcome.ticket().comments())
        .singleElement()
        .satisfies(mirror -> assertThat(mirror.marker()).isEqualTo("nsp-c3-r1"));
    assertThat(text(mail.onlyMailFor(DESK))).contains("Hvilken {version}?");
  }

  @Test
  void a_subject_cannot_smuggle_a_header() throws Exception {
    var hostile = known().with(Field.TITLE, "x\r\nBcc: ond@evil.example\r\n\r\nEvil");

    routes.deliver(update("u1", hostile, Fields.of(Field.STATUS, "CLOSED")));

    var told = mail.onlyMailFor(DESK);
    assertThat(told.getSubject()).contains("x Bcc: ond@evil.example Evil");
    assertThat(header(told, "Bcc")).isEmpty();
    assertThat(mail.mailsFor("ond@evil.example")).isEmpty();
  }

  @Test
  void too_many_mails_in_one_case_wait() {
    for (var i = 0; i < 20; i++) {
      routes.deliver(
          update("u" + i, known(), Fields.of(Field.STATUS, i % 2 == 0 ? "CLOSED" : "RESOLVED")));
    }
    var late =
        (Unavailable) routes.deliver(update("x", known(), Fields.of(Field.STATUS, "CLOSED")));

    assertThat(late.trouble()).isEqualTo(Trouble.RATE_LIMITED);
    assertThat(late.retryAfter()).isNotNull();
    assertThat(mail.mailsFor(DESK)).hasSize(20);
  }

  @Test
  void a_mail_server_that_is_away_is_no_answer_yet() {
    var connection = new TreeMap<>(mail.connection());
    connection.put("smtpPort", "1");
    try (var away =
        RunningRoutes.of(Map.of(SYSTEM, MailDesk.config())).withSink("mail-sink", connection)) {
      var outcome =
          (Unavailable) away.deliver(update("u1", known(), Fields.of(Field.STATUS, "CLOSED")));

      assertThat(outcome.trouble()).isEqualTo(Trouble.DEAD);
    }
  }

  @Test
  void what_a_mailbox_cannot_do_is_refused() {
    assertThat(routes.deliver(new RefreshTicket("r1", 17, TICKET, Attempt.FIRST)))
        .isInstanceOf(Refused.class);
    assertThat(
            routes.deliver(new CreateTicket("m", 17, SYSTEM, "m", Fields.NONE, "R", Attempt.FIRST)))
        .isInstanceOf(Refused.class);
    assertThat(mail.mailsFor(DESK)).isEmpty();
  }

  @Test
  void R3_7_a_notice_goes_to_whom_the_directory_names_under_one_message_id() {
    var notice =
        new SendNotice(
            "nsp/I-17/notice/1",
            17,
            SYSTEM,
            NoticeKind.STAKEHOLDERS,
            new Recipient.DistributionList("nsp-stakeholders"),
            "stakeholders",
            Fields.NONE,
            Attempt.FIRST);
    assertThat(routes.deliver(notice)).isInstanceOf(Refused.class);
    routes
        .camel()
        .getRegistry()
        .bind(
            NoticeLetters.BEAN,
            (NoticeLetters)
                _ ->
                    List.of(
                        new NoticeLetters.Letter("a@x.example", "da", "P1: NSP-17", "Et P1.\n"),
                        new NoticeLetters.Letter("b@x.example", "sv", "P1: NSP-17", "En P1.\n")));

    var first = (Sent) routes.deliver(notice);
    Outcome again = routes.deliver(notice);

    assertThat(first.recipients()).isEqualTo(2);
    assertThat(again).isEqualTo(first);
    var got = mail.mailsFor("a@x.example");
    assertThat(got).hasSize(2);
    assertThat(header(got.getFirst(), "Message-ID")).isEqualTo(header(got.getLast(), "Message-ID"));
    assertThat(header(got.getFirst(), "To")).isEqualTo("a@x.example");
    assertThat(text(mail.mailsFor("b@x.example").getFirst())).contains("En P1.");
  }

  @Test
  void a_notice_that_cannot_be_written_says_why() {
    routes
        .camel()
        .getRegistry()
        .bind(
            NoticeLetters.BEAN,
            (NoticeLetters)
                _ -> {
                  throw new IllegalArgumentException("nobody holds the role");
                });
    var notice =
        new SendNotice(
            "n",
            17,
            SYSTEM,
            NoticeKind.TASK,
            new Recipient.DistributionList("x"),
            "t",
            Fields.NONE,
            Attempt.FIRST);

    assertThat(((Refused) routes.deliver(notice)).cause()).isEqualTo("nobody holds the role");
  }
}
