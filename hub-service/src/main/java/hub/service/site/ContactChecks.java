package hub.service.site;

import hub.config.CalendarConfig;
import hub.config.ContactsConfig;
import hub.config.GatesConfig;
import hub.config.HubConfig;
import hub.contact.ContactMatrix;
import hub.ticket.Field;
import hub.ticket.Role;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Whether the contacts and the gates of a configuration can be what they say.
final class ContactChecks {

  private static final List<String> LANGUAGES = List.of("da", "sv", "en");

  private final HubConfig config;
  private final Places places;
  private final Consumer<Mistake> mistakes;

  ContactChecks(HubConfig config, Places places, Consumer<Mistake> mistakes) {
    this.config = config;
    this.places = places;
    this.mistakes = mistakes;
  }

  void run() {
    if (config.contacts() != null) {
      contacts(config.contacts());
    }
    gates(config.gates());
  }

  private void contacts(ContactsConfig contacts) {
    knownSystem("contacts.system", contacts.system());
    if (!LANGUAGES.contains(contacts.language())) {
      add(
          "contacts.language",
          "is \"%s\", in which nothing is written".formatted(contacts.language()),
          "There are: " + String.join(", ", LANGUAGES));
    }
    calendar(contacts.calendar());
    ContactMatrix.problems(contacts)
        .forEach(problem ->
            add(
                "contacts.matrix",
                "is not whole: " + problem,
                "Let each minute of the week lie in one row"));
    conditions("contacts.fmk", contacts.fmk());
    conditions("contacts.both", contacts.both());
    contacts
        .next()
        .forEach((role, next) -> {
          if (role == next) {
            add("contacts.next." + role, "is followed by itself", "Name another role");
          }
        });
    if (contacts.remindAfter().isZero()) {
      add("contacts.remindAfter", "is zero", "Write 10m for instance");
    }
    if (contacts.escalateAfter().isZero()) {
      add("contacts.escalateAfter", "is zero", "Write 10m for instance");
    }
  }

  private void calendar(CalendarConfig calendar) {
    var known = PublicHolidays.countries();
    for (var index = 0; index < calendar.countries().size(); index++) {
      var country = calendar.countries().get(index);
      if (!known.contains(country)) {
        add(
            "contacts.calendar.countries[" + index + "]",
            "is \"%s\", whose holidays are not known".formatted(country),
            Suggestion.of(country, known));
      }
    }
  }

  private void conditions(String path, Map<Field, Set<String>> conditions) {
    conditions.forEach((field, values) -> {
      var possible = possible(field);
      values.stream()
          .filter(value -> !possible.isEmpty() && !possible.contains(value))
          .forEach(value ->
              add(
                  path + "." + field,
                  "has \"%s\", which is no value of this field".formatted(value),
                  Suggestion.of(value, possible)));
    });
  }

  /// Empty if any value is possible.
  private static Collection<String> possible(Field field) {
    return field.equals(Field.ASSIGNEE)
        ? Arrays.stream(Role.values()).map(Role::name).toList()
        : ValueMapChecks.possible(field).orElseGet(Set::of);
  }

  private void gates(GatesConfig gates) {
    knownSystem("gates.rfcSystem", gates.rfcSystem());
    mapped("gates.reportApproved", gates.reportApproved());
    gates.solution().forEach(field -> mapped("gates.solution", field));
  }

  private void mapped(String path, @Nullable Field field) {
    if (field != null
        && config.systems().values().stream()
            .noneMatch(system -> system.out().containsKey(field))) {
      add(
          path,
          "is %s, which no system maps".formatted(field),
          "Add it under out of the system that has it");
    }
  }

  private void knownSystem(String path, @Nullable String system) {
    if (system != null && !config.systems().containsKey(system)) {
      add(
          path,
          "names the unknown system \"%s\"".formatted(system),
          Suggestion.of(system, config.systems().keySet()));
    }
  }

  private void add(String path, String cause, String remedy) {
    mistakes.accept(places.mistake(path, cause, remedy));
  }
}
