package hub.simulator.ticket;

import java.util.List;
import java.util.Map;

/// What a person can do with the tickets of one tool. Everything goes through the same rules as the
/// tool's interface; a [TicketRefused] says why something does not go.
public interface TicketDesk {
  /// Who can be chosen, people before service accounts.
  List<Person> people();

  /// The fields of the form for a new ticket.
  List<EditableField> blankForm();

  /// The fields of a ticket that can be edited.
  List<EditableField> form(String key);

  /// The changes of state that are possible for a ticket.
  List<TicketAction> actions(String key);

  /// Makes a new ticket and says its key.
  String create(String person, Map<String, String> fields);

  /// Writes the fields that differ from what the ticket holds.
  void save(String person, String key, Map<String, String> fields);

  /// Changes the state.
  void act(String person, String key, String action, Map<String, String> fields);

  /// Adds a remark.
  void comment(String person, String key, String text);
}
