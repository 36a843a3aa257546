package hub.service.search;

import static org.assertj.core.api.Assertions.assertThat;

import hub.engine.Engine;
import hub.engine.EngineSettings;
import hub.engine.SpaceSettings;
import hub.engine.broker.BrokerSettings;
import hub.engine.broker.EmbeddedBroker;
import hub.engine.format.Origin;
import hub.engine.log.Connection;
import hub.incident.IncidentId;
import hub.incident.Input;
import hub.ticket.Change;
import hub.ticket.Comment;
import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.Reading;
import hub.ticket.Ticket;
import hub.ticket.TicketRef;
import hub.ticket.Version;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The projection over a real log: keys, erasure, and an index made anew.
class KafkaProjectionTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void an_index_made_anew_from_the_log_shows_the_same_after_an_erasure_too(@TempDir Path folder)
      throws Exception {
    var config = DemoSite.config();
    try (var broker = EmbeddedBroker.start(BrokerSettings.in(folder.resolve("kafka")));
        var engine =
            Engine.start(
                EngineSettings.embedded(
                    broker.bootstrapServers(), folder, new SpaceSettings(config, "hash")))) {
      var connection = Connection.plain(broker.bootstrapServers());
      try (var kept = readSide(folder.resolve("kept"), connection)) {
        see(engine, 1, "Karen Hansen cannot log in", 1);
        see(engine, 2, "Slow answers", 1);
        await(() -> kept.incidents().find(IncidentQuery.EVERYTHING).total() == 2);
        see(engine, 1, "Karen Hansen still cannot log in", 2);
        ask(engine, new Input.EraseRequested("dpo", new IncidentId(1), null));
        ask(engine, new Input.PauseRequested("anna", "jira-ops"));
        await(() -> !kept.state().attention().isEmpty());

        assertThat(everything(kept).toString()).doesNotContain("Karen").contains("Slow answers");
        try (var anew = readSide(folder.resolve("anew"), connection)) {
          await(() -> !anew.state().attention().isEmpty());
          assertThat(everything(anew)).isEqualTo(everything(kept));
        }
      }
    }
  }

  private static ReadSide readSide(Path folder, Connection connection) {
    return ReadSide.open(
        folder,
        DemoSite.config(),
        () -> new KafkaEventSource(connection, "nsp", 0),
        List::of,
        _ -> null,
        Room.ENOUGH);
  }

  private static List<Object> everything(ReadSide readSide) {
    var all = new ArrayList<Object>();
    all.add(readSide.incidents().find(IncidentQuery.EVERYTHING));
    for (var number = 1; number <= 2; number++) {
      all.add(readSide.incidents().incident(new IncidentId(number)));
      all.add(readSide.incidents().timeline(new IncidentId(number)));
    }
    all.add(readSide.state().systems());
    all.add(readSide.state().attention());
    return all;
  }

  private static void see(Engine engine, long number, String title, long version) throws Exception {
    var now = Instant.now();
    var fields =
        Fields.of(
            Map.of(
                Field.TITLE,
                title,
                Field.DESCRIPTION,
                "Reported by " + title,
                Field.PRIORITY,
                "P3",
                Field.STATUS,
                "ASSIGNED"));
    var comment = new Comment("c" + version, "Karen Hansen", now, "Karen called", false, "");
    var ticket =
        Ticket.of(
                new TicketRef("clearquest", "3355443" + number),
                "NSP0000000" + number,
                new Version(version),
                fields)
            .withComments(number == 1 ? List.of(comment) : List.of())
            .withChanges(new Change(now, "Mette Holm", true), Map.of());
    engine
        .inputs()
        .append("nsp", new Input.TicketObserved(ticket, Reading.at(now)), Origin.of("clearquest"))
        .get(30, TimeUnit.SECONDS);
  }

  private static void ask(Engine engine, Input.Request request) throws Exception {
    engine
        .inputs()
        .append("nsp", request, Origin.person(request.actor()))
        .get(30, TimeUnit.SECONDS);
  }

  private static void await(BooleanSupplier condition) {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }
}
