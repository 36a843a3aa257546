package hub.service.dashboard;

import hub.engine.format.Cause;
import hub.engine.format.Origin;
import hub.incident.IncidentEvent.LinkReason;
import hub.service.dashboard.Views.Cell;
import hub.service.dashboard.Views.CommentLine;
import hub.service.dashboard.Views.Day;
import hub.service.dashboard.Views.FieldLine;
import hub.service.dashboard.Views.Happening;
import hub.service.dashboard.Views.IncidentPage;
import hub.service.dashboard.Views.Moment;
import hub.service.dashboard.Views.RfcLine;
import hub.service.dashboard.Views.TicketColumn;
import hub.service.dashboard.Views.WaitingLine;
import hub.service.search.IncidentDetail;
import hub.service.search.IncidentDetail.CommentView;
import hub.service.search.IncidentDetail.FieldCell;
import hub.service.search.IncidentDetail.FieldRow;
import hub.service.search.IncidentDetail.RfcView;
import hub.service.search.IncidentDetail.TicketView;
import hub.service.search.IncidentDetail.WaitingCommand;
import hub.service.search.TicketLabel;
import hub.service.search.TimelineEntry;
import hub.service.search.TimelineEntry.Weight;
import hub.service.search.Wording;
import hub.ticket.Field;
import hub.ticket.Ticket.Presence;
import hub.ticket.TicketRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Lays out one incident: its tickets side by side, and its story.
final class IncidentPresenter {

  private static final int LONG_TEXT = 120;

  /// More of a story is left to the API.
  private static final int MOST_HAPPENINGS = 500;

  private final Presenter presenter;
  private final SiteTime time;
  private final TicketPages pages;

  IncidentPresenter(Presenter presenter, SiteTime time, TicketPages pages) {
    this.presenter = presenter;
    this.time = time;
    this.pages = pages;
  }

  IncidentPage page(
      IncidentDetail detail,
      List<TimelineEntry> timeline,
      boolean showsEverything,
      List<String> systems) {
    var summary = detail.summary();
    var shown =
        timeline.reversed().stream()
            .filter(entry -> showsEverything || entry.weight() != Weight.QUIET)
            .limit(MOST_HAPPENINGS)
            .toList();
    return new IncidentPage(
        presenter.incident(summary),
        time.when(summary.openedAt()),
        summary.isErased(),
        detail.aliases().stream().map(Object::toString).toList(),
        detail.attention().stream().map(presenter::attention).toList(),
        columns(detail.tickets()),
        lines(detail),
        detail.waiting().stream().map(this::waiting).toList(),
        detail.related().stream().map(pages::link).toList(),
        detail.rfcs().stream().map(this::rfc).toList(),
        detail.comments().stream().map(this::comment).toList(),
        days(shown),
        showsEverything,
        timeline.size() - shown.size(),
        systems);
  }

  private RfcLine rfc(RfcView rfc) {
    return new RfcLine(pages.link(rfc.label()), Wording.name(rfc.state().name()));
  }

  private List<TicketColumn> columns(List<TicketView> tickets) {
    return tickets.stream()
        .map(ticket ->
            new TicketColumn(
                pages.link(ticket.label()),
                ticket.label().ref().toString(),
                ticket.kind(),
                why(ticket),
                presence(ticket.presence()),
                time.whenKnown(ticket.readAt()),
                tickets.size() == 1))
        .toList();
  }

  private static String why(TicketView ticket) {
    var made = ticket.isMadeByHub() ? "created by the hub" : "";
    var linked = why(ticket.reason());
    return made.isEmpty() || ticket.reason() == LinkReason.CREATED_BY_HUB
        ? linked
        : linked + ", " + made;
  }

  private static String why(LinkReason reason) {
    return switch (reason) {
      case FIRST_SEEN -> "first ticket of the incident";
      case MARKER -> "linked by the hub's mark";
      case REFERENCE -> "linked by a reference";
      case CREATED_BY_HUB -> "created by the hub";
      case BY_HAND -> "linked by hand";
      case UNMERGED -> "separated from another incident";
    };
  }

  private static @Nullable String presence(Presence presence) {
    return switch (presence) {
      case PRESENT -> null;
      case DELETED -> "Deleted";
      case NOT_VISIBLE -> "No longer visible";
    };
  }

  private List<FieldLine> lines(IncidentDetail detail) {
    Map<TicketRef, TicketLabel> labels = new HashMap<>();
    detail.tickets().forEach(ticket -> labels.put(ticket.label().ref(), ticket.label()));
    return detail.fields().stream()
        .filter(IncidentPresenter::isSpoken)
        .map(row -> line(row, labels))
        .toList();
  }

  private FieldLine line(FieldRow row, Map<TicketRef, TicketLabel> labels) {
    var cells = row.cells().stream().map(cell -> cell(row.field(), cell, labels)).toList();
    var isLong =
        row.value().length() > LONG_TEXT
            || row.cells().stream()
                .anyMatch(cell -> cell.holds() != null && cell.holds().length() > LONG_TEXT);
    return new FieldLine(
        Wording.capital(Wording.of(row.field())),
        Wording.value(row.field(), row.value()),
        origin(row),
        row.differs(),
        agrees(row),
        isLong,
        cells);
  }

  private static boolean agrees(FieldRow row) {
    return row.cells().stream()
        .map(FieldCell::holds)
        .allMatch(holds -> holds == null || holds.equals(row.value()));
  }

  /// Whether anybody has anything to say in that field.
  private static boolean isSpoken(FieldRow row) {
    return !row.value().isEmpty()
        || row.cells().stream().anyMatch(cell -> cell.holds() != null && !cell.holds().isEmpty());
  }

  private @Nullable String origin(FieldRow row) {
    if (row.origin() == null) {
      return null;
    }
    var by = row.setBy() == null ? "" : row.setBy() + " in ";
    var at = time.whenKnown(row.setAt());
    return "from %s%s%s"
        .formatted(by, row.origin().ref().system(), at == null ? "" : ", " + at.clock());
  }

  private Cell cell(Field field, FieldCell cell, Map<TicketRef, TicketLabel> labels) {
    var differs = cell.differs();
    return new Cell(
        pages.link(Objects.requireNonNull(labels.get(cell.ticket()))),
        cell.holds() == null ? null : Wording.value(field, cell.holds()),
        differs && cell.shouldSay() != null ? Wording.value(field, cell.shouldSay()) : null,
        Look.of(cell.state()),
        differs,
        Wording.capital(cell.cause()));
  }

  private WaitingLine waiting(WaitingCommand command) {
    return new WaitingLine(
        Wording.capital(command.what()),
        command.system(),
        command.ticket() == null ? null : pages.link(command.ticket()),
        time.whenKnown(command.since()),
        command.attempt(),
        time.whenKnown(command.nextTry()),
        Wording.capital(command.cause()));
  }

  private CommentLine comment(CommentView comment) {
    return new CommentLine(
        pages.link(comment.ticket()),
        comment.author(),
        time.whenKnown(comment.writtenAt()),
        comment.text(),
        comment.revision() > 1,
        comment.isRestricted(),
        comment.isDeleted(),
        comment.mirroredIn().stream().map(pages::link).toList());
  }

  private List<Day> days(List<TimelineEntry> latestFirst) {
    var days = new LinkedHashMap<String, List<Moment>>();
    var open = new ArrayList<TimelineEntry>();
    for (var entry : latestFirst) {
      if (!open.isEmpty() && !open.getFirst().cause().equals(entry.cause())) {
        close(open, days);
      }
      open.add(entry);
    }
    close(open, days);
    return days.entrySet().stream().map(day -> new Day(day.getKey(), day.getValue())).toList();
  }

  /// Makes one moment of what one input led to.
  private void close(List<TimelineEntry> open, Map<String, List<Moment>> days) {
    if (open.isEmpty()) {
      return;
    }
    var first = open.getLast();
    var at = time.when(first.at());
    var input = first.cause().input();
    var moment =
        new Moment(
            at,
            Wording.capital(cause(first.cause())),
            input == null ? null : "input " + input,
            open.reversed().stream().map(this::happening).toList());
    days.computeIfAbsent(at.day(), _ -> new ArrayList<>()).add(moment);
    open.clear();
  }

  private Happening happening(TimelineEntry entry) {
    var changed = entry.changedTexts().stream().map(Wording::of).collect(Collectors.joining(", "));
    var claimed = time.whenKnown(entry.claimedAt());
    return new Happening(
        tone(entry),
        changed.isEmpty() ? entry.words() : entry.words() + "; " + changed,
        entry.text(),
        entry.person(),
        claimed == null ? null : claimed.whole());
  }

  private static String tone(TimelineEntry entry) {
    return switch (entry.weight()) {
      case TROUBLE -> "warn";
      case NORMAL -> entry.type().equals("command-settled") ? "good" : "info";
      case QUIET -> "calm";
    };
  }

  private static String cause(Cause cause) {
    if (cause.actor() != null) {
      return "asked by " + cause.actor();
    }
    if (cause.system().equals(Cause.CLOCK.system())) {
      return "because time passed";
    }
    return cause.system().equals(Origin.HUB) ? "by the hub" : "from " + cause.system();
  }
}
