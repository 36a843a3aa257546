package hub.world;

import static hub.space.NspExample.CLEARQUEST;
import static hub.space.NspExample.JIRA;
import static org.assertj.core.api.Assertions.assertThat;

import hub.engine.format.Encoded;
import hub.engine.format.InputFormat;
import hub.engine.format.InputFormat.Decoded;
import hub.engine.format.Origin;
import hub.engine.format.ReceivedInput;
import hub.engine.privacy.PersonalNumberWriter;
import hub.engine.privacy.Redaction;
import hub.incident.IncidentEvent.CommandIssued;
import hub.incident.Input;
import hub.space.NspExample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Invariant 10 over whole days, with the door of the log as it is.
class NoPersonalNumberTest {

  private final InputFormat format = new InputFormat(Redaction.STANDARD);
  private final List<Encoded> log = new ArrayList<>();
  private final List<String> typed = new ArrayList<>();

  static LongStream seeds() {
    return LongStream.range(0, Long.getLong("hub.seeds", 60));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void I10_no_number_that_people_type_travels_and_the_world_comes_to_rest(long seed) {
    var writer = new PersonalNumberWriter(new Random(seed));
    var world =
        new World(seed, NspExample.config(), this::throughTheDoor, Redaction.STANDARD::redact);
    world.tool(CLEARQUEST).person = typing(writer, "Hanne");
    world.tool(JIRA).person = typing(writer, "Jens");
    new WildDay(world, text -> typing(writer, text)).live(400);
    world.rest();
    var issued = world.events.size();
    world.rest();

    assertThat(typed).isNotEmpty();
    assertThat(new NoPersonalNumber(typed, log).violations(world)).as("seed %d", seed).isEmpty();
    assertThat(world.events.subList(issued, world.events.size()))
        .as("seed %d: writes after everything had come to rest", seed)
        .noneMatch(CommandIssued.class::isInstance);
  }

  private String typing(PersonalNumberWriter writer, String text) {
    var ten = typed.size() % 2 == 0 ? writer.danish() : writer.swedish();
    var plain = writer.grouped(ten);
    var written = writer.encoded(plain);
    typed.add(ten);
    typed.add(plain);
    typed.add(written);
    return "%s cpr %s.".formatted(text, written);
  }

  private Input throughTheDoor(Input input) {
    var encoded =
        format.encode(
            new ReceivedInput("1", "nsp", input, Origin.of(CLEARQUEST), Instant.EPOCH, null));
    log.add(encoded);
    return ((Decoded.Accepted) format.decode(encoded.value(), encoded.headers()))
        .received()
        .input();
  }
}
