package hub.connector.clearquest;

import hub.config.SystemConfig;
import hub.connector.Systems;
import hub.connector.clearquest.RecordReads.Absent;
import hub.connector.clearquest.RecordReads.Present;
import hub.connector.clearquest.RecordReads.Seen;
import hub.connector.clearquest.Request.Kind;
import hub.connector.http.ToolResponse;
import hub.connector.http.ToolTrouble;
import hub.connector.mapping.CommentMarker;
import hub.connector.mapping.OutgoingFields;
import hub.connector.mapping.TicketMappings;
import hub.connector.sink.DeliveryWalk;
import hub.delivery.DeliveryAnswer;
import hub.delivery.DeliveryAnswer.Accepted;
import hub.delivery.DeliveryAnswer.ChangedMeanwhile;
import hub.delivery.DeliveryAnswer.FieldsRefused;
import hub.delivery.DeliveryAnswer.Found;
import hub.delivery.DeliveryAnswer.Gone;
import hub.delivery.DeliveryAnswer.Lost;
import hub.delivery.DeliveryAnswer.Moved;
import hub.delivery.DeliveryAnswer.NotNow;
import hub.delivery.DeliveryAnswer.Was;
import hub.delivery.DeliveryStep;
import hub.delivery.Outcome.Trouble;
import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.Ticket;
import hub.ticket.TicketRef;
import hub.ticket.Version;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One attempt at a ClearQuest server: each step of the delivery protocol as an [Errand].
///
/// Remembers what the attempt has read of each record, so that a write can say which version it is
/// meant for. Belongs to one attempt.
final class ClearQuestDelivery {

  /// More records than this cannot carry one marker or one key.
  private static final int MOST_CANDIDATES = 500;

  private final ClearQuestSite site;
  private final ClearQuestConnection connection;
  private final SystemConfig config;
  private final TicketMappings mappings;
  private final RecordReads reads;
  private final Instant begun;
  private final Map<String, Present> read = new HashMap<>();

  ClearQuestDelivery(
      ClearQuestSite site,
      ClearQuestConnection connection,
      Systems systems,
      TicketMappings mappings,
      Instant begun) {
    this.site = site;
    this.connection = connection;
    this.config = systems.system(site.getSystem());
    this.mappings = mappings;
    this.reads = new RecordReads(site, connection);
    this.begun = begun;
  }

  /// What the step takes.
  Errand<DeliveryAnswer> errand(DeliveryStep step) {
    return switch (step) {
      case DeliveryStep.FindByMarker(_, var marker, var counterparts) -> find(marker, counterparts);
      case DeliveryStep.Read(var ticket) -> read(ticket);
      case DeliveryStep.Create(_, var marker, var fields) -> create(marker, fields);
      case DeliveryStep.Update(var ticket, var fields) -> update(ticket, fields);
      case DeliveryStep.Transition(var current, var status, var fields) ->
          transition(current, status, fields);
      case DeliveryStep.Comment(var ticket, var marker, var text) -> comment(ticket, marker, text);
      case DeliveryStep.Send(_) -> Errand.done(DeliveryWalk.noNotices());
      case DeliveryStep.Done(_) -> throw new IllegalArgumentException("the attempt has ended");
    };
  }

  private Errand<DeliveryAnswer> read(TicketRef ticket) {
    return seen(ticket.id())
        .then(seen ->
            Errand.done(
                switch (seen) {
                  case Present present -> new Was(ticket(present));
                  case Absent(var presence) -> new Gone(presence);
                }));
  }

  private Errand<Seen> seen(String id) {
    return reads
        .record(id)
        .then(seen -> {
          if (seen instanceof Present present) {
            read.put(id, present);
          }
          return Errand.done(seen);
        });
  }

  private Ticket ticket(Present present) {
    return mappings.of(site.getSystem()).map(present.payload());
  }

  // Looking up.

  private Errand<DeliveryAnswer> find(String marker, Fields counterparts) {
    Errand<List<String>> candidates = Errand.done(List.of());
    for (var query : lookUps(marker, counterparts)) {
      candidates =
          candidates.then(
              known -> reads.query(query).then(sweep -> Errand.done(with(known, sweep, marker))));
    }
    return candidates
        .then(ids -> tickets(ids, new ArrayList<>()))
        .then(tickets ->
            Errand.done(
                new Found(
                    tickets.stream()
                        .filter(ticket -> isMeant(ticket, marker, counterparts))
                        .toList())));
  }

  private List<String> with(List<String> known, Sweep sweep, String marker) {
    var listed =
        sweep.members("cq:dbid").stream().filter(member -> mayCarry(member, marker)).toList();
    if (!sweep.isComplete() || listed.size() > MOST_CANDIDATES) {
      throw new ToolTrouble(
          new NotNow(
              Trouble.DEAD,
              "the look-up is not complete: %d of %d records were listed, %d must be compared"
                  .formatted(sweep.distinct(), sweep.total(), listed.size()),
              null));
    }
    return Stream.concat(known.stream(), listed.stream().map(Sweep.Member::id)).distinct().toList();
  }

  /// Whether a listed record needs to be read: its log, where it was asked for, names the marker,
  /// or was cut.
  private boolean mayCarry(Sweep.Member member, String marker) {
    var column = RecordWriter.property(site.commentLogField());
    if (!member.row().has(column)) {
      return true;
    }
    var log = OslcJson.text(member.row(), column);
    return log.contains(marker) || (site.textLimit() > 0 && log.length() >= site.textLimit());
  }

  /// OSLC queries compare whole values only. With a field for the marker that is enough. Without
  /// one, the marker is in a note, and what was changed lately is read and compared.
  private List<OslcQuery> lookUps(String marker, Fields counterparts) {
    var queries = new ArrayList<OslcQuery>();
    counterparts
        .values()
        .forEach((field, key) ->
            OutgoingFields.toolName(config, ClearQuestSite.USUAL_FIELDS, field)
                .filter(_ -> !key.isEmpty())
                .ifPresent(name -> queries.add(lookUp(OslcQuery.is(name, key), ""))));
    if (!site.markerField().isEmpty()) {
      queries.add(lookUp(OslcQuery.is(site.markerField(), marker), ""));
    } else if (!site.lastModifiedField().isEmpty()) {
      var since = begun.minus(site.markerLookBack());
      queries.add(lookUp(OslcQuery.since(site.lastModifiedField(), since), site.commentLogField()));
    } else if (queries.isEmpty()) {
      throw ToolTrouble.refused(
          "no field of ClearQuest can be searched for the marker. Name one as markerField, or the"
              + " time of the last change as lastModifiedField");
    }
    return queries;
  }

  private OslcQuery lookUp(String term, String field) {
    var columns = new ArrayList<>(reads.columns());
    if (!field.isEmpty()) {
      columns.add(RecordWriter.property(field));
    }
    return new OslcQuery(List.of(term), columns, List.of("+cq:dbid"));
  }

  private Errand<List<Ticket>> tickets(List<String> ids, List<Ticket> found) {
    if (ids.isEmpty()) {
      return Errand.done(found);
    }
    return seen(ids.getFirst())
        .then(seen -> {
          if (seen instanceof Present present) {
            found.add(ticket(present));
          }
          return tickets(ids.subList(1, ids.size()), found);
        });
  }

  private static boolean isMeant(Ticket ticket, String marker, Fields counterparts) {
    return ticket.marker().equals(marker)
        || counterparts.values().entrySet().stream()
            .anyMatch(other ->
                !other.getValue().isEmpty()
                    && other
                        .getValue()
                        .equalsIgnoreCase(ticket.fields().getOrEmpty(other.getKey())));
  }

  // Writing.

  private Errand<DeliveryAnswer> create(String marker, Fields fields) {
    var outgoing = outgoing(fields.without(Field.STATUS));
    if (!outgoing.refused().isEmpty()) {
      return refused(outgoing.refused());
    }
    var entries = entries(outgoing);
    entries.add(
        site.markerField().isEmpty()
            ? new RecordWriter.Entry(site.commentField(), CreationNote.of(marker))
            : new RecordWriter.Entry(site.markerField(), marker));
    return reads
        .services()
        .then(services ->
            Errand.ask(
                new Request(
                    Kind.CREATE,
                    services.creation(),
                    RecordWriter.created(site.recordType(), inOrder(entries, services)),
                    ""),
                this::created));
  }

  private Errand<DeliveryAnswer> created(ToolResponse response) {
    var verdict = new Verdict(site, response);
    var refusal = verdict.refusedWrite(this::canonical);
    if (refusal.isPresent()) {
      if (refusal.get() instanceof Gone) {
        connection.forgetServices();
        return Errand.done(
            new NotNow(Trouble.DEAD, "the creation factory is gone; it is discovered anew", null));
      }
      return Errand.done(refusal.get());
    }
    var place =
        response
            .header("location")
            .or(() -> response.json().map(OslcJson::address))
            .map(ServerAddress::lastSegment)
            .filter(id -> !id.isBlank());
    return Errand.done(
        place.isPresent()
            ? new Accepted(new TicketRef(site.getSystem(), place.get()))
            : new Lost("a record was created, but the answer does not say where"));
  }

  private Errand<DeliveryAnswer> update(TicketRef ticket, Fields fields) {
    var outgoing = outgoing(fields);
    var refused = new TreeMap<>(outgoing.refused());
    outgoing.fields().stream()
        .filter(field -> isCut(ticket, field.name()))
        .forEach(field ->
            refused.put(
                field.field(),
                field.name()
                    + " holds a text longer than the server shows, so it is not overwritten;"
                    + " set max.multiline.text.length=0 on the server and textLimit: 0 here"));
    return refused.isEmpty()
        ? change(ticket, entries(outgoing), site.modifyAction(), Map.of(), true)
        : refused(refused);
  }

  /// Whether the record holds more in the field than was read: the hub does not know what it would
  /// overwrite.
  private boolean isCut(TicketRef ticket, String name) {
    var present = read.get(ticket.id());
    if (present != null) {
      for (var cut : present.payload().path("cut")) {
        if (cut.asText().equalsIgnoreCase(name)) {
          return true;
        }
      }
    }
    return false;
  }

  private Errand<DeliveryAnswer> comment(TicketRef ticket, String marker, String text) {
    var present = read.get(ticket.id());
    if (present != null && !present.payload().path("notesComplete").asBoolean(false)) {
      // What cannot be read back would be written again and again.
      return Errand.done(
          new FieldsRefused(
              Map.of(),
              site.commentLogField().isEmpty()
                  ? "no log of notes is read, so no note is written; name it as commentLogField"
                  : site.commentLogField()
                      + " is longer than the server shows, so no note is added; set"
                      + " max.multiline.text.length=0 on the server and textLimit: 0 here"));
    }
    var note = new RecordWriter.Entry(site.commentField(), CommentMarker.write(text, marker));
    // A note is added, it replaces nothing: no version need be named.
    return change(ticket, List.of(note), site.modifyAction(), Map.of(), false);
  }

  private Errand<DeliveryAnswer> transition(Ticket current, String status, Fields fields) {
    var wanted = OutgoingFields.toolValue(config, Field.STATUS, status);
    if (wanted.isEmpty()) {
      return refused(Map.of(Field.STATUS, "the value map has nothing for " + status));
    }
    var from = state(current);
    var step = site.workflow().stepTowards(from, wanted.get());
    if (step.isEmpty()) {
      return refused(
          Map.of(
              Field.STATUS,
              "no way from %s to %s is known; add the actions under transitions"
                  .formatted(from, wanted.get())));
    }
    var needed = needed(step.get(), fields, current);
    return change(
            current.ref(),
            needed.isEmpty() ? List.of(new RecordWriter.Entry(site.commentField(), "")) : needed,
            step.get().action(),
            Map.of(Field.STATUS, "the action " + step.get().action() + " was refused"),
            true)
        .then(answer ->
            Errand.done(
                answer instanceof Accepted(var ticket)
                    ? new Moved(ticket, canonicalState(step.get().to()))
                    : answer));
  }

  private String canonicalState(String state) {
    var map = config.values().get(Field.STATUS);
    return map == null ? state : map.toCanonical(state).orElse("");
  }

  /// The state as ClearQuest spells it: as read in this attempt, since several states may be one to
  /// the hub.
  private String state(Ticket current) {
    var present = read.get(current.ref().id());
    if (present != null) {
      return present.payload().path("fields").path("State").asText("");
    }
    return OutgoingFields.toolValue(config, Field.STATUS, current.fields().getOrEmpty(Field.STATUS))
        .orElse("");
  }

  /// The fields that the action asks for, as far as the hub has something other than the record.
  ///
  /// If there are none, an empty note goes along: a PUT that lists no property means all of them,
  /// and would empty what it does not carry.
  private List<RecordWriter.Entry> needed(Workflow.Move move, Fields fields, Ticket current) {
    var changed =
        fields.where((field, value) ->
            !value.isEmpty() && !config.isSame(field, value, current.fields().getOrEmpty(field)));
    return entries(outgoing(changed)).stream()
        .filter(entry -> move.needs().stream().anyMatch(entry.name()::equalsIgnoreCase))
        .filter(entry -> !isCut(current.ref(), entry.name()))
        .toList();
  }

  /// One PUT with the fields and the action.
  ///
  /// @param entries at least one
  /// @param always what is refused in any case if the server refuses
  private Errand<DeliveryAnswer> change(
      TicketRef ticket,
      List<RecordWriter.Entry> entries,
      String action,
      Map<Field, String> always,
      boolean isForVersion) {
    var before = read.get(ticket.id());
    return reads
        .services()
        .then(services -> {
          var place = services.record(ticket.id());
          var etag = isForVersion && before != null ? before.etag() : "";
          var body = RecordWriter.changed(place.toString(), inOrder(entries, services));
          return Errand.ask(
              new Request(Kind.CHANGE, target(place, entries, action), body, etag),
              response -> changed(ticket, new Verdict(site, response), always, before));
        });
  }

  private static URI target(URI place, List<RecordWriter.Entry> entries, String action) {
    var names = entries.stream().map(entry -> RecordWriter.property(entry.name())).toList();
    var target = RecordReads.withParameter(place, "oslc.properties", String.join(",", names));
    return action.isEmpty() ? target : RecordReads.withParameter(target, "rcm.action", action);
  }

  private Errand<DeliveryAnswer> changed(
      TicketRef ticket, Verdict verdict, Map<Field, String> always, @Nullable Present before) {
    var refusal = verdict.refusedWrite(this::canonical);
    if (refusal.isEmpty()) {
      // What was read is older than what was just written.
      read.remove(ticket.id());
      return Errand.done(new Accepted(ticket));
    }
    if (refusal.get() instanceof FieldsRefused(var causes, var cause)) {
      var all = new TreeMap<Field, String>(causes);
      always.forEach((field, words) -> all.put(field, words + ": " + cause));
      var refused = new FieldsRefused(all, cause);
      if (verdict.saysConflict()) {
        return Errand.done(new ChangedMeanwhile(cause));
      }
      return verdict.mayBeConflict() && before != null
          ? unlessChanged(ticket, before, refused)
          : Errand.done(refused);
    }
    return Errand.done(refusal.get());
  }

  /// "Somebody else was faster" and "a hook says no" look alike but for their words, which are in
  /// any language. The record's version tells them apart.
  private Errand<DeliveryAnswer> unlessChanged(
      TicketRef ticket, Present before, FieldsRefused refused) {
    return reads
        .record(ticket.id())
        .then(seen -> {
          var isSame = seen instanceof Present now && version(now).equals(version(before));
          return Errand.done(isSame ? refused : new ChangedMeanwhile(refused.cause()));
        });
  }

  private static Version version(Present present) {
    return new Version(present.payload().path("version").asLong(-1));
  }

  // Translating.

  private OutgoingFields outgoing(Fields fields) {
    return OutgoingFields.of(site.getSystem(), config, ClearQuestSite.USUAL_FIELDS, fields);
  }

  private static List<RecordWriter.Entry> entries(OutgoingFields outgoing) {
    var entries = new ArrayList<RecordWriter.Entry>();
    outgoing
        .fields()
        .forEach(field -> entries.add(new RecordWriter.Entry(field.name(), field.value())));
    return entries;
  }

  /// In the order of the configuration, the rest after it, the note last: hooks of one field may
  /// look at another.
  private List<RecordWriter.Entry> inOrder(
      List<RecordWriter.Entry> entries, RecordServices services) {
    var order = site.fieldOrder();
    return entries.stream()
        .map(entry ->
            new RecordWriter.Entry(entry.name(), entry.value(), services.isReference(entry.name())))
        .sorted(
            Comparator.comparingInt(entry -> {
              var place = order.indexOf(entry.name());
              var isNote = entry.name().equals(site.commentField());
              return place >= 0 ? place : isNote ? Integer.MAX_VALUE : order.size();
            }))
        .toList();
  }

  private Optional<Field> canonical(String name) {
    return OutgoingFields.canonicalName(config, ClearQuestSite.USUAL_FIELDS, name);
  }

  private static Errand<DeliveryAnswer> refused(Map<Field, String> causes) {
    return Errand.done(new FieldsRefused(causes, String.join("; ", causes.values())));
  }
}
