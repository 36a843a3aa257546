package hub.world;

import hub.incident.Entry.CommentRecord;
import hub.incident.Incident;
import java.util.ArrayList;
import java.util.List;

/// Invariant 5: every comment of a person is known and mirrored where the table wants it, once; no
/// older command writes over what somebody has entered.
final class NothingLost implements Invariant {

  @Override
  public List<String> violations(World world) {
    var violations = new ArrayList<>(world.overwritten);
    for (var entry : world.space.entries()) {
      if (entry instanceof Incident incident && incident.isOpen()) {
        var comments = world.space.comments(incident.id());
        for (var ref : incident.members().keySet()) {
          world
              .tool(ref.system())
              .ticket(ref)
              .ifPresent(ticket -> {
                // Of what a restoration has taken or brought back no tool tells anything.
                var tool = world.tool(ref.system());
                var own =
                    ticket.comments().stream()
                        .filter(c -> !c.isMirror() && !tool.isRestored(c.id()))
                        .count();
                var known =
                    comments.stream()
                        .filter(c -> c.origin().equals(ref) && !c.isDeleted())
                        .filter(c -> !tool.isRestored(c.id()))
                        .count();
                if (own != known) {
                  violations.add(
                      "%s has %d comments, %d are known".formatted(ticket.label(), own, known));
                }
              });
        }
        comments.forEach(comment -> checkMirrors(world, incident, comment, violations));
      }
    }
    return violations;
  }

  private static void checkMirrors(
      World world, Incident incident, CommentRecord comment, List<String> violations) {
    var marker = comment.marker(world.config.space().id());
    incident.members().keySet().stream()
        .filter(ref -> !ref.equals(comment.origin()))
        .filter(_ -> incident.members().containsKey(comment.origin()))
        .flatMap(ref -> world.tool(ref.system()).ticket(ref).stream())
        .forEach(ticket -> {
          var mirrors = ticket.comments().stream().filter(c -> c.marker().equals(marker)).count();
          // What somebody has deleted may have been mirrored before, or not.
          var isExcused =
              comment.isDeleted() || world.tool(ticket.ref().system()).isRemoved(marker);
          if (mirrors > 1 || (mirrors == 0 && !isExcused)) {
            violations.add("%s mirrors %s %d times".formatted(ticket.label(), marker, mirrors));
          }
        });
  }
}
