package hub.engine;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;

/// A broker and an engine in a process of their own: `HubProcess <directory>`. Each line it is
/// given is the number of a ticket to observe; it answers when the input is accepted.
final class HubProcess {

  private HubProcess() {}

  public static void main(String[] arguments) throws Exception {
    try (var hub = RunningHub.start(Path.of(arguments[0]))) {
      System.out.println("ready " + hub.broker.bootstrapServers());
      var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        var ticket = EngineTest.assigned(Integer.parseInt(line), "Sag " + line);
        var position = hub.append(Site.seen(ticket, Instant.parse("2026-03-02T08:00:00Z")));
        System.out.println("accepted " + position);
      }
    } catch (RuntimeException | AssertionError e) {
      e.printStackTrace();
      Runtime.getRuntime().halt(1);
    }
  }
}
