package hub.service.cli;

import com.fasterxml.jackson.databind.JsonNode;
import hub.engine.format.HubJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Scanner;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `./hub erase <incident>`: has a running hub forget the persons and texts of an incident, and
/// waits until that can be seen.
@Command(
    name = "erase",
    description = "Forgets the persons and texts of an incident, for ever and for every moment.",
    mixinStandardHelpOptions = true)
final class EraseCommand implements Callable<Integer> {

  private static final Duration LOOK_EVERY = Duration.ofMillis(250);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "<incident>", description = "Such as I-17.")
  private String incident = "";

  @Option(names = "--actor", required = true, description = "Who asks; it is recorded.")
  private String actor = "";

  @Option(
      names = "--reason",
      required = true,
      description = "Why; it is kept for ever, so it names no person.")
  private String reason = "";

  @Option(names = "--yes", description = "Without asking again.")
  private boolean isSure;

  @Mixin private HubAddress hub = new HubAddress();

  @Override
  public Integer call() throws InterruptedException {
    return incident.matches("I-[0-9]{1,18}")
        ? erase()
        : refuse("%s is no incident; write I-17".formatted(incident));
  }

  private int erase() throws InterruptedException {
    var found = hub.get("/api/incidents/" + incident);
    if (!found.isGood()) {
      return refuse(found.trouble());
    }
    var summary = found.body().path("summary");
    if (summary.path("isErased").asBoolean()) {
      Terminal.out(spec).printf("%s is erased already.%n", summary.path("id").asText());
      return HubCommandLine.FINE;
    }
    if (!isSure && !isConfirmed(found.body())) {
      return refuse("Nothing was erased.");
    }
    var asked =
        hub.post(
            "/api/incidents/" + incident + "/erase",
            HubJson.mapper().createObjectNode().put("actor", actor).put("reason", reason));
    return asked.isGood() ? await() : refuse(asked.trouble());
  }

  private boolean isConfirmed(JsonNode detail) {
    var out = Terminal.out(spec);
    var summary = detail.path("summary");
    out.printf("%s  %s%n", summary.path("id").asText(), summary.path("title").asText());
    summary
        .path("tickets")
        .forEach(ticket ->
            out.printf(
                "  %s in %s%n", ticket.path("key").asText(), ticket.path("system").asText()));
    detail
        .path("aliases")
        .forEach(alias -> out.printf("  with %s, which was merged into it%n", alias.asText()));
    out.printf(
        "Its persons and texts in the hub are forgotten for ever. The tools keep their tickets.%n"
            + "Write the incident's number to go on: ");
    out.flush();
    var answer = new Scanner(System.in, StandardCharsets.UTF_8);
    return answer.hasNextLine()
        && answer.nextLine().strip().equals(summary.path("id").asText(incident));
  }

  private int await() throws InterruptedException {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      var found = hub.get("/api/incidents/" + incident);
      if (found.body().path("summary").path("isErased").asBoolean()) {
        tell(found.body());
        return HubCommandLine.FINE;
      }
      Thread.sleep(LOOK_EVERY);
    }
    return refuse(
        ("The request is safe in the log, but %s is not erased after %d s; its story says why:"
                + " /api/incidents/%s/events")
            .formatted(incident, PATIENCE.toSeconds(), incident));
  }

  private void tell(JsonNode detail) throws InterruptedException {
    var summary = detail.path("summary");
    var restated = 0;
    var told = 0;
    for (var event : hub.get("/api/incidents/" + incident + "/events").body()) {
      told++;
      restated += event.path("type").asText().endsWith("-restated") ? 1 : 0;
    }
    Terminal.out(spec)
        .printf(
            "%s is erased, with the key that sealed its texts.%n"
                + "  %d fields and %d comments now read: erased%n"
                + "  %d events of its story stay, without persons and texts; any fold of the log"
                + " reads the same%n",
            summary.path("id").asText(),
            detail.path("fields").size(),
            detail.path("comments").size(),
            told - restated);
    Terminal.out(spec)
        .println(
            "What lies in hub.inputs, hub.commands and dead letters is redacted and ends with its"
                + " retention.");
  }

  private int refuse(String why) {
    Terminal.err(spec).println(why);
    return HubCommandLine.MISTAKES;
  }
}
