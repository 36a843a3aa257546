package hub.connector.clearquest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hub.connector.clearquest.ServerAddress.ForeignLink;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.Test;

class ServerAddressTest {

  private static final ServerAddress SERVER = ServerAddress.of("https://cq.example/cqweb/oslc/");

  @Test
  void links_are_followed_at_the_configured_host_only() {
    assertThat(SERVER.follow("http://inner:9080/cqweb/oslc/repo/NSP?a=b%20c"))
        .hasToString("https://cq.example/cqweb/oslc/repo/NSP?a=b%20c");
    assertThat(SERVER.follow("/cqweb/oslc/x")).hasToString("https://cq.example/cqweb/oslc/x");
  }

  @Test
  void links_that_lead_outside_the_interface_are_not_followed() {
    for (var link :
        new String[] {
          "https://cq.example/admin",
          "https://cq.example/cqweb/oslc/../../admin",
          "https://cq.example/cqweb/oslcevil",
          "file:///etc/passwd",
          "javascript:alert(1)",
          "http://[broken",
          ""
        }) {
      assertThatThrownBy(() -> SERVER.follow(link)).as(link).isInstanceOf(ForeignLink.class);
    }
  }

  @Test
  void a_query_is_escaped_once() {
    var parameters = new LinkedHashMap<String, String>();
    parameters.put("oslc.where", "cq:id=\"Æ 1+1&2\"");
    assertThat(ServerAddress.query(parameters))
        .isEqualTo("oslc.where=cq%3Aid%3D%22%C3%86%201%2B1%262%22");
  }

  @Test
  void the_last_segment_is_the_internal_id() {
    assertThat(ServerAddress.lastSegment("https://x/record/16777224-33554433?a=b/c"))
        .isEqualTo("16777224-33554433");
    assertThat(ServerAddress.lastSegment("https://x/db/N%20P/")).isEqualTo("N P");
  }

  @Test
  void an_address_without_a_host_is_refused() {
    assertThatThrownBy(() -> ServerAddress.of("cqweb/oslc")).hasMessageContaining("address");
    assertThatThrownBy(() -> ServerAddress.of("https://a b/")).hasMessageContaining("address");
    assertThatThrownBy(() -> ServerAddress.of("https://u:p@host/x"))
        .hasMessageContaining("address");
  }
}
