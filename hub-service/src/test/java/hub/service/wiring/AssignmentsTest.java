package hub.service.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;

class AssignmentsTest {

  private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
  private static final InstantSource LATER = InstantSource.fixed(START.plusSeconds(60));
  private static final TopicPartition PARTITION = new TopicPartition("hub.commands.jira-ops", 2);

  @Test
  void consumers_of_one_route_are_members_of_their_own_and_a_new_one_takes_the_place_of_the_gone() {
    var assignments = new Assignments(LATER, START, Map.of());
    try (var first = consumer(assignments)) {
      var second = consumer(assignments);
      try (var third = consumer(assignments)) {
        assertThat(List.of(member(first), member(second), member(third)))
            .containsExactly("hub-jira-ops-0", "hub-jira-ops-1", "hub-jira-ops-2");
        second.close();
        try (var fourth = consumer(assignments)) {
          assertThat(member(fourth)).isEqualTo("hub-jira-ops-1");
        }
      }
    }
  }

  @Test
  void what_this_process_passes_on_to_itself_nobody_else_can_have_tried() {
    var assignments = new Assignments(LATER, START, Map.of());

    assignments.assigned(List.of(PARTITION));
    assignments.settled(PARTITION.topic(), PARTITION.partition());
    assignments.assigned(List.of(PARTITION));

    assertThat(assignments.firstSince(PARTITION.topic(), PARTITION.partition())).isEqualTo(START);
  }

  @Test
  void on_a_cluster_another_process_may_have_tried_what_was_there_before_the_assignment() {
    var assignments = new Assignments(LATER, null, Map.of());

    assignments.assigned(List.of(PARTITION));

    assertThat(assignments.firstSince(PARTITION.topic(), PARTITION.partition()))
        .isEqualTo(START.plus(Duration.ofSeconds(60)));
    assignments.settled(PARTITION.topic(), PARTITION.partition());
    assertThat(assignments.firstSince(PARTITION.topic(), PARTITION.partition())).isNull();
  }

  private static Consumer<?, ?> consumer(Assignments assignments) {
    var properties = new Properties();
    properties.put("bootstrap.servers", "localhost:1");
    properties.put("group.id", "hub-sinks-jira-ops");
    properties.put("group.instance.id", "hub-jira-ops");
    properties.put("key.deserializer", ByteArrayDeserializer.class.getName());
    properties.put("value.deserializer", ByteArrayDeserializer.class.getName());
    return assignments.getConsumer(properties);
  }

  private static String member(Consumer<?, ?> consumer) {
    return consumer.groupMetadata().groupInstanceId().orElseThrow();
  }
}
