package hub.service.access;

import io.quarkus.elytron.security.common.BcryptUtil;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// A person or a program that may use the hub: one line of the users' file, as
/// `name:role,role:proof`.
///
/// @param name as it is recorded with what it asks
/// @param roles of [Roles]; [Roles#VIEWER] is always among them
/// @param proof a bcrypt hash of the password, or `sha256:` and the hash of a token
public record Account(String name, Set<String> roles, String proof) {

  static final int LONGEST_NAME = 60;

  private static final String OF_TOKEN = "sha256:";
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} .@_'-]{1,59}");
  private static final Pattern PROOF =
      Pattern.compile("\\$2[aby]?\\$\\d\\d\\$[./A-Za-z0-9]{53}|" + OF_TOKEN + "[0-9a-f]{64}");
  private static final int TOKEN_BYTES = 32;

  /// @throws IllegalArgumentException if a part cannot be meant; the message says which
  public Account {
    if (!isName(name)) {
      throw new IllegalArgumentException(
          "a name has 2 to 60 letters, digits, blanks and .@_'- only");
    }
    var known = new TreeSet<>(roles);
    known.removeAll(Roles.ALL);
    if (!known.isEmpty()) {
      throw new IllegalArgumentException(
          "there is no role %s; there are %s".formatted(known.first(), Roles.ALL));
    }
    if (!PROOF.matcher(proof).matches()) {
      throw new IllegalArgumentException(
          "after the roles is no hash of a password or token; make the line with ./hub user");
    }
    var all = new TreeSet<>(roles);
    all.add(Roles.VIEWER);
    roles = Collections.unmodifiableSet(all);
  }

  /// Whether a name can be recorded with what somebody asks.
  static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  /// A person.
  public static Account ofPassword(String name, Set<String> roles, String password) {
    return new Account(name, roles, BcryptUtil.bcryptHash(password));
  }

  /// A program.
  public static Account ofToken(String name, Set<String> roles, String token) {
    return new Account(name, roles, proofOf(token));
  }

  /// A token that nobody guesses.
  public static String newToken() {
    var bytes = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /// Reads a line of the file.
  ///
  /// @throws IllegalArgumentException if it is none; the message says why, and repeats no hash
  static Account parse(String line) {
    var parts = line.strip().split(":", 3);
    if (parts.length < 3) {
      throw new IllegalArgumentException("a line is name:role,role:hash");
    }
    var roles = parts[1].isBlank() ? Set.<String>of() : Set.copyOf(Arrays.asList(roles(parts[1])));
    return new Account(parts[0].strip(), roles, parts[2].strip());
  }

  /// As a line of the file.
  public String line() {
    return name + ":" + String.join(",", roles) + ":" + proof;
  }

  boolean hasPassword(String password) {
    return !proof.startsWith(OF_TOKEN) && BcryptUtil.matches(password, proof);
  }

  static String proofOf(String token) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return OF_TOKEN
          + HexFormat.of().formatHex(digest.digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String[] roles(String text) {
    return text.strip().split("\\s*,\\s*");
  }
}
