package hub.service.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hub.config.HubConfig;
import hub.connector.mapping.MappingExplanation;
import hub.connector.mapping.TicketMapping;
import hub.engine.format.HubJson;
import hub.service.site.SiteReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `./hub map <dir> <system> <payload-file>`: what a site makes of a tool's payload, and why.
@Command(
    name = "map",
    description = "Prints the canonical ticket of a payload and which rule made each field.",
    mixinStandardHelpOptions = true)
final class MapCommand implements Callable<Integer> {

  private static final long LARGEST = 20_000_000;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "<dir>", description = "A site's directory, such as config/nsp.")
  private Path directory = Path.of(".");

  @Parameters(paramLabel = "<system>", description = "The system that sent it, such as jira-ops.")
  private String system = "";

  @Parameters(paramLabel = "<payload-file>", description = "The tool's JSON.")
  private Path payload = Path.of("-");

  @Override
  public Integer call() throws JsonProcessingException {
    var reading = SiteReader.read(directory);
    if (reading.site().isEmpty()) {
      return refuse(reading.mistakes());
    }
    var config = reading.site().get().config();
    if (config.system(system).isEmpty()) {
      return refuse(
          List.of(
              "no system %s in %s; it has %s"
                  .formatted(system, directory, String.join(", ", config.systems().keySet()))));
    }
    return map(config);
  }

  private int map(HubConfig config) throws JsonProcessingException {
    JsonNode json;
    try {
      if (Files.size(payload) > LARGEST) {
        return refuse(List.of("%s: is larger than %d bytes".formatted(payload, LARGEST)));
      }
      json = HubJson.mapper().readTree(Files.readAllBytes(payload));
    } catch (JsonProcessingException e) {
      return refuse(List.of("%s:%d: is no JSON".formatted(payload, e.getLocation().getLineNr())));
    } catch (IOException _) {
      return refuse(List.of("%s: cannot be read; name a file".formatted(payload)));
    }
    var explanation = TicketMapping.of(system, config.system(system).orElseThrow()).explain(json);
    Terminal.out(spec)
        .println(
            HubJson.mapper()
                .writer()
                .with(SerializationFeature.INDENT_OUTPUT)
                .writeValueAsString(describe(explanation)));
    return explanation.ticket().isPresent() ? HubCommandLine.FINE : HubCommandLine.MISTAKES;
  }

  private static ObjectNode describe(MappingExplanation explanation) {
    var mapper = HubJson.mapper();
    var answer = mapper.createObjectNode();
    explanation.ticket().ifPresent(ticket -> answer.set("ticket", mapper.valueToTree(ticket)));
    var rules = answer.putObject("rules");
    for (var rule : explanation.rules()) {
      var made = rules.putObject(rule.field().name());
      made.put("tool", rule.tool()).put("canonical", rule.value());
      var by = made.putArray("madeBy");
      rule.madeBy().forEach(by::add);
    }
    if (!explanation.reasons().isEmpty()) {
      var reasons = answer.putArray("reasons");
      explanation.reasons().forEach(reasons::add);
    }
    return answer;
  }

  private int refuse(List<?> reasons) {
    reasons.forEach(reason -> Terminal.err(spec).println(reason));
    return HubCommandLine.MISTAKES;
  }
}
