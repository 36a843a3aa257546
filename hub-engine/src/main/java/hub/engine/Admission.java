package hub.engine;

import hub.engine.log.LastEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/// Which adopted configuration a process may replace by its own: the one that it finds, if nobody
/// else runs with it. Otherwise a process with another configuration stays out (design D10).
///
/// @param replaces the adopted configuration's hash by space, as it was found
record Admission(Map<String, String> replaces) {

  Admission {
    replaces = Map.copyOf(replaces);
  }

  /// Looks at the end of the log, and at who is there.
  ///
  /// @throws OtherConfigurationException if others run with another configuration
  static Admission of(EngineSettings settings, Admin admin) {
    var found = new HashMap<String, String>();
    var others = List.<String>of();
    for (var space : settings.spaces()) {
      var last = LastEvent.findCommitted(settings.connection(), space.space(), space.partition());
      found.put(space.space(), last.configuration());
      if (!last.configuration().isEmpty()
          && !last.configuration().equals(space.configurationHash())) {
        others = others.isEmpty() ? others(settings, admin) : others;
        if (!others.isEmpty()) {
          throw new OtherConfigurationException(
              space.space(),
              space.configurationHash(),
              last.configuration(),
              "running: " + String.join(", ", others));
        }
      }
    }
    return new Admission(found);
  }

  /// Whether a process may go on with its own configuration where this one is adopted.
  boolean mayReplace(String space, String adopted) {
    return adopted.isEmpty() || adopted.equals(replaces.get(space));
  }

  /// The other processes of the hub.
  private static List<String> others(EngineSettings settings, Admin admin) {
    var group = settings.applicationId();
    try {
      var described = admin.describeConsumerGroups(List.of(group)).all().get().get(group);
      var members = described == null ? List.<MemberDescription>of() : described.members();
      var others = new ArrayList<String>();
      for (var member : members) {
        var name = member.groupInstanceId().orElseGet(member::consumerId);
        if (!name.startsWith(settings.instanceId() + "-")) {
          others.add(named(member, name));
        }
      }
      return others;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return List.of();
      }
      throw new IllegalStateException("nobody tells which processes of the hub run", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking who runs", e);
    }
  }

  private static String named(MemberDescription member, String name) {
    return name + " at " + member.host();
  }
}
