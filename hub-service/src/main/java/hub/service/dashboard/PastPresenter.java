package hub.service.dashboard;

import hub.incident.IncidentId;
import hub.service.dashboard.Views.PastView;
import hub.service.search.IncidentDetail;
import hub.service.search.IncidentHistory;
import hub.service.search.IncidentHistory.Past;
import hub.service.search.TimelineEntry;
import hub.service.search.TimelineEntry.Weight;
import hub.service.words.Words;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Lays out the slider over an incident's story.
final class PastPresenter {

  private static final int MOST_WORDS = 3;

  private final Presenter presenter;
  private final Words words;
  private final SiteTime time;
  private final IncidentHistory history;

  PastPresenter(Presenter presenter, SiteTime time, IncidentHistory history) {
    this.presenter = presenter;
    this.words = presenter.words();
    this.time = time;
    this.history = history;
  }

  /// The slider, and the incident as its tickets are to be shown.
  record Chosen(PastView view, IncidentDetail detail) {}

  Chosen choose(
      IncidentDetail present,
      List<TimelineEntry> timeline,
      boolean showsEverything,
      PastChoice choice) {
    var id = present.summary().id();
    var moments = PastChoice.moments(timeline, showsEverything);
    var place = choice.place(moments);
    if (place == moments.size()) {
      return new Chosen(now(id, moments, showsEverything, words.say("past.now")), present);
    }
    var moment = moments.get(place);
    return switch (history.incident(id, moment)) {
      case Past.Known(var detail, _) ->
          new Chosen(view(id, moments, place, detail, timeline, showsEverything), detail);
      case Past.TooLong _ ->
          new Chosen(now(id, moments, showsEverything, words.say("past.too-long")), present);
      case Past.NotYet _, Past.Missing _ ->
          new Chosen(now(id, moments, showsEverything, words.say("past.missing")), present);
    };
  }

  private PastView now(IncidentId id, List<Instant> moments, boolean isAll, String said) {
    return new PastView(
        address(id, null, isAll),
        address(id, null, isAll),
        moments.size(),
        moments.size(),
        false,
        null,
        said,
        "",
        "",
        "",
        moments.isEmpty() ? null : address(id, moments.getLast(), isAll),
        null);
  }

  private PastView view(
      IncidentId id,
      List<Instant> moments,
      int place,
      IncidentDetail past,
      List<TimelineEntry> timeline,
      boolean isAll) {
    var row = presenter.incident(past.summary());
    return new PastView(
        address(id, moments.get(place), isAll),
        address(id, null, isAll),
        moments.size(),
        place,
        true,
        time.when(moments.get(place)),
        happened(timeline, moments.get(place), isAll),
        row.priority(),
        row.priorityTone(),
        row.status(),
        place == 0 ? null : address(id, moments.get(place - 1), isAll),
        address(id, place + 1 < moments.size() ? moments.get(place + 1) : null, isAll));
  }

  /// What happened at that moment.
  private String happened(List<TimelineEntry> timeline, Instant moment, boolean isAll) {
    return timeline.stream()
        .filter(entry -> entry.at().equals(moment))
        .filter(entry -> isAll || entry.weight() != Weight.QUIET)
        .limit(MOST_WORDS)
        .map(entry -> presenter.say(entry.words()))
        .collect(Collectors.joining("; "));
  }

  /// The address of the page as of a moment.
  static String address(IncidentId id, @Nullable Instant moment, boolean isAll) {
    var path = "/incidents/" + id + (isAll ? "?all=yes" : "");
    return moment == null
        ? path
        : path
            + (isAll ? "&" : "?")
            + "at="
            + URLEncoder.encode(moment.toString(), StandardCharsets.UTF_8);
  }
}
