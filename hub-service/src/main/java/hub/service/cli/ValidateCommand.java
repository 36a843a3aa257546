package hub.service.cli;

import hub.service.site.MappingTests;
import hub.service.site.RouteFile;
import hub.service.site.RouteFiles;
import hub.service.site.Site;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `./hub validate <dir>`: every mistake of a site in one run.
@Command(
    name = "validate",
    description = "Tells every mistake in a site's directory: file, line, cause and remedy.",
    mixinStandardHelpOptions = true)
final class ValidateCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "<dir>", description = "A site's directory, such as config/nsp.")
  private Path directory = Path.of(".");

  @Option(
      names = "--require-coverage",
      description = "An entry of a value map that no mapping test checks is a mistake.")
  private boolean isCoverageRequired;

  @Override
  public Integer call() {
    var out = Terminal.out(spec);
    var validation = Validation.of(directory, isCoverageRequired);
    validation.mistakes().forEach(out::println);
    var tests = validation.tests();
    if (tests != null) {
      validation.reading().notes().forEach(out::println);
      if (!isCoverageRequired) {
        tests.unchecked().forEach(entry -> out.println("note: " + entry));
      }
    }
    var site = validation.site();
    if (site.isEmpty() || tests == null) {
      out.println(summary(validation.mistakes().size()));
      return HubCommandLine.MISTAKES;
    }
    out.println(fine(site.get(), tests));
    return HubCommandLine.FINE;
  }

  private String summary(int mistakes) {
    return "%s: %d %s".formatted(directory, mistakes, mistakes == 1 ? "mistake" : "mistakes");
  }

  private String fine(Site site, MappingTests.Result tests) {
    var own = RouteFiles.of(site.directories()).all().stream().filter(RouteFile::isOwn).count();
    return "%s: no mistakes (configuration %s, %d systems, %d own routes, %s)"
        .formatted(directory, site.hash(), site.config().systems().size(), own, tested(tests));
  }

  private static String tested(MappingTests.Result tests) {
    return "%d mapping tests, which check %d of %d entries of value maps"
        .formatted(tests.run(), tests.entries() - tests.unchecked().size(), tests.entries());
  }
}
