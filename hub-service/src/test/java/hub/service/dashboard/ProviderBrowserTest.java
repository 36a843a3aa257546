package hub.service.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import hub.service.access.ProviderProfile;
import hub.service.access.Roles;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/// The login at a provider in a real browser, for which the provider is another site: its rules for
/// cookies and for where a form may lead are stricter than those of any client of tests.
@QuarkusTest
@TestProfile(ProviderProfile.class)
@NullUnmarked
class ProviderBrowserTest {

  @TestHTTPResource("/")
  URI base;

  @ConfigProperty(name = "hub.access.oidc.issuer")
  String issuer;

  @Test
  void somebody_comes_back_from_the_provider_logged_in_acts_and_leaves() {
    PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
    var somebody =
        Map.of(
            "preferred_username",
            "Olga Provider",
            "realm_access",
            Map.of("roles", List.of(ProviderProfile.group(Roles.OPERATOR))));
    given().body(somebody).contentType("application/json").post(issuer + "/test/somebody");
    var hub = "http://localhost:" + base.getPort();
    try (var chromium = Chromium.start()) {
      var page = chromium.open(hub, 1360, 860, ColorScheme.LIGHT);
      page.navigate(hub + "/systems");
      assertThat(page).hasTitle("Provider");
      page.locator("a").click();
      assertThat(page).hasURL(hub + "/systems");
      assertThat(page.locator(".who")).containsText("Olga Provider");

      page.locator("#pause-jira-ops").click();
      assertThat(page.locator(".notice")).containsText("Asked to pause");

      page.locator("#logout").click();
      assertThat(page).hasURL(hub + "/login");
      assertThat(page.locator("#provider-end"))
          .hasAttribute("href", Pattern.compile(issuer + "/end\\?.*"));
      assertThat(Chromium.violations(page)).isEmpty();
      page.locator("#provider").click();
      assertThat(page).hasTitle("Provider");
      assertThat(chromium.complaints()).isEmpty();
    }
  }
}
