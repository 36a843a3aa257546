package hub.house;

import static hub.house.Sources.endingIn;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the product says when something is not as it should be, read out of its sources: what
/// exceptions are made with, what refusals of tools and mistakes of sites say, what is logged as a
/// warning or an error, and what commands print beside their answer.
final class Messages {

  /// @param kind what says it: the name of an exception, `Problem`, `Mistake`, `LOG.warn` …
  /// @param text with `…` for what is put in when it is said
  /// @param remedy where it is given apart from the text; else empty
  /// @param source the class
  record Message(String kind, String text, String remedy, String source)
      implements Comparable<Message> {

    @Override
    public int compareTo(Message other) {
      var bySource = source.compareTo(other.source);
      var words = text + remedy + kind;
      return bySource != 0 ? bySource : words.compareTo(other.text + other.remedy + other.kind);
    }

    /// Whether the way out stands in the message itself.
    boolean tellsRemedy() {
      return !remedy.isEmpty() || WAY_OUT.matcher(text).find();
    }
  }

  private static final String MISTAKE = "Mistake";
  private static final String DIFFERENCE = "difference";
  private static final String PROBLEM = "Problem";
  private static final String PRINTED = "Terminal.err";

  private static final String GAP = "…";
  private static final Pattern INSERTED = Pattern.compile("%[\\d$.,]*[sd]|\\{}");
  private static final Pattern WAY_OUT =
      Pattern.compile(
          "(?i)(?:[;:.,…]|\\bor\\b|\\bthen\\b)\\s+(?:add|adopt|alter|ask|bring|change|choose"
              + "|correct|delete|give|is it|is another|look|make|move|name|put|remove|restore|run"
              + "|save|say|see|send|set|shorten|start|tell|try|use|wait|write)\\b"
              + "|\\b(?:must|at least|at most|only|there (?:are|is)|between|needs?) ");

  /// What is no exception by name and yet says what is wrong, with the place of its words.
  private static final Set<String> OTHERS =
      Set.of("NotNow", "FieldsRefused", "Lost", "Refusal", "NoticeRefused", "ChainBreak");

  private Messages() {}

  /// All, each once.
  static Set<Message> inProduct() {
    var sources =
        endingIn(".java").stream()
            .filter(path -> path.toString().contains("src/main/"))
            .filter(path -> !path.startsWith("simulators"))
            .toList();
    var throwables = throwables(sources);
    var found = new TreeSet<Message>();
    JavaShape.scan(sources, new Finder(throwables, found));
    return found;
  }

  /// The names of the product's own exceptions, also of those with another ending.
  private static Set<String> throwables(List<Path> sources) {
    var names = new HashSet<>(OTHERS);
    JavaShape.scan(
        sources,
        new JavaShape.Scanner() {
          @Override
          public @Nullable Void visitClass(ClassTree type, @Nullable Void nothing) {
            var parent = type.getExtendsClause();
            if (parent != null && parent.toString().endsWith("Exception")) {
              names.add(type.getSimpleName().toString());
            }
            return super.visitClass(type, null);
          }
        });
    return names;
  }

  private static final class Finder extends JavaShape.Scanner {

    private final Set<String> throwables;
    private final Set<Message> found;
    private String type = "";
    private Map<String, String> tellers = Map.of();

    Finder(Set<String> throwables, Set<Message> found) {
      this.throwables = throwables;
      this.found = found;
    }

    @Override
    public @Nullable Void visitClass(ClassTree tree, @Nullable Void nothing) {
      var outerType = type;
      var outerTellers = tellers;
      type = tree.getSimpleName().toString();
      tellers = new HashMap<>(outerTellers);
      tree.getMembers().stream()
          .filter(MethodTree.class::isInstance)
          .map(MethodTree.class::cast)
          .filter(Finder::takesCauseAndRemedy)
          .forEach(method -> tellers.put(method.getName().toString(), kind(method)));
      super.visitClass(tree, null);
      type = outerType;
      tellers = outerTellers;
      return null;
    }

    /// A method that makes a message of what was found and of the way out.
    private static boolean takesCauseAndRemedy(MethodTree method) {
      var names = method.getParameters().stream().map(p -> p.getName().toString()).toList();
      return names.size() >= 2
          && names.subList(names.size() - 2, names.size()).equals(List.of("cause", "remedy"));
    }

    /// A method that only joins both makes no mistake of a site.
    private static String kind(MethodTree method) {
      return "String".equals(String.valueOf(method.getReturnType())) ? DIFFERENCE : MISTAKE;
    }

    @Override
    public @Nullable Void visitNewClass(NewClassTree made, @Nullable Void nothing) {
      var name = simple(made.getIdentifier().toString());
      if (name.equals(MISTAKE)) {
        pair(MISTAKE, made.getArguments());
      } else if (throwables.contains(name) || name.endsWith("Exception")) {
        first(name, made.getArguments());
      }
      return super.visitNewClass(made, null);
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void nothing) {
      var called = call.getMethodSelect().toString();
      var name = simple(called);
      if (called.equals("super") && throwables.contains(type)) {
        first(type, call.getArguments());
      } else if (tellers.containsKey(name) && !called.contains(".")) {
        pair(tellers.getOrDefault(name, MISTAKE), call.getArguments());
      } else if (called.equals("LOG.warn") || called.equals("LOG.error")) {
        first(called, call.getArguments());
      } else if (called.startsWith("Problem.")) {
        first(PROBLEM, call.getArguments());
      } else if (called.startsWith("ToolTrouble.")) {
        first("ToolTrouble", call.getArguments());
      } else if (called.startsWith(PRINTED)) {
        first(PRINTED, call.getArguments());
      }
      return super.visitMethodInvocation(call, null);
    }

    /// The first argument that has words of its own.
    private void first(String kind, List<? extends ExpressionTree> arguments) {
      arguments.stream()
          .map(Finder::words)
          .filter(Finder::saysSomething)
          .findFirst()
          .ifPresent(text -> found.add(new Message(kind, text, "", fileName())));
    }

    /// The last two: what was found, and the way out.
    private void pair(String kind, List<? extends ExpressionTree> arguments) {
      if (arguments.size() < 2) {
        return;
      }
      var cause = words(arguments.get(arguments.size() - 2));
      var remedy = words(arguments.getLast());
      if (saysSomething(cause) || saysSomething(remedy)) {
        found.add(new Message(kind, cause, remedy, fileName()));
      }
    }

    private static boolean saysSomething(String text) {
      return text.chars().filter(Character::isLetter).count() > 2;
    }

    /// What an expression says in any case.
    private static String words(ExpressionTree expression) {
      var parts = new ArrayList<String>();
      collect(expression, parts);
      return INSERTED
          .matcher(String.join("", parts))
          .replaceAll(GAP)
          .replaceAll("\\s+", " ")
          .replaceAll(GAP + "(?:" + GAP + ")+", GAP)
          .strip();
    }

    private static void collect(Tree expression, List<String> parts) {
      switch (expression) {
        case LiteralTree literal when literal.getValue() instanceof String text -> parts.add(text);
        case BinaryTree sum when sum.getKind() == Tree.Kind.PLUS -> {
          collect(sum.getLeftOperand(), parts);
          collect(sum.getRightOperand(), parts);
        }
        case ParenthesizedTree inner -> collect(inner.getExpression(), parts);
        case ConditionalExpressionTree either -> {
          collect(either.getTrueExpression(), parts);
          parts.add(" / ");
          collect(either.getFalseExpression(), parts);
        }
        case MethodInvocationTree call
            when call.getMethodSelect() instanceof MemberSelectTree select
                && select.getIdentifier().contentEquals("formatted") ->
            collect(select.getExpression(), parts);
        default -> parts.add(GAP);
      }
    }

    private static String simple(String name) {
      return name.substring(name.lastIndexOf('.') + 1);
    }
  }
}
