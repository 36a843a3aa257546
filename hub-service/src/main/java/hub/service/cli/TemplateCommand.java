package hub.service.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import hub.service.contact.NoticeTemplates;
import hub.service.contact.People;
import hub.service.contact.SiteLetters;
import hub.service.site.SiteReader;
import hub.ticket.Field;
import hub.ticket.Fields;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `./hub template <name> [--incident I-17]`: what a notice would say. Nothing is sent.
@Command(
    name = "template",
    description =
        "Prints what a notice would say: of a real incident of a running hub, or made up.",
    mixinStandardHelpOptions = true)
final class TemplateCommand implements Callable<Integer> {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "<name>", description = "Such as contact, or stakeholders.")
  private String name = "contact";

  @Mixin private SiteArgument site = new SiteArgument();

  @Option(names = "--language", description = "da, sv or en.")
  private String language = "da";

  @Option(names = "--incident", description = "An incident of the running hub, such as I-17.")
  private @Nullable String incident;

  @Option(names = "--port", description = "Where the hub listens on this machine.")
  private int port = 8080;

  @Override
  public Integer call() throws InterruptedException {
    return incident == null ? madeUp() : ofIncident(incident);
  }

  private int madeUp() {
    var reading = SiteReader.read(site.directory());
    var spoken = People.Language.of(language);
    if (reading.site().isEmpty() || spoken.isEmpty()) {
      reading.mistakes().forEach(mistake -> Terminal.err(spec).println(mistake));
      spoken.ifPresentOrElse(
          _ -> {}, () -> Terminal.err(spec).println("--language is da, sv or en"));
      return HubCommandLine.MISTAKES;
    }
    try {
      var text =
          new NoticeTemplates(reading.site().get().directories())
              .write(
                  name, spoken.get(), SiteLetters.facts(example(), reading.site().get().config()));
      print(text.subject(), text.body());
      return HubCommandLine.FINE;
    } catch (IllegalArgumentException e) {
      Terminal.err(spec).println(e.getMessage());
      if (e.getCause() != null) {
        Terminal.err(spec).println(e.getCause().getMessage());
      }
      return HubCommandLine.MISTAKES;
    }
  }

  private static Fields example() {
    return Fields.of(
        Map.of(
            Field.CASE_NUMBER,
            "NSP-17",
            Field.TITLE,
            "An example",
            Field.PRIORITY,
            "P1",
            Field.STATUS,
            "ASSIGNED",
            Field.counterpart("clearquest"),
            "NSP00000042",
            new Field("previousPriority"),
            "P3",
            new Field("role"),
            "NSP_INCIDENT_MANAGER",
            new Field("rule"),
            "R3.7",
            new Field("basis"),
            "an example",
            new Field("link"),
            "https://hub.example.com/contact/example"));
  }

  private int ofIncident(String id) throws InterruptedException {
    var address =
        "http://localhost:%d/api/incidents/%s/templates/%s?language=%s"
            .formatted(port, id, name, language);
    try (var http = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(URI.create(address)).timeout(PATIENCE).build();
      var answer = http.send(request, BodyHandlers.ofString());
      var json = new ObjectMapper().readTree(answer.body());
      if (answer.statusCode() != 200) {
        Terminal.err(spec).println(json.path("detail").asText(answer.body()));
        return HubCommandLine.MISTAKES;
      }
      print(json.path("subject").asText(), json.path("body").asText());
      return HubCommandLine.FINE;
    } catch (IllegalArgumentException _) {
      Terminal.err(spec).println("no incident or template has such a name");
      return HubCommandLine.MISTAKES;
    } catch (IOException _) {
      Terminal.err(spec)
          .printf("No hub answers at port %d; start one, or give its --port.%n", port);
      return HubCommandLine.MISTAKES;
    }
  }

  private void print(String subject, String body) {
    Terminal.out(spec).printf("Subject: %s%n%n%s", subject, body);
  }
}
