package hub.connector.clearquest;

import com.fasterxml.jackson.databind.JsonNode;
import hub.config.SystemConfig;
import hub.connector.check.Finding;
import hub.connector.check.Findings;
import hub.connector.check.ToolDoor;
import hub.connector.check.ToolDoor.Ask;
import hub.connector.clearquest.RecordServices.FieldShape;
import hub.ticket.Field;
import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Whether a live ClearQuest is what its configuration takes it for: repository, database and
/// record type, the fields of its shape, and their values.
public final class ClearQuestCheck {

  private final SystemConfig config;
  private final ServerAddress address;
  private final Findings findings;
  private @Nullable JsonNode shape;

  /// @param config of the system, with its secrets
  public ClearQuestCheck(SystemConfig config) {
    this.config = config;
    this.address = ServerAddress.of(setting("baseUrl", "http://localhost/cqweb/oslc"));
    this.findings = new Findings(config);
  }

  /// Asks; what comes first decides whether the rest can be asked. The web session that this opens
  /// is ended, since it would hold a licence.
  public List<Finding> run(ToolDoor door) {
    var goal =
        new Discovery.Goal(
            address,
            setting("repository", ""),
            setting("database", ""),
            setting("recordType", "Incident"));
    var first = findings.reach(door, asked(address.at("/")), "ClearQuest's OSLC interface");
    if (first.isPresent()) {
      discover(door, Discovery.begin(goal))
          .ifPresent(services -> {
            findings.accepted();
            fields(services);
            records(door, services);
          });
      Findings.perhaps(door, new Ask("DELETE", "/session/", "", Map.of(), ""));
    }
    return findings.all();
  }

  private Optional<RecordServices> discover(ToolDoor door, Discovery begin) {
    var at = begin;
    while (at.next().isPresent()) {
      var place = place(at);
      var remedy = "Correct the name, or give the account the right to see it";
      try {
        var isShape = at instanceof Discovery.AtShape;
        var document =
            isShape
                ? Findings.perhaps(door, asked(at.next().get()))
                : findings.json(door, asked(at.next().get()), place, remedy);
        if (document.isEmpty() && !isShape) {
          return Optional.empty();
        }
        shape = isShape ? document.orElse(null) : null;
        at = document.isEmpty() ? at.readNothing() : at.read(document.get());
        if (!isShape) {
          findings.ok(place, "is there");
        }
      } catch (Discovery.NotOffered | ServerAddress.ForeignLink wrong) {
        findings.wrong(place, "is not offered: " + wrong.getMessage(), remedy);
        return Optional.empty();
      }
    }
    return at.services();
  }

  /// The setting that decides what is looked for in the document to be read now.
  private static String place(Discovery at) {
    return switch (at) {
      case Discovery.AtCatalog _ -> "connection.repository";
      case Discovery.AtRepository _ -> "connection.database";
      case Discovery.AtDatabase _, Discovery.AtShape _, Discovery.Known _ ->
          "connection.recordType";
    };
  }

  private void fields(RecordServices services) {
    var names = new TreeMap<Field, String>(ClearQuestSite.USUAL_FIELDS);
    names.keySet().retainAll(config.writes());
    names.putAll(config.out());
    if (services.shape().isEmpty()) {
      findings.unknown("out", "cannot be compared: the server shows no shape", "Look there");
      return;
    }
    var before = findings.all().size();
    names.forEach((field, name) -> field(services, field, name));
    var own = new LinkedHashMap<String, String>();
    own.put("commentField", setting("commentField", "Note_Entry"));
    own.put("markerField", setting("markerField", ""));
    own.forEach((property, name) -> {
      if (!name.isEmpty() && services.lacks(name)) {
        findings.wrong(
            "connection." + property,
            "is \"%s\", which the record type does not have".formatted(name),
            "Correct the name, or have the schema's owner add the field");
      }
    });
    if (findings.all().size() == before) {
      findings.ok("out", "names %d fields, and the record type has them".formatted(names.size()));
    }
    var choices = choices();
    names.forEach((field, name) -> {
      var known = choices.get(OslcJson.localName(name));
      if (known != null && !known.isEmpty()) {
        findings.values(field, known);
      }
    });
    states();
  }

  private void field(RecordServices services, Field field, String name) {
    var shown = services.field(name);
    if (shown.isEmpty()) {
      findings.wrong(
          "out." + field,
          "is \"%s\", which the record type does not have".formatted(name),
          "Correct the name, or have the schema's owner add the field");
    } else if (config.writes().contains(field)
        && !field.equals(Field.STATUS)
        && shown.filter(FieldShape::isReadOnly).isPresent()) {
      findings.wrong(
          "out." + field,
          "is \"%s\", which can only be read".formatted(name),
          "Take %s out of writes, or name another field".formatted(field));
    }
  }

  /// The values that the shape allows, by field.
  private Map<String, Set<String>> choices() {
    var choices = new HashMap<String, Set<String>>();
    var shown = shape;
    if (shown != null) {
      for (var property : OslcJson.objects(OslcJson.unwrapped(shown), "oslc:property")) {
        var values = new TreeSet<String>();
        OslcJson.each(property, "oslc:allowedValue").forEach(value -> values.add(value.asText()));
        choices.put(OslcJson.localName(OslcJson.text(property, "oslc:name")), values);
      }
    }
    return choices;
  }

  /// ClearQuest does not tell its states: they are those of the configured transitions.
  private void states() {
    var states = Workflow.parse(setting("transitions", "")).states();
    if (states.isEmpty()) {
      findings.unknown(
          "values.status",
          "may be known or not: ClearQuest does not tell its states over OSLC",
          "Compare them with the state matrix of the schema");
    } else {
      findings.values(Field.STATUS, states);
    }
  }

  private void records(ToolDoor door, RecordServices services) {
    var query = asked(services.query());
    var page = new Ask(query.method(), query.path(), "oslc.pageSize=1", query.headers(), "");
    findings
        .json(door, page, "connection.recordType", "Give the account the right to query it")
        .ifPresent(_ -> findings.ok("connection.recordType", "can be queried"));
  }

  private Ask asked(URI target) {
    var path = target.getRawPath().substring(address.base().getRawPath().length());
    var query = target.getRawQuery();
    return new Ask(
        "GET",
        path,
        query == null ? "" : query,
        Map.of("Accept", "application/json", "OSLC-Core-Version", "2.0"),
        "");
  }

  private String setting(String name, String usual) {
    return config.connection().getOrDefault(name, usual);
  }
}
