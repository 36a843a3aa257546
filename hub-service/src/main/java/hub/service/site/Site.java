package hub.service.site;

import hub.config.HubConfig;
import java.nio.file.Path;
import java.util.List;

/// A site as its directory describes it.
///
/// @param directories its own first, then those it extends
/// @param config with references to secrets, not the secrets
/// @param hash the same for the same meaning, however it is written
public record Site(List<Path> directories, HubConfig config, String hash) {

  public Site {
    directories = List.copyOf(directories);
  }

  /// The directory that was given.
  public Path directory() {
    return directories.getFirst();
  }
}
