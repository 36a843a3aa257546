package hub.service.cli;

import com.fasterxml.jackson.databind.JsonNode;
import hub.engine.format.HubJson;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `./hub backfill <system>`: has a running hub read the tickets that a tool has held all along,
/// and shows how far it is.
@Command(
    name = "backfill",
    description =
        "Has the hub at this port read the tickets that a system has held all along, page by page.",
    mixinStandardHelpOptions = true)
final class BackfillCommand implements Callable<Integer> {

  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  @Spec private @Nullable CommandSpec spec;

  @Parameters(index = "0", paramLabel = "<system>", description = "Such as jira-ops.")
  private String system = "";

  @Option(
      names = "--since",
      description = "Only tickets changed since, such as 2026-03-02 or 2026-03-02T09:00:00Z.")
  private @Nullable String since;

  @Option(names = "--actor", description = "Who asks.")
  private String actor = System.getProperty("user.name", "operations");

  @Mixin private HubAddress hub = new HubAddress();

  @Override
  public Integer call() throws InterruptedException {
    var question = HubJson.mapper().createObjectNode().put("actor", actor);
    if (since != null) {
      question.put("since", since);
    }
    var asked = hub.post(path(), question);
    if (!asked.isGood()) {
      Terminal.err(spec).println(asked.trouble());
      return HubCommandLine.MISTAKES;
    }
    var hasEnded = new AtomicBoolean();
    var farewell =
        new Thread(() -> {
          if (!hasEnded.get()) {
            Terminal.err(spec)
                .printf(
                    "%nThe backfill of %s goes on in the hub; its systems page shows how"
                        + " far.%n",
                    system);
          }
        });
    Runtime.getRuntime().addShutdownHook(farewell);
    try {
      return follow(asked.body());
    } finally {
      hasEnded.set(true);
      Runtime.getRuntime().removeShutdownHook(farewell);
    }
  }

  private String path() {
    return "/api/systems/" + system + "/backfill";
  }

  private int follow(JsonNode begun) throws InterruptedException {
    var out = Terminal.out(spec);
    var startedAt = begun.path("startedAt").asText();
    var progress = begun;
    while (isUnderWay(progress)) {
      out.printf("\r%-100s", line(progress));
      out.flush();
      Thread.sleep(LOOK_EVERY);
      var answer = hub.get(path());
      if (!answer.isGood()) {
        Terminal.err(spec).printf("%n%s%n", answer.trouble());
        return HubCommandLine.MISTAKES;
      }
      // The index may not have heard of it yet.
      if (!isEarlier(answer.body(), startedAt)) {
        progress = answer.body();
      }
    }
    out.printf("\r%-100s%n", line(progress));
    if (!progress.path("state").asText().equals("DONE")) {
      Terminal.err(spec)
          .printf(
              "The backfill of %s gave up: %s. Mend that, then run the command again.%n",
              system, progress.path("cause").asText());
      return HubCommandLine.MISTAKES;
    }
    return HubCommandLine.FINE;
  }

  private static boolean isUnderWay(JsonNode progress) {
    var state = progress.path("state").asText();
    return state.equals("RUNNING") || state.equals("WAITING");
  }

  private static boolean isEarlier(JsonNode progress, String startedAt) {
    return Instant.parse(progress.path("startedAt").asText()).isBefore(Instant.parse(startedAt));
  }

  private String line(JsonNode progress) {
    var read = progress.path("read").asLong();
    var total = progress.path("total");
    var tickets =
        total.isNumber()
            ? "%d of %d tickets read".formatted(read, total.asLong())
            : "%d tickets read".formatted(read);
    var requests = progress.path("requests").asLong();
    var waits =
        progress.path("state").asText().equals("WAITING")
            ? ", waiting: " + progress.path("cause").asText()
            : "";
    return "%s: %s in %d request%s%s"
        .formatted(system, tickets, requests, requests == 1 ? "" : "s", waits);
  }
}
