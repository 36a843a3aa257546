package hub.service.access;

import hub.service.dashboard.MemoryHub;
import hub.service.leak.Secrets;
import io.quarkus.elytron.security.common.BcryptUtil;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A hub with a login, one person and one program of each role. The pages show a hub in memory;
/// what is for programs says that the hub has not started, to those whom it lets in.
public class AccessProfile implements QuarkusTestProfile {

  static final List<String> ROLES = Roles.ALL;

  /// The person of a role.
  static String person(String role) {
    return role + " person";
  }

  static String password(String role) {
    return Secrets.USERS + " of the " + role;
  }

  /// The token of the program of a role.
  static String token(String role) {
    return Secrets.USERS + "-of-the-program-" + role;
  }

  /// The lines of all.
  private static List<String> lines() {
    var lines = new ArrayList<String>();
    for (var role : ROLES) {
      lines.add(personLine(person(role), role, password(role)));
      lines.add(Account.ofToken(role + " program", Set.of(role), token(role)).line());
    }
    lines.add(personLine("guessed", Roles.APPROVER, password("guessed")));
    lines.add(personLine("leaver", Roles.OPERATOR, password("leaver")));
    return lines;
  }

  /// A hash that costs little, because the tests log in often.
  private static String personLine(String name, String role, String password) {
    return new Account(name, Set.of(role), BcryptUtil.bcryptHash(password, 4)).line();
  }

  @Override
  public Set<Class<?>> getEnabledAlternatives() {
    return Set.of(MemoryHub.class);
  }

  @Override
  public Map<String, String> getConfigOverrides() {
    var folder = folder();
    return Map.of(
        "quarkus.http.test-port",
        "0",
        "quarkus.arc.exclude-types",
        "hub.service.wiring.HubLifecycle",
        "hub.data",
        folder.toString(),
        "hub.access.users",
        folder.resolve("users").toString());
  }

  private static Path folder() {
    try {
      var folder = Files.createTempDirectory("access");
      Files.write(folder.resolve("users"), lines());
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
