package hub.service.search;

import hub.engine.History;
import hub.engine.Site;
import hub.engine.format.Cause;
import hub.engine.format.Encoded;
import hub.engine.format.EventFormat;
import hub.engine.format.HubJson;
import hub.engine.format.RecordedEvent;
import hub.engine.privacy.IncidentKey;
import hub.incident.IncidentEvent;
import hub.incident.Input;
import hub.incident.Kinship;
import hub.incident.SpaceMap;
import hub.space.SpaceMachine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;

/// A log in memory with texts sealed as in the real one, of what a space may live through.
final class SealedLog implements EventSource {

  private final List<Encoded> records = new ArrayList<>();
  private final Map<Long, IncidentKey> keys = new HashMap<>();
  private final EventFormat format = new EventFormat();
  private final SpaceMap live = new SpaceMap();
  private final History history;
  private int read;

  SealedLog(long seed) {
    history = new History(seed, true);
  }

  /// So many inputs more.
  SealedLog live(int inputs) {
    for (var i = 0; i < inputs; i++) {
      var input = throughTheLog(history.next(live));
      var step = SpaceMachine.step(live, input, history.now(), Site.config());
      step.events().forEach(this::write);
      live.apply(step.changes());
    }
    return this;
  }

  SpaceMap state() {
    return live;
  }

  private static Input throughTheLog(Input input) {
    var json = HubJson.mapper();
    return json.convertValue(json.valueToTree(input), input.getClass());
  }

  private void write(IncidentEvent event) {
    var recorded =
        new RecordedEvent(
            Site.SPACE,
            records.size() + 1L,
            event,
            Cause.CLOCK,
            history.now(),
            "c",
            null,
            history.now());
    records.add(
        format.encode(
            recorded, incident -> keys.computeIfAbsent(incident, _ -> IncidentKey.generate())));
    if (event instanceof IncidentEvent.IncidentErased erased) {
      Kinship.of(live, erased.incident()).forEach(relative -> keys.remove(relative.number()));
    }
  }

  private LoggedEvent decode(int place) {
    var record = records.get(place);
    return new LoggedEvent(
        2L * place,
        format.decode(record.value(), record.headers(), id -> Optional.ofNullable(keys.get(id))));
  }

  @Override
  public boolean reaches(long position) {
    return position < 2L * records.size();
  }

  @Override
  public void startAfter(long position) {
    read = (int) (position + 2) / 2;
  }

  @Override
  public List<LoggedEvent> next(Duration wait) {
    var next = new ArrayList<LoggedEvent>();
    while (read < records.size()) {
      next.add(decode(read++));
    }
    return next;
  }

  @Override
  public OptionalLong behind() {
    return OptionalLong.of(records.size() - read);
  }

  @Override
  public List<LoggedEvent> at(SortedSet<Long> positions) {
    return positions.stream().map(position -> decode((int) (position / 2))).toList();
  }

  @Override
  public void close() {
    // Nothing is held open.
  }
}
