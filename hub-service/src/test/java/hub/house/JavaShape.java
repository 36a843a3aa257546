package hub.house;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.DefaultCaseLabelTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/// The shape of Java sources, as the compiler's own parser sees it.
final class JavaShape {

  static final int MOST_METHOD_LINES = 60;

  private JavaShape() {}

  /// Methods that are longer than one sees at once, as `file:line name lines`.
  static List<String> longMethods(List<Path> files) {
    var found = new ArrayList<String>();
    scan(
        files,
        new Scanner() {
          @Override
          public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
            var lines = line(end(method)) - line(start(method)) + 1;
            if (lines > MOST_METHOD_LINES) {
              found.add("%s %s %d lines".formatted(place(method), method.getName(), lines));
            }
            return super.visitMethod(method, null);
          }
        });
    return found;
  }

  /// Every `default` of a switch, as `file:line`.
  static List<String> defaults(List<Path> files) {
    var found = new ArrayList<String>();
    scan(
        files,
        new Scanner() {
          @Override
          public @Nullable Void visitDefaultCaseLabel(
              DefaultCaseLabelTree label, @Nullable Void nothing) {
            found.add(place(label));
            return super.visitDefaultCaseLabel(label, null);
          }
        });
    return found;
  }

  /// Shows each file to the scanner.
  static void scan(List<Path> files, Scanner scanner) {
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var manager = compiler.getStandardFileManager(null, Locale.ROOT, null)) {
      var units =
          manager.getJavaFileObjectsFromPaths(files.stream().map(Sources.ROOT::resolve).toList());
      var task = (JavacTask) compiler.getTask(null, manager, null, null, null, units);
      scanner.trees = Trees.instance(task);
      for (var unit : task.parse()) {
        scanner.unit = unit;
        scanner.scan(unit, null);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Knows where it is.
  abstract static class Scanner extends TreePathScanner<@Nullable Void, @Nullable Void> {

    @Nullable Trees trees;
    @Nullable CompilationUnitTree unit;

    final long start(Tree tree) {
      return requireTrees().getSourcePositions().getStartPosition(requireUnit(), tree);
    }

    final long end(Tree tree) {
      return requireTrees().getSourcePositions().getEndPosition(requireUnit(), tree);
    }

    final long line(long position) {
      return requireUnit().getLineMap().getLineNumber(position);
    }

    /// The class that the file is named after.
    final String fileName() {
      var file = Path.of(requireUnit().getSourceFile().toUri()).getFileName().toString();
      return file.substring(0, file.length() - ".java".length());
    }

    final String place(Tree tree) {
      var file = Path.of(requireUnit().getSourceFile().toUri());
      return file.getFileName() + ":" + line(start(tree));
    }

    private Trees requireTrees() {
      return Objects.requireNonNull(trees);
    }

    private CompilationUnitTree requireUnit() {
      return Objects.requireNonNull(unit);
    }
  }
}
