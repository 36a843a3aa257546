package hub.service.cli;

import com.fasterxml.jackson.databind.JsonNode;
import hub.engine.format.HubJson;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `./hub rebuild`: makes the search index of a running hub anew, and shows how far it is.
@Command(
    name = "rebuild",
    description =
        "Makes the search index of the hub at this port anew from hub.events, while the old one"
            + " answers.",
    mixinStandardHelpOptions = true)
final class RebuildCommand implements Callable<Integer> {

  private static final Duration LOOK_EVERY = Duration.ofMillis(250);
  private static final int WIDTH = 40;

  @Spec private @Nullable CommandSpec spec;

  @Mixin private HubAddress hub = new HubAddress();

  @Override
  public Integer call() throws InterruptedException {
    var asked = hub.post("/api/rebuild", HubJson.mapper().createObjectNode());
    if (!asked.isGood()) {
      Terminal.err(spec).println(asked.trouble());
      return HubCommandLine.MISTAKES;
    }
    return follow(asked.body());
  }

  private int follow(JsonNode begun) throws InterruptedException {
    var out = Terminal.out(spec);
    var progress = begun;
    while (progress.path("state").asText().equals("RUNNING")) {
      out.printf("\r%s", bar(progress));
      out.flush();
      Thread.sleep(LOOK_EVERY);
      var answer = hub.get("/api/rebuild");
      if (!answer.isGood()) {
        Terminal.err(spec).println(answer.trouble());
        return HubCommandLine.MISTAKES;
      }
      progress = answer.body();
    }
    if (!progress.path("state").asText().equals("DONE")) {
      Terminal.err(spec)
          .printf(
              "%nThe rebuild failed: %s. The old index still answers.%n",
              progress.path("cause").asText("the hub was started again meanwhile"));
      return HubCommandLine.MISTAKES;
    }
    out.printf("\r%s%n", bar(progress));
    out.printf("The new index answers; it was made in %s.%n", seconds(progress));
    return HubCommandLine.FINE;
  }

  private static String bar(JsonNode progress) {
    var events = progress.path("events").asLong();
    var folded = progress.path("folded").asLong();
    var share = events == 0 ? 1.0 : Math.min(1.0, (double) folded / events);
    var filled = (int) Math.round(share * WIDTH);
    return "[%s%s] %3d %%  %d of %d events"
        .formatted(
            "#".repeat(filled),
            ".".repeat(WIDTH - filled),
            Math.round(share * 100),
            folded,
            events);
  }

  private static String seconds(JsonNode progress) {
    var took =
        Duration.between(
            java.time.Instant.parse(progress.path("startedAt").asText()),
            java.time.Instant.parse(progress.path("endedAt").asText()));
    return "%d.%d s".formatted(took.toSeconds(), took.toMillisPart() / 100);
  }
}
