package hub.service.e2e;

import static hub.service.e2e.Platform.soon;
import static hub.service.e2e.ToolHands.CLEARQUEST;
import static hub.service.e2e.ToolHands.JIRA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.security.plain.PlainLoginModule;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The packaged hub on a Kafka that is not its own, by configuration alone.
@SuppressWarnings("NullAway.Init") // JUnit sets them before each use
class ClusterIT {

  private static final String ONE_BROKER = "-Dhub.kafka.replication-factor=1";
  private static final int PLAIN_PORT = HubProcess.freePort();
  private static final int SECURE_PORT = HubProcess.freePort();

  @TempDir static Path directory;
  private static Process broker;
  private static Platform platform;

  @BeforeAll
  static void start() throws Exception {
    makeCertificates();
    var log = directory.resolve("broker.log").toFile();
    broker = startBroker(log);
    platform = Platform.prepare(directory.resolve("hub"), site());
    await("the broker to be ready; its log is " + log)
        .atMost(Duration.ofSeconds(40))
        .until(() -> Files.readAllLines(log.toPath()).contains("ready"));
  }

  @AfterEach
  void stopHub() {
    platform.hub.stop();
  }

  @AfterAll
  static void stop() throws Exception {
    platform.close();
    broker.destroyForcibly().waitFor();
  }

  @Test
  void an_incident_travels_and_goes_on_after_a_restart() {
    var cluster = "-Dhub.kafka.bootstrap-servers=127.0.0.1:" + PLAIN_PORT;
    platform.hub.start(cluster, ONE_BROKER).awaitReady();
    var linked = platform.linkedIncident("Klynge", "P3");
    platform.tools.editIssue(linked.issue(), Map.of("priority", "Highest"));
    soon(
        "ClearQuest follows",
        () -> assertThat(priority(CLEARQUEST, linked.record())).isEqualTo("P1"));
    platform.hub.stop();

    platform.hub.start(cluster, ONE_BROKER).awaitReady();

    platform.tools.act(linked.record(), "Modify", Map.of("Priority", "P2"));
    soon("Jira follows", () -> assertThat(priority(JIRA, linked.issue())).isEqualTo("High"));
    assertThat(platform.tools.titled(JIRA, "Klynge")).hasSize(1);
    assertThat(platform.hub.get("/api/replay").path("isSame").asBoolean()).isTrue();
    assertThat(platform.hub.data().resolve("kafka")).doesNotExist();
  }

  @Test
  void an_incident_travels_by_TLS_with_a_certificate_and_a_password() throws IOException {
    platform.hub.start(settings(ClusterBroker.PASSWORD, "hub.p12")).awaitReady();

    var linked = platform.linkedIncident("Krypteret", "P3");
    platform.tools.editIssue(linked.issue(), Map.of("priority", "Highest"));

    soon(
        "ClearQuest follows",
        () -> assertThat(priority(CLEARQUEST, linked.record())).isEqualTo("P1"));
    assertThat(platform.hub.get("/api/replay").path("isSame").asBoolean()).isTrue();
    assertThat(Files.readString(platform.hub.log())).doesNotContain(ClusterBroker.PASSWORD);
  }

  @Test
  void a_wrong_password_ends_the_start_with_its_cause() throws IOException {
    platform.hub.start(settings("wrong", "hub.p12"));

    await("the hub to give up").atMost(Platform.SOON).until(() -> !platform.hub.isRunning());

    assertThat(Files.readString(platform.hub.log()))
        .contains("the broker refused")
        .contains("Authentication failed");
  }

  @Test
  void a_missing_certificate_ends_the_start_with_its_cause() throws IOException {
    platform.hub.start(settings(ClusterBroker.PASSWORD, "trust.p12"));

    await("the hub to give up").atMost(Platform.SOON).until(() -> !platform.hub.isRunning());

    assertThat(Files.readString(platform.hub.log()))
        .contains("the broker refused")
        .contains("SslAuthenticationException");
  }

  /// On a cluster another process may have tried a command that waits at a start, so it waits for
  /// the time in which that may take effect: here a short one.
  private static Path site() throws IOException {
    return HubProcess.demoSiteWith(
        directory.resolve("site"),
        """
        systems:
          clearquest:
            settle: 8s
          jira-ops:
            settle: 8s
        """);
  }

  private static String priority(String tool, String key) {
    return platform.tools.ticket(tool, key).path("priority").asText();
  }

  /// The settings in a file, as docs/how-to/run-on-a-kafka-cluster.md has them.
  private static String settings(String password, String keys) throws IOException {
    var file = directory.resolve("kafka.properties");
    Files.writeString(
        file,
        """
        hub.kafka.bootstrap-servers=localhost:%d
        hub.kafka.replication-factor=1
        hub.kafka.properties."security.protocol"=SASL_SSL
        hub.kafka.properties."sasl.mechanism"=PLAIN
        hub.kafka.properties."sasl.jaas.config"=%s required username="%s" password="%s";
        hub.kafka.properties."ssl.truststore.location"=%s
        hub.kafka.properties."ssl.truststore.password"=%s
        hub.kafka.properties."ssl.truststore.type"=PKCS12
        hub.kafka.properties."ssl.keystore.location"=%s
        hub.kafka.properties."ssl.keystore.password"=%s
        hub.kafka.properties."ssl.keystore.type"=PKCS12
        """
            .formatted(
                SECURE_PORT,
                PlainLoginModule.class.getName(),
                ClusterBroker.USER,
                password,
                directory.resolve("trust.p12"),
                ClusterBroker.PASSWORD,
                directory.resolve(keys),
                ClusterBroker.PASSWORD));
    return "-Dsmallrye.config.locations=" + file.toUri();
  }

  private static Process startBroker(File log) throws IOException {
    return new ProcessBuilder(
            program("java"),
            "-Xmx384m",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            ClusterBroker.class.getName(),
            directory.toString(),
            Integer.toString(PLAIN_PORT),
            Integer.toString(SECURE_PORT),
            Integer.toString(HubProcess.freePort()))
        .redirectErrorStream(true)
        .redirectOutput(log)
        .start();
  }

  private static void makeCertificates() throws Exception {
    makeCertificate(ClusterBroker.KEYS, "localhost -ext SAN=dns:localhost", "trust.p12");
    makeCertificate("hub.p12", "hub", ClusterBroker.CLIENTS);
  }

  /// A certificate that signs itself, and what makes the other side trust it.
  private static void makeCertificate(String keys, String name, String trusting) throws Exception {
    var certificate = directory.resolve(keys + ".crt").toString();
    keytool(keys, "-genkeypair -keyalg EC -validity 2 -dname CN=" + name);
    keytool(keys, "-exportcert -file " + certificate);
    keytool(trusting, "-importcert -noprompt -file " + certificate);
  }

  private static void keytool(String store, String arguments) throws Exception {
    var command = new ArrayList<>(List.of(program("keytool")));
    command.addAll(List.of(arguments.split(" ")));
    command.addAll(List.of("-alias", "broker", "-storetype", "PKCS12"));
    command.addAll(List.of("-keystore", directory.resolve(store).toString()));
    command.addAll(List.of("-storepass", ClusterBroker.PASSWORD));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
  }

  private static String program(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }
}
