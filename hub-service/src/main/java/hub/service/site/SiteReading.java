package hub.service.site;

import java.util.List;
import java.util.Optional;

/// What came of reading a site's directory.
///
/// @param site empty if mistakes make it impossible
/// @param mistakes all of them, by file and line
/// @param notes what is right in the files but missing here and now, such as a variable
/// @param places where each key of the configuration stands
public record SiteReading(
    Optional<Site> site, List<Mistake> mistakes, List<String> notes, Places places) {

  public SiteReading {
    mistakes = mistakes.stream().sorted().distinct().toList();
    notes = List.copyOf(notes);
  }
}
