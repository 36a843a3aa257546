package hub.service.dashboard;

import hub.service.dashboard.TicketPages.TicketLink;
import hub.service.dashboard.Views.AttentionRow;
import hub.service.dashboard.Views.DeadLetterRow;
import hub.service.dashboard.Views.IncidentName;
import hub.service.dashboard.Views.IncidentRow;
import hub.service.dashboard.Views.SystemCard;
import hub.service.dashboard.Views.SystemChip;
import hub.service.dashboard.Views.Unsent;
import hub.service.search.AttentionItem;
import hub.service.search.DeadLetterView;
import hub.service.search.IncidentSummary;
import hub.service.search.SystemStatus;
import hub.service.search.SystemStatus.Condition;
import hub.service.search.Wording;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lays out systems, matters and lists for people.
final class Presenter {

  private static final String UNTITLED = "No title yet";
  private static final String ERASED = "Erased";

  private final SiteTime time;
  private final TicketPages pages;

  Presenter(SiteTime time, TicketPages pages) {
    this.time = time;
    this.pages = pages;
  }

  AttentionRow attention(AttentionItem item) {
    return new AttentionRow(
        ActionButton.id("matter", item.id()),
        Look.of(item.kind()),
        kind(item),
        time.whenKnown(item.since()),
        item.incident() == null ? null : name(item.incident().toString(), item.subject()),
        item.subject(),
        link(item),
        Wording.capital(item.cause()),
        item.ifNothingIsDone(),
        ActionButton.of(item));
  }

  private static String kind(AttentionItem item) {
    var words = Look.of(item.kind()).words();
    return item.field() == null ? words : words + ": " + Wording.of(item.field());
  }

  private @Nullable TicketLink link(AttentionItem item) {
    var ticket = item.ticket();
    if (ticket == null) {
      return null;
    }
    return pages.link(ticket.system(), item.ticketKey().isEmpty() ? ticket.id() : item.ticketKey());
  }

  static SystemChip chip(SystemStatus system) {
    return new SystemChip(system.id(), Look.of(system.condition()));
  }

  SystemCard system(SystemStatus system) {
    var unsent = system.oldestUnsent();
    return new SystemCard(
        system.id(),
        system.kind(),
        Wording.name(system.role().name()),
        Look.of(system.condition()),
        Wording.capital(system.cause()),
        time.whenKnown(system.since()),
        time.whenKnown(system.lastRead()),
        time.whenKnown(system.lastWrite()),
        unsent == null
            ? null
            : new Unsent(
                unsent.incident().toString(),
                time.whenKnown(unsent.since()),
                Wording.capital(unsent.what()),
                unsent.cause()),
        system.waiting(),
        system.parked(),
        system.tickets(),
        List.of(switchOf(system)));
  }

  private static ActionButton switchOf(SystemStatus system) {
    return isHeld(system.condition())
        ? ActionButton.system("Resume", "resume", system.id(), true)
        : ActionButton.system("Pause", "pause", system.id(), false);
  }

  private static boolean isHeld(Condition condition) {
    return switch (condition) {
      case PAUSED, REWOUND -> true;
      case WORKING, DEAD, RATE_LIMITED, CREDENTIALS_REFUSED, OBSERVE -> false;
    };
  }

  IncidentRow incident(IncidentSummary incident) {
    return new IncidentRow(
        name(incident.id().toString(), incident.isErased() ? ERASED : incident.title()),
        Wording.name(incident.priority()),
        tone(incident.priority()),
        Wording.name(incident.status()),
        Look.of(incident.sync()),
        incident.attention().stream().map(kind -> Look.of(kind).words()).toList(),
        incident.tickets().stream().map(pages::link).toList(),
        time.when(incident.changedAt()));
  }

  DeadLetterRow deadLetter(DeadLetterView letter) {
    var retriedAt = time.whenKnown(letter.retriedAt());
    return new DeadLetterRow(
        letter.id(),
        time.when(letter.at()),
        kindOf(letter),
        letter.system(),
        letter.ticket(),
        Wording.capital(letter.cause()),
        Wording.capital(letter.remedy()),
        letter.payload(),
        retriedAt == null ? null : "%s by %s".formatted(retriedAt.clock(), letter.retriedBy()),
        letter.canRetry()
            ? List.of(ActionButton.deadLetter(letter.id(), letter.retriedAt() == null))
            : List.of());
  }

  /// The last part of a type such as `hub.input.TicketObserved`, in words.
  private static String kindOf(DeadLetterView letter) {
    var type = letter.kind().substring(letter.kind().lastIndexOf('.') + 1);
    return type.isBlank() ? "Unreadable" : Wording.capital(Wording.spaced(type));
  }

  static IncidentName name(String id, String title) {
    return new IncidentName(id, title.isBlank() ? UNTITLED : title);
  }

  /// A value that is none of ours has the calm tone.
  private static String tone(String priority) {
    return switch (priority) {
      case "P1" -> "p1";
      case "P2" -> "p2";
      case "P3" -> "p3";
      case "" -> "none";
      default -> "p4";
    };
  }
}
