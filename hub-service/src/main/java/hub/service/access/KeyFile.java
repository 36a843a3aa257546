package hub.service.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;

/// A secret that the hub makes for itself and keeps in its data directory, for its owner alone.
public final class KeyFile {

  private static final int KEY_BYTES = 32;

  private KeyFile() {}

  /// The key in a file; it is made where there is none yet.
  ///
  /// @throws IllegalStateException if what is there is too short for a key
  /// @throws UncheckedIOException if it can be neither read nor made
  public static synchronized byte[] read(Path file) {
    try {
      if (!Files.exists(file)) {
        make(file);
      }
      var key = Files.readAllBytes(file);
      if (key.length < KEY_BYTES) {
        throw new IllegalStateException(
            "%s is too short for a key; remove it, and the hub makes another"
                .formatted(file.getFileName()));
      }
      return key;
    } catch (IOException e) {
      throw new UncheckedIOException(file.getFileName() + " can be neither read nor made", e);
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
