package hub.service.dashboard;

import hub.config.HubConfig;
import hub.delivery.Command;
import hub.delivery.Outcome.Trouble;
import hub.engine.format.Cause;
import hub.engine.format.InputPosition;
import hub.engine.format.Origin;
import hub.incident.ContactTask;
import hub.incident.IncidentEvent;
import hub.incident.Input;
import hub.incident.Notice;
import hub.incident.SpaceMap;
import hub.service.contact.NoticePreview;
import hub.service.contact.NoticeTemplates;
import hub.service.metrics.AnswerTimes;
import hub.service.search.DeadLetterView;
import hub.service.search.DeadLetters;
import hub.service.search.EventLog;
import hub.service.search.IncidentQuery;
import hub.service.search.IncidentSummary;
import hub.service.search.ReadSide;
import hub.service.search.Room;
import hub.service.site.Site;
import hub.service.site.SiteReader;
import hub.space.SpaceMachine;
import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.Reading;
import hub.ticket.Ticket;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/// The hub without its shell: the core, two tools and the log in memory, under the real dashboard.
/// Everything that is asked has happened when the call returns.
@Alternative
@Singleton
public class MemoryHub implements DashboardHub, DeadLetters {

  private static final int MOST_STEPS = 10_000;

  private final Site site = readSite();
  private final HubConfig config = site.config();
  private final SpaceMap state = new SpaceMap();
  private final MemoryTools tools = new MemoryTools();
  private final List<DeadLetterView> letters = new ArrayList<>();
  private final EventLog log = new EventLog(Instant.now().minus(Duration.ofHours(20)));
  private final ReadSide readSide;
  private volatile Optional<Room.Shortage> shortage = Optional.empty();
  private final AnswerTimes times;
  private volatile OptionalDouble behind = OptionalDouble.of(0);
  private volatile @Nullable Instant present;
  private long inputs;

  MemoryHub() {
    times = new AnswerTimes(config.systems().keySet(), InstantSource.system());
    try {
      var folder = Files.createTempDirectory("dashboard-index");
      readSide = ReadSide.open(folder, config, log::again, this, _ -> null, () -> shortage);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The example site, with notices going out by mail, to one role at any hour.
  private static Site readSite() {
    try {
      var folder = Files.createTempDirectory("dashboard-site");
      var example = Path.of(System.getProperty("hub.root"), "config", "nsp").toAbsolutePath();
      Files.writeString(
          folder.resolve("hub.yaml"),
          """
          extends: %s
          contacts:
            system: mail
            upgrades: step
          gates:
            rfcSystem: jira-sds
          """
              .formatted(example));
      var reading = SiteReader.read(folder);
      return reading
          .site()
          .orElseThrow(() -> new IllegalStateException(reading.mistakes().toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public HubConfig config() {
    return config;
  }

  @Override
  public Instant now() {
    var set = present;
    return set == null ? Instant.now() : set;
  }

  /// It is this moment for whoever looks; null for the real one.
  void at(@Nullable Instant moment) {
    present = moment;
  }

  @Override
  public AnswerTimes.Times times(String system) {
    return times.of(system);
  }

  /// How long tools took to answer.
  AnswerTimes times() {
    return times;
  }

  @Override
  public OptionalDouble behind() {
    return behind;
  }

  /// So many inputs are not decided yet.
  void behind(int inputsToDecide) {
    behind = OptionalDouble.of(inputsToDecide);
  }

  /// The first incident that fits, as soon as it is there.
  IncidentSummary awaitIncident(IncidentQuery query) {
    return Awaitility.await()
        .until(() -> readSide.incidents().find(query).incidents(), found -> !found.isEmpty())
        .getFirst();
  }

  @Override
  public Map<String, String> ticketPages() {
    return Map.of(
        "clearquest", "http://localhost:8090/tickets/clearquest/{key}",
        "jira-ops", "http://localhost:8090/tickets/jira-ops/{key}",
        "jira-sds", "javascript:alert('{key}')");
  }

  @Override
  public Optional<NoticeTemplates.Text> preview(Notice notice, String link) {
    return new NoticePreview(site).of(notice, link);
  }

  /// The disk of the log is full, or no longer.
  void disk(Room.@Nullable Shortage full) {
    shortage = Optional.ofNullable(full);
  }

  @Override
  public ReadSide readSide() {
    return readSide;
  }

  @Override
  public synchronized void ask(Input.Request request) {
    catchUp();
    take(request, Origin.HUB, request.actor());
  }

  @Override
  public synchronized void retry(DeadLetterView letter, String actor) {
    letters.replaceAll(known ->
        known.id().equals(letter.id())
            ? new DeadLetterView(
                known.id(),
                known.at(),
                known.source(),
                known.kind(),
                known.system(),
                known.ticket(),
                known.cause(),
                known.remedy(),
                known.canRetry(),
                known.isReadAgain(),
                known.payload(),
                Instant.now(),
                actor)
            : known);
  }

  @Override
  public synchronized List<DeadLetterView> all() {
    return List.copyOf(letters);
  }

  /// The log, for what only has to be shown: the core does not know what is added here.
  EventLog log() {
    return log;
  }

  /// The time of the log.
  Instant logTime() {
    return log.now();
  }

  /// Time passes.
  synchronized MemoryHub after(Duration time) {
    log.after(time);
    fireTimers();
    return this;
  }

  /// It is the present moment from now on.
  synchronized void catchUp() {
    var behind = Duration.between(log.now(), Instant.now());
    if (behind.isPositive()) {
      after(behind);
    }
  }

  /// A dead letter is gone, as after its time.
  synchronized void forget(String letter) {
    letters.removeIf(known -> known.id().equals(letter));
  }

  synchronized void add(DeadLetterView letter) {
    letters.add(letter);
  }

  /// A person files a ticket in a tool, and the hub sees it.
  synchronized Ticket file(String system, String person, Map<Field, String> fields) {
    var ticket = tools.file(system, person, Fields.of(fields), log.now());
    see(ticket);
    return tools.get(ticket.ref());
  }

  /// A person edits a ticket, and the hub sees it.
  synchronized void edit(String key, String person, Field field, String value) {
    var ref = tools.find(key).ref();
    see(tools.edit(ref, person, Fields.of(field, value), log.now()));
  }

  /// Two persons edit two tickets before the hub looks.
  synchronized void editBoth(String one, String other, Field field, String first, String second) {
    var left = tools.edit(tools.find(one).ref(), "Jens Ops", Fields.of(field, first), log.now());
    var right =
        tools.edit(tools.find(other).ref(), "Mette Holm", Fields.of(field, second), log.now());
    var commands = step(new Input.TicketObserved(left, reading()), left.ref().system(), null);
    commands.addAll(step(new Input.TicketObserved(right, reading()), right.ref().system(), null));
    deliver(commands);
  }

  synchronized void comment(String key, String person, String text) {
    see(tools.comment(tools.find(key).ref(), person, text, log.now()));
  }

  /// A tool stops to answer.
  synchronized void switchOff(String system, String cause) {
    tools.switchOff(system, cause);
    take(new Input.SystemChecked(system, Trouble.DEAD, cause, log.now()), system, null);
  }

  synchronized void refuseCredentials(String system) {
    take(
        new Input.SystemChecked(
            system, Trouble.CREDENTIALS_REFUSED, "401: the token has expired", log.now()),
        system,
        null);
  }

  /// The tool answers again.
  synchronized void switchOn(String system) {
    tools.switchOn(system);
    take(new Input.SystemChecked(system, null, "", log.now()), system, null);
    after(Duration.ofMinutes(6));
  }

  synchronized void refuse(String system, Field field, String value) {
    tools.refuse(system, field, value);
  }

  /// Somebody was reached about every P1 and P2, before anybody has to be reminded.
  synchronized void reachEverybody() {
    for (var entry : state.scan(ContactTask.ALL)) {
      if (entry instanceof ContactTask task && task.isOpen()) {
        take(
            new Input.ContactAcknowledged(
                "Mette Holm", task.incident(), task.number(), "Karen Vagt", "phone"),
            Origin.HUB,
            "Mette Holm");
      }
    }
  }

  private void see(Ticket ticket) {
    take(new Input.TicketObserved(ticket, reading()), ticket.ref().system(), null);
  }

  private Reading reading() {
    return Reading.at(log.now());
  }

  private void take(Input input, String system, @Nullable String actor) {
    deliver(step(input, system, actor));
  }

  private void deliver(Deque<Command> commands) {
    var steps = 0;
    while (!commands.isEmpty() && steps++ < MOST_STEPS) {
      var command = commands.pop();
      log.after(Duration.ofMillis(400));
      var outcome = tools.attempt(command, log.now());
      commands.addAll(
          step(
              new Input.OutcomeReported(command.id(), outcome, reading()), command.system(), null));
    }
  }

  private Deque<Command> step(Input input, String system, @Nullable String actor) {
    log.after(Duration.ofMillis(20));
    var step = SpaceMachine.step(state, input, log.now(), config);
    state.apply(step.changes());
    log.because(new Cause(new InputPosition(0, inputs++), system, actor));
    var commands = new ArrayDeque<Command>();
    for (var event : step.events()) {
      log.add(event);
      if (event instanceof IncidentEvent.CommandIssued(_, var command, _)) {
        commands.add(command);
      }
    }
    return commands;
  }

  private void fireTimers() {
    var steps = 0;
    var due = state.dueTimers(log.now(), Integer.MAX_VALUE);
    while (!due.isEmpty() && steps++ < MOST_STEPS) {
      var timer = due.getFirst();
      take(new Input.TimerDue(timer.id(), timer.due()), Cause.CLOCK.system(), null);
      due = state.dueTimers(log.now(), Integer.MAX_VALUE);
    }
  }

  void stop(@Observes ShutdownEvent event) {
    readSide.close();
  }
}
