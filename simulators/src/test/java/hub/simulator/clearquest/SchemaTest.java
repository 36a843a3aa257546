package hub.simulator.clearquest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hub.simulator.AdjustableClock;
import hub.simulator.http.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Reference §8, item 4: another site is other data.
class SchemaTest {
  private static RecordEngineBench bench(String field, String action)
      throws JsonProcessingException {
    ObjectNode schema =
        Json.resource("/hub/simulator/clearquest/nsp-schema.json", ObjectNode.class);
    ObjectNode incident = (ObjectNode) schema.path("types").path(0);
    if (!field.isEmpty()) {
      ((ArrayNode) incident.path("fields")).add(Json.readObject(field));
    }
    if (!action.isEmpty()) {
      ((ArrayNode) incident.path("actions")).add(Json.readObject(action));
    }
    return new RecordEngineBench(
        Json.MAPPER.treeToValue(schema, Schema.class),
        ClearQuestSettings.DEFAULTS,
        new AdjustableClock("2026-01-05T08:00:00Z"));
  }

  private static StoredRecord write(RecordEngineBench bench, String field, String... values) {
    return bench.engine.act(
        bench.incident,
        bench.submit("Felt"),
        "",
        "demo",
        new Changes(Optional.empty(), Map.of(field, Arrays.asList(values)), Map.of()));
  }

  private static String refused(RecordEngineBench bench, String field, String value) {
    Rejection rejection = catchThrowableOfType(Rejection.class, () -> write(bench, field, value));
    assertThat(rejection.status()).isEqualTo(409);
    return String.valueOf(rejection.invalidFields().get(field));
  }

  @Test
  void a_field_can_be_required_in_single_states() throws JsonProcessingException {
    RecordEngineBench bench =
        bench(
            """
            {"name":"Verified","kind":"SHORT_STRING","inState":{"Opened":"MANDATORY"}}\
            """,
            "");
    StoredRecord record = bench.submit("Krav");

    Rejection rejection =
        catchThrowableOfType(
            Rejection.class,
            () -> bench.engine.act(bench.incident, record, "Open", "demo", Changes.of(Map.of())));
    StoredRecord opened =
        bench.engine.act(
            bench.incident, record, "Open", "demo", Changes.of(Map.of("Verified", "ja")));

    assertThat(rejection.invalidFields()).containsOnlyKeys("Verified");
    assertThat(opened.value("State")).isEqualTo("Opened");
  }

  @Test
  void numbers_and_dates_are_checked_and_kept_in_one_form() throws JsonProcessingException {
    RecordEngineBench numbers = bench("{\"name\":\"Hits\",\"kind\":\"INT\"}", "");
    RecordEngineBench dates = bench("{\"name\":\"Due\",\"kind\":\"DATE_TIME\"}", "");

    assertThat(refused(numbers, "Hits", "mange")).contains("not a whole number");
    assertThat(write(numbers, "Hits", "42").value("Hits")).isEqualTo("42");
    assertThat(refused(dates, "Due", "i morgen")).contains("not a date");
    assertThat(write(dates, "Due", "2026-02-01T10:00:00+01:00").value("Due"))
        .isEqualTo("2026-02-01T09:00:00Z");
  }

  @Test
  void a_list_of_references_is_replaced_as_a_whole() throws JsonProcessingException {
    RecordEngineBench bench =
        bench("{\"name\":\"Watchers\",\"kind\":\"REFERENCE_LIST\",\"target\":\"users\"}", "");
    bench.engine.fill();

    StoredRecord two = write(bench, "Watchers", "kirsten", "mads");
    StoredRecord one =
        bench.engine.act(
            bench.incident,
            two,
            "",
            "demo",
            new Changes(Optional.empty(), Map.of("Watchers", List.of("mads")), Map.of()));

    assertThat(two.values().get("Watchers")).hasSize(2);
    assertThat(one.values().get("Watchers")).hasSize(1);
    assertThat(refused(bench, "Watchers", "ukendt")).contains("does not exist");
  }

  @Test
  void a_type_with_a_delete_action_lets_records_go() throws JsonProcessingException {
    RecordEngineBench bench = bench("", "{\"name\":\"Delete\",\"kind\":\"DELETE\"}");
    StoredRecord record = bench.submit("Væk");

    bench.engine.delete(bench.incident, record);

    RecordEngineBench shipped = bench("", "");
    Rejection rejection =
        catchThrowableOfType(
            Rejection.class,
            () -> shipped.engine.delete(shipped.incident, shipped.submit("Bliver")));
    assertThat(rejection.status()).isEqualTo(403);
  }

  @Test
  void unique_keys_stay_unique() throws JsonProcessingException {
    RecordEngineBench bench = bench("", "");
    bench.engine.fill();
    Schema.RecordType users = Schema.shipped().type("users").orElseThrow();

    Rejection rejection =
        catchThrowableOfType(
            Rejection.class,
            () -> bench.engine.submit(users, "admin", Changes.of(Map.of("login_name", "Kirsten"))));

    assertThat(rejection.text()).contains("exists already");
  }

  @Test
  void numbers_of_types_and_records_are_those_of_a_real_database() {
    Schema schema = Schema.shipped();

    assertThat(schema.types()).allMatch(type -> type.dbid() > 1 << 24);
    assertThat(schema.type("incident").orElseThrow().dbid()).isNotEqualTo(16_777_224);
    assertThat(Schema.FieldKind.values()).hasSize(13);
  }
}
