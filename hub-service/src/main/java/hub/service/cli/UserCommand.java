package hub.service.cli;

import hub.service.access.Account;
import hub.service.access.Roles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Makes a line of the users' file.
@Command(
    name = "user",
    description = "Makes a line of the file of those who may use the hub (hub.access.users).",
    mixinStandardHelpOptions = true)
final class UserCommand implements Callable<Integer> {

  private static final int SHORTEST = 12;

  /// Bcrypt takes no more into account.
  private static final int MOST_BYTES = 72;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "<name>", description = "As it is recorded with what it asks.")
  private String name = "";

  @Option(
      names = "--roles",
      split = ",",
      description = "Of viewer, operator, engineer, approver; viewer if absent.")
  private Set<String> roles = Set.of(Roles.VIEWER);

  @Option(names = "--token", description = "For a program: a token instead of a password.")
  private boolean isProgram;

  @Option(names = "--file", description = "Where the line goes to, in place of one of that name.")
  private @Nullable Path file;

  @Override
  public Integer call() {
    try {
      return isProgram ? program() : person();
    } catch (IllegalArgumentException | IOException e) {
      Terminal.err(spec).println(e.getMessage());
      return HubCommandLine.MISTAKES;
    }
  }

  private int program() throws IOException {
    var token = Account.newToken();
    give(Account.ofToken(name, roles, token));
    Terminal.err(spec).printf("The token, which is shown only now: %s%n", token);
    return HubCommandLine.FINE;
  }

  private int person() throws IOException {
    var password = password();
    if (password.length() < SHORTEST) {
      throw new IllegalArgumentException(
          "A password has %d characters or more.".formatted(SHORTEST));
    }
    if (password.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      throw new IllegalArgumentException("A password has %d bytes at most.".formatted(MOST_BYTES));
    }
    give(Account.ofPassword(name, roles, password));
    return HubCommandLine.FINE;
  }

  @SuppressWarnings("SystemConsoleNull") // Java 25 has none where nobody sits
  private String password() {
    var console = System.console();
    if (console == null || !console.isTerminal()) {
      var piped = new Scanner(System.in, StandardCharsets.UTF_8);
      return piped.hasNextLine() ? piped.nextLine() : "";
    }
    var first = String.valueOf(console.readPassword("Password of %s: ", name));
    if (!first.equals(String.valueOf(console.readPassword("Once more: ")))) {
      throw new IllegalArgumentException("The two were not the same.");
    }
    return first;
  }

  private void give(Account account) throws IOException {
    if (file == null) {
      Terminal.out(spec).println(account.line());
      return;
    }
    var lines = new ArrayList<>(Files.exists(file) ? Files.readAllLines(file) : List.of());
    lines.removeIf(line -> line.startsWith(account.name() + ":"));
    lines.add(account.line());
    Files.write(file, lines, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
    Terminal.out(spec)
        .printf("%s now names %s: %s%n", file, name, String.join(", ", account.roles()));
  }
}
