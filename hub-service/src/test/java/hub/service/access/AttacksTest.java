package hub.service.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What people try who want to get into the hub, or want others to act for them.
@QuarkusTest
@TestProfile(AccessProfile.class)
@NullUnmarked
class AttacksTest {

  private static final String EVIL = "http://evil.example";
  private static final Map<String, String> PAUSE = Map.of("system", "mail");

  /// What an answer must not tell: the inside, versions, secrets.
  private static final String INSIDE =
      "(?s).*(\\bat [a-z]+\\.[a-z.]+\\.[A-Z]|Exception|io\\.quarkus|resteasy|[Vv]ert\\.x|Quarkus"
          + "|\\$2[aby]\\$|sha256:|root:x:|BEGIN [A-Z ]*KEY).*";

  private final Browser stranger = new Browser();

  @Test
  void a_foreign_page_acts_neither_with_the_cookie_nor_with_a_token_nor_logs_anybody_in() {
    var operator = operator();
    assertThat(operator.postFrom(EVIL, "/actions/pause", PAUSE).statusCode()).isEqualTo(403);
    assertThat(operator.postFrom("null", "/actions/pause", PAUSE).statusCode()).isEqualTo(403);
    assertThat(operator.request().formParams(PAUSE).post("/actions/pause").statusCode())
        .isEqualTo(403);
    assertThat(operator.postFrom(EVIL, "/logout", Map.of()).statusCode()).isEqualTo(403);
    var form = Map.of("name", person("operator"), "password", password("operator"));
    assertThat(stranger.postFrom(EVIL, "/login", form).cookie(Browser.SESSION)).isNull();

    var path = "/api/systems/mail/pause";
    assertThat(operator.postFrom(EVIL, path, Map.of()).statusCode()).isEqualTo(403);
    assertThat(operator.request().post(path).statusCode()).as("no cookie counts").isEqualTo(401);
    var program = given().header("Authorization", "Bearer " + AccessProfile.token("operator"));
    assertThat(program.header("Origin", EVIL).post(path).statusCode()).isEqualTo(403);
  }

  /// HTTP/2 has no Host header; a check that looks for one lets nobody act.
  @Test
  void an_own_page_acts_over_HTTP_2_too() throws IOException, InterruptedException {
    var own = "http://localhost:" + RestAssured.port;
    try (var http = HttpClient.newHttpClient()) {
      // The first answer agrees on the version.
      http.send(
          HttpRequest.newBuilder(URI.create(own + "/q/health/live")).build(),
          BodyHandlers.discarding());
      var asked =
          http.send(
              HttpRequest.newBuilder(URI.create(own + "/api/systems/mail/pause"))
                  .header("Authorization", "Bearer " + AccessProfile.token("operator"))
                  .header("Origin", own)
                  .POST(BodyPublishers.noBody())
                  .build(),
              BodyHandlers.discarding());

      assertThat(asked.version()).isEqualTo(HttpClient.Version.HTTP_2);
      assertThat(asked.statusCode()).isNotIn(401, 403);
    }
  }

  @Test
  void a_name_that_somebody_else_gave_to_this_address_is_refused() {
    var rebound =
        operator()
            .request()
            .header("Host", "evil.example")
            .header("Origin", EVIL)
            .header("Sec-Fetch-Site", "same-origin")
            .formParams(PAUSE);
    assertThat(rebound.post("/actions/pause").statusCode()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/webhooks/../api/systems",
        "/webhooks/%2e%2e/api/systems",
        "/contact/..%2fapi%2fsystems",
        "/login/../api/systems",
        "/login/../systems",
        "/dashboard/../systems",
        "/dashboard/../../application.properties",
        "/dashboard/..%2f..%2fapplication.properties",
        "/dashboard/%2e%2e/%2e%2e/hub/service/words/pages.properties",
        "/webjars/..%5c..%5capplication.properties",
        "/webjars/../../../../../../etc/passwd",
        "//api/systems",
        "/./api/systems",
        "/api;x=1/systems",
        "/api/systems;x=1",
        "/systems;x=1",
        "/API/systems",
        "/api/systems/",
        "/systems/.",
        "/q/../api/systems",
        "/q/health/../metrics",
        "/q/health/%2e%2e/openapi",
        "/incidents/..%00/..%00/etc/passwd"
      })
  void no_way_of_writing_an_address_gets_past_the_login(String path) throws IOException {
    var answer = raw("GET " + path + " HTTP/1.1");

    assertThat(answer).doesNotStartWith("HTTP/1.1 200").doesNotStartWith("HTTP/1.1 5");
    assertThat(answer).doesNotContain("quarkus.http").doesNotMatch(INSIDE);
  }

  @Test
  void odd_and_huge_bodies_are_refused_and_the_hub_goes_on() {
    var tooMuch = "x".repeat(6_000_000);
    for (var body :
        List.of(
            "[".repeat(100_000),
            "{\"since\":{\"since\":[]}}",
            "\u0000",
            "{\"config\":",
            "null",
            "{\"system\":\"\\ud800\",\"since\":\"never\"}",
            tooMuch)) {
      for (var path : List.of("/api/whatif", "/api/plan", "/api/reprocess", "/api/configuration")) {
        var answer = engineer().body(body.getBytes(StandardCharsets.UTF_8)).post(path);
        assertThat(answer.statusCode()).as("%s %.20s", path, body).isIn(400, 413, 415);
        assertThat(answer.asString()).doesNotMatch(INSIDE);
      }
    }
    assertThat(engineer().body("<a/>").contentType("application/xml").post("/api/whatif"))
        .extracting(Response::statusCode)
        .isEqualTo(415);
    var login = stranger.tryLogin("n".repeat(100_000), tooMuch.substring(0, 1_000_000));
    assertThat(login.cookie(Browser.SESSION)).isNull();
    assertThat(login.asString()).doesNotMatch(INSIDE);
    assertThat(given().get("/q/health/live").statusCode()).isEqualTo(200);
  }

  @Test
  void whatever_is_answered_has_the_headers_that_protect_a_page_and_tells_nothing_of_the_inside() {
    var answers =
        List.of(
            stranger.get("/login"),
            stranger.get("/"),
            stranger.get("/no-such-page"),
            stranger.get("/api/systems"),
            stranger.get("/dashboard/hub.css"),
            stranger.get("/contact/no-such-token"),
            stranger.get("/q/health"),
            operator().get("/"),
            operator().get("/no-such-page"),
            operator().get("/incidents/I-999999"),
            operator().get("/incidents?page=-1&q=%22%5B*&system=%00"),
            engineer().get("/api/replay"),
            engineer().get("/api/no-such-address"),
            engineer().get("/api/incidents/%00"),
            engineer().delete("/api/systems"));
    for (var answer : answers) {
      assertThat(answer.header("Content-Security-Policy"))
          .contains("default-src 'none'", "frame-ancestors 'none'", "form-action 'self'");
      assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(answer.header("Strict-Transport-Security")).as("without TLS").isNull();
      assertThat(answer.header("Server")).isNull();
      assertThat(answer.header("X-Powered-By")).isNull();
      assertThat(answer.asString()).doesNotMatch(INSIDE);
    }
  }

  @Test
  void whoever_guesses_has_to_wait_even_with_the_right_password() {
    for (var i = 0; i < Tries.FREE; i++) {
      assertRefused(stranger.tryLogin("guessed", "guess " + i));
    }
    assertRefused(stranger.tryLogin("guessed", password("guessed")));
    await("the wait to end")
        .atMost(Duration.ofSeconds(30))
        .until(() ->
            stranger.tryLogin("guessed", password("guessed")).cookie(Browser.SESSION) != null);
  }

  @Test
  void a_wrong_name_and_a_wrong_password_are_answered_alike() {
    var name = stranger.tryLogin("nobody at all", "guess");
    var password = stranger.tryLogin(person("engineer"), "guess");

    assertRefused(name);
    assertRefused(password);
    assertThat(name.header("Location")).isEqualTo(password.header("Location"));
  }

  @Test
  void a_login_makes_a_session_of_its_own_that_no_script_and_no_other_site_gets() {
    var planted = stranger.with(Browser.SESSION, "planted");
    assertThat(planted.get("/").statusCode()).isEqualTo(302);
    var login = planted.tryLogin(person("viewer"), password("viewer"));

    assertThat(login.cookie(Browser.SESSION)).isNotNull().isNotEqualTo("planted");
    var cookie = login.detailedCookie(Browser.SESSION);
    assertThat(cookie.isHttpOnly()).isTrue();
    assertThat(cookie.getSameSite()).isEqualTo("Strict");
    assertThat(planted.get("/").statusCode()).isEqualTo(302);
    assertThat(stranger.with(Browser.SESSION, cookie.getValue() + "A").get("/").statusCode())
        .isEqualTo(302);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://evil.example/",
        "//evil.example/",
        "javascript:alert(1)",
        "http://localhost@evil.example/"
      })
  void nobody_is_sent_to_another_site(String place) {
    var login =
        stranger
            .with("hub-came-from", place)
            .tryLogin(person("viewer"), password("viewer"))
            .header("Location");
    assertThat(String.valueOf(login)).doesNotContain("evil").doesNotContain("javascript");

    var action = operator().post("/actions/no-such-action", Map.of("next", place));
    assertThat(action.header("Location")).doesNotContain("evil").doesNotContain("javascript");
  }

  @Test
  void after_the_login_people_are_where_they_wanted_to_go() {
    var sent = stranger.get("/incidents?q=login");
    assertThat(sent.header("Location")).endsWith("/login");
    var login =
        stranger
            .with("hub-came-from", sent.cookie("hub-came-from"))
            .tryLogin(person("viewer"), password("viewer"));

    assertThat(login.header("Location")).endsWith("/incidents?q=login");
  }

  @Test
  void whoever_is_taken_out_of_the_file_is_out_at_once() throws IOException {
    var leaver = stranger.login("leaver", password("leaver"));
    assertThat(leaver.get("/").statusCode()).isEqualTo(200);
    var users = Path.of(ConfigProvider.getConfig().getValue("hub.access.users", String.class));
    var all = Files.readAllLines(users);
    try {
      Files.write(users, all.stream().filter(line -> !line.startsWith("leaver:")).toList());

      assertThat(leaver.get("/").statusCode()).isEqualTo(302);
      assertThat(leaver.get("/login").statusCode()).isEqualTo(200);
      assertThat(leaver.post("/actions/pause", PAUSE).statusCode()).isEqualTo(303);
      assertThat(leaver.post("/actions/pause", PAUSE).header("Location")).endsWith("/login");
    } finally {
      Files.write(users, all);
    }
  }

  @Test
  void a_logout_takes_the_cookie_and_the_login_page_reads_in_both_languages() {
    var left = operator().post("/logout", Map.of());
    assertThat(left.header("Location")).endsWith("/login");
    assertThat(left.detailedCookie(Browser.SESSION).getMaxAge()).isZero();

    assertThat(stranger.get("/login?lang=en").asString()).contains("Log in", "Password");
    assertThat(stranger.get("/login?lang=da&again=yes").asString())
        .contains("Log ind", "Adgangskode", "Det lykkedes ikke");
  }

  private Browser operator() {
    return stranger.login(person("operator"), password("operator"));
  }

  private static RequestSpecification engineer() {
    return given()
        .contentType("application/json")
        .header("Authorization", "Bearer " + AccessProfile.token("engineer"));
  }

  private static String person(String role) {
    return AccessProfile.person(role);
  }

  private static String password(String role) {
    return AccessProfile.password(role);
  }

  private static void assertRefused(Response login) {
    assertThat(login.cookie(Browser.SESSION)).isNull();
    assertThat(login.header("Location")).endsWith("/login?again=yes");
  }

  /// Clients tidy up what is asked for; this one does not.
  private static String raw(String line) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
      var head = line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      socket.setSoTimeout(10_000);
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
