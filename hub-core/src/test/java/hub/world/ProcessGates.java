package hub.world;

import hub.delivery.Command;
import hub.delivery.NoticeKind;
import hub.incident.Gate;
import hub.incident.Incident;
import hub.incident.IncidentEvent.CommandIssued;
import hub.incident.IncidentId;
import hub.incident.Notice;
import hub.incident.SpaceMap;
import hub.incident.SpaceView;
import hub.reconciliation.GateKeeper;
import hub.space.NspExample;
import hub.ticket.Field;
import hub.ticket.Priority;
import hub.ticket.Status;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// Invariant 8: every P1 and P2 has a contact task; stakeholders are told once per incident and
/// level; no Pending Release without an RFC and no closing of a P1 or P2 without an approved report
/// is carried on.
final class ProcessGates implements Invariant {

  @Override
  public List<String> violations(World world) {
    var violations = new ArrayList<String>();
    for (var entry : world.space.entries()) {
      if (entry instanceof Incident incident && incident.isOpen()) {
        contacts(world, incident, violations);
        breaches(world, incident, violations);
      }
    }
    stakeholders(world, violations);
    mails(world, violations);
    carried(world, violations);
    return violations;
  }

  private static void contacts(World world, Incident incident, List<String> violations) {
    var priority = incident.value(Field.PRIORITY);
    var status = incident.value(Field.STATUS);
    var isOver = !status.isEmpty() && Status.RESOLVED.compareTo(Status.valueOf(status)) <= 0;
    if (!GateKeeper.isSevere(priority) || isOver) {
      return;
    }
    var level = Priority.valueOf(priority);
    var isContacted =
        world.space.contactTasks(incident.id()).stream()
            .anyMatch(task -> task.level() == level || task.level().isMoreSevereThan(level));
    if (!isContacted) {
      violations.add("%s is a %s, and nobody was contacted".formatted(incident.id(), priority));
    }
  }

  private static void breaches(World world, Incident incident, List<String> violations) {
    var passed = new GateKeeper(world.space, world.config).passed(incident);
    for (var gate : Gate.values()) {
      var isRecorded = world.space.breach(incident.id(), gate).isPresent();
      var isPassed = passed.contains(gate);
      if (isRecorded && !isPassed) {
        violations.add("%s of %s is over, and still recorded".formatted(gate, incident.id()));
      }
      if (isPassed && !isRecorded && gate == Gate.PENDING_RELEASE_NEEDS_RFC) {
        violations.add("%s of %s is not recorded".formatted(gate, incident.id()));
      }
    }
  }

  private static void stakeholders(World world, List<String> violations) {
    var told = new HashSet<String>();
    for (var entry : world.space.entries()) {
      if (entry instanceof Notice notice) {
        if (notice.isDue()) {
          violations.add("still due: " + notice);
        }
        var isRepeated = !told.add(notice.incident() + " " + notice.purpose());
        if (notice.kind() == NoticeKind.STAKEHOLDERS
            && isRepeated
            && !isOfTwo(world, notice.incident())) {
          violations.add("stakeholders were told twice: " + notice);
        }
      }
    }
  }

  /// Two incidents told their stakeholders before it was known that they were one.
  private static boolean isOfTwo(World world, IncidentId id) {
    return world.space.entries().stream()
        .anyMatch(entry -> entry instanceof Incident other && id.equals(other.mergedInto()));
  }

  /// At least once each, under one Message-ID.
  private static void mails(World world, List<String> violations) {
    var sent = world.tool(NspExample.MAIL).mails().keySet();
    for (var entry : world.space.entries()) {
      if (entry instanceof Notice notice
          && notice.end() != null
          && notice.end().isSent()
          && !sent.contains(notice.end().messageId())) {
        violations.add("nobody got " + notice);
      }
    }
  }

  /// No command ever carried what a gate held back, as the state was then.
  private static void carried(World world, List<String> violations) {
    var state = new SpaceMap();
    for (var event : world.events) {
      if (event instanceof CommandIssued(var id, var command, _)) {
        carried(state, world, id, command, violations);
      }
      state.fold(event);
    }
  }

  private static void carried(
      SpaceView state, World world, IncidentId id, Command command, List<String> violations) {
    var status =
        switch (command) {
          case Command.CreateTicket create -> create.fields().getOrEmpty(Field.STATUS);
          case Command.UpdateTicket update -> update.desired().getOrEmpty(Field.STATUS);
          case Command.AddComment _,
              Command.CloseDuplicate _,
              Command.RefreshTicket _,
              Command.SendNotice _ ->
              "";
        };
    var isHeld =
        state
            .incident(id)
            .filter(incident -> incident.value(Field.STATUS).equals(status))
            .filter(incident -> !new GateKeeper(state, world.config).mayCarryStatus(incident))
            .isPresent();
    if (!status.isEmpty() && isHeld) {
      violations.add("carried past a gate: " + command);
    }
  }
}
