package hub.service.dashboard;

import hub.service.backfill.BackfillStatus;
import hub.service.dashboard.TicketPages.TicketLink;
import hub.service.dashboard.Views.AttentionRow;
import hub.service.dashboard.Views.BackfillNote;
import hub.service.dashboard.Views.DeadLetterRow;
import hub.service.dashboard.Views.IncidentName;
import hub.service.dashboard.Views.IncidentRow;
import hub.service.dashboard.Views.RfcLine;
import hub.service.dashboard.Views.SpeedView;
import hub.service.dashboard.Views.SystemCard;
import hub.service.dashboard.Views.SystemChip;
import hub.service.dashboard.Views.Unsent;
import hub.service.search.AttentionItem;
import hub.service.search.DeadLetterView;
import hub.service.search.IncidentDetail;
import hub.service.search.IncidentDetail.RfcView;
import hub.service.search.IncidentSummary;
import hub.service.search.SystemStatus;
import hub.service.search.SystemStatus.Condition;
import hub.service.search.Wording;
import hub.service.words.Told;
import hub.service.words.Words;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Lays out systems, matters and lists for people.
final class Presenter {

  private static final int MOST_REASONS = 3;

  private final SiteTime time;
  private final TicketPages pages;
  private final Words words;

  Presenter(SiteTime time, TicketPages pages, Words words) {
    this.time = time;
    this.pages = pages;
    this.words = words;
  }

  Words words() {
    return words;
  }

  /// A sentence in the language of the page, with a capital first letter.
  String say(Told told) {
    return Wording.capital(told.in(words.language()));
  }

  /// A code name in the language of the page.
  String named(String code) {
    return Wording.named(code).in(words.language());
  }

  AttentionRow attention(AttentionItem item) {
    return new AttentionRow(
        ActionButton.id("matter", item.id()),
        Look.of(item.kind(), words),
        kind(item),
        time.whenKnown(item.since()),
        item.incident() == null ? null : name(item.incident().toString(), item.subject()),
        item.subject(),
        link(item),
        say(item.cause()),
        say(item.ifNothingIsDone()),
        ActionButton.of(item, words),
        item.task() == null ? null : "/contacts#" + ContactPresenter.id(item.task()));
  }

  private String kind(AttentionItem item) {
    var kind = Look.of(item.kind(), words).words();
    return item.field() == null
        ? kind
        : kind + ": " + Wording.of(item.field()).in(words.language());
  }

  RfcLine rfc(RfcView rfc) {
    var tone =
        switch (rfc.state()) {
          case OPEN -> "info";
          case RELEASED -> "good";
          case REJECTED, WITHDRAWN -> "warn";
        };
    return new RfcLine(pages.link(rfc.label()), named(rfc.state().name()), tone);
  }

  private @Nullable TicketLink link(AttentionItem item) {
    var ticket = item.ticket();
    if (ticket == null) {
      return null;
    }
    return pages.link(ticket.system(), item.ticketKey().isEmpty() ? ticket.id() : item.ticketKey());
  }

  SystemChip chip(SystemStatus system) {
    return new SystemChip(system.id(), Look.of(system.condition(), words));
  }

  /// @param speed how fast it is
  SystemCard system(SystemStatus system, SpeedView speed) {
    var unsent = system.oldestUnsent();
    return new SystemCard(
        system.id(),
        system.kind(),
        named(system.role().name()),
        Look.of(system.condition(), words),
        say(system.cause()),
        time.whenKnown(system.since()),
        time.whenKnown(system.lastRead()),
        time.whenKnown(system.lastWrite()),
        unsent == null
            ? null
            : new Unsent(
                unsent.incident().toString(),
                time.whenKnown(unsent.since()),
                say(unsent.what()),
                unsent.cause()),
        system.waiting(),
        system.parked(),
        system.tickets(),
        system.backfill() == null ? null : backfill(system.backfill()),
        speed,
        List.of(switchOf(system)));
  }

  private BackfillNote backfill(BackfillStatus status) {
    var read = status.read();
    var total = status.total();
    var count =
        total == null || !status.isUnderWay()
            ? words.say("systems.backfill.read", read)
            : words.say("systems.backfill.of", read, total);
    var progress =
        switch (status.state()) {
          case RUNNING -> words.say("systems.backfill.running", count);
          case WAITING -> words.say("systems.backfill.waiting", count);
          case DONE -> words.say("systems.backfill.done", count);
          case FAILED -> words.say("systems.backfill.failed", count);
        };
    var asked =
        words.say("systems.backfill.asked", status.askedBy(), time.when(status.startedAt()).ago());
    var since = time.whenKnown(status.since());
    return new BackfillNote(
        progress,
        say(status.cause()),
        since == null ? asked : asked + " " + words.say("systems.backfill.since", since.day()));
  }

  private ActionButton switchOf(SystemStatus system) {
    return isHeld(system.condition())
        ? ActionButton.system(words.say("button.resume"), "resume", system.id(), true)
        : ActionButton.system(words.say("button.pause"), "pause", system.id(), false);
  }

  private static boolean isHeld(Condition condition) {
    return switch (condition) {
      case PAUSED, REWOUND, WRITE_LIMIT -> true;
      case WORKING, DEAD, RATE_LIMITED, CREDENTIALS_REFUSED, OBSERVE -> false;
    };
  }

  IncidentRow incident(IncidentSummary incident) {
    return new IncidentRow(
        name(incident),
        Wording.name(incident.priority()),
        tone(incident.priority()),
        named(incident.status()),
        Look.of(incident.sync(), words),
        incident.attention().stream().map(kind -> Look.of(kind, words).words()).toList(),
        incident.tickets().stream().map(pages::link).toList(),
        time.when(incident.changedAt()));
  }

  /// An incident that is not in sync, with why.
  IncidentRow differing(IncidentDetail detail) {
    var row = incident(detail.summary());
    var matters = detail.attention().stream().map(item -> kind(item) + ": " + say(item.cause()));
    var waiting =
        detail.waiting().stream()
            .map(command ->
                command.cause().isEmpty()
                    ? say(command.what())
                    : say(command.what()) + ": " + command.cause());
    return new IncidentRow(
        row.name(),
        row.priority(),
        row.priorityTone(),
        row.status(),
        row.look(),
        Stream.concat(matters, waiting).limit(MOST_REASONS).toList(),
        row.tickets(),
        row.changedAt());
  }

  /// A list as a file.
  CsvFile file(List<IncidentSummary> incidents) {
    var file =
        new CsvFile(
            Stream.of(
                    "column.incident",
                    "column.title",
                    "column.priority",
                    "column.status",
                    "column.sync",
                    "column.tickets",
                    "column.opened",
                    "column.changed")
                .map(words::say)
                .toList());
    for (var incident : incidents) {
      var row = incident(incident);
      file.add(
          List.of(
              row.name().id(),
              row.name().title(),
              row.priority(),
              row.status(),
              row.look().words(),
              row.tickets().stream()
                  .map(ticket -> ticket.system() + ":" + ticket.key())
                  .collect(Collectors.joining(" ")),
              incident.openedAt().toString(),
              incident.changedAt().toString()));
    }
    return file;
  }

  DeadLetterRow deadLetter(DeadLetterView letter) {
    var retriedAt = time.whenKnown(letter.retriedAt());
    return new DeadLetterRow(
        letter.id(),
        time.when(letter.at()),
        letter.system() == null
            ? kindOf(letter)
            : words.say("letters.from", kindOf(letter), letter.system()),
        letter.ticket(),
        Wording.capital(letter.cause()),
        Wording.capital(letter.remedy()),
        ifNothingIsDone(letter),
        ifTriedAgain(letter),
        letter.canRetry(),
        letter.payload(),
        retriedAt == null
            ? null
            : words.say("letters.again", retriedAt.clock(), String.valueOf(letter.retriedBy())),
        letter.canRetry()
            ? List.of(ActionButton.deadLetter(letter.id(), letter.retriedAt() == null, words))
            : List.of());
  }

  private String ifNothingIsDone(DeadLetterView letter) {
    return letter.isReadAgain()
        ? words.say("letters.else.observed", ofTool(letter))
        : words.say("letters.else");
  }

  private String ifTriedAgain(DeadLetterView letter) {
    if (!letter.canRetry()) {
      return words.say("letters.retry.none");
    }
    return letter.isReadAgain()
        ? words.say("letters.retry.observed", ofTool(letter))
        : words.say("letters.retry");
  }

  private String ofTool(DeadLetterView letter) {
    return letter.system() == null ? words.say("letters.its-tool") : letter.system();
  }

  /// The last part of a type such as `hub.input.TicketObserved`, in words.
  private String kindOf(DeadLetterView letter) {
    var type = letter.kind().substring(letter.kind().lastIndexOf('.') + 1);
    return type.isBlank() ? words.say("letters.unreadable") : Wording.capital(Wording.spaced(type));
  }

  IncidentName name(IncidentSummary incident) {
    return name(incident.id().toString(), title(incident));
  }

  private String title(IncidentSummary incident) {
    return incident.isErased() ? words.say("incidents.erased") : incident.title();
  }

  private IncidentName name(String id, String title) {
    return new IncidentName(id, title.isBlank() ? words.say("incidents.untitled") : title);
  }

  /// A value that is none of ours has the calm tone.
  static String tone(String priority) {
    return switch (priority) {
      case "P1" -> "p1";
      case "P2" -> "p2";
      case "P3" -> "p3";
      case "" -> "none";
      default -> "p4";
    };
  }
}
