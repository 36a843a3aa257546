package hub.service.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each address for each role. Whom an address lets in gets whatever answer but "who are you" and
/// "you may not".
@QuarkusTest
@TestProfile(AccessProfile.class)
@NullUnmarked
class AccessOfEachRoleTest {

  /// What is for programs, and for those with which roles.
  static final String ADDRESSES =
      """
      GET  | /api/incidents                     | viewer operator engineer approver
      GET  | /api/incidents/I-1                 | viewer operator engineer approver
      GET  | /api/incidents/I-1/events          | viewer operator engineer approver
      GET  | /api/incidents/I-1/process         | viewer operator engineer approver
      GET  | /api/incidents/I-1/export          | viewer operator engineer approver
      GET  | /api/incidents/I-1/templates/a     | viewer operator engineer approver
      GET  | /api/systems                       | viewer operator engineer approver
      GET  | /api/attention                     | viewer operator engineer approver
      GET  | /api/audit                         | viewer operator engineer approver
      GET  | /api/contacts                      | viewer operator engineer approver
      GET  | /api/dead-letters                  | viewer operator engineer approver
      GET  | /api/dead-letters/a                | viewer operator engineer approver
      GET  | /api/rebuild                       | viewer operator engineer approver
      GET  | /api/systems/jira-ops/backfill     | viewer operator engineer approver
      GET  | /api/chain/key                     | viewer operator engineer approver
      GET  | /q/metrics                         | viewer operator engineer approver
      GET  | /q/openapi                         | viewer operator engineer approver
      POST | /api/incidents/I-1/retry           | operator
      POST | /api/incidents/I-1/link            | operator
      POST | /api/incidents/I-1/unlink          | operator
      POST | /api/incidents/I-1/merge           | operator
      POST | /api/incidents/I-1/unmerge         | operator
      POST | /api/incidents/I-1/choose          | operator
      POST | /api/incidents/I-1/acknowledge     | operator
      POST | /api/incidents/I-1/waive           | operator
      POST | /api/incidents/I-1/override        | operator
      POST | /api/incidents/I-1/erase           | approver
      POST | /api/systems/jira-ops/pause        | operator
      POST | /api/systems/jira-ops/resume       | operator
      POST | /api/dead-letters/a/retry          | operator
      POST | /api/dead-letters/retry            | operator
      GET  | /api/chain/events                  | engineer
      GET  | /api/replay                        | engineer
      GET  | /api/systems/jira-ops/try/1        | engineer
      POST | /api/systems/jira-ops/backfill     | engineer
      POST | /api/rebuild                       | engineer
      POST | /api/reprocess                     | engineer
      POST | /api/whatif                        | engineer
      POST | /api/plan                          | engineer
      GET  | /api/configuration                 | viewer operator engineer approver
      POST | /api/configuration                 | engineer
      """;

  static final Set<Integer> REFUSED = Set.of(401, 403);

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = ADDRESSES)
  void an_address_for_programs_lets_in_whom_it_should(String method, String path, String roles) {
    var json = given().header("Content-Type", "application/json");
    assertThat(json.request(method, path).statusCode()).isEqualTo(401);
    assertThat(bearer("no-such-token").request(method, path).statusCode()).isEqualTo(401);
    for (var role : AccessProfile.ROLES) {
      var status = bearer(AccessProfile.token(role)).request(method, path).statusCode();
      if (List.of(roles.split(" ")).contains(role)) {
        assertThat(status).as("%s for %s", path, role).isNotIn(REFUSED);
      } else {
        assertThat(status).as("%s for %s", path, role).isEqualTo(403);
      }
    }
  }

  @Test
  void every_address_that_the_hub_describes_wants_to_know_who_asks() {
    Map<String, Map<String, ?>> paths =
        bearer(AccessProfile.token("viewer"))
            .accept("application/json")
            .get("/q/openapi")
            .jsonPath()
            .getMap("paths");
    assertThat(paths).hasSizeGreaterThan(25);
    var open = new ArrayList<String>();
    paths.forEach((path, methods) -> {
      for (var method : methods.keySet()) {
        var status =
            given()
                .redirects()
                .follow(false)
                .request(method.toUpperCase(java.util.Locale.ROOT), path.replaceAll("[{}]", ""))
                .statusCode();
        if (!Set.of(302, 303, 401, 403).contains(status)) {
          open.add(method + " " + path);
        }
      }
    });
    assertThat(open)
        .containsExactlyInAnyOrder(
            "get /login",
            "get /contact/{token}",
            "post /contact/{token}",
            "post /webhooks/{system}");
  }

  @Test
  void pages_are_for_everybody_who_has_logged_in_and_actions_for_operators() {
    for (var role : AccessProfile.ROLES) {
      var cookie = new Browser().login(AccessProfile.person(role), AccessProfile.password(role));
      for (var page :
          List.of(
              "/",
              "/contacts",
              "/releases",
              "/systems",
              "/incidents",
              "/incidents.csv",
              "/audit",
              "/audit.csv",
              "/dead-letters")) {
        assertThat(cookie.get(page).statusCode()).as("%s for %s", page, role).isEqualTo(200);
      }
      var isOperator = role.equals(Roles.OPERATOR);
      assertThat(cookie.get("/systems").asString().contains("/actions/"))
          .as("buttons for %s", role)
          .isEqualTo(isOperator);
      for (var action :
          List.of("pause", "erase", "override", "retry-dead-letter", "retry-dead-letters")) {
        assertThat(cookie.post("/actions/" + action, Map.of("system", "mail")).statusCode())
            .as("%s for %s", action, role)
            .isEqualTo(isOperator ? 303 : 403);
      }
      var name = Map.of("actor-name", "Somebody Else", "then", "/actions/pause");
      assertThat(cookie.post("/who", name).statusCode()).isEqualTo(isOperator ? 303 : 403);
    }
  }

  @Test
  void what_is_recorded_is_the_name_that_logged_in() {
    var operator = person(Roles.OPERATOR).with("hub-actor", "Mallory");
    operator.post("/actions/pause", Map.of("system", "jira-sds"));

    await("the page to tell it")
        .untilAsserted(() ->
            assertThat(operator.get("/systems").asString())
                .contains("Paused by operator person")
                .doesNotContain("Mallory"));
  }

  @Test
  void a_program_may_send_a_name_and_a_password() {
    var name = AccessProfile.person("viewer");
    var right = given().auth().preemptive().basic(name, AccessProfile.password("viewer"));
    assertThat(right.get("/api/systems").statusCode()).isNotIn(REFUSED);

    var wrong = given().auth().preemptive().basic(name, "guess").get("/api/systems");
    assertThat(wrong.statusCode()).isEqualTo(401);
    assertThat(wrong.contentType()).startsWith("application/problem+json");
    assertThat(wrong.header("WWW-Authenticate")).startsWith("Bearer");
  }

  private static Browser person(String role) {
    return new Browser().login(AccessProfile.person(role), AccessProfile.password(role));
  }

  private static RequestSpecification bearer(String token) {
    return given()
        .header("Content-Type", "application/json")
        .header("Authorization", "Bearer " + token);
  }
}
