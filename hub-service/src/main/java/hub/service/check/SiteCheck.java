package hub.service.check;

import hub.config.SystemConfig;
import hub.connector.Systems;
import hub.connector.check.Finding;
import hub.connector.check.Finding.Verdict;
import hub.connector.check.ToolDoor;
import hub.connector.clearquest.ClearQuestCheck;
import hub.connector.jira.JiraCheck;
import hub.connector.rest.RestCheck;
import hub.service.site.Kinds;
import hub.service.site.RouteFiles;
import hub.service.site.SecretReference;
import hub.service.site.SecretReference.UnresolvedReferenceException;
import hub.service.site.Site;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/// Checks the tools of a site: `./hub check`. It asks them as the hub does, through the site's own
/// Kamelets, and writes nothing.
public final class SiteCheck {

  private final Site site;
  private final RouteFiles files;
  private final SecretReference references;

  /// @param references resolves what stands elsewhere
  public SiteCheck(Site site, SecretReference references) {
    this.site = site;
    this.files = RouteFiles.of(site.directories());
    this.references = references;
  }

  /// What is right and wrong with one system.
  ///
  /// @throws IllegalArgumentException if the site has no such system
  public List<Finding> run(String system) {
    var config =
        site.config()
            .system(system)
            .orElseThrow(() -> new IllegalArgumentException("no system " + system));
    var problems = new ArrayList<Finding>();
    var resolved = resolved(config, problems);
    if (!problems.isEmpty()) {
      return problems;
    }
    try (var camel = new DefaultCamelContext()) {
      Systems only = _ -> resolved;
      camel.getRegistry().bind(Systems.BEAN, only);
      var loader = PluginHelper.getRoutesLoader(camel);
      for (var file : files.all()) {
        if (file.isKamelet() && file.stem().endsWith("-action")) {
          loader.loadRoutes(ResourceHelper.fromString(file.name(), file.text()));
        }
      }
      camel.start();
      return ask(system, resolved, new KameletDoor(camel, files, system, resolved));
    } catch (Exception failure) {
      throw new IllegalStateException("the Kamelets of " + system + " do not start", failure);
    }
  }

  private List<Finding> ask(String system, SystemConfig config, ToolDoor door) {
    var isCreatedIn =
        site.config().counterparts().stream().anyMatch(rule -> rule.create().equals(system));
    return switch (config.kind()) {
      case "jira" -> new JiraCheck(system, config, isCreatedIn).run(door);
      case "clearquest" -> new ClearQuestCheck(config).run(door);
      case "http" -> new RestCheck(system, config, InstantSource.system().instant()).run(door);
      default ->
          List.of(
              new Finding(
                  Verdict.UNKNOWN,
                  "kind",
                  "is %s, which is not checked".formatted(config.kind()),
                  "Start the hub and look at its systems"));
    };
  }

  /// The connection with its secrets. Programs hold none, and are left as they are.
  private SystemConfig resolved(SystemConfig config, List<Finding> problems) {
    var declared = new Kinds(files).properties(config.kind());
    var connection = new HashMap<String, String>();
    config
        .connection()
        .forEach((name, value) -> {
          var isProgram =
              declared.property(name).filter(property -> property.isProgram()).isPresent();
          try {
            connection.put(name, isProgram ? value : references.resolve(value));
          } catch (UnresolvedReferenceException missing) {
            problems.add(
                new Finding(
                    Verdict.WRONG,
                    "connection." + name,
                    "cannot be known: " + missing.getMessage(),
                    "Set it as where the hub runs"));
          }
        });
    return config.withConnection(Map.copyOf(connection));
  }
}
