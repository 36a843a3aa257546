package hub.service.search;

import hub.config.HubConfig;
import java.nio.file.Path;

/// Everything people look at, kept up with the log by this instance for itself.
public final class ReadSide implements AutoCloseable {

  private final IncidentIndex index;
  private final Projection projection;
  private final IncidentSearch incidents;
  private final SyncState state;
  private final ProcessSearch process;
  private final DeadLetters deadLetters;

  private ReadSide(
      IncidentIndex index,
      EventSource events,
      HubConfig config,
      DeadLetters deadLetters,
      PollClock polls,
      Room room) {
    this.index = index;
    this.deadLetters = deadLetters;
    projection = new Projection(index, events);
    incidents = new IncidentSearch(index, config);
    state = new SyncState(index, config, deadLetters, polls, room);
    process = new ProcessSearch(index, config);
  }

  /// Opens the index in a folder of its own and starts to follow the log.
  ///
  /// @param deadLetters stays open when this is closed
  public static ReadSide open(
      Path folder,
      HubConfig config,
      EventSource events,
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

  public SyncState state() {
    return state;
  }

  /// Contacts, notices, gates and what waits for a release.
  public ProcessSearch process() {
    return process;
  }

  public DeadLetters deadLetters() {
    return deadLetters;
  }

  public Projection projection() {
    return projection;
  }

  @Override
  public void close() {
    projection.close();
    index.close();
  }
}
