package hub.service.access;

import hub.service.dashboard.MemoryHub;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A hub whose people log in at an identity provider. A file of users is beside it, for programs.
public class ProviderProfile implements QuarkusTestProfile {

  /// What the provider calls a role.
  public static String group(String role) {
    return "care-hub-" + role;
  }

  @Override
  public Set<Class<?>> getEnabledAlternatives() {
    return Set.of(MemoryHub.class);
  }

  @Override
  public Map<String, String> getConfigOverrides() {
    var folder = folder();
    var all =
        new HashMap<>(
            Map.of(
                "quarkus.http.test-port",
                "0",
                "quarkus.arc.exclude-types",
                "hub.service.wiring.HubLifecycle",
                "hub.data",
                folder.toString(),
                "hub.access.users",
                folder.resolve("users").toString(),
                "hub.access.oidc.issuer",
                issuer(),
                "hub.access.oidc.client-id",
                TestProvider.CLIENT,
                "hub.access.oidc.client-secret",
                TestProvider.CLIENT_SECRET,
                "hub.access.oidc.audience",
                TestProvider.AUDIENCE,
                "hub.access.oidc.roles-claim",
                "realm_access/roles"));
    Roles.ALL.forEach(role -> all.put("hub.access.oidc.roles." + role, group(role)));
    return all;
  }

  /// Where the provider is.
  String issuer() {
    return new TestProvider().issuer();
  }

  private static Path folder() {
    try {
      var folder = Files.createTempDirectory("provider");
      Files.write(folder.resolve("users"), List.of(program(), person()));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String program() {
    return Account.ofToken("grafana", Set.of(), AccessProfile.token("grafana")).line();
  }

  private static String person() {
    return Account.ofPassword(
            AccessProfile.person(Roles.OPERATOR),
            Set.of(Roles.OPERATOR),
            AccessProfile.password(Roles.OPERATOR))
        .line();
  }
}
