package hub.connector.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import hub.connector.mapping.MappingProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a program may ask a desk for.
class RestRequestTest {

  @Test
  void a_path_alone_is_read_and_what_has_a_body_is_sent() {
    assertThat(request("{'path':'/tickets'}").method()).isEqualTo("GET");

    var create = request("{'path':'/ticket','body':{'Subject':'æ'}}");
    assertThat(create.method()).isEqualTo("POST");
    assertThat(create.body()).isEqualTo("{\"Subject\":\"æ\"}");
    assertThat(create.contentType()).isEqualTo("application/json");
  }

  @Test
  void a_query_is_encoded_and_leaves_out_what_is_null() {
    var request =
        request("{'path':'/t','query':{'q':'a = \\'b & c\\'','page':2,'to':null,'f':['x','y']}}");

    assertThat(request.query()).isEqualTo("q=a%20%3D%20%27b%20%26%20c%27&page=2&f=x&f=y");
  }

  @Test
  void a_form_is_sent_as_one() {
    var request = request("{'path':'/t','form':{'text':'a b','n':1}}");

    assertThat(request.body()).isEqualTo("text=a%20b&n=1");
    assertThat(request.contentType()).isEqualTo("application/x-www-form-urlencoded");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'path':'tickets'}",
        "{'path':'//other.example/x'}",
        "{'path':'https://other.example/x'}",
        "{'path':'/a/../../admin'}",
        "{'path':'/a/%2e%2E/admin'}",
        "{'path':'/a?b=c'}",
        "{'path':'/a b'}",
        "{'path':'/a#b'}",
        "{'path':'/a\\\\b'}",
        "{'path':'/a','method':'TRACE'}",
        "{'path':'/a','methode':'GET'}",
        "{'path':'/a','body':{},'form':{}}",
        "{'path':'/a','query':{'q':{'x':1}}}",
        "{'path':'/a','headers':{'X\\nY':'1'}}",
        "{'path':'/a','headers':{'X':'1\\r\\nHost: other'}}",
        "['/a']",
        "null"
      })
  void what_is_no_request_is_told_and_never_sent(String described) {
    assertThatThrownBy(() -> request(described))
        .isInstanceOf(MappingProblem.class)
        .hasMessageStartingWith("systems.desk.connection.list: ");
  }

  private static RestRequest request(String described) {
    try {
      var json = new JsonMapper().readTree(described.replace('\'', '"').replace("\\\"", "'"));
      return RestRequest.of("systems.desk.connection.list", json);
    } catch (JsonProcessingException wrong) {
      throw new IllegalArgumentException(wrong);
    }
  }
}
