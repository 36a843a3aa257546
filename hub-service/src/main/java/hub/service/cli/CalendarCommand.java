package hub.service.cli;

import hub.config.HubConfig;
import hub.contact.WorkCalendar;
import hub.service.site.Site;
import hub.service.site.SiteReader;
import java.time.LocalDate;
import java.time.Year;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `./hub calendar --year 2026 [<dir>]`: the days that are no ordinary days to a site.
@Command(
    name = "calendar",
    description = "Prints the holidays of a site in a year, its own exceptions included.",
    mixinStandardHelpOptions = true)
final class CalendarCommand implements Callable<Integer> {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy-MM-dd EEE", Locale.ENGLISH);

  @Spec private @Nullable CommandSpec spec;

  @Mixin private SiteArgument site = new SiteArgument();

  @Option(names = "--year", description = "This year if absent.")
  private @Nullable Integer year;

  @Override
  public Integer call() {
    var reading = SiteReader.read(site.directory());
    var config = reading.site().map(Site::config);
    var contacts = config.map(HubConfig::contacts);
    if (contacts.isEmpty()) {
      reading.mistakes().forEach(mistake -> Terminal.err(spec).println(mistake));
      Terminal.err(spec).println("%s names no contacts".formatted(site.directory()));
      return HubCommandLine.MISTAKES;
    }
    var zone = ZoneId.of(config.get().space().zone());
    var calendar = new WorkCalendar(zone, contacts.get().calendar());
    var first = LocalDate.of(year == null ? Year.now(zone).getValue() : year, 1, 1);
    first
        .datesUntil(first.plusYears(1))
        .forEach(day ->
            calendar
                .holiday(day)
                .ifPresent(name -> Terminal.out(spec).printf("%s  %s%n", DAY.format(day), name)));
    return HubCommandLine.FINE;
  }
}
