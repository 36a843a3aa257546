package hub.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import hub.engine.format.Cause;
import hub.engine.format.Encoded;
import hub.engine.format.EventFormat;
import hub.engine.format.RecordedEvent;
import hub.engine.privacy.IncidentKey;
import hub.incident.IncidentEvent;
import hub.incident.IncidentEvent.IncidentErased;
import hub.incident.Kinship;
import hub.incident.SpaceMap;
import hub.space.SpaceMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Whole histories as a released version of the hub has written them. A later version must still
/// read every event of them and fold them to the state hash that stands beside them.
///
/// A history, `<release>/<name>.jsonl.gz`, is never written again: its first line holds the keys,
/// each other line an event. `<name>.hashes` holds a line `<EVOLVE_VERSION> <hash>` for each
/// version of evolve that made another state of it. `-Dhub.approve=true` writes the histories of a
/// new release and adds such a line, but never changes the hash of a version that has one: evolve
/// may make something else of an old event only together with its version.
class StoredHistoriesTest {

  private static final Path STORED =
      Path.of(System.getProperty("hub.root", ".."))
          .resolve("hub-engine/src/test/resources/hub/engine/histories");

  /// The release that `-Dhub.approve=true` writes histories of.
  private static final String RELEASE = "0.1.0";

  private static final String SUFFIX = ".jsonl.gz";
  private static final int SEEDS = 5;
  private static final int INPUTS = 120;
  private static final boolean MAY_APPROVE = Boolean.getBoolean("hub.approve");

  private static final JsonMapper JSON = new JsonMapper();

  private final EventFormat format = new EventFormat();

  @TestFactory
  Stream<DynamicTest> I7_what_a_release_has_written_folds_to_the_state_it_made()
      throws IOException {
    if (MAY_APPROVE && !Files.exists(STORED.resolve(RELEASE))) {
      write();
    }
    try (var files = Files.walk(STORED)) {
      return files.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList().stream()
          .map(history ->
              DynamicTest.dynamicTest(STORED.relativize(history).toString(), () -> check(history)));
    }
  }

  private void check(Path history) throws IOException {
    var folded = fold(read(history));
    var hashes = hashes(history);
    var recorded = hashes.floorEntry(SpaceMachine.EVOLVE_VERSION);
    if (MAY_APPROVE && isNews(recorded, folded)) {
      Files.writeString(
          hashesOf(history),
          "%d %s%n".formatted(SpaceMachine.EVOLVE_VERSION, folded.hash()),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
      recorded = hashes(history).floorEntry(SpaceMachine.EVOLVE_VERSION);
    }
    assertThat(recorded).as("no hash stands beside %s", history).isNotNull();
    assertThat(folded.hash())
        .as(
            """
            evolve makes another state of %s than version %d did. If it is meant, raise \
            SpaceMachine.EVOLVE_VERSION, say in CHANGELOG.md what changes, and approve by \
            -Dtest=StoredHistoriesTest -Dhub.approve=true\
            """,
            history.getFileName(), recorded.getKey())
        .isEqualTo(recorded.getValue());
  }

  private static boolean isNews(Map.@Nullable Entry<Integer, String> recorded, StateHash folded) {
    return recorded == null
        || (recorded.getKey() < SpaceMachine.EVOLVE_VERSION
            && !recorded.getValue().equals(folded.hash()));
  }

  private static List<String> read(Path history) throws IOException {
    try (var in = new GZIPInputStream(Files.newInputStream(history))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  private static NavigableMap<Integer, String> hashes(Path history) throws IOException {
    var hashes = new TreeMap<Integer, String>();
    if (Files.exists(hashesOf(history))) {
      for (var line : Files.readAllLines(hashesOf(history))) {
        var words = line.split(" ", 2);
        hashes.put(Integer.parseInt(words[0]), words[1]);
      }
    }
    return hashes;
  }

  private static Path hashesOf(Path history) {
    return history.resolveSibling(history.getFileName().toString().replace(SUFFIX, ".hashes"));
  }

  private StateHash fold(List<String> lines) throws IOException {
    var keys = new HashMap<Long, IncidentKey>();
    JSON.readTree(lines.getFirst())
        .properties()
        .forEach(key ->
            keys.put(
                Long.parseLong(key.getKey()),
                IncidentKey.fromBytes(Base64.getDecoder().decode(key.getValue().asText()))));
    var state = new SpaceMap();
    var sequence = 0L;
    for (var line : lines.subList(1, lines.size())) {
      var tree = JSON.readTree(line);
      var recorded =
          format.decode(
              JSON.writeValueAsBytes(tree.path("data")),
              headers(tree.path("headers")),
              incident -> Optional.ofNullable(keys.get(incident)));
      sequence = recorded.sequence();
      state.apply(SpaceMachine.evolve(state, recorded.event()));
    }
    return StateHash.of(state, sequence);
  }

  private static Headers headers(JsonNode node) {
    var headers = new RecordHeaders();
    node.properties()
        .forEach(header ->
            headers.add(
                header.getKey(), header.getValue().asText().getBytes(StandardCharsets.UTF_8)));
    return headers;
  }

  private void write() throws IOException {
    Files.createDirectories(STORED.resolve(RELEASE));
    for (var seed = 1; seed <= SEEDS; seed++) {
      var lines = lived(new History(seed, seed % 2 == 0));
      var file = STORED.resolve(RELEASE).resolve("seed-%d%s".formatted(seed, SUFFIX));
      try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
        out.write(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private List<String> lived(History history) throws IOException {
    var live = new SpaceMap();
    var keys = new TreeMap<Long, IncidentKey>();
    var lines = new ArrayList<String>();
    for (var i = 0; i < INPUTS; i++) {
      var step = SpaceMachine.step(live, history.next(live), history.now(), Site.config());
      var sequence = live.space().sequence();
      for (var event : step.events()) {
        sequence++;
        lines.add(line(event, sequence, history, keys));
        if (event instanceof IncidentErased erased) {
          Kinship.of(live, erased.incident()).forEach(one -> keys.remove(one.number()));
        }
      }
      live.apply(step.changes());
    }
    var encoded = new TreeMap<String, String>();
    keys.forEach((incident, key) ->
        encoded.put(incident.toString(), Base64.getEncoder().encodeToString(key.toBytes())));
    lines.addFirst(JSON.writeValueAsString(encoded));
    return lines;
  }

  private String line(
      IncidentEvent event, long sequence, History history, Map<Long, IncidentKey> keys) {
    var recorded =
        new RecordedEvent(
            Site.SPACE, sequence, event, Cause.CLOCK, history.now(), "c", null, history.now());
    return line(
        format.encode(
            recorded, incident -> keys.computeIfAbsent(incident, _ -> IncidentKey.generate())));
  }

  private static String line(Encoded encoded) {
    var headers = new TreeMap<String, String>();
    encoded
        .headers()
        .forEach(header ->
            headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
    var line = JSON.createObjectNode();
    line.set("headers", JSON.valueToTree(headers));
    try {
      line.set("data", JSON.readTree(encoded.value()));
      return JSON.writeValueAsString(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
