package hub.service.site;

import java.util.List;
import java.util.Optional;

/// What came of reading a site's directory.
///
/// @param site empty if mistakes make it impossible
/// @param mistakes all of them, by file and line
public record SiteReading(Optional<Site> site, List<Mistake> mistakes) {

  public SiteReading {
    mistakes = mistakes.stream().sorted().distinct().toList();
  }
}
