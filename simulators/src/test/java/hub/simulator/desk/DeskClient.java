package hub.simulator.desk;

import hub.simulator.Browser;
import hub.simulator.SimulatorOptions;
import hub.simulator.Simulators;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;

/// One local desk, and its clients: the hub's account and a person of the desk.
public final class DeskClient implements AutoCloseable {
  private final Simulators simulators;
  private final String base;
  private final Browser admin;

  private DeskClient(SimulatorOptions options, String desk) {
    this.simulators = Simulators.start(options.withLocalDesks(Set.of(desk)));
    this.base = simulators.url() + "/" + desk;
    this.admin = Browser.at(simulators.url() + "/admin/" + desk);
  }

  public static DeskClient start(String desk) {
    return new DeskClient(SimulatorOptions.forTests(), desk);
  }

  public static DeskClient start(String desk, SimulatorOptions options) {
    return new DeskClient(options, desk);
  }

  /// A client that is not signed in.
  public Browser nobody() {
    return Browser.at(base);
  }

  /// A client that signs in by name and password.
  public Browser as(String login, String password) {
    byte[] pair = (login + ":" + password).getBytes(StandardCharsets.UTF_8);
    return nobody()
        .with("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair))
        .with("Accept", "application/json");
  }

  public Browser hub() {
    return as("hub", "demo");
  }

  public Browser karin() {
    return as("karin", "karin");
  }

  public Browser admin() {
    return admin;
  }

  /// The pages for people.
  public Browser pages() {
    return Browser.at(simulators.url());
  }

  @Override
  public void close() {
    simulators.close();
  }
}
