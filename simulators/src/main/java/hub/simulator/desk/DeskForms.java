package hub.simulator.desk;

import hub.simulator.ticket.EditableField;
import hub.simulator.ticket.EditableField.Kind;
import hub.simulator.ticket.Person;
import hub.simulator.ticket.TicketAction;
import hub.simulator.ticket.TicketDesk;
import hub.simulator.ticket.TicketRefused;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Tickets of a local desk in forms for people, under the same rules as its interface.
final class DeskForms implements TicketDesk {
  private final DeskTool tool;

  DeskForms(DeskTool tool) {
    this.tool = tool;
  }

  @Override
  public List<Person> people() {
    return DeskAccount.ALL.reversed().stream()
        .map(account -> new Person(account.login(), account.name()))
        .toList();
  }

  @Override
  public List<EditableField> blankForm() {
    DeskFields names = tool.names();
    return List.of(
        line(names.title(), ""),
        new EditableField(names.description(), names.description(), Kind.TEXT, "", List.of()),
        line(names.reference(), ""));
  }

  @Override
  public List<EditableField> form(String key) {
    DeskTicket ticket = require(key);
    DeskFields names = tool.names();
    List<EditableField> fields = new ArrayList<>();
    fields.add(line(names.title(), ticket.text(names.title())));
    fields.add(line(names.reference(), ticket.text(names.reference())));
    if (!names.choices().isEmpty()) {
      String held = ticket.text(names.priority());
      fields.add(
          new EditableField(
              names.priority(), names.priority(), Kind.CHOICE, held, names.choices()));
    }
    return fields;
  }

  private static EditableField line(String name, String value) {
    return new EditableField(name, name, Kind.LINE, value, List.of());
  }

  @Override
  public List<TicketAction> actions(String key) {
    String now = require(key).text(tool.names().state());
    return tool.names().states().stream()
        .filter(state -> !state.equals(now))
        .map(state -> new TicketAction(state, List.of()))
        .toList();
  }

  @Override
  public String create(String person, Map<String, String> fields) {
    return refusable(() -> tool.file(account(person), fields).text(tool.names().number()));
  }

  @Override
  public void save(String person, String key, Map<String, String> fields) {
    DeskTicket ticket = require(key);
    Map<String, String> changed = new LinkedHashMap<>(fields);
    changed.values().removeIf(String::isEmpty);
    changed.entrySet().removeIf(entry -> ticket.text(entry.getKey()).equals(entry.getValue()));
    if (!changed.isEmpty()) {
      refusable(() -> tool.write(account(person), ticket, changed));
    }
  }

  @Override
  public void act(String person, String key, String action, Map<String, String> fields) {
    DeskTicket ticket = require(key);
    refusable(() -> tool.move(account(person), ticket, action));
  }

  @Override
  public void comment(String person, String key, String text) {
    DeskTicket ticket = require(key);
    refusable(() -> tool.remark(account(person), ticket, text));
  }

  private DeskTicket require(String key) {
    return tool.byNumber(key).orElseThrow(() -> new TicketRefused("There is no ticket " + key));
  }

  private static DeskAccount account(String login) {
    return DeskAccount.of(login)
        .orElseThrow(() -> new TicketRefused("There is no user named " + login));
  }

  private static <T> T refusable(Supplier<T> work) {
    try {
      return work.get();
    } catch (DeskRefusal refused) {
      throw new TicketRefused(refused.words());
    }
  }
}
