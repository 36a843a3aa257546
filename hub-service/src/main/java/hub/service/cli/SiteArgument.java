package hub.service.cli;

import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/// The directory of the site that a command is about; the example if none is named.
final class SiteArgument {

  static final String EXAMPLE = "config/nsp";

  @Parameters(
      paramLabel = "<dir>",
      arity = "0..1",
      defaultValue = EXAMPLE,
      description = "A site's directory; ${DEFAULT-VALUE} if none is given.")
  private Path directory = Path.of(EXAMPLE);

  Path directory() {
    return directory;
  }
}
