package hub.service.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Values that stand elsewhere: `${env:NAME}`, `${env:NAME:default}` and `${file:path}`.
///
/// The configuration keeps the reference, so that neither its hash nor its display holds a secret;
/// it is resolved where the value is used.
public final class SecretReference {

  private static final Pattern REFERENCE =
      Pattern.compile("\\$\\{(env|file):([^}:]*)(?::([^}]*))?}");
  private static final Pattern LOOKS_LIKE_ONE = Pattern.compile("\\$\\{[^}]*}?");
  private static final int LARGEST = 64 * 1024;

  private final Path directory;
  private final Function<String, @Nullable String> environment;

  /// Looks values up.
  ///
  /// @param directory what relative paths start from
  /// @param environment the variables of the process
  public SecretReference(Path directory, Function<String, @Nullable String> environment) {
    this.directory = directory;
    this.environment = environment;
  }

  /// Whether the whole value stands elsewhere, so that nothing secret is in the file.
  static boolean isReferenceOnly(String value) {
    return REFERENCE.matcher(value).matches();
  }

  /// What looks like a reference and is none, if there is such a thing in the value.
  static Optional<String> malformed(String value) {
    var found = LOOKS_LIKE_ONE.matcher(REFERENCE.matcher(value).replaceAll(""));
    return found.find() ? Optional.of(found.group()) : Optional.empty();
  }

  /// The value with every reference replaced.
  ///
  /// @throws UnresolvedReferenceException if a variable is not set or a file cannot be read
  public String resolve(String value) {
    return REFERENCE
        .matcher(value)
        .replaceAll(found -> java.util.regex.Matcher.quoteReplacement(of(found)));
  }

  /// Why a value cannot be resolved here and now, or empty if it can.
  Optional<String> problem(String value) {
    try {
      resolve(value);
      return Optional.empty();
    } catch (UnresolvedReferenceException e) {
      return Optional.ofNullable(e.getMessage());
    }
  }

  private String of(MatchResult found) {
    var name = found.group(2);
    if (found.group(1).equals("env")) {
      var variable = environment.apply(name);
      var value = variable != null ? variable : found.group(3);
      if (value == null) {
        throw new UnresolvedReferenceException("the environment variable " + name + " is not set");
      }
      return value;
    }
    return contentOf(name);
  }

  private String contentOf(String name) {
    var file = directory.resolve(name);
    try {
      if (Files.size(file) > LARGEST) {
        throw new UnresolvedReferenceException("the file " + name + " is too large for a secret");
      }
      return Files.readString(file).strip();
    } catch (IOException _) {
      throw new UnresolvedReferenceException("the file " + name + " cannot be read");
    }
  }

  /// A reference that leads nowhere. The message names it, never a value.
  public static final class UnresolvedReferenceException extends RuntimeException {
    UnresolvedReferenceException(String message) {
      super(message);
    }
  }
}
