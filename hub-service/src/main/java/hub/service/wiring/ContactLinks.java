package hub.service.wiring;

import hub.service.contact.SignedLinks;
import hub.service.site.Durations;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The links of this installation: where they lead, and the secret that signs them, which the hub
/// makes for itself and keeps in its data directory.
@Singleton
public class ContactLinks {

  private static final String KEY_FILE = "link.key";
  private static final int KEY_BYTES = 32;
  private static final Duration A_DAY = Duration.ofDays(1);

  private final HubSettings settings;
  private volatile @Nullable SignedLinks links;

  ContactLinks(HubSettings settings) {
    this.settings = settings;
  }

  /// Where people reach the hub's pages, without a slash at its end.
  public String address() {
    return settings.links().address().replaceAll("/+$", "");
  }

  /// Makes and reads links.
  public SignedLinks signed() {
    var known = links;
    if (known == null) {
      var validFor = Durations.parse(settings.links().validFor()).orElse(A_DAY);
      known = new SignedLinks(key(settings.data().resolve(KEY_FILE)), validFor);
      links = known;
    }
    return known;
  }

  private static synchronized byte[] key(Path file) {
    try {
      if (!Files.exists(file)) {
        make(file);
      }
      var key = Files.readAllBytes(file);
      if (key.length < KEY_BYTES) {
        throw new IllegalStateException(
            "%s is too short for a key; remove it, and the hub makes another".formatted(KEY_FILE));
      }
      return key;
    } catch (IOException e) {
      throw new UncheckedIOException(KEY_FILE + " can be neither read nor made", e);
    }
  }

  private static void make(Path file) throws IOException {
    var key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    var onlyOwner =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.createFile(file, onlyOwner);
      Files.write(file, key);
    } catch (FileAlreadyExistsException _) {
      // Another start of the hub was faster.
    }
  }
}
