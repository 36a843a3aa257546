package hub.simulator;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Set;

/// The command line of the simulators: `--port`, `--smtp-port`, `--imap-port`, `--data`,
/// `--webhooks` with `{system}` in it, `--incidents`, and `--desks` for local desks with commas
/// between them, each with a value. What is not given is as in the demo.
final class SimulatorArguments {

  private SimulatorArguments() {}

  static SimulatorOptions read(String[] arguments) {
    SimulatorOptions options = SimulatorOptions.forDemo(Path.of(".hub/tools"));
    int smtp = options.smtpPort();
    int imap = options.imapPort();
    Iterator<String> words = Arrays.asList(arguments).iterator();
    while (words.hasNext()) {
      String name = words.next();
      if (!words.hasNext()) {
        throw new IllegalArgumentException(name + " needs a value");
      }
      String value = words.next();
      switch (name) {
        case "--port" -> options = options.withPort(Integer.parseInt(value));
        case "--smtp-port" -> smtp = Integer.parseInt(value);
        case "--imap-port" -> imap = Integer.parseInt(value);
        case "--data" -> options = options.withDataDirectory(Path.of(value));
        case "--webhooks" -> options = options.withWebhooks(value, options.webhookSecret());
        case "--desks" -> options = options.withLocalDesks(Set.of(value.split(",", -1)));
        case "--incidents" -> options = options.withSeedIncidents(Integer.parseInt(value));
        default -> throw new IllegalArgumentException("The simulators know no " + name);
      }
    }
    return options.withMailPorts(smtp, imap);
  }
}
