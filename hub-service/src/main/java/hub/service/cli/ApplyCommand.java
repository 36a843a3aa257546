package hub.service.cli;

import com.fasterxml.jackson.databind.JsonNode;
import hub.engine.format.HubJson;
import hub.service.cli.HubAddress.NobodyAnswersException;
import hub.service.site.Site;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Scanner;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `./hub apply <dir>`: whether a site's directory may be used, what a running hub would write with
/// it that it does not write now, and then its adoption.
@Command(
    name = "apply",
    description =
        "Validates a site's directory, prints what a running hub would write with it and does not"
            + " write now, and has the hub adopt it.",
    mixinStandardHelpOptions = true)
final class ApplyCommand implements Callable<Integer> {

  /// So many writes of a system are printed.
  private static final int SHOWN = 10;

  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  /// Longer than a hub takes to stop and to start.
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "<dir>", description = "A site's directory, such as config/nsp.")
  private Path directory = Path.of(".");

  @Option(names = "--dry-run", description = "Plans, and changes nothing.")
  private boolean isDryRun;

  @Option(names = "--yes", description = "Adopts without asking.")
  private boolean isSure;

  @Mixin private HubAddress hub = new HubAddress();

  @Override
  public Integer call() throws InterruptedException {
    var validation = Validation.of(directory, false);
    validation.mistakes().forEach(mistake -> Terminal.err(spec).println(mistake));
    if (validation.site().isEmpty()) {
      return refuse("Nothing was planned: the directory has mistakes.");
    }
    var answer = hub.post("/api/plan", question(validation.site().get()));
    if (!answer.isGood()) {
      return refuse(answer.trouble());
    }
    var plan = answer.body();
    print(plan);
    if (isDryRun || plan.path("running").equals(plan.path("planned"))) {
      Terminal.out(spec).println("Nothing was changed.");
      return HubCommandLine.FINE;
    }
    if (!isSure && !isConfirmed(plan.path("planned").asText())) {
      return refuse("Nothing was changed.");
    }
    return adopt(plan);
  }

  private boolean isConfirmed(String hash) {
    var out = Terminal.out(spec);
    out.print("Write the new configuration's hash to adopt it: ");
    out.flush();
    var answer = new Scanner(System.in, StandardCharsets.UTF_8);
    return answer.hasNextLine() && answer.nextLine().strip().equals(hash);
  }

  private int adopt(JsonNode plan) throws InterruptedException {
    var planned = plan.path("planned").asText();
    var asked =
        HubJson.mapper()
            .createObjectNode()
            .put("directory", directory.toAbsolutePath().normalize().toString())
            .put("planned", planned)
            .put("running", plan.path("running").asText());
    var answer = hub.post("/api/configuration", asked);
    if (!answer.isGood()) {
      return refuse(answer.trouble());
    }
    Terminal.out(spec)
        .printf(
            "The directory is in place, the former one is %s. The hub goes down to be started"
                + " again.%n",
            answer.body().path("before").asText());
    return await(planned);
  }

  private int await(String planned) throws InterruptedException {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      if (running().equals(planned)) {
        Terminal.out(spec).printf("The hub runs with configuration %s.%n", planned);
        return HubCommandLine.FINE;
      }
      Thread.sleep(LOOK_EVERY);
    }
    return refuse(
        ("The hub does not run with configuration %s after %d s. Is it started again? Its log"
                + " says what is wrong.")
            .formatted(planned, PATIENCE.toSeconds()));
  }

  private String running() throws InterruptedException {
    try {
      return hub.get("/api/configuration").body().path("hash").asText();
    } catch (NobodyAnswersException _) {
      return "";
    }
  }

  private int refuse(String why) {
    Terminal.err(spec).println(why);
    return HubCommandLine.MISTAKES;
  }

  private static JsonNode question(Site site) {
    var question = HubJson.mapper().createObjectNode();
    question.set("config", HubJson.mapper().valueToTree(site.config()));
    return question.put("hash", site.hash());
  }

  private void print(JsonNode plan) {
    var out = Terminal.out(spec);
    var running = plan.path("running").asText();
    var planned = plan.path("planned").asText();
    if (running.equals(planned)) {
      out.printf("The hub runs with this configuration (%s) already.%n", running);
    } else {
      out.printf("The hub runs with configuration %s; this is %s.%n", running, planned);
    }
    out.printf(
        "%d incidents looked at. With it the hub would write, and does not now:%n%n",
        plan.path("incidents").asLong());
    plan.path("systems").forEach(system -> print(out, system));
    out.println(plan.path("note").asText());
  }

  private static void print(PrintWriter out, JsonNode system) {
    var id = system.path("system").asText();
    var writes = system.path("writes").asLong();
    out.printf(
        "%s: %s%n", id, writes == 0 ? "no writes" : writes == 1 ? "1 write" : writes + " writes");
    var shown = 0;
    for (var write : system.path("first")) {
      if (shown < SHOWN) {
        print(out, write, id);
        shown++;
      }
    }
    if (writes > shown) {
      out.printf("  … and %d more%n", writes - shown);
    }
    if (system.path("passesLimit").asBoolean()) {
      out.printf(
          "  warning: %s pauses after %d writes in ten minutes (limits.blastWrites) unless people"
              + " change as much meanwhile, and waits for a person to resume it%n",
          id, system.path("limit").asInt());
    }
    if (writes > 0 && system.path("waits").isTextual()) {
      out.printf("  they would wait: %s%n", system.path("waits").asText());
    }
    out.println();
  }

  private static void print(PrintWriter out, JsonNode write, String system) {
    var ticket = write.path("ticket").asText();
    var changes = new ArrayList<String>();
    var isNew = write.path("kind").asText().equals("CREATE");
    for (var change : write.path("changes")) {
      changes.add(
          isNew
              ? "%s %s".formatted(change.path("field").asText(), WhatIfCommand.value(change, "to"))
              : "%s %s → %s"
                  .formatted(
                      change.path("field").asText(),
                      WhatIfCommand.value(change, "from"),
                      WhatIfCommand.value(change, "to")));
    }
    out.printf(
        "  %s  %s%s%n",
        write.path("incident").asText(),
        isNew ? "a new ticket in " + system : ticket,
        changes.isEmpty() ? ": a comment" : ": " + String.join(", ", changes));
  }
}
