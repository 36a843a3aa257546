package hub.service.chain;

import static org.assertj.core.api.Assertions.assertThat;

import hub.engine.chain.Head;
import hub.engine.chain.HeadFile;
import hub.engine.chain.SignedHead;
import hub.engine.chain.SigningKey;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit sets them before each use
class HeadDeliveryTest {

  private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");

  @TempDir private Path directory;
  private SigningKey key;
  private HeadFile file;
  private final List<SignedHead> mailed = new ArrayList<>();
  private final List<RuntimeException> trouble = new ArrayList<>();
  private @Nullable Head head;

  @BeforeEach
  void open() {
    key = SigningKey.openOrMake(directory.resolve("signing.key"));
    file = new HeadFile(directory.resolve("heads.jsonl"));
  }

  @Test
  void a_head_is_delivered_when_it_has_moved_and_only_then() {
    try (var delivery = delivery()) {
      delivery.deliver();
      at(3, "c");
      delivery.deliver();
      delivery.deliver();
      at(5, "e");
      delivery.deliver();
    }
    assertThat(file.read().heads()).extracting(SignedHead::sequence).containsExactly(3L, 5L);
    assertThat(mailed).isEqualTo(file.read().heads());
    assertThat(mailed).allMatch(signed -> signed.isSignedBy(key.verifyingKey()));
  }

  @Test
  void after_a_restart_nothing_is_delivered_twice_and_a_shorter_log_not_at_all() {
    at(3, "c");
    try (var delivery = delivery()) {
      delivery.deliver();
    }
    try (var delivery = delivery()) {
      delivery.deliver();
      at(2, "b");
      delivery.deliver();
      at(3, "another");
      delivery.deliver();
    }
    assertThat(file.read().heads()).extracting(SignedHead::link).containsExactly("c");
  }

  @Test
  void a_head_that_cannot_be_mailed_is_in_the_file_and_the_next_one_is_mailed() {
    try (var delivery = delivery()) {
      trouble.add(new IllegalStateException("no mail server"));
      at(3, "c");
      delivery.deliver();
      trouble.clear();
      at(4, "d");
      delivery.deliver();
    }
    assertThat(file.read().heads()).hasSize(2);
    assertThat(mailed).extracting(SignedHead::sequence).containsExactly(4L);
  }

  @Test
  void a_mailed_head_can_be_taken_out_of_its_mail_and_read() throws Exception {
    var signed = SignedHead.of(new Head("nsp", 7, "abc", MONDAY), key);
    try (var camel = new DefaultCamelContext();
        var producer = camel.createProducerTemplate()) {
      var letters =
          new HeadLetters(
              producer,
              "direct:mail",
              "hub@example.com",
              List.of("a@example.com", " b@example.com"));
      var mail = letters.write(signed);
      assertThat(mail.getAllRecipients()).hasSize(2);
      assertThat(mail.getContent().toString().lines().map(SignedHead::parse))
          .contains(Optional.of(signed));
    }
  }

  private void at(long sequence, String link) {
    head = new Head("nsp", sequence, link, MONDAY);
  }

  private HeadDelivery delivery() {
    var log =
        new HeadDelivery.Log() {
          @Override
          public String space() {
            return "nsp";
          }

          @Override
          public Optional<Head> head(InstantSource clock) {
            return Optional.ofNullable(head);
          }
        };
    HeadDelivery.Letters letters =
        signed -> {
          if (!trouble.isEmpty()) {
            throw trouble.getFirst();
          }
          mailed.add(signed);
        };
    return new HeadDelivery(log, key, file, letters, InstantSource.fixed(MONDAY));
  }
}
