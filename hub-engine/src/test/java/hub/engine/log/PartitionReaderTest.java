package hub.engine.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hub.engine.broker.BrokerSettings;
import hub.engine.broker.EmbeddedBroker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartitionReaderTest {

  @Test
  void what_a_poll_brings_along_from_beyond_the_end_is_read_next_time(@TempDir Path directory)
      throws Exception {
    try (var broker = EmbeddedBroker.start(BrokerSettings.in(directory))) {
      var connection = Connection.plain(broker.bootstrapServers());
      write(connection, "one", "two", "three");
      try (var reader = new PartitionReader(connection, "words", 0)) {
        var first = new ArrayList<String>();
        reader.readTo(2, record -> first.add(record.key()));
        var second = new ArrayList<String>();
        reader.readToEnd(record -> second.add(record.key()));

        assertThat(first).containsExactly("one", "two");
        assertThat(second).containsExactly("three");
      }
    }
  }

  @Test
  void what_is_decoded_ahead_is_taken_in_order(@TempDir Path directory) throws Exception {
    try (var broker = EmbeddedBroker.start(BrokerSettings.in(directory))) {
      var connection = Connection.plain(broker.bootstrapServers());
      var words = IntStream.range(0, 3_000).mapToObj(Integer::toString).toList();
      write(connection, words.toArray(String[]::new));
      try (var reader = new PartitionReader(connection, "words", 0)) {
        var taken = new ArrayList<String>();
        reader.readTo(2_700, ConsumerRecord::key, taken::add);

        assertThat(taken).isEqualTo(words.subList(0, 2_700));
      }
    }
  }

  @Test
  void what_cannot_be_decoded_ends_the_reading_before_anything_after_it(@TempDir Path directory)
      throws Exception {
    try (var broker = EmbeddedBroker.start(BrokerSettings.in(directory))) {
      var connection = Connection.plain(broker.bootstrapServers());
      write(connection, "1", "2", "three", "4");
      try (var reader = new PartitionReader(connection, "words", 0)) {
        var taken = new ArrayList<Integer>();

        assertThatThrownBy(
                () -> reader.readTo(4, record -> Integer.valueOf(record.key()), taken::add))
            .isInstanceOf(NumberFormatException.class);
        assertThat(taken).doesNotContain(4);
      }
    }
  }

  private static void write(Connection connection, String... words) throws Exception {
    try (var admin = Admin.create(connection.with(Map.of()));
        var producer =
            new KafkaProducer<String, byte[]>(
                connection.with(Map.of()), new StringSerializer(), new ByteArraySerializer())) {
      var topic = new NewTopic("words", Optional.of(1), Optional.empty());
      admin.createTopics(List.of(topic)).all().get();
      for (var word : words) {
        var _ = producer.send(new ProducerRecord<>("words", word, new byte[0]));
      }
    }
  }
}
