package hub.space;

import hub.delivery.Command;
import hub.delivery.Command.AddComment;
import hub.delivery.Command.SendNotice;
import hub.delivery.Command.UpdateTicket;
import hub.incident.Entry.Outstanding;
import hub.incident.Entry.ParkedCreate;
import hub.incident.Entry.Parking;
import hub.incident.Entry.SentAndRead;
import hub.incident.Entry.Slot;
import hub.incident.Incident;
import hub.incident.IncidentEvent;
import hub.incident.IncidentEvent.CommandRestated;
import hub.incident.IncidentEvent.CommentRestated;
import hub.incident.IncidentEvent.ConflictRestated;
import hub.incident.IncidentEvent.ContactRestated;
import hub.incident.IncidentEvent.FieldRestated;
import hub.incident.IncidentEvent.IncidentErased;
import hub.incident.IncidentEvent.NoticeRestated;
import hub.incident.IncidentEvent.RefusedCreateRestated;
import hub.incident.IncidentEvent.TicketRestated;
import hub.incident.IncidentId;
import hub.incident.Kinship;
import hub.incident.Shadow;
import hub.incident.Story;
import hub.reconciliation.Reconciler;
import hub.ticket.Field;
import hub.ticket.Fields;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// Forgets an incident (design D12), and tells again what its relatives keep: their texts were
/// sealed while all were one, with keys that go now.
final class Erasure {

  private final Story story;

  Erasure(Story story) {
    this.story = story;
  }

  void erase(IncidentId id, String actor, String reason) {
    var kin = Kinship.of(story.view(), id);
    story.happened(new IncidentErased(id, actor, reason));
    for (var relative : kin) {
      story
          .view()
          .incident(relative)
          .filter(incident -> incident.id().equals(relative))
          .filter(Incident::isOpen)
          .ifPresent(this::restate);
    }
  }

  private void restate(Incident incident) {
    var id = incident.id();
    incident
        .fields()
        .forEach((field, value) ->
            story.happened(new FieldRestated(id, field, value.value(), value.by())));
    incident
        .conflicts()
        .forEach((field, conflict) ->
            story.happened(new ConflictRestated(id, field, conflict.kept(), conflict.lost())));
    for (var ticket : incident.members().keySet()) {
      story
          .view()
          .shadow(ticket)
          .map(shadow -> restated(incident, shadow))
          .ifPresent(story::happened);
      story.view().outstanding(Slot.of(ticket)).ifPresent(command -> restate(incident, command));
    }
    for (var comment : story.view().comments(id)) {
      story.happened(new CommentRestated(id, comment.number(), comment.author(), comment.text()));
    }
    restateProcess(incident);
    restateCreates(incident);
  }

  private void restateProcess(Incident incident) {
    var id = incident.id();
    for (var task : story.view().contactTasks(id)) {
      var ending = task.ending();
      if (ending != null) {
        story.happened(new ContactRestated(id, task.number(), ending.reached(), ending.words()));
      }
    }
    story.view().notices(id).stream()
        .filter(notice -> !notice.facts().isEmpty())
        .forEach(notice ->
            story.happened(
                new NoticeRestated(id, notice.id(), ownFacts(incident, notice.facts()))));
  }

  private static IncidentEvent restated(Incident incident, Shadow shadow) {
    return new TicketRestated(
        incident.id(),
        shadow.ticket(),
        shadow.fields(),
        fields(shadow.ours(), SentAndRead::sent),
        fields(shadow.ours(), SentAndRead::read),
        own(incident, fields(shadow.parked(), Parking::desired)));
  }

  private void restateCreates(Incident incident) {
    for (var where : List.of("slot/create/", Slot.NOTICES)) {
      for (var entry : story.view().scan(where)) {
        if (entry instanceof Outstanding waiting && isPartOf(waiting.incident(), incident)) {
          restate(incident, waiting);
        }
      }
    }
    for (var entry : story.view().scan("parked-create/")) {
      if (entry instanceof ParkedCreate parked && isPartOf(parked.incident(), incident)) {
        story.happened(
            new RefusedCreateRestated(
                parked.incident(), parked.system(), fields(parked.fields(), Parking::desired)));
      }
    }
  }

  private void restate(Incident incident, Outstanding outstanding) {
    story.happened(new CommandRestated(incident.id(), ownTextsOf(incident, outstanding.command())));
  }

  /// A command that became due while both were one may carry texts of the other. Its sink has them
  /// already; before it is tried again it is computed anew.
  private Command ownTextsOf(Incident incident, Command command) {
    return switch (command) {
      case AddComment comment ->
          new Reconciler(story).isStillDue(incident, comment) ? comment : withoutText(comment);
      case UpdateTicket(var id, var asking, var ticket, var base, var desired, var attempt) ->
          new UpdateTicket(id, asking, ticket, base, own(incident, desired), attempt);
      case SendNotice notice ->
          new SendNotice(
              notice.id(),
              notice.incident(),
              notice.system(),
              notice.kind(),
              notice.recipient(),
              notice.template(),
              ownFacts(incident, notice.facts()),
              notice.attempt());
      case Command.CreateTicket _, Command.CloseDuplicate _, Command.RefreshTicket _ -> command;
    };
  }

  private static AddComment withoutText(AddComment comment) {
    return new AddComment(
        comment.id(),
        comment.incident(),
        comment.ticket(),
        comment.marker(),
        "",
        comment.known(),
        comment.attempt());
  }

  /// Texts that the incident says itself; the others become empty.
  private static Fields own(Incident incident, Fields wanted) {
    var own = wanted;
    for (var field : wanted.names()) {
      if (!field.isCoded() && !incident.value(field).equals(wanted.getOrEmpty(field))) {
        own = own.with(field, "");
      }
    }
    return own;
  }

  /// Of the incident's own words a notice tells only the title.
  private static Fields ownFacts(Incident incident, Fields facts) {
    return facts.getOrEmpty(Field.TITLE).equals(incident.value(Field.TITLE))
        ? facts
        : facts.with(Field.TITLE, "");
  }

  private boolean isPartOf(IncidentId part, Incident whole) {
    return story.view().incident(part).filter(one -> one.id().equals(whole.id())).isPresent();
  }

  private static <T> Fields fields(Map<Field, T> map, Function<T, String> text) {
    var fields = new TreeMap<Field, String>();
    map.forEach((field, value) -> fields.put(field, text.apply(value)));
    return new Fields(fields);
  }
}
