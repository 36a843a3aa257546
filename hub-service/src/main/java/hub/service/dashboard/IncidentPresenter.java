package hub.service.dashboard;

import hub.config.FieldPolicy;
import hub.config.HubConfig;
import hub.engine.format.Cause;
import hub.engine.format.Origin;
import hub.incident.IncidentEvent.LinkReason;
import hub.incident.IncidentId;
import hub.service.dashboard.Views.Cell;
import hub.service.dashboard.Views.CommentLine;
import hub.service.dashboard.Views.Day;
import hub.service.dashboard.Views.FieldLine;
import hub.service.dashboard.Views.Happening;
import hub.service.dashboard.Views.IncidentPage;
import hub.service.dashboard.Views.Milestone;
import hub.service.dashboard.Views.Moment;
import hub.service.dashboard.Views.PriorityReason;
import hub.service.dashboard.Views.TicketColumn;
import hub.service.dashboard.Views.WaitingLine;
import hub.service.search.IncidentDetail;
import hub.service.search.IncidentDetail.CommentView;
import hub.service.search.IncidentDetail.FieldCell;
import hub.service.search.IncidentDetail.FieldRow;
import hub.service.search.IncidentDetail.TicketView;
import hub.service.search.IncidentDetail.WaitingCommand;
import hub.service.search.ProcessDetail;
import hub.service.search.TicketLabel;
import hub.service.search.TimelineEntry;
import hub.service.search.TimelineEntry.Weight;
import hub.service.search.Wording;
import hub.service.words.Words;
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

  private static final int MOST_MILESTONES = 40;

  private final HubConfig config;
  private final Presenter presenter;
  private final ContactPresenter contacts;
  private final Words words;
  private final SiteTime time;
  private final TicketPages pages;

  IncidentPresenter(
      HubConfig config,
      Presenter presenter,
      ContactPresenter contacts,
      SiteTime time,
      TicketPages pages) {
    this.config = config;
    this.presenter = presenter;
    this.contacts = contacts;
    this.words = presenter.words();
    this.time = time;
    this.pages = pages;
  }

  /// @param chosen the tickets as they are, or were, to be shown
  IncidentPage page(
      IncidentDetail detail,
      PastPresenter.Chosen chosen,
      ProcessDetail process,
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
        priority(summary.id(), timeline, showsEverything),
        milestones(timeline),
        process.contacts().stream().map(contacts::row).toList(),
        process.notices().stream().map(contacts::notice).toList(),
        process.breaches().stream().map(contacts::gate).toList(),
        chosen.view(),
        new LinkGraph(words).of(detail),
        columns(chosen.detail().tickets()),
        lines(chosen.detail()),
        detail.waiting().stream().map(this::waiting).toList(),
        detail.related().stream().map(pages::link).toList(),
        detail.rfcs().stream().map(presenter::rfc).toList(),
        detail.comments().stream().map(this::comment).toList(),
        days(summary.id(), shown, showsEverything),
        showsEverything,
        timeline.size() - shown.size(),
        words.say("incident.show", timeline.size() - shown.size()),
        systems);
  }

  /// The last event that decided the priority, and the rule by which it did.
  private @Nullable PriorityReason priority(
      IncidentId id, List<TimelineEntry> timeline, boolean showsEverything) {
    return timeline.reversed().stream()
        .filter(entry -> Field.PRIORITY.equals(entry.decides()))
        .findFirst()
        .map(entry ->
            new PriorityReason(
                time.when(entry.at()),
                presenter.say(entry.words()),
                entry.person(),
                rule(config.policy(Field.PRIORITY)),
                PastPresenter.address(id, entry.at(), showsEverything) + "#past-head"))
        .orElse(null);
  }

  private String rule(FieldPolicy policy) {
    return switch (policy.mode()) {
      case LAST_WRITER -> words.say("rule.last-writer");
      case OWNER -> words.say("rule.owner", String.valueOf(policy.owner()));
      case MOST_SEVERE -> words.say("rule.most-severe");
      case ONCE -> words.say("rule.once");
    };
  }

  /// The latest of a long story; the rest is below in full.
  private List<Milestone> milestones(List<TimelineEntry> timeline) {
    var told =
        timeline.stream()
            .filter(TimelineEntry::isMilestone)
            .filter(entry -> entry.weight() != Weight.QUIET)
            .toList();
    return told.subList(Math.max(0, told.size() - MOST_MILESTONES), told.size()).stream()
        .map(entry ->
            new Milestone(
                time.when(entry.at()),
                entry.weight() == Weight.TROUBLE ? "warn" : "info",
                presenter.say(entry.words()),
                entry.person()))
        .toList();
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

  private String why(TicketView ticket) {
    var linked = words.say("why." + ticket.reason());
    return !ticket.isMadeByHub() || ticket.reason() == LinkReason.CREATED_BY_HUB
        ? linked
        : linked + ", " + words.say("why." + LinkReason.CREATED_BY_HUB);
  }

  private @Nullable String presence(Presence presence) {
    return switch (presence) {
      case PRESENT -> null;
      case DELETED, NOT_VISIBLE -> words.say("presence." + presence);
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
        presenter.say(Wording.of(row.field())),
        shown(row.field(), row.value()),
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
    var at = time.whenKnown(row.setAt());
    var system = row.origin().ref().system();
    var from =
        row.setBy() == null
            ? words.say("incident.from", system)
            : words.say("incident.from.person", row.setBy(), system);
    return at == null ? from : from + ", " + at.clock();
  }

  private String shown(Field field, String value) {
    return Wording.value(field, value).in(words.language());
  }

  private Cell cell(Field field, FieldCell cell, Map<TicketRef, TicketLabel> labels) {
    var differs = cell.differs();
    return new Cell(
        pages.link(Objects.requireNonNull(labels.get(cell.ticket()))),
        cell.holds() == null ? null : shown(field, cell.holds()),
        differs && cell.shouldSay() != null
            ? words.say("incident.should", shown(field, cell.shouldSay()))
            : null,
        Look.of(cell.state(), words),
        differs,
        presenter.say(cell.cause()));
  }

  private WaitingLine waiting(WaitingCommand command) {
    return new WaitingLine(
        presenter.say(command.what()),
        command.system(),
        command.ticket() == null ? null : pages.link(command.ticket()),
        time.whenKnown(command.since()),
        command.attempt() > 1 ? Integer.toString(command.attempt()) : null,
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

  private List<Day> days(IncidentId id, List<TimelineEntry> latestFirst, boolean showsEverything) {
    var days = new LinkedHashMap<String, List<Moment>>();
    var open = new ArrayList<TimelineEntry>();
    for (var entry : latestFirst) {
      if (!open.isEmpty() && !open.getFirst().cause().equals(entry.cause())) {
        close(id, open, days, showsEverything);
      }
      open.add(entry);
    }
    close(id, open, days, showsEverything);
    return days.entrySet().stream().map(day -> new Day(day.getKey(), day.getValue())).toList();
  }

  /// Makes one moment of what one input led to.
  private void close(
      IncidentId id,
      List<TimelineEntry> open,
      Map<String, List<Moment>> days,
      boolean showsEverything) {
    if (open.isEmpty()) {
      return;
    }
    var first = open.getLast();
    var at = time.when(first.at());
    var input = first.cause().input();
    var moment =
        new Moment(
            at,
            PastPresenter.address(id, first.at(), showsEverything) + "#past-head",
            Wording.capital(cause(first.cause())),
            input == null ? null : words.say("incident.place", input.toString()),
            open.reversed().stream().map(this::happening).toList());
    days.computeIfAbsent(at.day(), _ -> new ArrayList<>()).add(moment);
    open.clear();
  }

  private Happening happening(TimelineEntry entry) {
    var changed =
        entry.changedTexts().stream()
            .map(field -> Wording.of(field).in(words.language()))
            .collect(Collectors.joining(", "));
    var told = presenter.say(entry.words());
    var claimed = time.whenKnown(entry.claimedAt());
    return new Happening(
        tone(entry),
        changed.isEmpty() ? told : told + "; " + changed,
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

  private String cause(Cause cause) {
    if (cause.actor() != null) {
      return words.say("cause.asked", cause.actor());
    }
    if (cause.system().equals(Cause.CLOCK.system())) {
      return words.say("cause.time");
    }
    return cause.system().equals(Origin.HUB)
        ? words.say("cause.hub")
        : words.say("cause.from", cause.system());
  }
}
