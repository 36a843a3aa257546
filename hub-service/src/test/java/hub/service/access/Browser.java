package hub.service.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a browser sends: cookies, and from which page. It follows nothing.
final class Browser {

  static final String SESSION = "hub-session";

  private final Map<String, String> cookies = new LinkedHashMap<>();

  /// The same, logged in.
  Browser login(String name, String password) {
    var answer = tryLogin(name, password);
    assertThat(answer.cookie(SESSION))
        .as("%s is logged in: %s %s", name, answer.statusLine(), answer.asString())
        .isNotNull();
    return with(SESSION, answer.cookie(SESSION));
  }

  Response tryLogin(String name, String password) {
    return post("/login", Map.of("name", name, "password", password));
  }

  /// The same with another cookie.
  Browser with(String cookie, String value) {
    var more = new Browser();
    more.cookies.putAll(cookies);
    more.cookies.put(cookie, value);
    return more;
  }

  /// The same without a cookie.
  Browser without(String cookie) {
    var fewer = new Browser();
    fewer.cookies.putAll(cookies);
    fewer.cookies.remove(cookie);
    return fewer;
  }

  Response get(String path) {
    return request().get(path);
  }

  /// The hub's own address.
  static String own() {
    return RestAssured.baseURI + ":" + RestAssured.port;
  }

  Response post(String path, Map<String, String> form) {
    return postFrom(own(), path, form);
  }

  /// From a page of another site.
  Response postFrom(String origin, String path, Map<String, String> form) {
    return request().header("Origin", origin).formParams(form).post(path);
  }

  /// With nothing that says from where.
  RequestSpecification request() {
    return given().redirects().follow(false).cookies(cookies);
  }
}
