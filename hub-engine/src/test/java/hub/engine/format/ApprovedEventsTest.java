package hub.engine.format;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hub.engine.privacy.Cipher;
import hub.engine.privacy.IncidentKey;
import hub.engine.privacy.IncidentKeys;
import hub.incident.IncidentEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Events are kept for ever: what lies in `approved` was written by some version of the hub, and
/// must be readable by every later one.
///
/// A new event, or a new version of one, is approved by `-Dhub.approve=true`; the file then goes
/// under version control. An approved file is never written again.
class ApprovedEventsTest {

  private static final Path APPROVED =
      Path.of(System.getProperty("hub.root", ".."))
          .resolve("hub-engine/src/test/resources/hub/engine/format/approved");

  /// The same key for ever, so that sealed samples open.
  private static final IncidentKey KEY =
      IncidentKey.fromBytes(
          "an unsafe key that is for samples only!!".getBytes(StandardCharsets.UTF_8));

  private static final IncidentKeys KEYS = _ -> Optional.of(KEY);

  private final JsonMapper json =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
  private final EventFormat format = new EventFormat();

  @TestFactory
  Stream<DynamicTest> every_approved_event_is_still_readable_and_still_written_so() {
    return Samples.of(IncidentEvent.class).entrySet().stream()
        .map(sample ->
            DynamicTest.dynamicTest(
                sample.getKey(), () -> check(sample.getKey(), (IncidentEvent) sample.getValue())));
  }

  @Test
  void what_was_sealed_with_a_key_that_is_gone_reads_erased() {
    var encoded = format.encode(recorded(comment()), _ -> KEY);
    var read = format.decode(encoded.value(), encoded.headers(), _ -> Optional.empty());
    var other = IncidentKey.generate();
    var withAnother = format.decode(encoded.value(), encoded.headers(), _ -> Optional.of(other));

    assertThat(((IncidentEvent.CommentAdded) read.event()).comment().text())
        .isEqualTo(Cipher.ERASED);
    assertThat(withAnother.event()).isEqualTo(read.event());
  }

  @Test
  void a_text_that_was_moved_to_another_incident_does_not_open() {
    var encoded = format.encode(recorded(comment()), _ -> KEY);
    var moved = new String(encoded.value(), StandardCharsets.UTF_8).replace("I-17", "I-18");
    var bytes = moved.getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> format.decode(bytes, encoded.headers(), KEYS))
        .isInstanceOf(UnreadableRecordException.class)
        .hasMessageContaining("the event is about I-18");
  }

  @Test
  void an_old_version_is_upcast_and_a_newer_one_refused() {
    var paused = new IncidentEvent.SystemPaused("jira-ops", "olga");
    var old = format.encode(recorded(paused), _ -> KEY);
    var value = "{\"tool\": \"jira-ops\", \"actor\": \"olga\"}".getBytes(StandardCharsets.UTF_8);
    var rename =
        new Upcaster(
            "SystemPaused",
            1,
            data -> {
              data.set("system", data.remove("tool"));
              return data;
            });
    var newer = new EventFormat(new Upcasters(List.of(rename)));

    assertThat(newer.decode(value, old.headers(), KEYS).event()).isEqualTo(paused);
    var present = newer.encode(recorded(paused), _ -> KEY);
    assertThat(newer.decode(present.value(), present.headers(), KEYS).event()).isEqualTo(paused);
    assertThatThrownBy(() -> format.decode(present.value(), present.headers(), KEYS))
        .isInstanceOf(UnreadableRecordException.class)
        .hasMessageContaining("written by a newer hub");
  }

  private void check(String name, IncidentEvent sample) throws IOException {
    var recorded = recorded(sample);
    var encoded = format.encode(recorded, _ -> KEY);
    var version = CloudEvent.schemaVersion(encoded.headers());
    var file = APPROVED.resolve("%s.v%d.json".formatted(name, version));
    if (!Files.exists(file) && Boolean.getBoolean("hub.approve")) {
      Files.createDirectories(APPROVED);
      Files.writeString(file, json.writeValueAsString(tree(encoded)) + "\n");
    }
    assertThat(file)
        .as(
            "run ./mvnw -pl hub-engine -am verify -Dtest=ApprovedEventsTest -Dhub.approve=true"
                + " -Dsurefire.failIfNoSpecifiedTests=false, and look at the new file")
        .exists();
    assertThat(withoutSeals(tree(encoded)))
        .isEqualTo(withoutSeals(json.readTree(Files.readString(file))));

    for (var former = 1; former <= version; former++) {
      var kept = APPROVED.resolve("%s.v%d.json".formatted(name, former));
      if (former < version && !Files.exists(kept)) {
        // A variant that came later than the version.
        continue;
      }
      var tree = json.readTree(Files.readString(kept));
      var data = json.writeValueAsBytes(tree.path("data"));
      var read = format.decode(data, headers(tree.path("headers")), KEYS);
      assertThat(read.event().getClass()).isEqualTo(sample.getClass());
      if (former == version) {
        assertThat(read).isEqualTo(recorded);
      }
    }
  }

  private static IncidentEvent comment() {
    return (IncidentEvent)
        requireNonNull(Samples.of(IncidentEvent.class).get("CommentAdded"), "no sample");
  }

  private static RecordedEvent recorded(IncidentEvent event) {
    var at = Instant.parse("2026-03-02T08:00:02Z");
    return new RecordedEvent(
        "nsp",
        42,
        event,
        new Cause(new InputPosition(0, 1234), "clearquest", "olga"),
        at,
        "f00d",
        at.minusSeconds(60),
        at.minusSeconds(1));
  }

  private ObjectNode tree(Encoded encoded) throws IOException {
    var headers = new TreeMap<String, String>();
    for (var header : encoded.headers()) {
      headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
    }
    var tree = json.createObjectNode();
    tree.set("headers", json.valueToTree(headers));
    tree.set("data", json.readTree(encoded.value()));
    return tree;
  }

  /// Sealed twice, a text gives two different results.
  private static JsonNode withoutSeals(JsonNode tree) {
    var copy = tree.deepCopy();
    copy.findParents(PersonalContent.SEALED)
        .forEach(seal -> ((ObjectNode) seal).put(PersonalContent.SEALED, "sealed"));
    return copy;
  }

  private static Headers headers(JsonNode node) {
    var headers = new RecordHeaders();
    for (Map.Entry<String, JsonNode> header : node.properties()) {
      headers.add(header.getKey(), header.getValue().asText().getBytes(StandardCharsets.UTF_8));
    }
    return headers;
  }
}
