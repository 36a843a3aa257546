package hub.incident;

import hub.ticket.Field;
import hub.ticket.Fields;
import java.util.List;

/// What every notice may say of an incident.
public final class NoticeFacts {

  private static final List<Field> TOLD =
      List.of(Field.TITLE, Field.PRIORITY, Field.STATUS, Field.ASSIGNEE);

  private NoticeFacts() {}

  /// Its case number, what it says, and the keys of its tickets as counterpart fields.
  public static Fields of(SpaceView view, String space, Incident incident) {
    var facts = Fields.of(Field.CASE_NUMBER, incident.id().caseNumber(space));
    for (var field : TOLD) {
      facts = facts.with(field, incident.value(field));
    }
    for (var ticket : incident.members().keySet()) {
      var key = view.shadow(ticket).map(Shadow::ticketKey).orElse("");
      facts = facts.with(Field.counterpart(ticket.system()), key);
    }
    return facts;
  }
}
