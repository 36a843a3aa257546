package hub.service.cli;

import hub.connector.check.Finding;
import hub.connector.check.Finding.Verdict;
import hub.service.check.SiteCheck;
import hub.service.site.Places;
import hub.service.site.SecretReference;
import hub.service.site.SiteReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `./hub check <dir> [<system>…]`: whether the live tools are what a site takes them for.
@Command(
    name = "check",
    description = {
      "Asks the live tools of a site whether address, credentials, fields, values, transitions,",
      "rights and webhooks are as configured. Nothing is written to them."
    },
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "<dir>",
      description = "A site's directory, such as config/nsp.")
  private Path directory = Path.of(".");

  @Parameters(
      index = "1..*",
      paramLabel = "<system>",
      description = "Such as jira-ops; all if none is named.")
  private List<String> systems = new ArrayList<>();

  @Override
  public Integer call() {
    var reading = SiteReader.read(directory);
    if (reading.site().isEmpty()) {
      reading.mistakes().forEach(mistake -> Terminal.err(spec).println(mistake));
      return HubCommandLine.MISTAKES;
    }
    var site = reading.site().get();
    var known = site.config().systems().keySet();
    for (var system : systems) {
      if (!known.contains(system)) {
        Terminal.err(spec)
            .printf("no system %s in %s; it has %s%n", system, directory, String.join(", ", known));
        return HubCommandLine.MISTAKES;
      }
    }
    var check = new SiteCheck(site, new SecretReference(site.directory(), System::getenv));
    var wrong = 0L;
    for (var system : systems.isEmpty() ? known : systems) {
      var findings = check.run(system);
      findings.forEach(
          finding -> Terminal.out(spec).println(line(system, finding, reading.places())));
      wrong += findings.stream().filter(one -> one.verdict() == Verdict.WRONG).count();
    }
    Terminal.out(spec)
        .println(
            wrong == 0 ? "Nothing is wrong." : wrong + (wrong == 1 ? " is" : " are") + " wrong.");
    return wrong == 0 ? HubCommandLine.FINE : HubCommandLine.MISTAKES;
  }

  private static String line(String system, Finding finding, Places places) {
    var path = "systems.%s.%s".formatted(system, finding.place());
    return switch (finding.verdict()) {
      case OK -> "ok     %s %s".formatted(path, finding.what());
      case WRONG -> "wrong  " + places.mistake(path, finding.what(), finding.remedy());
      case UNKNOWN -> "?      " + places.mistake(path, finding.what(), finding.remedy());
    };
  }
}
