package hub.engine.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit sets them before each use
class SignedHeadTest {

  private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00.123Z");

  @TempDir private Path directory;

  @Test
  void a_key_is_made_once_and_only_its_owner_may_read_it() throws IOException {
    var file = directory.resolve("chain/signing.key");
    var made = SigningKey.openOrMake(file);
    var again = SigningKey.openOrMake(file);

    assertThat(again.verifyingKey().id()).isEqualTo(made.verifyingKey().id()).hasSize(16);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(VerifyingKey.read(directory.resolve("chain/signing.key.pub")).id())
        .isEqualTo(made.verifyingKey().id());
    try (var files = Files.list(directory.resolve("chain"))) {
      assertThat(files).hasSize(2);
    }
  }

  @Test
  void files_that_hold_no_pair_are_refused_by_name() throws IOException {
    var one = directory.resolve("one.key");
    var other = directory.resolve("other.key");
    SigningKey.openOrMake(one);
    SigningKey.openOrMake(other);
    Files.copy(directory.resolve("other.key.pub"), directory.resolve("one.key.pub.new"));
    Files.move(
        directory.resolve("one.key.pub.new"),
        directory.resolve("one.key.pub"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);

    assertThatThrownBy(() -> SigningKey.open(one))
        .isInstanceOf(UnusableKeyException.class)
        .hasMessageContaining("are not a pair");
    Files.writeString(other, "no key");
    assertThatThrownBy(() -> SigningKey.open(other))
        .isInstanceOf(UnusableKeyException.class)
        .hasMessageContaining("other.key holds no private key");
    assertThatThrownBy(() -> VerifyingKey.read(other)).isInstanceOf(UnusableKeyException.class);
  }

  @Test
  void a_head_is_proven_by_the_key_that_signed_it_and_by_no_other() {
    var key = SigningKey.openOrMake(directory.resolve("signing.key"));
    var other = SigningKey.openOrMake(directory.resolve("other.key"));
    var signed = SignedHead.of(new Head("nsp", 7, "abc", MONDAY), key);
    var read = SignedHead.parse(signed.toLine()).orElseThrow();

    assertThat(read).isEqualTo(signed);
    assertThat(read.isSignedBy(key.verifyingKey())).isTrue();
    assertThat(read.isSignedBy(other.verifyingKey())).isFalse();
    var changed = new SignedHead("nsp", 8, signed.link(), MONDAY, signed.key(), signed.signature());
    assertThat(changed.isSignedBy(key.verifyingKey())).isFalse();
  }

  @Test
  void a_head_after_one_that_a_power_loss_cut_is_not_lost_with_it() throws IOException {
    var key = SigningKey.openOrMake(directory.resolve("signing.key"));
    var path = directory.resolve("heads/heads.jsonl");
    var file = new HeadFile(path);
    var first = SignedHead.of(new Head("nsp", 1, "abc", MONDAY), key);
    var second = SignedHead.of(new Head("nsp", 2, "def", MONDAY), key);
    file.append(first);
    Files.writeString(path, "{\"space\":\"n\u00e6", StandardOpenOption.APPEND);
    file.append(second);

    var content = file.read();
    assertThat(content.heads()).containsExactly(first, second);
    assertThat(content.unreadable()).containsExactly(2);
    assertThat(content.last("nsp")).contains(second);
    assertThat(content.last("other")).isEmpty();
  }
}
