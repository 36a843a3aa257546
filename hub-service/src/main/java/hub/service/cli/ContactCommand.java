package hub.service.cli;

import hub.config.HubConfig;
import hub.contact.ContactMatrix;
import hub.contact.ContactStep;
import hub.contact.Scope;
import hub.service.site.SiteReader;
import hub.ticket.Priority;
import hub.ticket.Role;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `./hub contact --priority P1 --at 2026-12-24T17:59 [<dir>]`: whom the matrix names, and why.
@Command(
    name = "contact",
    description = "Prints whom a P1 or P2 contacts at a moment, and why.",
    mixinStandardHelpOptions = true)
final class ContactCommand implements Callable<Integer> {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEEE yyyy-MM-dd HH:mm:ss VV", Locale.ENGLISH);

  @Spec private @Nullable CommandSpec spec;

  @Mixin private SiteArgument site = new SiteArgument();

  @Option(names = "--priority", required = true, description = "P1 to P4.")
  private Priority priority = Priority.P1;

  @Option(names = "--fmk", description = "It is FMK's.")
  private boolean isFmk;

  @Option(names = "--both", description = "It touches both FMK and NSP (O-7).")
  private boolean isBoth;

  @Option(
      names = "--raised-by",
      description = "Who raised it, if it was not received so: ${COMPLETION-CANDIDATES}.")
  private @Nullable Raiser raisedBy;

  @Option(names = "--at", description = "A local time such as 2026-12-24T17:59; now if absent.")
  private @Nullable LocalDateTime at;

  /// Who raises a priority (steps 5a, 5b and 6).
  enum Raiser {
    FMK_SUPPLIER(ContactStep.RAISED_BY_FMK_SUPPLIER),
    OPERATIONS_SUPPLIER(ContactStep.RAISED_BY_OPERATIONS),
    APPLICATION_SUPPLIER(ContactStep.RAISED_BY_APPLICATION_SUPPLIER);

    private final ContactStep step;

    Raiser(ContactStep step) {
      this.step = step;
    }
  }

  @Override
  public Integer call() {
    var reading = SiteReader.read(site.directory());
    if (reading.site().isEmpty()) {
      reading.mistakes().forEach(mistake -> Terminal.err(spec).println(mistake));
      return HubCommandLine.MISTAKES;
    }
    return answer(reading.site().get().config());
  }

  private int answer(HubConfig config) {
    var contacts = config.contacts();
    if (contacts == null) {
      Terminal.err(spec)
          .println("%s names no contacts; add contacts: to it".formatted(site.directory()));
      return HubCommandLine.MISTAKES;
    }
    var zone = ZoneId.of(config.space().zone());
    var moment = at == null ? ZonedDateTime.ofInstant(Instant.now(), zone) : at.atZone(zone);
    if (priority != Priority.P1 && priority != Priority.P2) {
      line("contact", "nobody: only P1 and P2 are contacted (R3.7)");
      return HubCommandLine.FINE;
    }
    var step = raisedBy == null ? ContactStep.RECEIVED : raisedBy.step;
    var scope = isBoth ? Scope.BOTH : isFmk ? Scope.FMK : Scope.NSP;
    var matrix = new ContactMatrix(contacts, zone);
    var contact = matrix.contact(step, scope, moment.toInstant());
    line("at", TIME.format(moment));
    line("case", "%s, %s, %s".formatted(priority, scope(scope), step(step)));
    line("contact", words(contact.roles()));
    line("phone", contact.phone().name());
    line("why", contact.why(moment));
    return HubCommandLine.FINE;
  }

  private static String words(List<Role> roles) {
    return roles.stream().map(Role::name).collect(Collectors.joining(" and "));
  }

  private static String scope(Scope scope) {
    return switch (scope) {
      case NSP -> "not FMK";
      case FMK -> "FMK";
      case BOTH -> "FMK and NSP";
    };
  }

  private static String step(ContactStep step) {
    return switch (step) {
      case RECEIVED -> "received so (R3.7)";
      case RAISED_BY_FMK_SUPPLIER -> "raised by the FMK supplier (R5a.3)";
      case RAISED_BY_OPERATIONS -> "raised by the operations supplier (R5b.3)";
      case RAISED_BY_APPLICATION_SUPPLIER -> "raised by the application supplier (R6.1)";
    };
  }

  private void line(String name, String text) {
    Terminal.out(spec).printf("%-8s %s%n", name, text);
  }
}
