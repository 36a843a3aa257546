package hub.connector.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import net.thisptr.jackson.jq.BuiltinFunctionLoader;
import net.thisptr.jackson.jq.Function;
import net.thisptr.jackson.jq.JsonQuery;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Versions;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import org.jspecify.annotations.Nullable;

/// A compiled jq program that makes one value of one input. Safe for use by many threads.
///
/// The program sees neither the environment nor files, so no secret can get into a ticket. Beside
/// jq's own functions there is `documentText`: what a document in Atlassian's format says.
public final class Jq {

  /// Longest jq error that is passed on.
  static final int LONGEST_MESSAGE = 300;

  private static final Scope BUILTINS = builtins();
  private static final Pattern POSITION = Pattern.compile("line (\\d+), column (\\d+)");

  private static final Pattern UNKNOWN =
      Pattern.compile(
          "Function ([A-Za-z0-9_]+)/\\d+ does not exist|\\$([A-Za-z0-9_]+) is not defined");

  private final String name;
  private final String source;
  private final JsonQuery query;
  private final @Nullable Jq shipped;

  private Jq(String name, String source, JsonQuery query, @Nullable Jq shipped) {
    this.name = name;
    this.source = source;
    this.query = query;
    this.shipped = shipped;
  }

  /// Compiles a program.
  ///
  /// @param name where it stands, for messages
  /// @throws JqProblem if it is not jq; the message carries the line
  public static Jq compile(String name, String source) {
    return compile(name, source, null);
  }

  /// Compiles a program that may call another one as `shipped`.
  public static Jq compile(String name, String source, @Nullable Jq shipped) {
    try {
      return new Jq(name, source, JsonQuery.compile(source, Versions.JQ_1_7), shipped)
          .withKnownNames();
    } catch (JsonQueryException notJq) {
      throw new JqProblem(name, lineOf(notJq), firstLine(notJq));
    } catch (JqProblem unknownName) {
      throw unknownName;
    } catch (RuntimeException | StackOverflowError notJq) {
      throw new JqProblem(name, 0, "cannot be compiled: " + notJq.getClass().getSimpleName());
    }
  }

  public String name() {
    return name;
  }

  public String source() {
    return source;
  }

  /// Runs the program.
  ///
  /// @param variables by name without `$`
  /// @throws MappingProblem if it fails, or makes no value, or more than one
  public JsonNode apply(JsonNode input, Map<String, JsonNode> variables) {
    var made = new ArrayList<JsonNode>(1);
    try {
      query.apply(
          scope(variables),
          input,
          value -> {
            if (!made.isEmpty()) {
              throw new JsonQueryException(
                  "more than one value comes out; put them into one object");
            }
            made.add(value);
          });
    } catch (JsonQueryException failed) {
      throw new MappingProblem(name + ": " + firstLine(failed));
    } catch (RuntimeException | StackOverflowError failed) {
      throw new MappingProblem(name + ": jq failed: " + failed.getClass().getSimpleName());
    }
    if (made.isEmpty()) {
      throw new MappingProblem(name + ": no value comes out");
    }
    return made.getFirst();
  }

  /// The compiler does not look up names; a run on nothing shows those that are not there.
  private Jq withKnownNames() {
    var nothing = JsonNodeFactory.instance.objectNode();
    try {
      query.apply(scope(Map.of("system", nothing.textNode(""), "out", nothing)), nothing, _ -> {});
    } catch (JsonQueryException failed) {
      var matcher = UNKNOWN.matcher(String.valueOf(failed.getMessage()));
      if (matcher.find()) {
        var unknown = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        throw new JqProblem(name, lineWith(unknown), firstLine(failed));
      }
    } catch (RuntimeException | StackOverflowError _) {
      // Nothing is not what the program was written for; only real payloads can tell.
    }
    return this;
  }

  private int lineWith(String text) {
    var at = source.indexOf(text);
    return at < 0 ? 0 : (int) source.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
  }

  private Scope scope(Map<String, JsonNode> variables) {
    var scope = Scope.newChildScope(BUILTINS);
    variables.forEach(scope::setValue);
    var other = shipped;
    if (other != null) {
      Function call = (_, _, in, _, output, _) -> output.emit(other.apply(in, variables), null);
      scope.addFunction("shipped", 0, call);
    }
    return scope;
  }

  private static Scope builtins() {
    var scope = Scope.newEmptyScope();
    BuiltinFunctionLoader.getInstance().loadFunctions(Versions.JQ_1_7, scope);
    var nothing = JsonNodeFactory.instance.objectNode();
    scope.setValue("ENV", nothing);
    scope.addFunction("env", 0, (_, _, _, _, output, _) -> output.emit(nothing, null));
    scope.addFunction(
        "documentText",
        0,
        (_, _, in, _, output, _) ->
            output.emit(JsonNodeFactory.instance.textNode(DocumentText.of(in)), null));
    return scope;
  }

  private static int lineOf(JsonQueryException problem) {
    var matcher = POSITION.matcher(words(problem));
    return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
  }

  private static String firstLine(JsonQueryException problem) {
    var line = words(problem).lines().findFirst().orElse("failed");
    return line.length() > LONGEST_MESSAGE ? line.substring(0, LONGEST_MESSAGE) + "…" : line;
  }

  /// The parser's own words are in the cause; the message repeats the whole program.
  private static String words(JsonQueryException problem) {
    var cause = problem.getCause();
    var words = String.valueOf(cause == null ? problem.getOriginalMessage() : cause.getMessage());
    return words.equals("N/A")
        ? "it failed without a word, as where a function does not exist; try its parts alone"
        : words;
  }

  /// A program that cannot be compiled.
  public static final class JqProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String where;
    private final int line;

    JqProblem(String where, int line, String cause) {
      super(where + (line > 0 ? ":" + line : "") + ": " + cause);
      this.where = where;
      this.line = line;
    }

    public String where() {
      return where;
    }

    /// From 1, within the program; 0 if unknown.
    public int line() {
      return line;
    }
  }

  /// The lines of the source on which an object key is given a value, for explanations.
  List<String> linesThatSet(String key) {
    var quoted = Pattern.quote(key);
    var setting =
        Pattern.compile(
            "(?:^|[^A-Za-z0-9_.$])\"?" + quoted + "\"?\\s*:|\\." + quoted + "\\s*\\|?=");
    var found = new ArrayList<String>();
    var number = 0;
    for (var line : source.lines().toList()) {
      number++;
      if (!line.stripLeading().startsWith("#") && setting.matcher(line).find()) {
        found.add(name + ":" + number + ": " + line.strip());
      }
    }
    return found;
  }
}
