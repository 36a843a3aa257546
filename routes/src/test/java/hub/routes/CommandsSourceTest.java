package hub.routes;

import static org.assertj.core.api.Assertions.assertThat;

import hub.connector.HubCommands;
import hub.delivery.Command.Attempt;
import hub.delivery.Command.RefreshTicket;
import hub.delivery.Outcome;
import hub.engine.broker.BrokerSettings;
import hub.engine.broker.EmbeddedBroker;
import hub.incident.Input.OutcomeReported;
import hub.routes.MemoryHub.Refused;
import hub.routes.MemoryHub.Reported;
import hub.ticket.Reading;
import hub.ticket.TicketRef;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Commands are taken one at a time from a real Kafka, and let go of with their outcome only.
class CommandsSourceTest {

  @TempDir static Path data;
  private static EmbeddedBroker broker;
  private static int topics;

  private final List<String> attempted = new CopyOnWriteArrayList<>();
  private final List<HubCommands.Due> due = new CopyOnWriteArrayList<>();
  private final List<String> traces = new CopyOnWriteArrayList<>();
  private final List<String> headers = new CopyOnWriteArrayList<>();
  private String system = "";

  @BeforeAll
  static void start() {
    broker = EmbeddedBroker.start(BrokerSettings.in(data));
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @BeforeEach
  void createTopic() throws Exception {
    system = "tool" + topics++;
    try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic("hub.commands." + system, 1, (short) 1))).all().get();
    }
  }

  @Test
  void commands_are_attempted_in_order_and_not_again_after_a_restart() throws Exception {
    send("one", "two");
    try (var routes = routes()) {
      Await.until("both are reported", () -> routes.hub().all(Reported.class).size() == 2);
    }
    send("three");
    try (var routes = routes()) {
      Await.until("the third is reported", () -> !routes.hub().all(Reported.class).isEmpty());
    }

    assertThat(attempted).containsExactly("one", "two", "three");
  }

  @Test
  void a_command_whose_outcome_was_not_stored_comes_again_as_perhaps_attempted() throws Exception {
    try (var routes = routes()) {
      routes.hub().open(false);
      send("one");
      Await.until("it was attempted twice", () -> attempted.size() > 1);
      routes.hub().open(true);
      Await.until("it is reported", () -> !routes.hub().all(Reported.class).isEmpty());
    }

    assertThat(due.getFirst().earlierAttemptUntil()).isNull();
    assertThat(due.get(1).earlierAttemptUntil()).isNotNull();
  }

  @Test
  void a_process_that_dies_before_the_outcome_is_stored_leaves_the_command() throws Exception {
    try (var routes = routes()) {
      routes.hub().open(false);
      send("one");
      Await.until("it was attempted", () -> !attempted.isEmpty());
    }
    attempted.clear();

    try (var routes = routes()) {
      Await.until("it is reported", () -> !routes.hub().all(Reported.class).isEmpty());
    }

    assertThat(attempted).containsExactly("one");
  }

  @Test
  void a_record_that_cannot_be_read_holds_up_nobody() throws Exception {
    send("damaged", "two");
    try (var routes = routes()) {
      Await.until("the second is reported", () -> !routes.hub().all(Reported.class).isEmpty());

      assertThat(routes.hub().all(Refused.class))
          .singleElement()
          .satisfies(refused -> assertThat(refused.refusal().cause()).contains("cannot be read"));
    }
    assertThat(attempted).containsExactly("two");
  }

  @Test
  void the_trace_of_a_command_is_read_and_goes_to_no_tool() throws Exception {
    var trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    send(new RecordHeader("traceparent", trace.getBytes(StandardCharsets.UTF_8)), "one");
    try (var routes = routes()) {
      Await.until("it is reported", () -> !routes.hub().all(Reported.class).isEmpty());
    }

    assertThat(traces).containsExactly(trace);
    assertThat(headers).isEmpty();
  }

  private RunningRoutes routes() throws Exception {
    var routes = RunningRoutes.of(Map.of());
    routes.camel().getRegistry().bind(HubCommands.BEAN, new ByName());
    routes
        .camel()
        .getComponent("kafka", KafkaComponent.class)
        .getConfiguration()
        .setBrokers(broker.bootstrapServers());
    routes
        .camel()
        .addRoutes(
            new RouteBuilder() {
              @Override
              public void configure() {
                from("kamelet:hub-commands-source?parallel=1&system=" + system)
                    .process(exchange -> {
                      var taken = exchange.getMessage().getBody(HubCommands.Due.class);
                      due.add(taken);
                      headers.addAll(exchange.getMessage().getHeaders().keySet());
                      attempted.add(taken.command().id());
                      exchange
                          .getMessage()
                          .setBody(
                              new OutcomeReported(
                                  taken.command().id(),
                                  new Outcome.Unavailable(Outcome.Trouble.DEAD, "", null),
                                  Reading.at(Instant.now())));
                    });
              }
            });
    return routes;
  }

  private void send(String... commands) throws Exception {
    send(new RecordHeader("none", new byte[0]), commands);
  }

  private void send(Header header, String... commands) throws Exception {
    var settings = Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers());
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      for (var command : commands) {
        var record = new ProducerRecord<String, String>("hub.commands." + system, command);
        record.headers().add(header);
        producer.send(record).get();
      }
    }
  }

  /// A command is its name.
  private final class ByName implements HubCommands {

    @Override
    public Due read(byte[] value, Place place, @Nullable String trace) {
      traces.add(String.valueOf(trace));
      var name = new String(value, StandardCharsets.UTF_8);
      if (name.equals("damaged")) {
        throw new IllegalArgumentException("not a command");
      }
      return new Due(new RefreshTicket(name, 1, new TicketRef("tool", "1"), Attempt.FIRST), null);
    }

    @Override
    public void settled(Place place) {}
  }
}
