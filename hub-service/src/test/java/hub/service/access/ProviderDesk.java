package hub.service.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;

/// What a test tells the provider, and what a browser does that is sent to and fro.
final class ProviderDesk {

  private final String issuer =
      ConfigProvider.getConfig().getValue("hub.access.oidc.issuer", String.class);

  /// What a token says of somebody who has these roles at the provider.
  static Map<String, Object> claims(String name, String... groups) {
    return Map.of("preferred_username", name, "realm_access", Map.of("roles", List.of(groups)));
  }

  String issuer() {
    return issuer;
  }

  /// Says who is in front of the provider's page.
  void isThere(Map<String, ?> claims) {
    given().body(claims).contentType("application/json").post(issuer + "/test/somebody");
  }

  /// A token for programs, which says this.
  String token(Map<String, ?> claims) {
    return given()
        .body(claims)
        .contentType("application/json")
        .post(issuer + "/test/sign")
        .jsonPath()
        .getString("token");
  }

  int refreshed() {
    return given().get(issuer + "/test/refreshed").jsonPath().getInt("times");
  }

  /// The key by which everybody can check the provider's tokens.
  Map<String, String> publicKey() {
    return given().get(issuer + "/keys").jsonPath().getMap("keys[0]");
  }

  /// The browser after it has been to the provider, on the way back; and where it is sent.
  record Return(Browser browser, String path) {

    Response go() {
      return browser.request().urlEncodingEnabled(false).get(path);
    }
  }

  /// Asks for a page, and goes to the provider.
  Return from(Browser browser, String page) {
    var sent = browser.get(page);
    assertThat(sent.statusCode()).isEqualTo(302);
    assertThat(sent.header("Location")).startsWith(issuer + "/authorize?");
    return visit(with(browser, sent), sent.header("Location"));
  }

  Return visit(Browser browser, String address) {
    var back =
        given().redirects().follow(false).urlEncodingEnabled(false).get(address).header("Location");
    return new Return(browser, back.substring(back.indexOf('/', "http://".length())));
  }

  /// Somebody who has logged in.
  Browser login(Map<String, ?> claims) {
    isThere(claims);
    var back = from(new Browser(), "/");
    var led = back.go();
    assertThat(led.statusCode()).as(led.asString()).isEqualTo(302);
    return with(back.browser(), led);
  }

  /// A browser takes the cookies that it is given, and leaves those that are taken away.
  static Browser with(Browser browser, Response answer) {
    var now = browser;
    for (var cookie : answer.detailedCookies()) {
      now =
          cookie.getMaxAge() == 0
              ? now.without(cookie.getName())
              : now.with(cookie.getName(), cookie.getValue());
    }
    return now;
  }

  /// Claims with one more.
  static Map<String, Object> and(Map<String, Object> claims, String key, Object value) {
    var all = new HashMap<>(claims);
    all.put(key, value);
    return all;
  }
}
