package hub.service.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import hub.service.site.SecretReference;
import hub.service.site.SiteReader;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShownAddressesTest {

  private static final Path DEMO =
      Path.of(System.getProperty("hub.root", "..")).resolve("config/demo");

  @Test
  void where_people_see_a_ticket_is_an_address_and_secrets_stay_where_they_are() {
    var reading = SiteReader.read(DEMO);
    assertThat(reading.mistakes()).isEmpty();
    var configured = reading.site().orElseThrow().config().systems();
    var environment = Map.of("TICKET_PAGES", "https://tools.example.com");

    var shown = new ShownAddresses(configured, new SecretReference(DEMO, environment::get));

    var connection = shown.system("clearquest").connection();
    assertThat(connection)
        .containsEntry("browseUrl", "https://tools.example.com/tickets/clearquest/{key}")
        .containsEntry("password", "${env:CLEARQUEST_PASSWORD}");
  }
}
