package hub.service.cli;

import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/// The directory of the site that a command is about; the example if none is named.
final class SiteArgument {

  @Parameters(
      paramLabel = "<dir>",
      arity = "0..1",
      defaultValue = "config/nsp",
      description = "A site's directory; ${DEFAULT-VALUE} if none is given.")
  private Path directory = Path.of("config/nsp");

  Path directory() {
    return directory;
  }
}
