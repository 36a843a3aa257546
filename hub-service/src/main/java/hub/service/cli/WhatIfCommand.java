package hub.service.cli;

import com.fasterxml.jackson.databind.JsonNode;
import hub.engine.format.HubJson;
import hub.service.site.SiteReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `./hub whatif --config <dir>`: what a running hub would have decided with another configuration.
@Command(
    name = "whatif",
    description =
        "Decides recorded inputs by another configuration, and prints what would be different."
            + " Nothing is written.",
    mixinStandardHelpOptions = true)
final class WhatIfCommand implements Callable<Integer> {

  private static final int LONGEST = 80;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--config",
      required = true,
      paramLabel = "<dir>",
      description = "A site's directory with the other configuration.")
  private Path directory = Path.of(".");

  @Option(
      names = "--since",
      description = "Only inputs received since, such as 2026-03-02T09:00:00Z; default: all kept.")
  private @Nullable Instant since;

  @Mixin private HubAddress hub = new HubAddress();

  @Override
  public Integer call() throws InterruptedException {
    var reading = SiteReader.read(directory);
    if (reading.site().isEmpty()) {
      reading.mistakes().forEach(mistake -> Terminal.err(spec).println(mistake));
      return HubCommandLine.MISTAKES;
    }
    var question = HubJson.mapper().createObjectNode();
    question.set("config", HubJson.mapper().valueToTree(reading.site().get().config()));
    if (since != null) {
      question.put("since", since.toString());
    }
    var answer = hub.post("/api/whatif", question);
    if (!answer.isGood()) {
      Terminal.err(spec).println(answer.trouble());
      return HubCommandLine.MISTAKES;
    }
    print(answer.body());
    return HubCommandLine.FINE;
  }

  private void print(JsonNode report) {
    var out = Terminal.out(spec);
    var differences = report.path("differences");
    differences.forEach(difference -> print(out, difference));
    var more = report.path("different").asLong() - differences.size();
    if (more > 0) {
      out.printf("… and %d more%n%n", more);
    }
    out.printf(
        "%d inputs decided again: %d lead to the same, %d do not.%n",
        report.path("inputs").asLong(),
        report.path("same").asLong(),
        report.path("different").asLong());
    out.printf(
        "%d came with a payload that was mapped again, %d observations without one%s.%n",
        report.path("mappedAgain").asLong(),
        report.path("withoutPayload").asLong(),
        report.path("erased").asLong() == 0
            ? ""
            : "; %d inputs about erased incidents cannot be compared"
                .formatted(report.path("erased").asLong()));
    out.printf(
        "Inputs reach back to %s (hub.input-retention)%s.%n",
        report.path("oldest").asText("nothing: none is kept"),
        since == null ? "" : "; those before %s were left out".formatted(since));
    out.println(report.path("note").asText());
  }

  private static void print(PrintWriter out, JsonNode difference) {
    out.printf(
        "%s  input %s  %s %s%s%n",
        difference.path("at").asText(),
        difference.path("position").asText(),
        difference.path("input").asText(),
        difference.path("subject").asText(),
        difference.path("incident").isMissingNode()
            ? ""
            : "  " + difference.path("incident").asText());
    difference
        .path("mapped")
        .forEach(field ->
            out.printf(
                "  mapped    %s: %s instead of %s%n",
                field.path("field").asText(), value(field, "instead"), value(field, "recorded")));
    difference.path("recorded").forEach(event -> out.printf("  happened  %s%n", event.asText()));
    difference.path("instead").forEach(event -> out.printf("  would     %s%n", event.asText()));
    if (!difference.path("trouble").asText().isEmpty()) {
      out.printf("  trouble   %s%n", difference.path("trouble").asText());
    }
    out.println();
  }

  static String value(JsonNode field, String name) {
    var value = field.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return "nothing";
    }
    var text = value.asText().replaceAll("\\s+", " ");
    return "“%s”".formatted(text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…");
  }
}
