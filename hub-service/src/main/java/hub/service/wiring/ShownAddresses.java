package hub.service.wiring;

import hub.config.SystemConfig;
import hub.connector.Systems;
import hub.connector.jira.JiraRemoteLinks;
import hub.service.site.SecretReference;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// The systems as connectors see them: where people find a ticket is an address, not a reference to
/// one. Secrets stay references; only the Kamelets that need them have their values.
final class ShownAddresses implements Systems {

  private final Map<String, SystemConfig> systems = new HashMap<>();

  ShownAddresses(Map<String, SystemConfig> configured, SecretReference references) {
    configured.forEach((id, system) -> systems.put(id, shown(system, references)));
  }

  @Override
  public SystemConfig system(String id) {
    var system = systems.get(id);
    if (system == null) {
      throw new IllegalArgumentException("no system " + id);
    }
    return system;
  }

  /// Where people find a ticket, by system, with `{key}` for its key. A system whose address is not
  /// there has no pages.
  static Map<String, String> ticketPages(
      Map<String, SystemConfig> systems, SecretReference references) {
    var pages = new TreeMap<String, String>();
    systems.forEach((id, system) -> {
      var address = shown(system, references).connection().get(JiraRemoteLinks.BROWSE_URL);
      if (address != null) {
        pages.put(id, address);
      }
    });
    return pages;
  }

  private static SystemConfig shown(SystemConfig system, SecretReference references) {
    var connection = new HashMap<>(system.connection());
    connection.computeIfPresent(
        JiraRemoteLinks.BROWSE_URL, (_, address) -> references.resolve(address));
    return system.withConnection(connection);
  }
}
