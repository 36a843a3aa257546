package hub.service.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `./hub try <system> <ticket>`: what a running hub would make of a ticket. It reads the ticket
/// and does nothing else.
@Command(
    name = "try",
    description =
        "Reads a ticket from its tool, shows the mapping step by step and what the hub would do.",
    mixinStandardHelpOptions = true)
final class TryCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Parameters(index = "0", paramLabel = "<system>", description = "Such as jira-ops.")
  private String system = "";

  @Parameters(index = "1", paramLabel = "<ticket>", description = "Its id, or its key.")
  private String ticket = "";

  @Mixin private HubAddress hub = new HubAddress();

  @Override
  public Integer call() throws InterruptedException {
    var answer = hub.get("/api/systems/%s/try/%s".formatted(encoded(system), encoded(ticket)));
    if (!answer.isGood()) {
      Terminal.err(spec).println(answer.trouble());
      return HubCommandLine.MISTAKES;
    }
    var trial = answer.body();
    var out = Terminal.out(spec);
    trial.path("fields").forEach(field -> print(out, field));
    if (!trial.path("trouble").isEmpty()) {
      trial
          .path("trouble")
          .forEach(cause -> Terminal.err(spec).println("No ticket: " + cause.asText()));
      return HubCommandLine.MISTAKES;
    }
    var happens = trial.path("happens");
    out.println(happens.isEmpty() ? "Nothing would happen." : "This would happen:");
    happens.forEach(event -> out.println("  " + event.asText()));
    out.printf("%d writes; nothing was done.%n", trial.path("writes").size());
    return HubCommandLine.FINE;
  }

  private static void print(PrintWriter out, JsonNode field) {
    var tool = field.path("tool").asText();
    var canonical = field.path("canonical").asText();
    out.printf(
        "%s: %s%n",
        field.path("field").asText(),
        tool.equals(canonical) ? canonical : tool + " -> " + canonical);
    field.path("madeBy").forEach(rule -> out.println("    " + rule.asText()));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
