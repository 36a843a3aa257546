package hub.connector.clearquest;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Which action leads from which state to which, as the schema of the record type has it.
///
/// ClearQuest does not tell its state transition matrix over OSLC, so it is configuration: actions
/// separated by `;`, each `Action: From, From -> To`, and in brackets the fields that the action
/// asks for, as in `Resolve(Resolution): Opened -> Resolved`.
final class Workflow {

  /// One action.
  ///
  /// @param needs the fields that go along with it
  record Move(String action, Set<String> from, String to, List<String> needs) {

    Move {
      from = Set.copyOf(from);
      needs = List.copyOf(needs);
    }
  }

  private static final Pattern MOVE =
      Pattern.compile("([\\w-]+)\\s*(?:\\(([^)]*)\\))?\\s*:\\s*(.+?)\\s*->\\s*([\\w -]+)");

  private final List<Move> moves;

  private Workflow(List<Move> moves) {
    this.moves = List.copyOf(moves);
  }

  /// Reads the table.
  ///
  /// @throws IllegalArgumentException if a line of it cannot be read
  static Workflow parse(String table) {
    var moves = new ArrayList<Move>();
    for (var part : table.split("[;\\n]", -1)) {
      if (part.isBlank()) {
        continue;
      }
      var line = MOVE.matcher(part.strip());
      if (!line.matches()) {
        throw new IllegalArgumentException(
            "transitions: cannot read \""
                + part.strip()
                + "\". Write each action as Action(Needed_Field): From, From -> To");
      }
      moves.add(
          new Move(
              line.group(1),
              new LinkedHashSet<>(names(line.group(3))),
              line.group(4).strip(),
              names(line.group(2) == null ? "" : line.group(2))));
    }
    return new Workflow(moves);
  }

  /// The first action on the shortest way to the state, or empty if no way is known.
  Optional<Move> stepTowards(String current, String wanted) {
    var firstStep = new HashMap<String, Move>();
    var next = new ArrayDeque<String>();
    next.add(current);
    while (!next.isEmpty()) {
      var state = next.remove();
      for (var move : moves) {
        if (!move.from().contains(state) || move.to().equals(current)) {
          continue;
        }
        var first = state.equals(current) ? move : firstStep.get(state);
        if (first != null && firstStep.putIfAbsent(move.to(), first) == null) {
          next.add(move.to());
        }
      }
    }
    return Optional.ofNullable(firstStep.get(wanted));
  }

  /// Each state that an action leads to or from.
  Set<String> states() {
    var states = new LinkedHashSet<String>();
    for (var move : moves) {
      states.addAll(move.from());
      states.add(move.to());
    }
    return states;
  }

  private static List<String> names(String list) {
    return Pattern.compile(",")
        .splitAsStream(list)
        .map(String::strip)
        .filter(n -> !n.isEmpty())
        .toList();
  }
}
