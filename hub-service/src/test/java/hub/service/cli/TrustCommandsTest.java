package hub.service.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import hub.config.HubConfig;
import hub.engine.Engine;
import hub.engine.EngineSettings;
import hub.engine.SpaceSettings;
import hub.engine.broker.BrokerSettings;
import hub.engine.broker.EmbeddedBroker;
import hub.engine.chain.Head;
import hub.engine.chain.HeadFile;
import hub.engine.chain.SignedHead;
import hub.engine.chain.SigningKey;
import hub.engine.format.Origin;
import hub.engine.log.Connection;
import hub.engine.log.LastEvent;
import hub.incident.IncidentId;
import hub.incident.Input;
import hub.service.chain.IncidentBundle;
import hub.service.site.SiteReader;
import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.Reading;
import hub.ticket.Ticket;
import hub.ticket.TicketRef;
import hub.ticket.Version;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// What somebody can prove who has a log, heads, a key and bundles, and no hub that runs.
@TestInstance(Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // JUnit sets them before each use
class TrustCommandsTest {

  private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");
  private static final String SPACE = "nsp";
  private static final Path CONFIG =
      Path.of(System.getProperty("hub.root", "..")).resolve("config/nsp");

  @TempDir private static Path data;

  private SigningKey key;
  private HeadFile heads;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /// Two incidents; a head; the first is exported, erased, and exported again.
  @BeforeAll
  void live() throws Exception {
    key = SigningKey.openOrMake(data.resolve("signing.key"));
    heads = new HeadFile(data.resolve("heads.jsonl"));
    try (var broker = EmbeddedBroker.start(BrokerSettings.in(data.resolve("kafka")));
        var engine =
            Engine.start(
                EngineSettings.embedded(
                    broker.bootstrapServers(), data, new SpaceSettings(config(), "hash")))) {
      var connection = Connection.plain(broker.bootstrapServers());
      see(engine, 1, "Karen Hansen cannot log in");
      see(engine, 2, "Slow answers");
      // The engine shows what it has taken before its transaction has ended; a head is of the log.
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() ->
              isKnown(engine, 2)
                  && LastEvent.findCommitted(connection, SPACE, 0).sequence()
                      == engine.view().sequence(SPACE));
      deliver(connection);
      export(connection, "before.zip");
      var sequence = engine.view().sequence(SPACE);
      engine
          .inputs()
          .append(
              SPACE, new Input.EraseRequested("dpo", new IncidentId(1), null), Origin.person("dpo"))
          .get(30, TimeUnit.SECONDS);
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> LastEvent.findCommitted(connection, SPACE, 0).sequence() > sequence);
      export(connection, "after.zip");
      deliver(connection);
    }
  }

  @Test
  void the_log_of_a_stopped_hub_agrees_with_its_heads() {
    assertThat(verifyLog("heads.jsonl")).as("%s %s", out, err).isZero();
    assertThat(out.toString())
        .contains("space    nsp", "from sequence 1", "2 of 2 agree", "signatures genuine")
        .contains("All agree: the log is the one that was written.");
  }

  @Test
  void a_head_of_another_history_is_a_break_with_its_place_and_the_way_out() throws IOException {
    var genuine = heads.read().heads().getFirst();
    var other = new Head(SPACE, genuine.sequence(), "0".repeat(64), MONDAY);
    var later = new Head(SPACE, 1_000_000, genuine.link(), MONDAY);
    new HeadFile(data.resolve("other.jsonl")).append(SignedHead.of(other, key));
    new HeadFile(data.resolve("later.jsonl")).append(SignedHead.of(later, key));
    Files.writeString(
        data.resolve("forged.jsonl"), genuine.toLine().replace("\"sequence\":", "\"sequence\":1"));

    assertThat(verifyLog("other.jsonl")).isEqualTo(1);
    assertThat(out.toString())
        .contains("BROKEN   at sequence " + genuine.sequence() + ", offset ", "computed")
        .contains("Keep the topic as it is");
    assertThat(run("verify", "--data", data.toString(), "--heads", file("later.jsonl"))).isOne();
    assertThat(out.toString())
        .contains("events or more were cut off", "not checked, for want of --key");
    assertThat(verifyLog("forged.jsonl")).isEqualTo(1);
    assertThat(out.toString()).contains("1 heads are not signed with the given key");
  }

  @Test
  void D12_a_bundle_proves_an_incident_and_shows_what_was_erased_as_erased() throws IOException {
    assertThat(content("before.zip", "events.json")).contains("Karen Hansen");
    assertThat(content("before.zip", "records.jsonl")).doesNotContain("Karen", "Slow");
    assertThat(content("after.zip", "events.json")).doesNotContain("Karen").contains("erased");
    assertThat(verifyBundle("before.zip")).as("%s %s", out, err).isZero();
    assertThat(out.toString())
        .contains("incident I-1", "1 agree, the last at sequence")
        .contains("The bundle is what was signed");
    assertThat(verifyBundle("after.zip")).isZero();
  }

  @Test
  void a_bundle_that_somebody_has_changed_is_refused() throws IOException {
    Files.copy(data.resolve("after.zip"), data.resolve("text.zip"));
    change("text.zip", "events.json", text -> text.replace("erased", "Karen"));
    Files.copy(data.resolve("after.zip"), data.resolve("record.zip"));
    change("record.zip", "records.jsonl", text -> text.replaceFirst("\"offset\":\\d+", "$01"));
    change("record.zip", "digests.txt", text -> text.replaceFirst("[0-9a-f]{64}", "0".repeat(64)));
    Files.copy(data.resolve("after.zip"), data.resolve("manifest.zip"));
    change("manifest.zip", "manifest.sha256", text -> text + "\n");
    Files.writeString(data.resolve("none.zip"), "no zip");

    assertThat(verifyBundle("text.zip")).isEqualTo(1);
    assertThat(out.toString()).contains("BROKEN   events.json is not what manifest.sha256 says");
    assertThat(verifyBundle("record.zip")).isEqualTo(1);
    assertThat(out.toString()).contains("is not on the chain", "records.jsonl is not what");
    assertThat(verifyBundle("manifest.zip")).isEqualTo(1);
    assertThat(out.toString()).contains("The signature does not fit");
    assertThat(verifyBundle("none.zip")).isEqualTo(1);
    assertThat(err.toString()).contains("is no zip file");
  }

  @Test
  void a_bundle_of_another_key_is_refused() {
    SigningKey.openOrMake(data.resolve("stranger.key"));
    assertThat(run("verify", "--bundle", file("after.zip"), "--key", file("stranger.key.pub")))
        .isEqualTo(1);
    assertThat(out.toString()).contains("which is none of those given");
  }

  private int verifyLog(String headFile) {
    return run(
        "verify",
        "--data",
        data.toString(),
        "--heads",
        file(headFile),
        "--key",
        file("signing.key.pub"));
  }

  private int verifyBundle(String bundle) {
    return run(
        "verify",
        "--bundle",
        file(bundle),
        "--heads",
        file("heads.jsonl"),
        "--key",
        file("signing.key.pub"));
  }

  private static String file(String name) {
    return data.resolve(name).toString();
  }

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return HubCommandLine.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }

  private void deliver(Connection connection) {
    var last = LastEvent.findCommitted(connection, SPACE, 0);
    var head = new Head(SPACE, last.sequence(), String.valueOf(last.link()), MONDAY);
    heads.append(SignedHead.of(head, key));
  }

  private void export(Connection connection, String name) throws IOException {
    var bundle =
        IncidentBundle.of(
            new IncidentBundle.Place(connection, SPACE, 0),
            List.of(new IncidentId(1)),
            JsonNodeFactory.instance.objectNode(),
            key,
            MONDAY);
    try (var file = Files.newOutputStream(data.resolve(name))) {
      bundle.write(file);
    }
  }

  private static String content(String bundle, String name) throws IOException {
    try (var zip = FileSystems.newFileSystem(data.resolve(bundle))) {
      return Files.readString(zip.getPath(name));
    }
  }

  private interface Change {
    String of(String text);
  }

  private static void change(String bundle, String name, Change change) throws IOException {
    var address = URI.create("jar:" + data.resolve(bundle).toUri());
    try (var zip = FileSystems.newFileSystem(address, Map.of())) {
      var file = zip.getPath(name);
      var before = Files.readString(file);
      var after = change.of(before);
      assertThat(after).isNotEqualTo(before);
      Files.write(file, after.getBytes(UTF_8));
    }
  }

  private static HubConfig config() {
    return SiteReader.read(CONFIG).site().orElseThrow().config();
  }

  private static boolean isKnown(Engine engine, int number) {
    try {
      return engine.view().space(SPACE).get("ticket/clearquest:" + number).isPresent();
    } catch (RuntimeException _) {
      return false;
    }
  }

  private static void see(Engine engine, int number, String title) throws Exception {
    var ticket =
        Ticket.of(
            new TicketRef("clearquest", Integer.toString(number)),
            "NSP0000000" + number,
            new Version(1),
            Fields.of(
                Map.of(
                    Field.TITLE, title,
                    Field.PRIORITY, "P3",
                    Field.STATUS, "ASSIGNED",
                    Field.ASSIGNEE, "OPERATIONS_SUPPLIER")));
    engine
        .inputs()
        .append(
            SPACE, new Input.TicketObserved(ticket, Reading.at(MONDAY)), Origin.of("clearquest"))
        .get(30, TimeUnit.SECONDS);
  }
}
