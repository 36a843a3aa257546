package hub.service.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The file of users. It is read again when it has changed, so that nobody who was taken out of it
/// stays; a change that cannot be read is logged, and what was known before goes on.
final class AccountFile {

  private static final Logger LOG = LoggerFactory.getLogger(AccountFile.class);

  private final Path file;
  private volatile Known known;

  private record Known(String stamp, Map<String, Account> byName, Map<String, Account> byProof) {}

  /// @throws IllegalArgumentException if the file cannot be meant; the message says where
  /// @throws UncheckedIOException if it cannot be read
  AccountFile(Path file) {
    this.file = file;
    this.known = read(stamp());
  }

  Optional<Account> named(String name) {
    return Optional.ofNullable(known().byName.get(name));
  }

  Optional<Account> withToken(String token) {
    return Optional.ofNullable(known().byProof.get(Account.proofOf(token)));
  }

  private Known known() {
    var stamp = stamp();
    if (!stamp.equals(known.stamp)) {
      learn(stamp);
    }
    return known;
  }

  private synchronized void learn(String stamp) {
    if (stamp.equals(known.stamp)) {
      return;
    }
    try {
      known = read(stamp);
      LOG.info("The users' file has changed: {} users", known.byName.size());
    } catch (IllegalArgumentException | UncheckedIOException e) {
      LOG.error("The users' file has changed and cannot be read; those known before may go on", e);
      known = new Known(stamp, known.byName, known.byProof);
    }
  }

  private String stamp() {
    try {
      return Files.getLastModifiedTime(file) + " " + Files.size(file);
    } catch (IOException _) {
      return "";
    }
  }

  private Known read(String stamp) {
    var byName = new LinkedHashMap<String, Account>();
    var byProof = new HashMap<String, Account>();
    var number = 0;
    for (var line : lines()) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      var account = account(line, number);
      if (byName.put(account.name(), account) != null) {
        throw wrong(number, account.name() + " has a line above already", null);
      }
      byProof.put(account.proof(), account);
    }
    if (byName.isEmpty()) {
      throw new IllegalArgumentException(file + " names nobody; make a line with ./hub user");
    }
    return new Known(stamp, byName, byProof);
  }

  private Iterable<String> lines() {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException("The users' file " + file + " cannot be read", e);
    }
  }

  private Account account(String line, int number) {
    try {
      return Account.parse(line);
    } catch (IllegalArgumentException e) {
      throw wrong(number, String.valueOf(e.getMessage()), e);
    }
  }

  private IllegalArgumentException wrong(int number, String why, @Nullable Throwable cause) {
    return new IllegalArgumentException("%s:%d: %s".formatted(file, number, why), cause);
  }
}
