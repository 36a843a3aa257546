package hub.world;

import static hub.space.NspExample.CLEARQUEST;
import static hub.space.NspExample.JIRA;
import static hub.space.NspExample.OPERATIONS;

import hub.incident.Entry.Outstanding;
import hub.incident.Incident;
import hub.incident.SpaceMap;
import hub.reconciliation.DesiredFields;
import hub.space.NspExample;
import hub.ticket.Field;
import hub.ticket.Status;
import hub.ticket.Ticket;
import hub.world.Situation.Allowance;
import hub.world.Situation.Deed;
import hub.world.Situation.Rules;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Every order, within bounds, in which one record can come to its issue: a search, breadth first,
/// where days drawn from seeds miss some. Each situation is looked at once, whenever it is reached.
///
/// In all of them each purpose has one ticket; in those where nothing more happens by itself both
/// tickets show each other's key; and such a one can be reached from each.
final class CreateAndLinkCheck {

  /// What may happen in one search. More of it at once would take too long.
  static final List<Course> COURSES =
      List.of(
          new Course("a mishap of the create", new Allowance(JIRA, 1, 0, List.of())),
          new Course("a crash at the create", new Allowance(JIRA, 0, 1, List.of())),
          new Course("a mishap of the link", new Allowance(CLEARQUEST, 1, 0, List.of())),
          new Course("a crash at the link", new Allowance(CLEARQUEST, 0, 1, List.of())),
          new Course(
              "an issue made by hand",
              new Allowance(JIRA, 0, 0, List.of(Deed.MAKES_ISSUE_BY_HAND))),
          new Course(
              "assigned elsewhere and again",
              new Allowance(CLEARQUEST, 0, 0, List.of(Deed.ASSIGNS_ELSEWHERE, Deed.ASSIGNS_AGAIN))),
          new Course(
              "an issue that is another matter",
              new Allowance(CLEARQUEST, 0, 0, List.of(Deed.UNLINKS_ISSUE))));

  /// So many of the courses, from the first, are cheap enough for every run of the tests.
  static final int IN_EVERY_TEST = 4;

  /// What may go wrong in one search.
  record Course(String name, Allowance allowance) {}

  /// What came of a search.
  ///
  /// @param situations that were reached
  /// @param resting those of them where nothing more happens by itself
  /// @param violation what does not hold; empty if all is well
  /// @param story the shortest way there
  record Result(
      Course course, int situations, int resting, Optional<String> violation, List<String> story) {

    /// For people.
    String told() {
      var counted =
          "%s: %d situations, %d of them at rest".formatted(course.name(), situations, resting);
      return violation
          .map(found ->
              counted
                  + System.lineSeparator()
                  + found
                  + System.lineSeparator()
                  + String.join(System.lineSeparator(), story))
          .orElse(counted);
    }
  }

  /// How a situation was first reached.
  private record Origin(int from, String told) {}

  private final Course course;
  private final Rules rules;
  private final Likenesses likenesses = new Likenesses();
  private final Map<Likenesses.Likeness, Integer> known = new HashMap<>();
  private final List<Origin> origins = new ArrayList<>();
  private final List<List<Integer>> before = new ArrayList<>();
  private final BitSet resting = new BitSet();

  private CreateAndLinkCheck(Course course, Sabotage sabotage) {
    this.course = course;
    this.rules = new Rules(NspExample.config(), sabotage);
  }

  /// Looks at everything that may happen on a course.
  static Result of(Course course, Sabotage sabotage) {
    return new CreateAndLinkCheck(course, sabotage).search();
  }

  private Result search() {
    var first = Situation.first(rules, course.allowance());
    var toLookAt = new ArrayDeque<Situation>();
    reach(first, new Origin(-1, "a record is assigned to operations"));
    toLookAt.add(first);
    for (var number = 0; !toLookAt.isEmpty(); number++) {
      var situation = toLookAt.remove();
      var steps = situation.next();
      var isAtRest = steps.stream().noneMatch(Situation.Step::isOfItself);
      resting.set(number, isAtRest);
      var violation = isAtRest ? atRest(situation) : everywhere(situation);
      if (violation.isPresent()) {
        return result(violation, number);
      }
      for (var step : steps) {
        var isNew = known.size();
        var there = reach(step.then(), new Origin(number, step.told()));
        before.get(there).add(number);
        if (there == isNew) {
          toLookAt.add(step.then());
        }
      }
    }
    return withoutRest()
        .map(stuck -> result(Optional.of("Convergence: it never comes to rest"), stuck))
        .orElseGet(() -> result(Optional.empty(), 0));
  }

  private int reach(Situation situation, Origin origin) {
    var likeness = likenesses.of(situation);
    var there = known.get(likeness);
    if (there != null) {
      return there;
    }
    known.put(likeness, known.size());
    origins.add(origin);
    before.add(new ArrayList<>(2));
    return known.size() - 1;
  }

  /// The first situation from which no resting one can be reached.
  private Optional<Integer> withoutRest() {
    var rests = (BitSet) resting.clone();
    var toVisit = resting.stream().boxed().collect(Collectors.toCollection(ArrayDeque::new));
    while (!toVisit.isEmpty()) {
      for (var earlier : before.get(toVisit.remove())) {
        if (!rests.get(earlier)) {
          rests.set(earlier);
          toVisit.add(earlier);
        }
      }
    }
    var stuck = rests.nextClearBit(0);
    return stuck < known.size() ? Optional.of(stuck) : Optional.empty();
  }

  private Result result(Optional<String> violation, int where) {
    var story = new ArrayList<String>();
    for (var at = where; at >= 0; at = origins.get(at).from()) {
      story.add("  " + origins.get(at).told());
    }
    Collections.reverse(story);
    return new Result(course, known.size(), resting.cardinality(), violation, List.copyOf(story));
  }

  // What must hold.

  private static Optional<String> everywhere(Situation situation) {
    return issues(situation).stream()
        .filter(issue -> !issue.marker().isEmpty())
        .collect(Collectors.groupingBy(Ticket::marker))
        .entrySet()
        .stream()
        .filter(made -> made.getValue().size() > 1)
        .map(made ->
            "AtMostOne: %s was made as %s"
                .formatted(made.getKey(), made.getValue().stream().map(Ticket::key).toList()))
        .findFirst();
  }

  private Optional<String> atRest(Situation situation) {
    var space = situation.space();
    return everywhere(situation)
        .or(() -> outstanding(situation))
        .or(() -> twice(situation, space))
        .or(() -> open(space).stream().flatMap(one -> differs(situation, space, one)).findFirst())
        .or(() ->
            open(space).stream().flatMap(one -> oneSided(situation, one).stream()).findFirst());
  }

  private static Optional<String> outstanding(Situation situation) {
    return situation.state().stream()
        .filter(Outstanding.class::isInstance)
        .map(entry -> "Convergence: still outstanding: " + entry)
        .findFirst();
  }

  /// Two open issues for one record are shown to people, or one of them is closed.
  private static Optional<String> twice(Situation situation, SpaceMap space) {
    var isShown = open(space).stream().anyMatch(one -> !one.correlationConflicts().isEmpty());
    var record = situation.tools().get(CLEARQUEST).tickets().values().iterator().next();
    var open =
        issues(situation).stream()
            .filter(issue ->
                issue.fields().getOrEmpty(Field.counterpart(CLEARQUEST)).equals(record.key()))
            .filter(issue -> !Status.isOver(issue.fields().getOrEmpty(Field.STATUS)))
            .map(Ticket::key)
            .toList();
    return open.size() > 1 && !isShown
        ? Optional.of("AtMostOne: %s are open for %s".formatted(open, record.key()))
        : Optional.empty();
  }

  private Stream<String> differs(Situation situation, SpaceMap space, Incident incident) {
    return incident.members().keySet().stream()
        .map(ref -> {
          var ticket = situation.tools().get(ref.system()).tickets().get(ref);
          var shadow = space.shadow(ref).orElseThrow();
          var system = rules.config().systems().get(ref.system());
          var wanted =
              new DesiredFields(space, rules.config())
                  .of(incident, shadow)
                  .where((field, value) ->
                      !system.isSame(field, value, ticket.fields().getOrEmpty(field)));
          return wanted.isEmpty() && shadow.fields().equals(ticket.fields())
              ? null
              : "Convergence: %s should say %s, and says %s; the hub knows %s"
                  .formatted(ticket.key(), wanted, ticket.fields(), shadow.fields());
        })
        .filter(Objects::nonNull);
  }

  /// A record that operations have has an issue, and both show each other's key; or people are
  /// shown why not.
  private static Optional<String> oneSided(Situation situation, Incident incident) {
    var record = incident.memberIn(CLEARQUEST);
    if (record == null || !incident.correlationConflicts().isEmpty()) {
      return Optional.empty();
    }
    var one = situation.tools().get(CLEARQUEST).tickets().get(record);
    var issue = incident.memberIn(JIRA);
    if (issue == null) {
      return one.fields().getOrEmpty(Field.ASSIGNEE).equals(OPERATIONS)
          ? Optional.of("SymmetricLinks: %s has no issue".formatted(incident.id()))
          : Optional.empty();
    }
    var other = situation.tools().get(JIRA).tickets().get(issue);
    var isBoth =
        one.fields().getOrEmpty(Field.counterpart(JIRA)).equals(other.key())
            && other.fields().getOrEmpty(Field.counterpart(CLEARQUEST)).equals(one.key());
    return isBoth
        ? Optional.empty()
        : Optional.of(
            "SymmetricLinks: %s and %s do not show each other"
                .formatted(one.label(), other.label()));
  }

  private static Collection<Ticket> issues(Situation situation) {
    return situation.tools().get(JIRA).tickets().values();
  }

  private static List<Incident> open(SpaceMap space) {
    return space.entries().stream()
        .filter(Incident.class::isInstance)
        .map(Incident.class::cast)
        .filter(Incident::isOpen)
        .toList();
  }
}
