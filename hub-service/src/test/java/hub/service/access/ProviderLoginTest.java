package hub.service.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// People and programs whom an identity provider sends, over HTTP as it really goes.
@QuarkusTest
@TestProfile(ProviderProfile.class)
@NullUnmarked
class ProviderLoginTest {

  static final String SESSION = "q_session";

  private static final Map<String, String> PAUSE = Map.of("system", "mail");

  private final ProviderDesk provider = new ProviderDesk();
  private final Browser stranger = new Browser();

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = AccessOfEachRoleTest.ADDRESSES)
  void an_address_for_programs_lets_in_whom_it_should(String method, String path, String roles) {
    for (var role : Roles.ALL) {
      var status = program(person(role)).request(method, path).statusCode();
      if (List.of(roles.split(" ")).contains(role)) {
        assertThat(status).as("%s for %s", path, role).isNotIn(AccessOfEachRoleTest.REFUSED);
      } else {
        assertThat(status).as("%s for %s", path, role).isEqualTo(403);
      }
    }
    var none = ProviderDesk.claims("Nora Nobody", "somebody-elsewhere", "operator");
    assertThat(program(none).request(method, path).statusCode()).isEqualTo(403);
  }

  @Test
  void pages_are_for_everybody_who_has_a_role_and_actions_for_operators() {
    for (var role : Roles.ALL) {
      var browser = provider.login(person(role));
      for (var page : List.of("/", "/systems", "/incidents", "/audit.csv", "/dead-letters")) {
        assertThat(browser.get(page).statusCode()).as("%s for %s", page, role).isEqualTo(200);
      }
      var isOperator = role.equals(Roles.OPERATOR);
      assertThat(browser.get("/systems").asString().contains("/actions/"))
          .as("buttons for %s", role)
          .isEqualTo(isOperator);
      assertThat(browser.post("/actions/pause", PAUSE).statusCode())
          .as("action of %s", role)
          .isEqualTo(isOperator ? 303 : 403);
    }
  }

  @Test
  void after_the_login_people_are_where_they_wanted_to_go() {
    provider.isThere(person(Roles.VIEWER));
    var back = provider.from(stranger, "/incidents?q=login");
    var led = back.go();

    assertThat(led.header("Location")).endsWith("/incidents?q=login");
    assertThat(ProviderDesk.with(back.browser(), led).get("/incidents?q=login").statusCode())
        .isEqualTo(200);
  }

  @Test
  void what_is_recorded_is_the_name_that_the_provider_says() {
    var operator =
        provider
            .login(ProviderDesk.claims("Olga Provider", ProviderProfile.group(Roles.OPERATOR)))
            .with("hub-actor", "Mallory");
    operator.post("/actions/pause", Map.of("system", "jira-sds"));

    await("the page to tell it")
        .untilAsserted(() ->
            assertThat(operator.get("/systems").asString())
                .contains("Paused by Olga Provider")
                .doesNotContain("Mallory"));
  }

  @Test
  void somebody_without_a_role_sees_why_and_keeps_no_session() {
    provider.isThere(ProviderDesk.claims("Nora Nobody", "somebody-elsewhere", Roles.OPERATOR));
    var back = provider.from(stranger, "/");
    var browser = ProviderDesk.with(back.browser(), back.go());
    var refused = browser.get("/");

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.asString()).contains("roles do not allow");
    assertThat(refused.detailedCookie(SESSION).getMaxAge()).isZero();
    assertThat(browser.get("/systems").statusCode()).isEqualTo(403);
    assertThat(browser.post("/actions/pause", PAUSE).statusCode()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "a\nb", "<script>", "everybody: all"})
  void a_name_that_cannot_be_recorded_may_do_nothing(String name) {
    var claims = ProviderDesk.claims(name, ProviderProfile.group(Roles.OPERATOR));

    assertThat(provider.login(claims).get("/").statusCode()).isEqualTo(403);
    assertThat(program(claims).get("/api/systems").statusCode()).isEqualTo(403);
  }

  @Test
  void a_token_without_a_name_may_do_nothing() {
    var nameless =
        Map.<String, Object>of(
            "realm_access", Map.of("roles", List.of(ProviderProfile.group(Roles.OPERATOR))));

    assertThat(program(nameless).get("/api/systems").statusCode()).isEqualTo(403);
  }

  @Test
  void a_session_is_sealed_and_no_script_gets_it() {
    provider.isThere(person(Roles.VIEWER));
    var back = provider.from(stranger, "/");
    var cookie = back.go().detailedCookie(SESSION);

    assertThat(cookie.isHttpOnly()).isTrue();
    assertThat(cookie.getSameSite()).isEqualToIgnoringCase("Lax");
    assertThat(cookie.getPath()).isEqualTo("/");
    assertThat(cookie.getMaxAge()).isBetween(300L, 3_600L + 300);
    // Five parts are an encrypted token; three would be one that can be read.
    assertThat(cookie.getValue().split("\\.")).hasSize(5);
  }

  @Test
  void a_session_goes_on_beyond_its_first_token_without_another_login() {
    var before = provider.refreshed();
    var now = Instant.now().getEpochSecond();
    var expired = ProviderDesk.and(person(Roles.OPERATOR), "iat", now - 10);
    provider.isThere(ProviderDesk.and(expired, "exp", now + 1));
    var back = provider.from(stranger, "/");
    var browser = ProviderDesk.with(back.browser(), back.go());

    await("the token to expire")
        .untilAsserted(() -> {
          assertThat(browser.post("/actions/pause", PAUSE).statusCode()).isEqualTo(303);
          assertThat(provider.refreshed()).isGreaterThan(before);
        });
  }

  @Test
  void a_logout_takes_the_cookie_and_offers_to_log_out_at_the_provider() {
    var browser = provider.login(person(Roles.VIEWER));
    var left = browser.post("/logout", Map.of());

    assertThat(left.header("Location")).endsWith("/login");
    assertThat(left.detailedCookie(SESSION).getMaxAge()).isZero();
    var page = stranger.get("/login?lang=en").asString();
    assertThat(page)
        .contains(provider.issuer() + "/end?client_id=incident-hub")
        .contains("post_logout_redirect_uri=" + encoded(Browser.own() + "/login"))
        .doesNotContain("password");
    assertThat(stranger.get("/login?lang=da&again=yes").asString()).contains("Det lykkedes ikke");
    assertThat(stranger.get("/login?lang=en&away=yes").asString()).contains("does not answer");
  }

  @Test
  void whoever_is_refused_by_the_provider_is_told_and_not_sent_round() {
    provider.isThere(Map.of("error", "access_denied"));
    var back = provider.from(stranger, "/");
    var led = back.go();

    assertThat(led.statusCode()).isEqualTo(302);
    assertThat(led.header("Location")).contains("/login?error=access_denied");
    assertThat(stranger.get("/login?lang=en&error=access_denied").asString())
        .contains("That did not work");
  }

  @Test
  void a_program_of_the_users_file_goes_on_and_a_page_takes_no_password() {
    var file = bearer(AccessProfile.token("grafana"));
    assertThat(file.get("/api/systems").statusCode()).isNotIn(AccessOfEachRoleTest.REFUSED);

    var login =
        stranger.tryLogin(
            AccessProfile.person(Roles.OPERATOR), AccessProfile.password(Roles.OPERATOR));
    assertThat(login.statusCode()).isEqualTo(405);
    assertThat(login.cookies()).isEmpty();
  }

  @Test
  void a_page_asks_for_more_without_being_sent_to_the_provider() {
    var more = stranger.request().header("HX-Request", "true").get("/systems");
    assertThat(more.statusCode()).isEqualTo(401);
    assertThat(stranger.post("/actions/pause", PAUSE).header("Location")).endsWith("/login");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  static Map<String, Object> person(String role) {
    return ProviderDesk.claims(role + " person", "somebody-elsewhere", ProviderProfile.group(role));
  }

  private RequestSpecification program(Map<String, ?> claims) {
    return bearer(provider.token(claims));
  }

  static RequestSpecification bearer(String token) {
    return given()
        .header("Content-Type", "application/json")
        .header("Authorization", "Bearer " + token);
  }
}
