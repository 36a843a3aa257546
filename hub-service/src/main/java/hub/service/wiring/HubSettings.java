package hub.service.wiring;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What belongs to one installation rather than to a site: where things lie and what is reached.
/// Every property may come from the environment too: `hub.kafka.bootstrap-servers` is
/// `HUB_KAFKA_BOOTSTRAP_SERVERS`.
@ConfigMapping(prefix = "hub")
public interface HubSettings {

  /// The site's directory.
  @WithDefault("config/nsp")
  Path site();

  /// Where the embedded broker, the engine's cache and the search index keep their files.
  @WithDefault(".hub")
  Path data();

  /// This process among several; the same over restarts, which are then fast.
  @WithDefault("hub-1")
  String instance();

  /// How long inputs, commands and payloads of dead letters are kept.
  @WithDefault("30d")
  String inputRetention();

  /// Below so much free space on the disk of the embedded broker no input is accepted and no tool
  /// is polled.
  @WithDefault("256M")
  MemorySize freeSpaceFloor();

  /// For tests that need another time, such as a Sunday night.
  Clock clock();

  /// The hub's clock.
  interface Clock {

    /// The hub's time when it starts, such as `2026-03-08T01:00:00Z`; the machine's if absent.
    Optional<Instant> start();

    /// Whether that may be said at all: never in an installation.
    @WithDefault("false")
    boolean maySet();
  }

  /// The links in contact mails.
  Links links();

  /// How people get from a mail to the hub.
  interface Links {

    /// The address of the hub as people reach it.
    @WithDefault("http://localhost:8080")
    String address();

    /// How long a link may be used.
    @WithDefault("24h")
    String validFor();
  }

  /// What proves that the log is the one that was written.
  Chain chain();

  /// Heads of the chain on their way out of the hub.
  interface Chain {

    /// The directory where heads are written to `heads.jsonl`; `chain` under [HubSettings#data] if
    /// absent. Best another disk, or one that is copied elsewhere.
    Optional<Path> heads();

    /// The private key that signs them, Ed25519 in PEM, with its public half beside it in a file of
    /// the same name and `.pub`; if absent one that the hub makes, under [HubSettings#data].
    Optional<Path> key();

    /// How often the head is delivered, if it has moved.
    @WithDefault("10m")
    String interval();

    /// Who gets it by mail too, through the system of the site that sends notices.
    Optional<List<String>> mailTo();
  }

  /// For crash tests.
  Fault fault();

  /// Where the process is to end itself.
  interface Fault {

    /// A place that [FaultHook] knows; empty for nowhere.
    Optional<String> halt();

    /// At which pass of that place, from 1.
    @WithDefault("1")
    int pass();
  }

  /// The cluster.
  Kafka kafka();

  /// How a cluster is reached.
  interface Kafka {

    /// Empty for the broker inside the process.
    Optional<String> bootstrapServers();

    /// How many brokers of a cluster hold each record.
    @WithDefault("3")
    short replicationFactor();

    /// Partitions of `hub.inputs` and `hub.events` in a cluster: one for each space that will ever
    /// be, because it cannot be changed later.
    Optional<Integer> partitions();

    /// Warm copies of the state in other processes.
    @WithDefault("0")
    int standbyReplicas();

    /// Anything else a Kafka client needs, such as `security.protocol`.
    Map<String, String> properties();
  }
}
