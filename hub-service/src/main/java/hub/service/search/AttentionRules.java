package hub.service.search;

import static hub.service.search.AttentionAction.CHOOSE_VALUE;
import static hub.service.search.AttentionAction.KEEP_APART;
import static hub.service.search.AttentionAction.LINK;
import static hub.service.search.AttentionAction.PAUSE;
import static hub.service.search.AttentionAction.RESUME;
import static hub.service.search.AttentionAction.RETRY;
import static hub.service.search.AttentionAction.UNLINK;

import hub.delivery.Outcome.Trouble;
import hub.incident.Entry.OpenDuplicate;
import hub.incident.Entry.Overrun;
import hub.incident.Entry.ParkedCreate;
import hub.incident.Entry.Parking;
import hub.incident.Entry.SystemRecord;
import hub.incident.Entry.ValueConflict;
import hub.incident.Incident;
import hub.incident.Shadow;
import hub.service.words.Told;
import hub.ticket.Field;
import hub.ticket.RfcState;
import hub.ticket.Status;
import hub.ticket.Ticket.Presence;
import hub.ticket.TicketRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
      List<OpenDuplicate> duplicates,
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
    duplicates.forEach(duplicate -> items.add(about.duplicate(duplicate)));
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
              Told.quoted(system.rewound()),
              Told.of("matter.SYSTEM_REWOUND.else"),
              List.of(RESUME)));
    }
    if (system.pausedBy() != null) {
      items.add(
          system(
              AttentionKind.SYSTEM_PAUSED,
              system,
              known(activity.pausedAt()),
              Told.of("matter.SYSTEM_PAUSED.cause", system.pausedBy()),
              Told.of("matter.SYSTEM_PAUSED.else", waiting),
              List.of(RESUME)));
    }
    var overrun = system.overrun();
    if (overrun != null) {
      items.add(
          system(
              AttentionKind.WRITE_LIMIT,
              system,
              overrun.since(),
              overrun(overrun),
              Told.of("matter.WRITE_LIMIT.else", waiting),
              List.of(RESUME)));
    }
    if (system.trouble() != null) {
      items.add(trouble(system, system.trouble(), known(system.since()), waiting));
    }
    return items;
  }

  static Told overrun(Overrun overrun) {
    return Told.of("matter.WRITE_LIMIT.cause", overrun.writes(), overrun.changes());
  }

  private static Instant known(@Nullable Instant since) {
    return since == null ? Instant.EPOCH : since;
  }

  private static AttentionItem trouble(
      SystemRecord system, Trouble trouble, Instant since, int waiting) {
    var kind =
        switch (trouble) {
          case DEAD -> AttentionKind.SYSTEM_DEAD;
          case RATE_LIMITED -> AttentionKind.RATE_LIMITED;
          case CREDENTIALS_REFUSED -> AttentionKind.CREDENTIALS_REFUSED;
        };
    return system(
        kind,
        system,
        since,
        Told.quoted(system.cause()),
        Told.of("matter.%s.else".formatted(kind), waiting),
        List.of(PAUSE));
  }

  private static AttentionItem system(
      AttentionKind kind,
      SystemRecord system,
      Instant since,
      Told cause,
      Told ifNothingIsDone,
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
        null,
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
          Told.of(
              "matter.NO_RELEASE_COMING.cause",
              label(rfc),
              Wording.named(rfc.rfcState().name()).small()),
          Told.of("matter.NO_RELEASE_COMING.else"),
          List.of(),
          List.of());
    }

    AttentionItem parked(Shadow shadow, Field field, Parking parking) {
      var desired = shown(field, parking.desired());
      return item(
          AttentionKind.FIELD_PARKED,
          shadow.ticket(),
          shadow.ticketKey(),
          field,
          RecordedReasons.told(parking.cause()),
          Told.of(
              desired.isEmpty() ? "matter.FIELD_PARKED.else" : "matter.FIELD_PARKED.else.value",
              label(shadow),
              Wording.of(field),
              desired),
          List.of(),
          List.of(RETRY));
    }

    AttentionItem frozen(Shadow shadow, Field field) {
      return item(
          AttentionKind.FIELD_FROZEN,
          shadow.ticket(),
          shadow.ticketKey(),
          field,
          Told.of("matter.FIELD_FROZEN.cause", Wording.of(field)),
          Told.of("matter.FIELD_FROZEN.else", Wording.of(field), label(shadow)),
          List.of(),
          List.of(RETRY));
    }

    AttentionItem gone(Shadow shadow) {
      var cause =
          Told.of(
              shadow.presence() == Presence.DELETED
                  ? "matter.TICKET_GONE.deleted"
                  : "matter.TICKET_GONE.hidden",
              label(shadow));
      return item(
          AttentionKind.TICKET_GONE,
          shadow.ticket(),
          shadow.ticketKey(),
          null,
          cause,
          Told.of("matter.TICKET_GONE.else"),
          List.of(),
          List.of(RETRY, UNLINK));
    }

    AttentionItem parkedCreate(ParkedCreate parked) {
      return item(
          AttentionKind.CREATE_PARKED,
          new Place(parked.system(), null, "", null),
          RecordedReasons.told(parked.cause()),
          Told.of("matter.CREATE_PARKED.else", parked.system()),
          List.of(),
          List.of(RETRY));
    }

    AttentionItem duplicate(OpenDuplicate duplicate) {
      return item(
          AttentionKind.DUPLICATE_OPEN,
          new Place(duplicate.ticket().system(), duplicate.ticket(), "", null),
          RecordedReasons.told(duplicate.cause()),
          Told.of("matter.DUPLICATE_OPEN.else"),
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
          Told.of(
                  "matter.VALUE_CONFLICT.cause",
                  Wording.of(field),
                  shown(field, conflict.kept()),
                  conflict.keptFrom().system(),
                  shown(field, conflict.lost()),
                  conflict.lostFrom().system(),
                  RecordedReasons.told(conflict.reason()).capital())
              .capital(),
          Told.of("matter.VALUE_CONFLICT.else", shown(field, conflict.kept())),
          List.of(conflict.kept(), conflict.lost()),
          List.of(CHOOSE_VALUE));
    }

    AttentionItem correlation(TicketRef ticket, String cause, List<Shadow> members) {
      return item(
          AttentionKind.CORRELATION_CONFLICT,
          new Place(ticket.system(), ticket, keyOf(ticket, members), null),
          RecordedReasons.told(cause),
          Told.of("matter.CORRELATION_CONFLICT.else"),
          List.of(),
          List.of(LINK, KEEP_APART));
    }

    private AttentionItem item(
        AttentionKind kind,
        TicketRef ticket,
        String ticketKey,
        @Nullable Field field,
        Told cause,
        Told ifNothingIsDone,
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
        Told cause,
        Told ifNothingIsDone,
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
          null,
          null);
    }

    private static Told label(Shadow shadow) {
      return Wording.ticket(shadow.ticket(), shadow.ticketKey());
    }

    private static Told shown(Field field, String value) {
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
