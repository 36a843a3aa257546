package hub.service.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/// A hub that has started while its identity provider is away.
@QuarkusTest
@TestProfile(ProviderAwayTest.Away.class)
@NullUnmarked
class ProviderAwayTest {

  /// Nobody listens there.
  public static class Away extends ProviderProfile {

    @Override
    String issuer() {
      return "http://127.0.0.1:1";
    }
  }

  @Test
  void people_are_told_and_programs_of_the_users_file_go_on() {
    assertThat(given().get("/q/health/live").statusCode()).isEqualTo(200);

    var sent = new Browser().get("/systems");
    assertThat(sent.statusCode()).isEqualTo(303);
    assertThat(sent.header("Location")).endsWith("/login?away=yes");
    var page = new Browser().get("/login?lang=en&away=yes");
    assertThat(page.asString()).contains("does not answer").doesNotContain("provider-end");
    var planted = new Browser().with(ProviderLoginTest.SESSION, "planted");
    assertThat(planted.get("/login").statusCode()).isEqualTo(200);
    assertThat(planted.get("/systems").header("Location")).endsWith("/login?away=yes");
    assertThat(planted.post("/actions/pause", Map.of("system", "mail")).header("Location"))
        .endsWith("/login");

    var file = ProviderLoginTest.bearer(AccessProfile.token("grafana"));
    assertThat(file.get("/api/systems").statusCode()).isNotIn(AccessOfEachRoleTest.REFUSED);
    var claims = ProviderLoginTest.person(Roles.OPERATOR);
    var token = Tokens.signed(Tokens.HEAD, claims, Tokens.keys());
    var refused = ProviderLoginTest.bearer(token).get("/api/systems");
    assertThat(refused.statusCode()).isIn(401, 503);
    assertThat(refused.asString()).doesNotContain("io.quarkus", "Exception");
  }
}
