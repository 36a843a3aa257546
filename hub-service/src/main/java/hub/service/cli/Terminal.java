package hub.service.cli;

import java.io.PrintWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/// Where a command writes.
final class Terminal {

  private Terminal() {}

  /// For the answer.
  static PrintWriter out(@Nullable CommandSpec spec) {
    return Objects.requireNonNull(spec, "picocli sets it").commandLine().getOut();
  }

  /// For what keeps the command from answering.
  static PrintWriter err(@Nullable CommandSpec spec) {
    return Objects.requireNonNull(spec, "picocli sets it").commandLine().getErr();
  }
}
