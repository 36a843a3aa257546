package hub.service.cli;

import hub.service.cli.HubAddress.NobodyAnswersException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;

/// The entry of `./hub validate`, `map`, `routes` and their like.
@Command(
    name = "hub",
    description = "Checks and shows what a site's directory describes.",
    mixinStandardHelpOptions = true,
    subcommands = {
      InitCommand.class,
      ValidateCommand.class,
      ApplyCommand.class,
      CheckCommand.class,
      MapCommand.class,
      TryCommand.class,
      RoutesCommand.class,
      ContactCommand.class,
      CalendarCommand.class,
      TemplateCommand.class,
      ReplayCommand.class,
      VerifyCommand.class,
      ExportCommand.class,
      RebuildCommand.class,
      EraseCommand.class,
      WhatIfCommand.class,
      ReprocessCommand.class,
      BackfillCommand.class,
      UserCommand.class
    })
public final class HubCommandLine implements Runnable {

  /// Nothing is wrong.
  static final int FINE = 0;

  /// What was looked at has mistakes.
  static final int MISTAKES = 1;

  private HubCommandLine() {}

  /// Runs one command and leaves its exit code: 0 fine, 1 mistakes found, 2 wrong use.
  public static void main(String[] arguments) {
    var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    System.exit(run(out, err, arguments));
  }

  static int run(PrintWriter out, PrintWriter err, String... arguments) {
    return new CommandLine(new HubCommandLine())
        .setOut(out)
        .setErr(err)
        .registerConverter(Path.class, HubCommandLine::path)
        .setExecutionExceptionHandler(HubCommandLine::failed)
        .execute(arguments);
  }

  private static int failed(Exception failure, CommandLine command, ParseResult parsed)
      throws Exception {
    if (failure instanceof NobodyAnswersException) {
      command.getErr().println(failure.getMessage());
      return MISTAKES;
    }
    throw failure;
  }

  /// Paths are meant from where the command was called, not from where the launcher went.
  private static Path path(String text) {
    return Path.of(System.getProperty("hub.directory", "")).resolve(text);
  }

  @Override
  public void run() {
    CommandLine.usage(this, System.out);
  }
}
