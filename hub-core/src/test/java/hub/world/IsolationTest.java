package hub.world;

import static org.assertj.core.api.Assertions.assertThat;

import hub.config.CommentFlow;
import hub.config.CounterpartRule;
import hub.config.HubConfig;
import hub.config.SystemConfig;
import hub.config.ValueMap;
import hub.space.NspExample;
import hub.ticket.ExternalSystem;
import hub.ticket.Field;
import hub.ticket.TicketRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Invariant 9, with a supplier's tool beside ClearQuest and the operations Jira.
class IsolationTest {

  private static final String SUPPLIER = "supplier";
  private static final TicketRef BAD = new TicketRef(SUPPLIER, "1001");
  private static final int BUSY = 600;
  private static final int QUIET = 600;

  static LongStream seeds() {
    return LongStream.range(0, 40);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void I9_a_dead_tool_delays_no_other(long seed) {
    var troubled = lived(seed, world -> world.tools.get(SUPPLIER).isDown = true);
    assertThat(troubled.tickets(SUPPLIER)).isEmpty();
    check(seed, troubled);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void I9_a_broken_route_delays_no_other(long seed) {
    check(seed, lived(seed, world -> world.hanging.add(SUPPLIER)));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void I9_a_tool_that_shows_what_nobody_can_map_delays_no_other(long seed) {
    check(
        seed,
        lived(
            seed,
            world -> {
              var fields = hub.ticket.Fields.of(Field.PRIORITY, "Gigantic");
              world.tools.get(SUPPLIER).personCreates(fields, java.time.Instant.EPOCH);
            }));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void I9_a_bad_ticket_delays_neither_another_tool_nor_another_ticket(long seed) {
    var troubled =
        lived(
            seed,
            world -> {
              world.tools.get(SUPPLIER).refusedTicket = BAD;
            });
    check(seed, troubled);
    // Every attempt is over after a few steps, so nobody waits longer than for those before him.
    assertThat(troubled.taken)
        .filteredOn(taken -> taken.ticket().system().equals(SUPPLIER))
        .filteredOn(taken -> !taken.ticket().equals(BAD))
        .as("seed %d", seed)
        .allSatisfy(taken -> assertThat(taken.time()).isLessThan(Duration.ofSeconds(30)));
  }

  private static void check(long seed, SideBySide troubled) {
    var calm = lived(seed, _ -> {});
    assertThat(calm.writes).as("seed %d", seed).isNotEmpty();
    assertThat(new Isolation(calm, troubled, SUPPLIER).violations()).as("seed %d", seed).isEmpty();
  }

  private static SideBySide lived(long seed, Consumer<SideBySide> trouble) {
    var world = new SideBySide(seed, withSupplier());
    // A late commit there would look like a person's change, and those do reach the others.
    world.tools.get(SUPPLIER).isCalm = true;
    trouble.accept(world);
    world.live(BUSY, QUIET);
    return world;
  }

  /// The supplier gets a ticket for everything that operations get, and follows; nobody shows its
  /// keys.
  private static HubConfig withSupplier() {
    var base = NspExample.config();
    var systems = new TreeMap<>(base.systems());
    systems.put(SUPPLIER, supplier());
    var counterparts = new ArrayList<>(base.counterparts());
    counterparts.add(
        new CounterpartRule(
            "S.1",
            NspExample.CLEARQUEST,
            Map.of(Field.ASSIGNEE, Set.of(NspExample.OPERATIONS)),
            SUPPLIER,
            Map.of()));
    var comments = new ArrayList<>(base.comments());
    comments.add(new CommentFlow(NspExample.CLEARQUEST, List.of(SUPPLIER)));
    return new HubConfig(
        base.space(),
        systems,
        base.fields(),
        counterparts,
        base.backwardMoves(),
        comments,
        base.limits());
  }

  private static SystemConfig supplier() {
    var priorities =
        new ValueMap(Map.of("P1", "1", "P2", "2", "P3", "3", "P4", "4"), Map.of(), Map.of());
    return new SystemConfig(
        "http",
        ExternalSystem.Role.SUPPLIER,
        SystemConfig.Mode.SYNC,
        Map.of(),
        null,
        Map.of(
            Field.TITLE, "title",
            Field.PRIORITY, "priority",
            Field.RESOLUTION, "resolution"),
        Map.of(Field.PRIORITY, priorities),
        Map.of(),
        Set.of(Field.PRIORITY, Field.RESOLUTION),
        Map.of(),
        1,
        NspExample.SETTLE,
        SystemConfig.Shows.STATE);
  }
}
