package hub.service.search;

import static hub.service.search.AttentionAction.CHOOSE_VALUE;
import static hub.service.search.AttentionAction.KEEP_APART;
import static hub.service.search.AttentionAction.LINK;
import static hub.service.search.AttentionAction.PAUSE;
import static hub.service.search.AttentionAction.RESUME;
import static hub.service.search.AttentionAction.RETRY;
import static hub.service.search.AttentionAction.UNLINK;

import hub.delivery.Outcome.Trouble;
import hub.incident.Entry.ParkedCreate;
import hub.incident.Entry.Parking;
import hub.incident.Entry.SystemRecord;
import hub.incident.Entry.ValueConflict;
import hub.incident.Incident;
import hub.incident.Shadow;
import hub.ticket.Field;
import hub.ticket.RfcState;
import hub.ticket.Status;
import hub.ticket.Ticket.Presence;
import hub.ticket.TicketRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Which conditions need a person, why, and what happens if nobody comes.
final class AttentionRules {

  private AttentionRules() {}

  /// What is wrong with one incident.
  ///
  /// @param since when a condition with that id began
  static List<AttentionItem> of(
      Incident incident,
      List<Shadow> members,
      List<Shadow> rfcs,
      List<ParkedCreate> parkedCreates,
      Function<String, Instant> since) {
    var items = new ArrayList<AttentionItem>();
    var about = new About(incident, since);
    members.forEach(shadow -> about.unwritten(shadow, items));
    rfcs.forEach(shadow -> about.unwritten(shadow, items));
    members.stream()
        .filter(shadow -> !shadow.isPresent())
        .forEach(shadow -> items.add(about.gone(shadow)));
    if (waitsInVain(incident, rfcs)) {
      items.add(about.waitsInVain(rfcs.getLast()));
    }
    parkedCreates.forEach(parked -> items.add(about.parkedCreate(parked)));
    incident
        .conflicts()
        .forEach((field, conflict) -> items.add(about.conflict(field, conflict, members)));
    incident
        .correlationConflicts()
        .forEach((ticket, cause) -> items.add(about.correlation(ticket, cause, members)));
    return items;
  }

  private static boolean waitsInVain(Incident incident, List<Shadow> rfcs) {
    return !rfcs.isEmpty()
        && incident.value(Field.STATUS).equals(Status.PENDING_RELEASE.name())
        && rfcs.stream().noneMatch(rfc -> rfc.rfcState() == RfcState.OPEN);
  }

  /// What is wrong with a tool.
  ///
  /// @param waiting how many changes have not reached it
  static List<AttentionItem> of(SystemRecord system, SystemActivity activity, int waiting) {
    var items = new ArrayList<AttentionItem>();
    if (system.rewound() != null) {
      items.add(
          system(
              AttentionKind.SYSTEM_REWOUND,
              system,
              known(activity.rewoundAt()),
              system.rewound(),
              "Nothing is written there, so that restored tickets are not overwritten.",
              List.of(RESUME)));
    }
    if (system.pausedBy() != null) {
      items.add(
          system(
              AttentionKind.SYSTEM_PAUSED,
              system,
              known(activity.pausedAt()),
              "Paused by " + system.pausedBy() + ".",
              "Nothing is written there. " + waiting(waiting, "when it is resumed."),
              List.of(RESUME)));
    }
    if (system.trouble() != null) {
      items.add(trouble(system, system.trouble(), known(system.since()), waiting));
    }
    return items;
  }

  private static String waiting(int changes, String until) {
    return switch (changes) {
      case 0 -> "No change waits yet.";
      case 1 -> "1 change waits and is sent " + until;
      default -> changes + " changes wait and are sent " + until;
    };
  }

  private static Instant known(@Nullable Instant since) {
    return since == null ? Instant.EPOCH : since;
  }

  private static AttentionItem trouble(
      SystemRecord system, Trouble trouble, Instant since, int waiting) {
    return switch (trouble) {
      case DEAD ->
          system(
              AttentionKind.SYSTEM_DEAD,
              system,
              since,
              system.cause(),
              "The hub keeps trying. " + waiting(waiting, "when it answers again."),
              List.of(PAUSE));
      case RATE_LIMITED ->
          system(
              AttentionKind.RATE_LIMITED,
              system,
              since,
              system.cause(),
              "The hub waits as long as the tool asks. " + waiting(waiting, "after that."),
              List.of(PAUSE));
      case CREDENTIALS_REFUSED ->
          system(
              AttentionKind.CREDENTIALS_REFUSED,
              system,
              since,
              system.cause(),
              "Nothing is read or written there. "
                  + waiting(waiting, "when the hub has valid credentials."),
              List.of(PAUSE));
    };
  }

  private static AttentionItem system(
      AttentionKind kind,
      SystemRecord system,
      Instant since,
      String cause,
      String ifNothingIsDone,
      List<AttentionAction> actions) {
    return new AttentionItem(
        "system/" + system.system() + "/" + kind,
        kind,
        since,
        null,
        system.system(),
        system.system(),
        null,
        "",
        null,
        cause,
        ifNothingIsDone,
        List.of(),
        actions,
        null);
  }

  /// Rows about one incident.
  private record About(Incident incident, Function<String, Instant> since) {

    void unwritten(Shadow shadow, List<AttentionItem> items) {
      shadow.parked().forEach((field, parking) -> items.add(parked(shadow, field, parking)));
      shadow.frozen().forEach(field -> items.add(frozen(shadow, field)));
    }

    AttentionItem waitsInVain(Shadow rfc) {
      return item(
          AttentionKind.NO_RELEASE_COMING,
          rfc.ticket(),
          rfc.ticketKey(),
          Field.STATUS,
          "%s is %s, and no other RFC is open."
              .formatted(label(rfc), Wording.name(rfc.rfcState().name()).toLowerCase(Locale.ROOT)),
          "The incident stays pending release. Name another RFC in a ticket, or set the status.",
          List.of(),
          List.of());
    }

    AttentionItem parked(Shadow shadow, Field field, Parking parking) {
      var value = parking.desired().isEmpty() ? "" : " “" + shown(field, parking.desired()) + "”";
      return item(
          AttentionKind.FIELD_PARKED,
          shadow.ticket(),
          shadow.ticketKey(),
          field,
          parking.cause(),
          "%s keeps its %s; the hub will not try%s again until something changes."
              .formatted(label(shadow), Wording.of(field), value),
          List.of(),
          List.of(RETRY));
    }

    AttentionItem frozen(Shadow shadow, Field field) {
      return item(
          AttentionKind.FIELD_FROZEN,
          shadow.ticket(),
          shadow.ticketKey(),
          field,
          "The %s went to and fro faster than people change it. Something else writes it too."
              .formatted(Wording.of(field)),
          "The hub leaves the %s of %s alone.".formatted(Wording.of(field), label(shadow)),
          List.of(),
          List.of(RETRY));
    }

    AttentionItem gone(Shadow shadow) {
      var cause =
          shadow.presence() == Presence.DELETED
              ? "%s was deleted.".formatted(label(shadow))
              : "%s can no longer be seen: deleted, moved, or a right is missing."
                  .formatted(label(shadow));
      return item(
          AttentionKind.TICKET_GONE,
          shadow.ticket(),
          shadow.ticketKey(),
          null,
          cause,
          "It stays linked and is not written to. No other ticket is created in its place.",
          List.of(),
          List.of(RETRY, UNLINK));
    }

    AttentionItem parkedCreate(ParkedCreate parked) {
      return item(
          AttentionKind.CREATE_PARKED,
          new Place(parked.system(), null, "", null),
          parked.cause(),
          "There is no ticket in %s, and the hub will not try to create one again."
              .formatted(parked.system()),
          List.of(),
          List.of(RETRY));
    }

    AttentionItem conflict(Field field, ValueConflict conflict, List<Shadow> members) {
      return item(
          AttentionKind.VALUE_CONFLICT,
          new Place(
              conflict.lostFrom().system(),
              conflict.lostFrom(),
              keyOf(conflict.lostFrom(), members),
              field),
          "The %s was set to “%s” in %s and to “%s” in %s. %s"
              .formatted(
                  Wording.of(field),
                  shown(field, conflict.kept()),
                  conflict.keptFrom().system(),
                  shown(field, conflict.lost()),
                  conflict.lostFrom().system(),
                  Wording.capital(conflict.reason())),
          "“%s” stays everywhere.".formatted(shown(field, conflict.kept())),
          List.of(conflict.kept(), conflict.lost()),
          List.of(CHOOSE_VALUE));
    }

    AttentionItem correlation(TicketRef ticket, String cause, List<Shadow> members) {
      return item(
          AttentionKind.CORRELATION_CONFLICT,
          new Place(ticket.system(), ticket, keyOf(ticket, members), null),
          cause,
          "The ticket stays where it is; nothing is linked or merged.",
          List.of(),
          List.of(LINK, KEEP_APART));
    }

    private AttentionItem item(
        AttentionKind kind,
        TicketRef ticket,
        String ticketKey,
        @Nullable Field field,
        String cause,
        String ifNothingIsDone,
        List<String> choices,
        List<AttentionAction> actions) {
      return item(
          kind,
          new Place(ticket.system(), ticket, ticketKey, field),
          cause,
          ifNothingIsDone,
          choices,
          actions);
    }

    private AttentionItem item(
        AttentionKind kind,
        Place place,
        String cause,
        String ifNothingIsDone,
        List<String> choices,
        List<AttentionAction> actions) {
      var id = "%s/%s/%s".formatted(incident.id(), kind, place.id());
      return new AttentionItem(
          id,
          kind,
          since.apply(id),
          incident.id(),
          incident.value(Field.TITLE),
          place.system(),
          place.ticket(),
          place.ticketKey(),
          place.field(),
          cause,
          ifNothingIsDone,
          choices,
          actions,
          null);
    }

    private static String label(Shadow shadow) {
      return Wording.ticket(shadow.ticket(), shadow.ticketKey());
    }

    private static String shown(Field field, String value) {
      return Wording.value(field, value);
    }

    private static String keyOf(TicketRef ticket, List<Shadow> members) {
      return members.stream()
          .filter(shadow -> shadow.ticket().equals(ticket))
          .map(Shadow::ticketKey)
          .findFirst()
          .orElse("");
    }
  }

  /// Where something is wrong.
  private record Place(
      String system, @Nullable TicketRef ticket, String ticketKey, @Nullable Field field) {

    String id() {
      return (ticket == null ? system : ticket.toString()) + (field == null ? "" : "/" + field);
    }
  }
}
