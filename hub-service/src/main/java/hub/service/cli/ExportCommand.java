package hub.service.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `./hub export <incident>`: takes an incident out of a running hub as a signed file.
@Command(
    name = "export",
    description = "Writes an incident of a running hub as a self-contained, signed bundle.",
    mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "<incident>", description = "Such as I-17.")
  private String incident = "";

  @Option(names = "--port", description = "Where the hub listens on this machine.")
  private int port = 8080;

  @Option(names = "--to", description = "The file to write; <incident>.zip here if absent.")
  private @Nullable Path to;

  @Override
  public Integer call() throws InterruptedException {
    if (!incident.matches("[A-Za-z0-9-]{1,30}")) {
      Terminal.err(spec).println("That is no incident; write I-17.");
      return HubCommandLine.MISTAKES;
    }
    var file =
        to != null
            ? to
            : Path.of(System.getProperty("hub.directory", "")).resolve(incident + ".zip");
    try {
      return fetch(file.toAbsolutePath());
    } catch (java.net.ConnectException _) {
      Terminal.err(spec)
          .printf("No hub answers at port %d; start one, or give its --port.%n", port);
      return HubCommandLine.MISTAKES;
    } catch (IOException e) {
      Terminal.err(spec).printf("%s was not written: %s%n", file, e);
      return HubCommandLine.MISTAKES;
    }
  }

  /// What is not whole is never under the file's name.
  private int fetch(Path file) throws IOException, InterruptedException {
    var address = "http://localhost:%d/api/incidents/%s/export".formatted(port, incident);
    var fresh = Files.createTempFile(file.getParent(), "export", ".part");
    try (var http = HttpClient.newHttpClient()) {
      var request = HubToken.request(address).timeout(PATIENCE).build();
      HttpResponse<Path> answer = http.send(request, BodyHandlers.ofFile(fresh));
      if (answer.statusCode() != 200) {
        var problem = new ObjectMapper().readTree(Files.readString(fresh));
        Terminal.err(spec)
            .println(
                answer.statusCode() == 401
                    ? HubToken.MISSING
                    : problem.path("detail").asText(address + " does not answer."));
        return HubCommandLine.MISTAKES;
      }
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
      Terminal.out(spec)
          .printf(
              "%s  %d bytes%nCheck it with: ./hub verify --bundle %s --key <public key>%n",
              file.getFileName(), Files.size(file), file.getFileName());
      return HubCommandLine.FINE;
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}
