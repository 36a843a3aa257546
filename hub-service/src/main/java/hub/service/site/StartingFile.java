package hub.service.site;

import hub.connector.mapping.TicketMapping;
import hub.ticket.ExternalSystem;
import hub.ticket.Priority;
import hub.ticket.Status;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// A `hub.yaml` to begin with: one system of a kind, laid over the example site, with every
/// property explained. What may be given is a comment, and so is a program that only the site can
/// write: `./hub validate` asks for it.
public final class StartingFile {

  private static final int WIDTH = 110;

  private final String kind;
  private final String id;
  private final Path base;
  private final KameletProperties properties;
  private final StringBuilder text = new StringBuilder();

  private StartingFile(String kind, String id, Path base, KameletProperties properties) {
    this.kind = kind;
    this.id = id;
    this.base = base;
    this.properties = properties;
  }

  /// The text of the file.
  ///
  /// @param id what the system is to be called, such as `local-desk`
  /// @param base the example site, as seen from the directory of the file
  public static String of(String kind, String id, Path base, Kinds kinds) {
    var file = new StartingFile(kind, id, base, kinds.properties(kind));
    file.write();
    return file.text.toString();
  }

  private void write() {
    line(0, "# yaml-language-server: $schema=" + base.resolveSibling("hub.schema.json"));
    line(0, "# A site laid over another: what stands here counts, the rest comes from below.");
    line(0, "extends: " + base);
    line(0, "");
    line(0, "systems:");
    line(1, id + ":");
    line(2, "kind: " + kind);
    comment(2, "Its part in the process: " + names(ExternalSystem.Role.values()) + ".");
    line(2, "role: local-desk");
    comment(2, "Writes are planned and shown, and none is sent. Take this away when all is right.");
    line(2, "mode: observe");
    line(2, "connection:");
    properties.all().values().forEach(this::property);
    if (TicketMapping.shipped(kind).isEmpty()) {
      comment(2, "jq: the answer to read, and what belongs to it, to a ticket. Must be given.");
      line(2, "# in: '{id, key, version, fields: {title, priority, status}}'");
    }
    comment(2, "Canonical field: the tool's name of it. ./hub map shows what comes of a payload.");
    line(2, "out:");
    line(3, "title: title");
    line(3, "priority: priority");
    line(3, "status: status");
    comment(2, "Canonical value: the tool's. in and out hold what goes one way only.");
    line(2, "values:");
    line(3, "priority:");
    line(4, "both: " + both(Priority.values()));
    line(3, "status:");
    line(4, "both: " + both(Status.values()));
    comment(2, "What the hub may write there. Begin with little.");
    line(2, "writes: [priority, status]");
  }

  private void property(KameletProperty property) {
    var isRequired = properties.required().contains(property.name());
    var isLeft = isRequired && property.isProgram();
    var must = isLeft ? " Must be given." : "";
    comment(3, property.title() + ". " + property.description().strip() + must);
    if (!property.choices().isEmpty()) {
      comment(3, "One of " + String.join(", ", property.choices()) + ".");
    }
    var lines = (property.name() + ": " + value(property)).lines().toList();
    lines.forEach(line -> line(3, (isRequired && !isLeft ? "" : "# ") + line));
  }

  private String value(KameletProperty property) {
    if (property.isProgram()) {
      return "'.'";
    }
    if (property.isSecret() || property.name().equals("baseUrl")) {
      return "${env:%s_%s}".formatted(variable(id), variable(property.name()));
    }
    var value = property.example().isEmpty() ? property.byDefault() : property.example();
    return value == null ? "''" : "'" + value.strip().replace("'", "''") + "'";
  }

  private static String variable(String name) {
    return name.replaceAll("([a-z])([A-Z])", "$1_$2")
        .replaceAll("[^A-Za-z0-9]", "_")
        .toUpperCase(Locale.ROOT);
  }

  private static String names(Enum<?>[] constants) {
    return Arrays.stream(constants)
        .map(constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .collect(Collectors.joining(", "));
  }

  private static String both(Enum<?>[] constants) {
    return Arrays.stream(constants)
        .map(constant -> constant.name() + ": " + constant.name())
        .collect(Collectors.joining(", ", "{ ", " }"));
  }

  private void comment(int depth, String words) {
    var room = WIDTH - 2 * depth;
    var line = new StringBuilder("#");
    for (var word : words.strip().split("\\s+", -1)) {
      if (line.length() + word.length() >= room) {
        line(depth, line.toString());
        line.setLength(1);
      }
      line.append(' ').append(word);
    }
    line(depth, line.toString());
  }

  private void line(int depth, String line) {
    text.append("  ".repeat(line.isEmpty() ? 0 : depth)).append(line).append('\n');
  }
}
