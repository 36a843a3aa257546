package hub.connector.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Only a person is ever answered.
class MailNatureTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Auto-Submitted: auto-replied",
        "Auto-Submitted: auto-generated; owner=x",
        "Return-Path: <>",
        "Precedence: bulk",
        "Precedence: Auto_Reply",
        "List-Id: <nyt.region.example>",
        "List-Unsubscribe: <mailto:x@y.example>",
        "X-Autoreply: yes",
        "X-Auto-Response-Suppress: OOF, AutoReply",
        "X-Autorespond: ferie"
      })
  void a_program_is_known_by_its_headers(String header) {
    assertThat(MailNature.of(Mails.read("From: a@region.example", header, "", "x")))
        .isEqualTo(MailNature.AUTOMATIC);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MAILER-DAEMON@x.example",
        "postmaster@x.example",
        "no-reply@x.example",
        "noreply+17@x.example",
        "ikke-svar@x.example"
      })
  void a_program_is_known_by_its_address(String address) {
    assertThat(MailNature.of(Mails.read("From: " + address, "", "x")))
        .isEqualTo(MailNature.AUTOMATIC);
  }

  @Test
  void a_hub_is_known_by_its_mark_and_a_person_by_none() {
    assertThat(MailNature.of(Mails.read("From: a@x.example", "X-Incident-Hub: mail", "", "x")))
        .isEqualTo(MailNature.HUB);
    assertThat(MailNature.of(Mails.read("From: a@x.example", "Auto-Submitted: no", "", "x")))
        .isEqualTo(MailNature.PERSON);
    assertThat(MailNature.of(Mails.read("From: nora.eply@x.example", "", "x")))
        .isEqualTo(MailNature.PERSON);
  }
}
