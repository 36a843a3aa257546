package hub.service.cli;

import com.fasterxml.jackson.databind.JsonNode;
import hub.engine.format.HubJson;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `./hub reprocess --system <id> --since <instant>`: after a mapping was repaired, has a running
/// hub read again what the mapping now reads otherwise.
@Command(
    name = "reprocess",
    description =
        "After a mapping was repaired: has the tickets read again that it reads otherwise than"
            + " they were recorded.",
    mixinStandardHelpOptions = true)
final class ReprocessCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--system", required = true, description = "Such as jira-ops.")
  private String system = "";

  @Option(
      names = "--since",
      required = true,
      description = "Payloads received since, such as 2026-03-02T09:00:00Z.")
  private Instant since = Instant.EPOCH;

  @Option(names = "--dry-run", description = "Only say which tickets.")
  private boolean isDryRun;

  @Mixin private HubAddress hub = new HubAddress();

  @Override
  public Integer call() throws InterruptedException {
    var question =
        HubJson.mapper()
            .createObjectNode()
            .put("system", system)
            .put("since", since.toString())
            .put("isDryRun", isDryRun);
    var answer = hub.post("/api/reprocess", question);
    if (!answer.isGood()) {
      Terminal.err(spec).println(answer.trouble());
      return HubCommandLine.MISTAKES;
    }
    return print(answer.body());
  }

  private int print(JsonNode answer) {
    var out = Terminal.out(spec);
    var findings = answer.path("findings");
    var different = findings.path("different");
    for (var ticket : different) {
      out.println(ticket.path("key").asText(ticket.path("ticket").asText()));
      ticket
          .path("differences")
          .forEach(field ->
              out.printf(
                  "  %s: %s, recorded as %s%n",
                  field.path("field").asText(),
                  WhatIfCommand.value(field, "instead"),
                  WhatIfCommand.value(field, "recorded")));
      if (!ticket.path("trouble").asText().isEmpty()) {
        out.printf("  cannot be mapped: %s%n", ticket.path("trouble").asText());
      }
    }
    out.printf(
        "%d payloads of %d tickets of %s mapped again, the oldest input kept is of %s; %d"
            + " observations came without one.%n",
        findings.path("payloads").asLong(),
        findings.path("tickets").asLong(),
        system,
        findings.path("oldest").asText("no time: none is kept"),
        findings.path("withoutPayload").asLong());
    var asked = answer.path("asked").asLong();
    if (isDryRun) {
      out.printf("%d tickets would be read again.%n", different.size());
      return HubCommandLine.FINE;
    }
    out.printf("%d tickets are read again from %s.%n", asked, system);
    if (asked < different.size()) {
      Terminal.err(spec)
          .printf(
              "%d more wait until there is room; run the command again.%n",
              different.size() - asked);
      return HubCommandLine.MISTAKES;
    }
    return HubCommandLine.FINE;
  }
}
