package hub.service.cli;

import hub.service.site.RouteFiles;
import hub.service.site.SiteReader;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `./hub routes <dir>`: the effective routes, and where each comes from.
@Command(
    name = "routes",
    description = "Shows the effective routes and Kamelets of a site, and where each comes from.",
    mixinStandardHelpOptions = true)
final class RoutesCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "<dir>", description = "A site's directory, such as config/nsp.")
  private Path directory = Path.of(".");

  @Override
  public Integer call() {
    var reading = SiteReader.read(directory);
    if (reading.site().isEmpty()) {
      reading.mistakes().forEach(mistake -> Terminal.err(spec).println(mistake));
      return HubCommandLine.MISTAKES;
    }
    var out = Terminal.out(spec);
    for (var file : RouteFiles.of(reading.site().get().directories()).all()) {
      var kind = file.isKamelet() ? "Kamelet" : "routes";
      var instead = file.overrides() == null ? "" : "  (instead of %s)".formatted(file.overrides());
      out.println("%-8s %-32s %s%s".formatted(kind, file.stem(), file.origin(), instead));
    }
    return HubCommandLine.FINE;
  }
}
