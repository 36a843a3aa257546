package hub.service.access;

import static org.assertj.core.api.Assertions.assertThat;

import hub.service.leak.Secrets;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.RSAPublicKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What people try who want to get past an identity provider.
@QuarkusTest
@TestProfile(ProviderProfile.class)
@NullUnmarked
class ProviderAttacksTest {

  private static final String EVIL = "http://evil.example";
  private static final String SESSION = ProviderLoginTest.SESSION;
  private static final Map<String, Object> OPERATOR = ProviderLoginTest.person(Roles.OPERATOR);

  private final ProviderDesk provider = new ProviderDesk();
  private final Browser stranger = new Browser();
  private final long now = Instant.now().getEpochSecond();

  @Test
  void a_right_token_is_taken_so_that_the_wrong_ones_are_wrong_for_their_own_reason()
      throws GeneralSecurityException {
    assertThat(ask(provider.token(OPERATOR))).isNotIn(AccessOfEachRoleTest.REFUSED);
    assertThat(ask(forged(Tokens.HEAD))).as("a key that is not the provider's").isEqualTo(401);
    var unknown = new HashMap<>(Tokens.HEAD);
    unknown.put("kid", "another");
    assertThat(ask(forged(unknown))).as("a key that nobody knows").isEqualTo(401);
    var bringing = new HashMap<>(Tokens.HEAD);
    bringing.put("jwk", Tokens.publicKey(Tokens.keys()));
    bringing.put("jku", EVIL + "/keys");
    assertThat(ask(forged(bringing))).as("a key that comes along").isEqualTo(401);

    var none = Map.of("alg", "none", "typ", "JWT");
    assertThat(ask(Tokens.unsigned(none, claims()) + ".")).as("no signature").isEqualTo(401);
    assertThat(ask(Tokens.unsigned(Tokens.HEAD, claims()) + ".")).as("an empty one").isEqualTo(401);
    var shared = Map.of("alg", "HS256", "typ", "JWT", "kid", "own");
    assertThat(ask(Tokens.sealed(shared, claims(), publicKey())))
        .as("sealed by the public key")
        .isEqualTo(401);
    var secret = TestProvider.CLIENT_SECRET.getBytes(StandardCharsets.UTF_8);
    assertThat(ask(Tokens.sealed(shared, claims(), secret)))
        .as("sealed by the client's secret")
        .isEqualTo(401);
  }

  @Test
  void a_token_of_another_time_place_or_purpose_is_refused() {
    assertThat(ask(with("exp", now - 60))).as("expired").isEqualTo(401);
    assertThat(ask(with("nbf", now + 3_600))).as("not yet").isEqualTo(401);
    assertThat(ask(with("iss", EVIL))).as("of another provider").isEqualTo(401);
    assertThat(ask(with("aud", "another-application"))).as("for somebody else").isEqualTo(401);
    assertThat(ask(with("aud", TestProvider.CLIENT))).as("an ID token").isEqualTo(401);
    var token = provider.token(OPERATOR);
    assertThat(ask(token.substring(0, token.length() - 4) + "AAAA")).as("bent").isEqualTo(401);
    for (var odd : new String[] {"", ".", "..", "a.b.c", "a.b.c.d.e", "{}", "x".repeat(9_000)}) {
      assertThat(ask(odd)).as("%.10s", odd).isIn(400, 401);
    }
  }

  @Test
  void a_session_counts_on_pages_alone_and_a_token_for_programs_alone() {
    var operator = provider.login(OPERATOR);
    assertThat(operator.request().get("/api/systems").statusCode())
        .as("no cookie counts")
        .isEqualTo(401);
    assertThat(operator.request().post("/api/systems/mail/pause").statusCode()).isEqualTo(401);
    assertThat(operator.request().get("/q/metrics").statusCode()).isEqualTo(401);

    var page = ProviderLoginTest.bearer(provider.token(OPERATOR)).redirects().follow(false);
    assertThat(page.get("/systems").statusCode()).isIn(302, 303, 401);
  }

  @Test
  void a_login_cannot_be_finished_twice_or_by_another_browser() {
    provider.isThere(OPERATOR);
    var back = provider.from(stranger, "/");
    assertRefused(new ProviderDesk.Return(stranger, back.path()).go());

    var other = provider.from(stranger, "/");
    assertRefused(new ProviderDesk.Return(other.browser(), back.path()).go());

    var led = back.go();
    assertThat(led.cookie(SESSION)).isNotBlank();
    assertRefused(back.go());
    assertRefused(
        new ProviderDesk.Return(
                ProviderDesk.with(back.browser(), led).without(SESSION), back.path())
            .go());
  }

  @Test
  void a_code_that_was_given_to_somebody_else_is_refused() {
    provider.isThere(OPERATOR);
    var theirs = provider.from(stranger, "/");
    var mine = provider.from(stranger, "/");
    var code = TestProvider.query(theirs.path()).get("code");
    var state = TestProvider.query(mine.path()).get("state");

    var swapped = "/login/return?code=" + code + "&state=" + state;
    assertRefused(new ProviderDesk.Return(mine.browser(), swapped).go());
  }

  @Test
  void an_ID_token_for_another_login_another_client_or_by_another_key_is_refused() {
    var wrong =
        Map.of(
            "nonce",
            (Object) "that of another login",
            "aud",
            "another-application",
            "iss",
            EVIL,
            "exp",
            now - 60,
            "token",
            forged(Tokens.HEAD));
    wrong.forEach((claim, value) -> {
      provider.isThere(ProviderDesk.and(OPERATOR, claim, value));
      var led = provider.from(stranger, "/").go();
      assertThat(led.cookie(SESSION)).as(claim).isNullOrEmpty();
      assertThat(led.header("Location")).as(claim).endsWith("/login?again=yes");
    });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//evil.example/",
        "/%2f%2fevil.example/",
        "/?next=http://evil.example/",
        "/login/return?redirect_uri=http://evil.example/",
        "/%5cevil.example/"
      })
  void nobody_is_sent_to_another_site(String place) {
    provider.isThere(OPERATOR);
    var sent = stranger.request().urlEncodingEnabled(false).get(place);
    var location = String.valueOf(sent.header("Location"));
    if (location.startsWith(provider.issuer())) {
      assertThat(TestProvider.query(location).get("redirect_uri"))
          .isEqualTo(Browser.own() + "/login/return");
      location =
          provider.visit(ProviderDesk.with(stranger, sent), location).go().header("Location");
    }
    assertThat(location.replace(Browser.own(), ""))
        .doesNotStartWith(EVIL)
        .doesNotStartWith("//")
        .doesNotStartWith("/\\")
        .matches("null|/.*");
  }

  @Test
  void a_session_that_was_bent_planted_or_of_another_hub_is_none() {
    var session = provider.login(OPERATOR).request().get("/systems").getCookies();
    assertThat(session).doesNotContainKey(SESSION);
    provider.isThere(OPERATOR);
    var back = provider.from(stranger, "/");
    var value = back.go().cookie(SESSION);

    for (var bent :
        new String[] {
          "planted",
          value.substring(0, value.length() - 6) + "AAAAAA",
          provider.token(ProviderDesk.and(OPERATOR, "aud", TestProvider.CLIENT)),
          value + "|" + value
        }) {
      var answer = stranger.with(SESSION, bent).get("/");
      assertThat(answer.statusCode()).as("%.20s", bent).isEqualTo(302);
      assertThat(answer.header("Location")).startsWith(provider.issuer() + "/authorize");
      assertThat(stranger.with(SESSION, bent).get("/login").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void a_foreign_page_acts_neither_with_the_session_nor_ends_it() {
    var operator = provider.login(OPERATOR);
    var pause = Map.of("system", "mail");
    assertThat(operator.postFrom(EVIL, "/actions/pause", pause).statusCode()).isEqualTo(403);
    assertThat(operator.postFrom("null", "/actions/pause", pause).statusCode()).isEqualTo(403);
    assertThat(operator.postFrom(EVIL, "/logout", Map.of()).statusCode()).isEqualTo(403);
    assertThat(operator.get("/logout").statusCode()).as("no link ends it").isEqualTo(405);
    assertThat(operator.get("/").statusCode()).isEqualTo(200);
  }

  @Test
  void nothing_on_the_way_tells_a_secret() {
    provider.isThere(OPERATOR);
    var sent = stranger.get("/");
    var query = TestProvider.query(sent.header("Location"));
    assertThat(sent.header("Location")).doesNotContain(Secrets.PROVIDER);
    assertThat(query)
        .containsEntry("response_type", "code")
        .containsEntry("code_challenge_method", "S256")
        .containsKeys("nonce", "state", "code_challenge")
        .doesNotContainKeys("client_secret", "code_verifier");
    assertThat(stranger.get("/login").asString()).doesNotContain(Secrets.PROVIDER);
    for (var cookie : sent.detailedCookies()) {
      assertThat(cookie.isHttpOnly()).as(cookie.getName()).isTrue();
      assertThat(cookie.getValue()).doesNotContain(query.get("nonce"));
    }
  }

  private Map<String, Object> claims() {
    var all = new HashMap<>(OPERATOR);
    all.putAll(
        Map.of(
            "iss",
            provider.issuer(),
            "sub",
            "4711",
            "aud",
            TestProvider.AUDIENCE,
            "iat",
            now,
            "exp",
            now + 300));
    return all;
  }

  private String forged(Map<String, ?> head) {
    return Tokens.signed(head, claims(), Tokens.keys());
  }

  private String with(String claim, Object value) {
    return provider.token(ProviderDesk.and(OPERATOR, claim, value));
  }

  private static int ask(String token) {
    return ProviderLoginTest.bearer(token).get("/api/systems").statusCode();
  }

  private byte[] publicKey() throws GeneralSecurityException {
    var key = provider.publicKey();
    return KeyFactory.getInstance("RSA")
        .generatePublic(new RSAPublicKeySpec(number(key.get("n")), number(key.get("e"))))
        .getEncoded();
  }

  private static BigInteger number(String text) {
    return new BigInteger(1, Base64.getUrlDecoder().decode(text));
  }

  private static void assertRefused(Response answer) {
    assertThat(answer.cookie(SESSION)).isNullOrEmpty();
    assertThat(answer.header("Location")).endsWith("/login?again=yes");
  }
}
