package hub.routes;

import hub.connector.HubBackfill;
import hub.connector.HubIntake;
import hub.connector.HubPolling;
import hub.connector.Observation;
import hub.connector.Refusal;
import hub.delivery.Outcome.Trouble;
import hub.incident.Input;
import hub.incident.Input.OutcomeReported;
import hub.ticket.Reading;
import hub.ticket.TicketRef;
import hub.ticket.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A hub that remembers what it was given, in the order in which it came.
public final class MemoryHub implements HubIntake, HubPolling, HubBackfill {

  /// One thing that was handed in.
  public sealed interface Handed {}

  public record Seen(Observation observation) implements Handed {}

  public record Refused(Refusal refusal) implements Handed {}

  public record Advanced(String system, String position) implements Handed {}

  public record Broke(String system, Trouble trouble, String cause) implements Handed {}

  public record Reported(OutcomeReported outcome) implements Handed {}

  public record Answered(Input.NoticeAnswered answer) implements Handed {}

  public record Returned(Input.NoticeReturned report) implements Handed {}

  public record PageRead(Page page) implements Handed {}

  public record Waited(String cause) implements Handed {}

  public record GaveUp(String cause) implements Handed {}

  private final List<Handed> handed = new ArrayList<>();
  private final Map<TicketRef, Version> versions = new HashMap<>();
  private String position = "";
  private boolean isOpen = true;
  private Optional<Stretch> stretch = Optional.empty();

  @Override
  public synchronized void observed(Observation observation) {
    if (!isOpen) {
      throw new IllegalStateException("the log takes nothing");
    }
    handed.add(new Seen(observation));
    versions.put(observation.ticket().ref(), observation.ticket().version());
  }

  @Override
  public synchronized void reported(OutcomeReported outcome) {
    if (!isOpen) {
      throw new IllegalStateException("the log takes nothing");
    }
    handed.add(new Reported(outcome));
  }

  @Override
  public synchronized Version handedIn(TicketRef ticket) {
    return versions.getOrDefault(ticket, Version.NONE);
  }

  @Override
  public synchronized void answered(Input.NoticeAnswered answer) {
    handed.add(new Answered(answer));
  }

  @Override
  public synchronized void returned(Input.NoticeReturned report) {
    handed.add(new Returned(report));
  }

  @Override
  public synchronized void refused(Refusal refusal) {
    handed.add(new Refused(refusal));
  }

  /// Somebody asks for a backfill.
  public synchronized void backfill(Stretch asked) {
    stretch = Optional.of(asked);
  }

  @Override
  public synchronized Optional<Stretch> turn(String system) {
    return stretch;
  }

  @Override
  public synchronized boolean isNews(Observation observation) {
    return handed.stream()
        .noneMatch(one ->
            one instanceof Seen seen && seen.observation().ticket().equals(observation.ticket()));
  }

  @Override
  public synchronized void advanced(String system, Page page) {
    stretch =
        page.isLast()
            ? Optional.empty()
            : stretch.map(asked -> new Stretch(asked.since(), page.position()));
    handed.add(new PageRead(page));
  }

  @Override
  public boolean mayGoOn(String system) {
    return true;
  }

  @Override
  public synchronized void waits(String system, String cause) {
    handed.add(new Waited(cause));
  }

  @Override
  public synchronized void gaveUp(String system, String cause) {
    stretch = Optional.empty();
    handed.add(new GaveUp(cause));
  }

  @Override
  public synchronized Optional<PollWindow> begin(String system) {
    return Optional.of(new PollWindow(position));
  }

  @Override
  public synchronized void completed(String system, String reached, Reading reading) {
    position = reached;
    handed.add(new Advanced(system, reached));
  }

  @Override
  public synchronized void failed(String system, Trouble trouble, String cause, Instant at) {
    handed.add(new Broke(system, trouble, cause));
  }

  public synchronized void open(boolean open) {
    isOpen = open;
  }

  public synchronized List<Handed> handed() {
    return List.copyOf(handed);
  }

  public synchronized void forget() {
    handed.clear();
  }

  /// Everything of one kind.
  public <T extends Handed> List<T> all(Class<T> type) {
    return handed().stream().filter(type::isInstance).map(type::cast).toList();
  }

  /// What was seen of one ticket, oldest first.
  public List<Observation> seen(String ticketId) {
    return all(Seen.class).stream()
        .map(Seen::observation)
        .filter(observation -> observation.ticket().ref().id().equals(ticketId))
        .toList();
  }
}
