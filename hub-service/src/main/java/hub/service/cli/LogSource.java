package hub.service.cli;

import hub.engine.broker.BrokerSettings;
import hub.engine.broker.BrokerStartException;
import hub.engine.broker.EmbeddedBroker;
import hub.engine.chain.ChainReader;
import hub.engine.chain.StoredRecord;
import hub.engine.format.HubJson;
import hub.engine.log.Connection;
import hub.service.rest.ChainResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where `./hub verify` reads the records of `hub.events`.
interface LogSource {

  /// Gives all records in order.
  ///
  /// @throws IOException if they cannot all be read; the message says why, and what helps
  void read(Consumer<StoredRecord> taker) throws IOException, InterruptedException;

  /// A running hub, which passes the records on as they are stored.
  record OfHub(int port) implements LogSource {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Override
    public void read(Consumer<StoredRecord> taker) throws IOException, InterruptedException {
      var address = "http://localhost:" + port + "/api/chain/events";
      try (var http = HttpClient.newHttpClient()) {
        var request = HubToken.request(address).timeout(PATIENCE).build();
        var answer = http.send(request, BodyHandlers.ofLines());
        if (answer.statusCode() == 401) {
          throw new IOException(HubToken.MISSING);
        }
        if (answer.statusCode() != 200) {
          throw new IOException("%s answered %d.".formatted(address, answer.statusCode()));
        }
        take(answer.body(), taker, address);
      } catch (java.net.ConnectException e) {
        throw new IOException(
            "No hub answers at %s; start one, give its --port, or read its --data without it."
                .formatted(address),
            e);
      }
    }

    private static void take(Stream<String> lines, Consumer<StoredRecord> taker, String address)
        throws IOException {
      var isWhole = false;
      try (lines) {
        for (var line : (Iterable<String>) lines::iterator) {
          isWhole = line.equals(ChainResource.END);
          if (!isWhole) {
            taker.accept(HubJson.mapper().readValue(line, StoredRecord.class));
          }
        }
      } catch (UncheckedIOException e) {
        throw new IOException(address + " ended in the middle.", e);
      }
      if (!isWhole) {
        throw new IOException(address + " ended in the middle; the hub's log says why.");
      }
    }
  }

  /// The brokers themselves.
  ///
  /// @param properties a file with what else a Kafka client needs; null for nothing
  record OfCluster(String bootstrap, @Nullable Path properties, int partition)
      implements LogSource {

    @Override
    public void read(Consumer<StoredRecord> taker) throws IOException {
      var client = new HashMap<String, String>();
      if (properties != null) {
        var read = new Properties();
        try (var file = Files.newBufferedReader(properties)) {
          read.load(file);
        }
        read.stringPropertyNames().forEach(name -> client.put(name, read.getProperty(name)));
      }
      readAt(new Connection(bootstrap, Map.copyOf(client)), partition, taker);
    }
  }

  /// The data directory of a hub that does not run.
  record OfData(Path directory, int partition) implements LogSource {

    @Override
    public void read(Consumer<StoredRecord> taker) throws IOException {
      var kafka = directory.resolve("kafka");
      if (!Files.isDirectory(kafka)) {
        throw new IOException(
            "%s is no data directory of a hub with a broker of its own.".formatted(directory));
      }
      try (var broker = EmbeddedBroker.start(BrokerSettings.in(kafka))) {
        readAt(Connection.plain(broker.bootstrapServers()), partition, taker);
      } catch (BrokerStartException e) {
        throw new IOException(
            "The log in %s cannot be opened; while its hub runs, give --port instead. %s"
                .formatted(directory, e.getMessage()),
            e);
      }
    }
  }

  private static void readAt(Connection connection, int partition, Consumer<StoredRecord> taker)
      throws IOException {
    try {
      new ChainReader(connection).read(partition, taker);
    } catch (org.apache.kafka.common.KafkaException | hub.engine.log.LogUnavailableException e) {
      throw new IOException(
          "hub.events cannot be read from the %s: %s".formatted(connection, e.getMessage()), e);
    }
  }
}
