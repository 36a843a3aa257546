package hub.service.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import hub.engine.format.HubJson;
import hub.incident.ContactTask;
import hub.incident.Entry;
import hub.incident.Entry.CommentRecord;
import hub.incident.Entry.Held;
import hub.incident.Entry.OpenDuplicate;
import hub.incident.Entry.Outstanding;
import hub.incident.Entry.ParkedCreate;
import hub.incident.GateBreach;
import hub.incident.Incident;
import hub.incident.IncidentId;
import hub.incident.Notice;
import hub.incident.Shadow;
import hub.ticket.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesFacetField;
import org.apache.lucene.util.BytesRef;

/// What the index holds, document by document.
final class IndexDocuments {

  private IndexDocuments() {}

  /// @param fold knows since when what waits has waited
  static Document entry(Entry entry, Fold fold) {
    var document = document(entry, Entry.class);
    name(document, IndexFields.ENTRY, entry.key());
    name(document, IndexFields.ENTRY_KIND, entry.getClass().getSimpleName());
    switch (entry) {
      case Incident incident -> {
        name(document, IndexFields.ENTRY_OF, incident.id().toString());
        if (incident.mergedInto() != null) {
          name(document, IndexFields.MERGED_INTO, incident.mergedInto().toString());
        }
      }
      case Shadow shadow -> {
        if (shadow.incident() != null) {
          place(document, shadow.incident(), shadow.ticket().system());
        }
      }
      case Outstanding outstanding -> {
        place(document, outstanding.incident(), outstanding.slot().system());
        var since = fold.waitingSince(outstanding.incident(), outstanding.key());
        since(document, since.orElse(outstanding.issuedAt()));
      }
      case ParkedCreate parked -> place(document, parked.incident(), parked.system());
      case OpenDuplicate duplicate ->
          place(document, duplicate.incident(), duplicate.ticket().system());
      case Held held -> {
        place(document, held.incident(), held.system());
        since(document, fold.waitingSince(held.incident(), held.key()).orElse(Instant.EPOCH));
      }
      case Entry.RfcLink link -> name(document, IndexFields.ENTRY_OF, link.incident().toString());
      case ContactTask task -> {
        name(document, IndexFields.ENTRY_OF, task.incident().toString());
        name(document, IndexFields.ENTRY_OPEN, task.isOpen() ? IndexFields.YES : IndexFields.NO);
        since(document, task.openedAt());
      }
      case Notice notice -> place(document, notice.incident(), notice.system());
      case GateBreach breach -> name(document, IndexFields.ENTRY_OF, breach.incident().toString());
      case CommentRecord _, Entry.InboundReference _, Entry.MarkerRecord _, Entry.KeyRecord _ -> {
        // Found by key alone.
      }
      case Entry.SpaceRecord _, Entry.SystemRecord _, Entry.CommandIndex _, Entry.Timer _ -> {
        // Found by key alone.
      }
      case Entry.Explanation _, Entry.LateWrites _, Entry.OpenAttempt _, Entry.Unread _ -> {
        // Found by key alone.
      }
      case Entry.WritePace _, Entry.ChangePace _ -> {
        // Found by key alone.
      }
    }
    return document;
  }

  private static void place(Document document, IncidentId incident, String system) {
    name(document, IndexFields.ENTRY_OF, incident.toString());
    name(document, IndexFields.ENTRY_SYSTEM, system);
  }

  /// @param members the incident's tickets
  /// @param rfcs what it waits for; found by their keys, without being members
  static Document incident(
      IncidentDigest digest,
      List<Shadow> members,
      List<Shadow> rfcs,
      List<CommentRecord> comments) {
    var summary = digest.summary();
    var document = document(digest, IncidentDigest.class);
    name(document, IndexFields.INCIDENT, summary.id().toString());
    text(document, summary.id().toString());
    for (var shadow : members) {
      var system = shadow.ticket().system();
      name(document, IndexFields.TICKET, ticket(system, shadow.ticketKey()));
      name(document, IndexFields.TICKET, ticket(system, shadow.ticket().id()));
      text(document, shadow.ticketKey());
      shadow.fields().values().values().forEach(value -> text(document, value));
    }
    for (var rfc : rfcs) {
      name(document, IndexFields.TICKET, ticket(rfc.ticket().system(), rfc.ticketKey()));
      name(document, IndexFields.TICKET, ticket(rfc.ticket().system(), rfc.ticket().id()));
      text(document, rfc.ticketKey());
    }
    for (var comment : comments) {
      if (!comment.isDeleted()) {
        text(document, comment.author());
        text(document, comment.text());
      }
    }
    members.stream()
        .map(shadow -> shadow.ticket().system())
        .distinct()
        .forEach(system -> facet(document, IndexFields.SYSTEM, system));
    facet(document, IndexFields.PRIORITY, summary.priority());
    facet(document, IndexFields.STATUS, summary.status());
    facet(document, IndexFields.SYNC, summary.sync().name());
    name(document, IndexFields.OPEN, isOpen(summary) ? IndexFields.YES : IndexFields.NO);
    var isHeldBack = !rfcs.isEmpty() || summary.status().equals(Status.PENDING_RELEASE.name());
    if (isOpen(summary) && isHeldBack) {
      name(document, IndexFields.RELEASE, IndexFields.YES);
    }
    document.add(new NumericDocValuesField(IndexFields.NUMBER, summary.id().number()));
    document.add(
        new NumericDocValuesField(IndexFields.CHANGED_AT, summary.changedAt().toEpochMilli()));
    return document;
  }

  /// @param of the incident that it is about
  static Document matter(AttentionItem matter, IncidentId of) {
    var document = document(matter, AttentionItem.class);
    name(document, IndexFields.MATTER_OF, of.toString());
    name(document, IndexFields.MATTER_KIND, matter.kind().name());
    if (matter.system() != null) {
      name(document, IndexFields.MATTER_SYSTEM, matter.system());
    }
    document.add(
        new NumericDocValuesField(IndexFields.MATTER_SINCE, matter.since().toEpochMilli()));
    document.add(new SortedDocValuesField(IndexFields.MATTER_ID, new BytesRef(matter.id())));
    return document;
  }

  static Document event(TimelineEntry event) {
    var document = document(event, TimelineEntry.class);
    name(document, IndexFields.SEQUENCE, Long.toString(event.sequence()));
    document.add(new NumericDocValuesField(IndexFields.SEQUENCE_ORDER, event.sequence()));
    name(document, IndexFields.WEIGHT, event.weight().name());
    if (event.incident() != null) {
      name(document, IndexFields.EVENT_OF, event.incident().toString());
    }
    if (event.system() != null) {
      name(document, IndexFields.EVENT_SYSTEM, event.system());
    }
    if (event.command() != null && event.isAsking()) {
      name(document, IndexFields.EVENT_COMMAND, event.command());
    }
    if (event.deed() != null) {
      deed(document, event, event.deed());
    }
    return document;
  }

  private static void deed(Document document, TimelineEntry event, Deed deed) {
    name(document, IndexFields.DEED, deed.name());
    document.add(new LongField(IndexFields.DONE_AT, event.at().toEpochMilli(), Store.NO));
    var texts = new ArrayList<>(List.of(event.words().en(), event.words().da(), event.text()));
    var people = new HashSet<String>();
    Optional.ofNullable(event.doer()).ifPresent(people::add);
    Optional.ofNullable(event.behalf()).map(Behalf::person).ifPresent(people::add);
    people.forEach(person -> name(document, IndexFields.ACTOR, AuditSearch.name(person)));
    texts.addAll(people);
    Optional.ofNullable(event.incident()).map(IncidentId::toString).ifPresent(texts::add);
    Optional.ofNullable(event.ticket()).map(TicketLabel::key).ifPresent(texts::add);
    texts.forEach(each -> document.add(new TextField(IndexFields.DEED_TEXT, each, Store.NO)));
  }

  static Document trace(EventTrace trace) {
    var document = document(trace, EventTrace.class);
    name(document, IndexFields.TRACE, Long.toString(trace.sequence()));
    trace.threads().forEach(thread -> name(document, IndexFields.THREAD, thread));
    return document;
  }

  static Document told(ToldFacts told) {
    var document = document(told, ToldFacts.class);
    name(document, IndexFields.TOLD, told.notice());
    name(document, IndexFields.TOLD_OF, told.incident().toString());
    return document;
  }

  static Document activity(SystemActivity activity) {
    var document = document(activity, SystemActivity.class);
    name(document, IndexFields.ACTIVITY, activity.system());
    return document;
  }

  /// How a ticket is looked up; keys are compared without regard to case.
  static String ticket(String system, String key) {
    return system + ":" + key.toUpperCase(Locale.ROOT);
  }

  private static boolean isOpen(IncidentSummary summary) {
    return summary.mergedInto() == null
        && !summary.status().equals(Status.CLOSED.name())
        && !summary.status().equals(Status.REJECTED.name());
  }

  private static <T> Document document(T value, Class<T> type) {
    try {
      var document = new Document();
      document.add(
          new StoredField(
              IndexFields.JSON, HubJson.mapper().writerFor(type).writeValueAsString(value)));
      return document;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write a " + type.getSimpleName(), e);
    }
  }

  private static void name(Document document, String field, String value) {
    document.add(new StringField(field, value, Store.NO));
  }

  private static void since(Document document, Instant since) {
    document.add(new NumericDocValuesField(IndexFields.ENTRY_SINCE, since.toEpochMilli()));
  }

  private static void text(Document document, String value) {
    document.add(new TextField(IndexFields.TEXT, value, Store.NO));
  }

  private static void facet(Document document, String field, String value) {
    if (!value.isEmpty()) {
      document.add(new SortedSetDocValuesFacetField(field, value));
    }
  }
}
