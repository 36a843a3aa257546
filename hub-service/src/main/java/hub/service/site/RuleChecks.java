package hub.service.site;

import hub.config.CounterpartRule;
import hub.config.FieldPolicy.Mode;
import hub.config.HubConfig;
import hub.config.SystemConfig;
import hub.ticket.ExternalSystem.Role;
import hub.ticket.Field;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// What the parts of a configuration say about each other.
final class RuleChecks {

  /// Ids appear in topic names and addresses.
  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,39}");

  private static final Set<Field> WRITTEN_OTHERWISE = Set.of(Field.STATUS);

  private final HubConfig config;
  private final Places places;
  private final Consumer<Mistake> mistakes;

  RuleChecks(HubConfig config, Places places, Consumer<Mistake> mistakes) {
    this.config = config;
    this.places = places;
    this.mistakes = mistakes;
  }

  void run() {
    space();
    limits();
    if (config.systems().isEmpty()) {
      add("systems", "names no system", "Describe at least one");
    }
    config.systems().forEach(this::system);
    onlyOne(Role.NATIONAL_DESK);
    onlyOne(Role.OPERATIONS);
    policies();
    for (var index = 0; index < config.counterparts().size(); index++) {
      counterpart("counterparts[" + index + "]", config.counterparts().get(index), index);
    }
    chains();
    backwardMoves();
    comments();
  }

  private void space() {
    if (!ID.matcher(config.space().id()).matches()) {
      add("space.id", "is \"%s\"".formatted(config.space().id()), idRemedy());
    }
    if (config.space().partition() < 0) {
      add("space.partition", "is negative", "Write 0 or the space's fixed partition");
    }
    try {
      ZoneId.of(config.space().zone());
    } catch (DateTimeException _) {
      add(
          "space.zone",
          "is \"%s\", which is no time zone".formatted(config.space().zone()),
          Suggestion.of(config.space().zone(), ZoneId.getAvailableZoneIds()));
    }
  }

  private void limits() {
    var limits = config.limits();
    if (limits.firstRetry().isZero()) {
      add("limits.firstRetry", "is zero", "Write at least 1s");
    }
    if (limits.longestRetry().compareTo(limits.firstRetry()) < 0) {
      add("limits.longestRetry", "is shorter than firstRetry", "Write at least firstRetry");
    }
    if (limits.flappingWrites() < 1) {
      add("limits.flappingWrites", "is less than 1", "Write at least 1");
    }
    if (limits.blastWrites() < 0) {
      add("limits.blastWrites", "is less than 0", "Write 0 for no limit, 200 for instance else");
    }
  }

  private void system(String id, SystemConfig system) {
    var path = "systems." + id;
    if (!ID.matcher(id).matches()) {
      add(path, "is no id for a system", idRemedy());
    }
    if (system.atMost() < 1) {
      add(path + ".atMost", "is less than 1", "Write at least 1");
    }
    if (system.settle().isZero()) {
      add(path + ".settle", "is zero", "Write more than the request time-out, 90s for instance");
    }
    sharedToolFields(path, system);
    system.writes().stream()
        .filter(field -> !WRITTEN_OTHERWISE.contains(field) && !system.out().isEmpty())
        .filter(field -> !system.out().containsKey(field))
        .forEach(field ->
            add(
                path + ".writes",
                "has %s, but out does not say which of the tool's fields that is".formatted(field),
                "Add out.%s, or remove it from writes".formatted(field)));
    system.opens().forEach((field, values) -> values(path + ".opens." + field, field, values));
    counterpartFields(path + ".out", system.out().keySet(), id);
  }

  private void sharedToolFields(String path, SystemConfig system) {
    var users = new TreeMap<String, Set<Field>>();
    system
        .out()
        .forEach((field, tool) -> users.computeIfAbsent(tool, _ -> new TreeSet<>()).add(field));
    users.forEach((tool, fields) -> {
      if (fields.size() > 1) {
        add(
            path + ".out",
            "maps %s to the same field \"%s\"".formatted(fields, tool),
            "Give each canonical field a tool field of its own");
      }
    });
  }

  private void counterpartFields(String path, Set<Field> fields, String id) {
    for (var field : fields) {
      var system = field.counterpartSystem().or(field::rfcSystem).orElse("");
      if (!system.isEmpty() && (system.equals(id) || !config.systems().containsKey(system))) {
        add(
            path + "." + field,
            "points to the system \"%s\"".formatted(system),
            Suggestion.of(system, others(id)));
      } else if (field.rfcSystem().isPresent() && !config.holdsRfcs(system)) {
        add(
            path + "." + field,
            "shows RFCs of \"%s\", which holds none".formatted(system),
            "Give that system the role change, or write counterpart." + system);
      }
    }
  }

  private Set<String> others(String id) {
    var others = new TreeSet<>(config.systems().keySet());
    others.remove(id);
    return others;
  }

  private void onlyOne(Role role) {
    var holders =
        config.systems().entrySet().stream()
            .filter(entry -> entry.getValue().role() == role)
            .map(Map.Entry::getKey)
            .toList();
    if (holders.size() > 1) {
      add(
          "systems." + holders.getLast() + ".role",
          "is the role of %s too".formatted(holders.getFirst()),
          "A space has one system of the role " + RecordReader.nameOf(role));
    }
  }

  private void policies() {
    var mapped = new HashSet<Field>();
    var written = new TreeSet<Field>();
    config
        .systems()
        .values()
        .forEach(system -> {
          mapped.addAll(system.out().keySet());
          mapped.addAll(system.values().keySet());
          mapped.addAll(system.writes());
          written.addAll(system.writes());
        });
    config
        .fields()
        .forEach((field, policy) -> {
          var path = "fields." + field;
          var owner = policy.owner() == null ? "" : policy.owner();
          if (!mapped.contains(field)) {
            add(path, "is a policy for a field that no system maps", "Remove it, or map the field");
          }
          if (policy.mode() == Mode.OWNER && !config.systems().containsKey(owner)) {
            var found =
                owner.isEmpty() ? "names no owner" : "has the unknown owner \"" + owner + "\"";
            add(path, found, Suggestion.of(owner, config.systems().keySet()));
          }
          if (policy.mode() != Mode.OWNER && !owner.isEmpty()) {
            add(path + ".owner", "has no meaning in this mode", "Remove it, or write mode: owner");
          }
          if (policy.mode() == Mode.MOST_SEVERE && !field.equals(Field.PRIORITY)) {
            add(
                path,
                "is most-severe, which only priority can be",
                "Use last-writer, owner or once");
          }
        });
    written.stream()
        .filter(field -> !field.isReference())
        .filter(field -> !config.fields().containsKey(field))
        .forEach(field ->
            add(
                "fields",
                "has no policy for %s, which the hub writes".formatted(field),
                "Add %s: last-writer, owner, most-severe or once".formatted(field)));
  }

  private void counterpart(String path, CounterpartRule rule, int index) {
    var from = knownSystem(path + ".from", rule.from());
    var to = knownSystem(path + ".create", rule.create());
    if (rule.from().equals(rule.create())) {
      add(path + ".create", "is the system it comes from", "Name another system");
    }
    rule.when()
        .forEach((field, values) -> {
          values(path + ".when." + field, field, values);
          if (from && !isMapped(rule.from(), field)) {
            add(
                path + ".when." + field,
                "is not read from " + rule.from(),
                "Map it there under out, values or in");
          }
        });
    rule.set()
        .forEach((field, value) -> {
          values(path + ".set." + field, field, Set.of(value));
          var target = config.systems().get(rule.create());
          if (to && target != null && !target.canHold(field, value)) {
            add(
                path + ".set." + field,
                "is \"%s\", for which %s has no value".formatted(value, rule.create()),
                "Add it to systems.%s.values.%s".formatted(rule.create(), field));
          }
        });
    for (var earlier : config.counterparts().subList(0, index)) {
      if (earlier.from().equals(rule.from())
          && earlier.create().equals(rule.create())
          && earlier.when().equals(rule.when())) {
        add(path, "says the same as the rule " + earlier.rule(), "Remove one of the two");
      }
    }
  }

  private boolean knownSystem(String path, String system) {
    if (config.systems().containsKey(system)) {
      return true;
    }
    add(
        path,
        "names the unknown system \"%s\"".formatted(system),
        Suggestion.of(system, config.systems().keySet()));
    return false;
  }

  private boolean isMapped(String id, Field field) {
    var system = config.systems().get(id);
    return system == null
        || system.in() != null
        || system.out().isEmpty()
        || system.out().containsKey(field)
        || system.values().containsKey(field);
  }

  private void values(String path, Field field, Set<String> values) {
    var possible = ValueMapChecks.possible(field);
    if (possible.isPresent()) {
      values.stream()
          .filter(value -> !possible.get().contains(value))
          .forEach(value ->
              add(
                  path,
                  "has \"%s\", which is no value of this field".formatted(value),
                  Suggestion.of(value, possible.get())));
    }
  }

  /// A made ticket begets nothing, so a chain of rules over three systems would stop in the middle.
  private void chains() {
    var next = new TreeMap<String, Set<String>>();
    config
        .counterparts()
        .forEach(
            rule -> next.computeIfAbsent(rule.from(), _ -> new TreeSet<>()).add(rule.create()));
    for (var index = 0; index < config.counterparts().size(); index++) {
      var rule = config.counterparts().get(index);
      var path = "counterparts[" + index + "].create";
      next.getOrDefault(rule.create(), Set.of()).stream()
          .filter(third -> !third.equals(rule.from()) && !third.equals(rule.create()))
          .filter(third -> next.getOrDefault(third, Set.of()).contains(rule.from()))
          .forEach(third ->
              add(
                  path,
                  "is part of a loop over %s, %s and %s"
                      .formatted(rule.from(), rule.create(), third),
                  "A made ticket begets nothing: let each rule start where people report"));
    }
  }

  private void backwardMoves() {
    for (var index = 0; index < config.backwardMoves().size(); index++) {
      var move = config.backwardMoves().get(index);
      var path = "backwardMoves[" + index + "]";
      if (!move.to().isBehind(move.from())) {
        add(
            path,
            "goes from %s to %s, which is no step back".formatted(move.from(), move.to()),
            "Remove it: steps forward need no rule");
      }
    }
  }

  private void comments() {
    for (var index = 0; index < config.comments().size(); index++) {
      var flow = config.comments().get(index);
      var path = "comments[" + index + "]";
      knownSystem(path + ".from", flow.from());
      flow.to().forEach(to -> knownSystem(path + ".to", to));
      if (flow.to().contains(flow.from())) {
        add(path + ".to", "holds the system the comments come from", "Remove it there");
      }
    }
  }

  private static String idRemedy() {
    return "Use small letters, digits and hyphens, a letter first, at most 40";
  }

  private void add(String path, String cause, String remedy) {
    mistakes.accept(places.mistake(path, cause, remedy));
  }
}
