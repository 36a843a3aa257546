package hub.service.search;

import hub.config.HubConfig;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Supplier;

/// Everything people look at, kept up with the log by this instance for itself.
public final class ReadSide implements AutoCloseable {

  private final IncidentIndex index;
  private final Projection projection;
  private final IncidentSearch incidents;
  private final AuditSearch audit;
  private final SyncState state;
  private final ProcessSearch process;
  private final DeadLetters deadLetters;
  private final IncidentHistory history;
  private final Rebuild rebuild;

  private ReadSide(
      IncidentIndex index,
      Supplier<EventSource> sources,
      HubConfig config,
      DeadLetters deadLetters,
      PollClock polls,
      Room room) {
    this.index = index;
    this.deadLetters = deadLetters;
    var events = sources.get();
    projection = new Projection(index, events, InstantSource.system());
    history = new IncidentHistory(index, config, events);
    rebuild = new Rebuild(index, sources, InstantSource.system());
    incidents = new IncidentSearch(index, config);
    audit = new AuditSearch(index, config);
    state = new SyncState(index, config, deadLetters, polls, room);
    process = new ProcessSearch(index, config);
  }

  /// Opens the index in a folder of its own and starts to follow the log.
  ///
  /// @param events opens the log; the one who asked closes it
  /// @param deadLetters stays open when this is closed
  public static ReadSide open(
      Path folder,
      HubConfig config,
      Supplier<EventSource> events,
      DeadLetters deadLetters,
      PollClock polls,
      Room room) {
    var readSide =
        new ReadSide(IncidentIndex.open(folder), events, config, deadLetters, polls, room);
    readSide.projection.start();
    return readSide;
  }

  public IncidentSearch incidents() {
    return incidents;
  }

  /// Who did what, and on whose behalf.
  public AuditSearch audit() {
    return audit;
  }

  public SyncState state() {
    return state;
  }

  /// Contacts, notices, gates and what waits for a release.
  public ProcessSearch process() {
    return process;
  }

  /// Incidents as they were.
  public IncidentHistory history() {
    return history;
  }

  /// The making anew of the index.
  public Rebuild rebuild() {
    return rebuild;
  }

  public DeadLetters deadLetters() {
    return deadLetters;
  }

  public Projection projection() {
    return projection;
  }

  @Override
  public void close() {
    rebuild.close();
    projection.close();
    index.close();
  }
}
