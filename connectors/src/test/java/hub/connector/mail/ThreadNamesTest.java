package hub.connector.mail;

import static org.assertj.core.api.Assertions.assertThat;

import hub.connector.mail.ThreadNames.Named;
import org.junit.jupiter.api.Test;

/// Names of conversations prove themselves.
class ThreadNamesTest {

  private static final String TICKET = "0123456789abcdef";
  private final ThreadNames names = new ThreadNames("nsp@hub.example", "secret");

  @Test
  void one_command_has_one_message_id_which_names_its_conversation() {
    var id = names.messageId(TICKET, "I-17/x/update/1");

    assertThat(names.messageId(TICKET, "I-17/x/update/1")).isEqualTo(id);
    assertThat(names.messageId(TICKET, "I-17/x/update/2")).isNotEqualTo(id);
    assertThat(names.readMessageId(id)).contains(new Named.Conversation(TICKET));
    assertThat(names.readMessageId(id.toUpperCase(java.util.Locale.ROOT)))
        .contains(new Named.Conversation(TICKET));
  }

  @Test
  void a_notices_mail_proves_to_whom_it_went() {
    var id = names.noticeId(17, "n-1", "lise@nsp.example");
    var notice = (Named.Notice) names.readMessageId(id).orElseThrow();

    assertThat(notice.incident()).isEqualTo(17);
    assertThat(names.wentTo(notice, "Lise@NSP.example")).isTrue();
    assertThat(names.wentTo(notice, "eve@nsp.example")).isFalse();
    assertThat(names.nameOf(17, notice.mail())).isEqualTo(names.noticeName(17, "n-1"));
    assertThat(names.readAddress(names.noticeBouncesTo(17, "n-1")))
        .contains(new Named.Returned(17, notice.mail()));
    assertThat(names.readAddress(names.noticeBouncesTo(17, "n-1").replace("-17.", "-18.")))
        .contains(new Named.Forged());
  }

  @Test
  void an_address_to_reply_to_names_it_too() {
    assertThat(names.readAddress(names.replyTo(TICKET))).contains(new Named.Conversation(TICKET));
    assertThat(names.readAddress(names.bouncesTo(TICKET))).contains(new Named.Conversation(TICKET));
    assertThat(names.readAddress("nsp@hub.example")).isEmpty();
  }

  @Test
  void a_name_that_the_hub_did_not_sign_is_forged() {
    var other = new ThreadNames("nsp@hub.example", "another secret");

    assertThat(names.readMessageId(other.messageId(TICKET, "c"))).contains(new Named.Forged());
    assertThat(names.readAddress(other.replyTo(TICKET))).contains(new Named.Forged());
    assertThat(names.readMessageId("<made-up@hub.example>")).contains(new Named.Forged());
    assertThat(names.readMessageId("<1@region.example>")).isEmpty();
  }
}
