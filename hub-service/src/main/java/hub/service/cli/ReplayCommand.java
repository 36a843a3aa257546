package hub.service.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `./hub replay`: asks the running hub to fold its log from the first event on.
@Command(
    name = "replay",
    description = "Folds hub.events from offset 0 and prints the state hash beside the live one.",
    mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--port", description = "Where the hub listens on this machine.")
  private int port = 8080;

  @Override
  public Integer call() throws InterruptedException {
    var address = "http://localhost:" + port + "/api/replay";
    try (var http = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(URI.create(address)).timeout(PATIENCE).build();
      var answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        Terminal.err(spec).printf("%s answered %d.%n", address, answer.statusCode());
        return HubCommandLine.MISTAKES;
      }
      var comparison = new ObjectMapper().readTree(answer.body());
      var isSame = comparison.path("isSame").asBoolean();
      Terminal.out(spec)
          .printf(
              "events  %d%nentries %d%nlive    %s%nfolded  %s%n%s%n",
              comparison.path("events").asLong(),
              comparison.path("entries").asLong(),
              comparison.path("live").asText(),
              comparison.path("folded").asText(),
              isSame ? "The log gives the live state." : "The log does not give the live state.");
      return isSame ? HubCommandLine.FINE : HubCommandLine.MISTAKES;
    } catch (IOException e) {
      Terminal.err(spec)
          .printf(
              "No hub answers at %s; start one with ./hub demo, or give its --port.%n", address);
      return HubCommandLine.MISTAKES;
    }
  }
}
