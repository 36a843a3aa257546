package hub.simulator;

import hub.simulator.clearquest.ClearQuestTool;
import hub.simulator.desk.DeskTool;
import hub.simulator.fault.AdminInterface;
import hub.simulator.fault.FaultBook;
import hub.simulator.fault.FaultGate;
import hub.simulator.http.HttpFront;
import hub.simulator.jira.JiraTool;
import hub.simulator.mail.MailServer;
import hub.simulator.page.Pages;
import hub.simulator.remedy.RemedyTool;
import hub.simulator.seed.DemoSeed;
import hub.simulator.servicenow.ServiceNowTool;
import hub.simulator.ticket.TicketView;
import hub.simulator.topdesk.TopDeskTool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// All simulated tools behind one port, as `./hub demo` and the tests run them.
public final class Simulators implements AutoCloseable {
  private static final String CLEARQUEST = "clearquest";
  private static final List<String> JIRAS = List.of("jira-ops", "jira-sds", "jira-fmk");

  private final SimulatorOptions options;
  private final HttpFront front;
  private final List<FaultGate> gates = new ArrayList<>();
  private final List<AutoCloseable> resources = new ArrayList<>();
  private @Nullable MailServer mail;

  private Simulators(SimulatorOptions options) throws IOException {
    this.options = options;
    this.front = new HttpFront(options.address(), options.port());
  }

  /// Starts everything that the options ask for; when this returns, the tools answer.
  public static Simulators start(SimulatorOptions options) {
    Simulators simulators = bound(options);
    try {
      simulators.open();
      simulators.seed();
      return simulators;
    } catch (RuntimeException broken) {
      simulators.close();
      throw broken;
    }
  }

  private static Simulators bound(SimulatorOptions options) {
    try {
      return new Simulators(options);
    } catch (IOException taken) {
      throw new UncheckedIOException(
          "The simulators cannot listen on port " + options.port() + ": " + taken.getMessage(),
          taken);
    }
  }

  private void open() {
    openClearQuest();
    JIRAS.forEach(this::openJira);
    options.localDesks().stream().sorted().forEach(this::openDesk);
    mail = options.smtpPort() == SimulatorOptions.OFF ? null : openMail();
    front.mount("/admin", new AdminInterface(gates));
    front.mount("/", new Pages(gates, mail));
    front.open();
  }

  /// Makes the incidents of the demo once; a mark in the data directory says that they are there.
  private void seed() {
    Path directory = options.dataDirectory();
    Path mark = directory == null ? null : directory.resolve("seeded");
    if (options.seedIncidents() == 0 || (mark != null && Files.exists(mark))) {
      return;
    }
    new DemoSeed(url()).run(options.seedIncidents());
    // No backup is older than the demo: restoring one does not take its incidents away.
    gates.forEach(FaultGate::backUp);
    if (mark != null) {
      try {
        Files.createFile(mark);
      } catch (IOException broken) {
        throw new UncheckedIOException("The mark " + mark + " cannot be written", broken);
      }
    }
  }

  private MailServer openMail() {
    MailServer server = new MailServer(options.address(), options.smtpPort(), options.imapPort());
    resources.add(server);
    return server;
  }

  private void openClearQuest() {
    FaultBook faults = new FaultBook(options.clock());
    ClearQuestTool tool =
        new ClearQuestTool(
            "/" + CLEARQUEST,
            journal(CLEARQUEST),
            options.clearQuest(),
            options.webhookSecret(),
            faults,
            options.clock());
    resources.add(tool);
    mount(new FaultGate(tool, faults, options.clock()));
  }

  private void openJira(String name) {
    FaultBook faults = new FaultBook(options.clock());
    String target = options.webhookTarget();
    URI webhooks = target == null ? null : URI.create(target.replace("{system}", name));
    JiraTool tool =
        new JiraTool(
            name,
            url() + "/" + name,
            journal(name),
            options.jira().withWebhooks(webhooks, options.webhookSecret()),
            faults,
            options.clock());
    resources.add(tool);
    mount(new FaultGate(tool, faults, options.clock()));
  }

  private void openDesk(String name) {
    FaultBook faults = new FaultBook(options.clock());
    DeskTool tool =
        switch (name) {
          case "remedy" -> new RemedyTool(journal(name), faults, options.clock());
          case "servicenow" -> new ServiceNowTool(journal(name), faults, options.clock());
          case "topdesk" -> new TopDeskTool(journal(name), faults, options.clock());
          default ->
              throw new IllegalArgumentException("There is no local desk " + name + " to simulate");
        };
    resources.add(tool);
    mount(new FaultGate(tool, faults, options.clock()));
  }

  private void mount(FaultGate gate) {
    gates.add(gate);
    front.mount("/" + gate.tool().id(), gate);
  }

  private @Nullable Path journal(String tool) {
    Path directory = options.dataDirectory();
    return directory == null ? null : directory.resolve(tool + ".jsonl");
  }

  /// The port of the HTTP server, chosen by the system if none was asked for.
  public int port() {
    return front.port();
  }

  /// The address of the HTTP server without a slash at the end.
  public String url() {
    return "http://localhost:" + port();
  }

  /// The mail server, if there is one.
  public Optional<MailServer> mail() {
    return Optional.ofNullable(mail);
  }

  /// The tickets of one tool, as the admin interface shows them.
  public List<TicketView> tickets(String tool) {
    return gates.stream()
        .map(FaultGate::tool)
        .filter(one -> one.id().equals(tool))
        .flatMap(one -> one.tickets().stream())
        .toList();
  }

  @Override
  public void close() {
    gates.forEach(FaultGate::close);
    front.close();
    for (AutoCloseable resource : resources) {
      try {
        resource.close();
      } catch (Exception broken) {
        throw new IllegalStateException("A simulator could not be closed", broken);
      }
    }
  }

  /// Runs the simulators by themselves, as [SimulatorArguments] says.
  public static void main(String[] arguments) throws InterruptedException {
    try (Simulators simulators = start(SimulatorArguments.read(arguments))) {
      System.out.println("Simulators ready: " + simulators.url());
      Thread.currentThread().join();
    }
  }
}
