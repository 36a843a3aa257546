package hub.service.cli;

import hub.service.site.Kinds;
import hub.service.site.RouteFiles;
import hub.service.site.StartingFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `./hub init <kind> [<dir>]`: a commented `hub.yaml` to begin with.
@Command(
    name = "init",
    description = "Writes a commented hub.yaml to begin with, with one system of a kind.",
    mixinStandardHelpOptions = true)
final class InitCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Parameters(index = "0", paramLabel = "<kind>", description = "Such as http, jira or mail.")
  private String kind = "";

  @Parameters(
      index = "1",
      paramLabel = "<dir>",
      arity = "0..1",
      description = "Where hub.yaml is written; without it the text is printed.")
  private @Nullable Path directory;

  @Option(names = "--id", description = "What the system is called; ${DEFAULT-VALUE}.")
  private String id = "my-desk";

  @Override
  public Integer call() {
    var kinds = new Kinds(RouteFiles.of(List.of(Path.of("."))));
    if (!kinds.names().contains(kind)) {
      Terminal.err(spec).println("no Kamelet serves the kind; there are " + kinds.names());
      return HubCommandLine.MISTAKES;
    }
    var text = StartingFile.of(kind, id, example(), kinds);
    if (directory == null) {
      Terminal.out(spec).print(text);
      return HubCommandLine.FINE;
    }
    var file = directory.resolve("hub.yaml");
    try {
      Files.createDirectories(directory);
      Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
    } catch (IOException e) {
      Terminal.err(spec)
          .println(
              "%s cannot be written%s"
                  .formatted(file, Files.exists(file) ? "; it is there already" : ""));
      return HubCommandLine.MISTAKES;
    }
    Terminal.out(spec)
        .println(file + " is written; ./hub validate " + directory + " says what is left");
    return HubCommandLine.FINE;
  }

  /// The example site as the new directory sees it; where there is none, beside it.
  private Path example() {
    var shipped = Path.of(SiteArgument.EXAMPLE).toAbsolutePath();
    return directory == null || !Files.isDirectory(shipped)
        ? Path.of("../nsp")
        : directory.toAbsolutePath().normalize().relativize(shipped);
  }
}
