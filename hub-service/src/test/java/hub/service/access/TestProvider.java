package hub.service.access;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import hub.service.leak.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// An identity provider for tests: discovery, keys, the authorization page, which takes everybody,
/// and the token endpoint, which checks what the protocol wants it to check. Tests tell it by HTTP
/// who is there, because Quarkus loads their classes anew.
final class TestProvider {

  static final String CLIENT = "incident-hub";
  static final String CLIENT_SECRET = Secrets.PROVIDER + "-of-the-client-in-the-test";
  static final String AUDIENCE = "incident-hub-api";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final KeyPair own = Tokens.keys();
  private final HttpServer server;
  private final Map<String, Asked> codes = new ConcurrentHashMap<>();
  private final Map<String, Map<String, Object>> sessions = new ConcurrentHashMap<>();
  private final AtomicInteger refreshed = new AtomicInteger();

  /// What logins say of somebody, over what they would say by themselves; `error` is a refusal, and
  /// `token` is said instead of an ID token.
  private volatile Map<String, Object> claims = Map.of();

  /// A login that has begun.
  private record Asked(Map<String, String> query, Map<String, Object> claims) {}

  TestProvider() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    answer("/.well-known/openid-configuration", _ -> discovery());
    answer("/keys", _ -> Map.of("keys", List.of(Tokens.publicKey(own))));
    answer("/token", this::token);
    answer("/test/somebody", this::somebody);
    answer("/test/sign", this::sign);
    answer("/test/refreshed", _ -> Map.of("times", refreshed.get()));
    server.createContext("/authorize", this::authorize);
    server.start();
  }

  String issuer() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private Map<String, Object> somebody(HttpExchange exchange) throws IOException {
    claims = body(exchange);
    return Map.of();
  }

  /// A token of this provider that says what the test wants.
  private Map<String, Object> sign(HttpExchange exchange) throws IOException {
    var all = standard();
    all.put("aud", AUDIENCE);
    all.putAll(body(exchange));
    return Map.of("token", signed(all));
  }

  private static Map<String, Object> body(HttpExchange exchange) throws IOException {
    return JSON.readValue(exchange.getRequestBody(), new TypeReference<>() {});
  }

  private String signed(Map<String, Object> claims) {
    return Tokens.signed(Tokens.HEAD, claims, own);
  }

  private Map<String, Object> standard() {
    var now = Instant.now().getEpochSecond();
    var all = new HashMap<String, Object>();
    all.put("iss", issuer());
    all.put("sub", "4711");
    all.put("iat", now);
    all.put("exp", now + 300);
    return all;
  }

  private Map<String, Object> discovery() {
    var all = new LinkedHashMap<String, Object>();
    all.put("issuer", issuer());
    all.put("authorization_endpoint", issuer() + "/authorize");
    all.put("token_endpoint", issuer() + "/token");
    all.put("jwks_uri", issuer() + "/keys");
    all.put("end_session_endpoint", issuer() + "/end");
    return all;
  }

  private void authorize(HttpExchange exchange) throws IOException {
    var query = form(exchange.getRequestURI().getRawQuery());
    var code = UUID.randomUUID().toString();
    codes.put(code, new Asked(query, claims));
    var answer = claims.containsKey("error") ? "error=access_denied" : "code=" + code;
    var back =
        "%s?%s&state=%s"
            .formatted(
                query.get("redirect_uri"),
                answer,
                URLEncoder.encode(query.getOrDefault("state", ""), StandardCharsets.UTF_8));
    if (String.valueOf(exchange.getRequestHeaders().getFirst("Accept")).contains("text/html")) {
      page(
          exchange,
          "<!DOCTYPE html><title>Provider</title><link rel=icon href=data:,><a href='"
              + back
              + "'>It is me</a>");
      return;
    }
    exchange.getResponseHeaders().set("Location", back);
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  /// A person is asked; that makes the way back one from another site.
  private static void page(HttpExchange exchange, String text) throws IOException {
    var body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/html");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private Map<String, Object> token(HttpExchange exchange) throws IOException {
    var form = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    var proof = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
    var expected = (CLIENT + ":" + CLIENT_SECRET).getBytes(StandardCharsets.UTF_8);
    if (!proof.equals("Basic " + Base64.getEncoder().encodeToString(expected))) {
      return Map.of("error", "invalid_client");
    }
    if ("refresh_token".equals(form.get("grant_type"))) {
      var somebody = sessions.remove(String.valueOf(form.get("refresh_token")));
      if (somebody == null) {
        return Map.of("error", "invalid_grant");
      }
      refreshed.incrementAndGet();
      somebody.remove("exp");
      return tokens(somebody);
    }
    var asked = codes.remove(String.valueOf(form.get("code")));
    if (asked == null
        || !Objects.equals(asked.query().get("redirect_uri"), form.get("redirect_uri"))
        || !digest(form.getOrDefault("code_verifier", ""))
            .equals(asked.query().get("code_challenge"))) {
      return Map.of("error", "invalid_grant");
    }
    var somebody = new HashMap<String, Object>();
    somebody.put("nonce", asked.query().get("nonce"));
    somebody.putAll(asked.claims());
    return tokens(somebody);
  }

  private Map<String, Object> tokens(Map<String, Object> somebody) {
    var all = standard();
    all.put("aud", CLIENT);
    all.putAll(somebody);
    var refresh = UUID.randomUUID().toString();
    sessions.put(refresh, new HashMap<>(somebody));
    return Map.of(
        "token_type",
        "Bearer",
        "expires_in",
        300,
        "id_token",
        somebody.containsKey("token") ? String.valueOf(somebody.get("token")) : signed(all),
        "access_token",
        "for nobody in this test",
        "refresh_token",
        refresh);
  }

  private static String digest(String verifier) {
    try {
      return Tokens.text(
          MessageDigest.getInstance("SHA-256")
              .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The names and values of a query or a form.
  static Map<String, String> form(String text) {
    var all = new HashMap<String, String>();
    for (var pair : text.split("&", -1)) {
      var parts = pair.split("=", 2);
      all.put(
          parts[0], parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return all;
  }

  static Map<String, String> query(String address) {
    return form(URI.create(address).getRawQuery());
  }

  private interface Answer {
    Map<String, ?> to(HttpExchange exchange) throws IOException;
  }

  private void answer(String path, Answer answer) {
    server.createContext(
        path,
        exchange -> {
          var said = answer.to(exchange);
          var body = JSON.writeValueAsBytes(said);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(said.containsKey("error") ? 400 : 200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }
}
