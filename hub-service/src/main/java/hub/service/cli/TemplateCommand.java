package hub.service.cli;

import hub.service.contact.NoticeTemplates;
import hub.service.contact.People;
import hub.service.contact.SiteLetters;
import hub.service.site.SiteReader;
import hub.ticket.Field;
import hub.ticket.Fields;
import java.nio.file.Path;
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

  @Spec private @Nullable CommandSpec spec;

  @Parameters(index = "0", paramLabel = "<name>", description = "Such as contact, or stakeholders.")
  private String name = "contact";

  // Not the mixin of the others: its place would be before the name's.
  @Parameters(
      index = "1",
      paramLabel = "<dir>",
      arity = "0..1",
      defaultValue = SiteArgument.EXAMPLE,
      description = "A site's directory; ${DEFAULT-VALUE} if none is given.")
  private Path directory = Path.of(SiteArgument.EXAMPLE);

  @Option(names = "--language", description = "da, sv or en.")
  private String language = "da";

  @Option(names = "--incident", description = "An incident of the running hub, such as I-17.")
  private @Nullable String incident;

  @Mixin private HubAddress hub = new HubAddress();

  @Override
  public Integer call() throws InterruptedException {
    return incident == null ? madeUp() : ofIncident(incident);
  }

  private int madeUp() {
    var reading = SiteReader.read(directory);
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
    try {
      var answer =
          hub.get("/api/incidents/%s/templates/%s?language=%s".formatted(id, name, language));
      if (!answer.isGood()) {
        Terminal.err(spec).println(answer.trouble());
        return HubCommandLine.MISTAKES;
      }
      print(answer.body().path("subject").asText(), answer.body().path("body").asText());
      return HubCommandLine.FINE;
    } catch (IllegalArgumentException _) {
      Terminal.err(spec).println("no incident or template has such a name");
      return HubCommandLine.MISTAKES;
    }
  }

  private void print(String subject, String body) {
    Terminal.out(spec).printf("Subject: %s%n%n%s", subject, body);
  }
}
