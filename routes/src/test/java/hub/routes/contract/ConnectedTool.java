package hub.routes.contract;

import hub.config.SystemConfig;
import hub.ticket.Field;
import hub.ticket.Fields;
import hub.ticket.Status;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What the contract must know of a tool in order to ask the same of every connector.
public interface ConnectedTool {

  /// The system's id, also at the simulators' admin interface.
  String system();

  SystemConfig config();

  /// Configurations of the other systems that this one names.
  Map<String, SystemConfig> others();

  String sinkKamelet();

  String sourceKamelet();

  /// The properties of both Kamelets.
  ///
  /// @param toolUrl the tool's address on the simulator port
  Map<String, String> connection(String toolUrl);

  /// Wrong credentials in the properties.
  Map<String, String> refusedConnection(String toolUrl);

  /// What a new ticket is created with, complete.
  Fields fresh();

  /// A field that may be edited, and two canonical values of it, the first unlike [#fresh()].
  Field editable();

  List<String> values();

  /// The tool's name of that field, for a fault that refuses it.
  String toolField();

  /// A counterpart field that the tool shows.
  Field counterpart();

  /// A status that is at least two steps away from the initial one.
  String farStatus();

  /// What a screen on the way to it needs.
  Fields forFarStatus();

  /// How far apart two changes of a ticket must be for the tool to tell them apart. Until then the
  /// tool is read again, and shows the same.
  default Duration resolution() {
    return Duration.ZERO;
  }

  /// What a duplicate that was closed is read as: a desk may close its own tickets alone, and have
  /// the others solved.
  default String closed() {
    return Status.CLOSED.name();
  }

  /// A person creates a ticket that shows a key in the counterpart field; returns its internal id.
  String createByHand(String toolUrl, String counterpartKey);

  /// A person edits [#editable()].
  void editByHand(String toolUrl, String ticketId, String canonicalValue);
}
