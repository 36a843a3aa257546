package hub.service.cli;

import hub.service.contact.TemplateChecks;
import hub.service.site.MappingTests;
import hub.service.site.Mistake;
import hub.service.site.RouteLoading;
import hub.service.site.Site;
import hub.service.site.SiteReader;
import hub.service.site.SiteReading;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// All that is wrong in a site's directory, looked for without any tool.
///
/// @param tests null where `hub.yaml` itself could not be read
/// @param mistakes none if the site may be used
record Validation(
    SiteReading reading, MappingTests.@Nullable Result tests, List<Mistake> mistakes) {

  static Validation of(Path directory, boolean isCoverageRequired) {
    var reading = SiteReader.read(directory);
    if (reading.site().isEmpty()) {
      return new Validation(reading, null, reading.mistakes());
    }
    var site = reading.site().get();
    var tests = MappingTests.run(site, reading.places());
    var mistakes = new ArrayList<>(tests.mistakes());
    if (isCoverageRequired) {
      mistakes.addAll(tests.unchecked());
    }
    mistakes.addAll(RouteLoading.run(site));
    mistakes.addAll(TemplateChecks.run(site));
    return new Validation(reading, tests, mistakes);
  }

  /// The site; empty if it has mistakes.
  Optional<Site> site() {
    return mistakes.isEmpty() ? reading.site() : Optional.empty();
  }
}
